"""The bytes of a feed -> its title and entries: RSS and Atom by feedparser, JSON Feed 1.1 by itself. Pure.

Nothing in it is executed or followed: XML that declares entities or a document type with an inner part is refused.
"""

import calendar
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from html import escape, unescape
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urljoin

from bot.ingest.clean import clean_line
from bot.ingest.read.fields import read_date
from bot.model.errors import FeedError

MOST_ENTRIES = 500
MOST_TAGS = 300_000
"""A hundred times what feeds have; more would keep their parser busy for a minute."""
AHEAD = timedelta(hours=24)
"""A date further in the future than that is a slip, and counts as none."""
_TAG = re.compile(r"<[^<>]*>")
_DECLARES = re.compile(rb"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)
_SAID = ("title", "content_html", "content_text", "summary", "date_published", "date_modified")
_FEED_TYPES = re.compile(r"application/(?:rss|atom|feed)\+(?:xml|json)", re.IGNORECASE)


class FeedEntry(NamedTuple):
    """`url`: absolute. `html`: the longest text that the feed gives of it, as HTML; `whole`: it is meant to be all of
    it, not a summary. `mark`: a digest that differs when the entry says something else."""

    url: str
    title: str | None
    published: datetime | None
    authors: tuple[str, ...]
    html: str
    whole: bool
    language: str | None
    mark: str


class ReadFeed(NamedTuple):
    """`title`: of the whole feed. Entries in the feed's order, each address once."""

    title: str | None
    entries: tuple[FeedEntry, ...]


def read_feed(data: bytes, url: str, now: datetime) -> ReadFeed:
    """Raises FeedError when it is no feed, or one that is not read for safety."""
    if data.lstrip()[:1] == b"{":
        return _read_json(data, url, now)
    if _DECLARES.search(data.replace(b"\0", b"")):  # UTF-16 and UTF-32 too
        raise FeedError(f"{url}: declares entities", "entities")
    if data.count(b"<") > MOST_TAGS:
        raise FeedError(f"{url}: has too many tags", "no-feed")
    parsed = _parse(data, url)
    if not parsed.get("version"):
        raise FeedError(f"{url}: is no feed", "no-feed")
    language = parsed.feed.get("language")
    entries = (_read_entry(entry, url, now, language) for entry in parsed.entries[:MOST_ENTRIES])
    return ReadFeed(_line(parsed.feed.get("title")), _once(entries))


def find_feeds(html: bytes, url: str) -> list[str]:
    """The addresses of feeds that a page names in its head, absolute, in order."""
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from lxml.html import document_fromstring  # type: ignore[import-untyped]

    try:
        links = document_fromstring(html[:500_000]).xpath("//link[@rel and @type and @href]")
    except (LxmlError, ValueError):
        return []
    named = [link.get("href") for link in links if _FEED_TYPES.fullmatch(link.get("type", "").strip())]
    return [address for address in dict.fromkeys(_join(url, href) for href in named) if address]


def _parse(data: bytes, url: str) -> Any:
    """Whatever a damaged feed does to its parser, it is no feed then."""
    import feedparser

    try:
        return feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        raise FeedError(f"{url}: cannot be read: {type(error).__name__}", "no-feed") from error


def _read_entry(entry: Mapping[str, Any], url: str, now: datetime, language: str | None) -> FeedEntry | None:
    link = entry.get("link") or (entry.get("id") if str(entry.get("id", "")).startswith("http") else None)
    if not link:
        return None
    contents = [str(part.get("value", "")) for part in entry.get("content", ())]
    html = max([*contents, str(entry.get("summary", ""))], key=len)
    plain = dict(entry)  # asked itself, it warns of what it will no longer make up
    said = (plain.get("title"), html, plain.get("published"), plain.get("updated"))
    authors = tuple(name for author in entry.get("authors", ()) if (name := _line(author.get("name"))))
    return FeedEntry(
        url=_join(url, str(link)),
        title=_line(entry.get("title")),
        published=_sane(_read_stamp(plain.get("published_parsed") or plain.get("updated_parsed")), now),
        authors=authors,
        html=html,
        whole=html in contents,
        language=language,
        mark=digest(repr(said)),
    )


def _read_json(data: bytes, url: str, now: datetime) -> ReadFeed:
    """https://www.jsonfeed.org/version/1.1/"""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FeedError(f"{url}: is no feed: {error}", "no-feed") from error
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version", "")):
        raise FeedError(f"{url}: is no feed", "no-feed")
    items = feed.get("items")
    read = [_read_item(item, url, now, feed.get("language")) for item in (items if isinstance(items, list) else [])]
    return ReadFeed(_line(feed.get("title")), _once(read[:MOST_ENTRIES]))


def _read_item(item: object, url: str, now: datetime, language: object) -> FeedEntry | None:
    if not isinstance(item, dict):
        return None
    link = item.get("url") or item.get("external_url") or item.get("id")
    if not isinstance(link, str) or not link.strip():
        return None
    paragraphs = str(item.get("content_text") or "").split("\n\n")
    plain = "".join(f"<p>{escape(part)}</p>" for part in paragraphs if part.strip())
    authors = item.get("authors") if isinstance(item.get("authors"), list) else []
    names = tuple(name for one in authors or [] if isinstance(one, dict) and (name := _line(one.get("name"))))
    content = str(item.get("content_html") or plain)
    return FeedEntry(
        url=_join(url, link),
        title=_line(item.get("title")),
        published=_sane(_read_moment(item.get("date_published")), now),
        authors=names,
        html=content or str(item.get("summary") or ""),
        whole=bool(content),
        language=str(item.get("language") or language or "") or None,
        mark=digest(repr([item.get(name) for name in _SAID])),
    )


def digest(text: str) -> str:
    """16 hex digits."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _read_stamp(stamp: Any) -> datetime | None:
    """Of feedparser's UTC tuples, which may hold any number."""
    try:
        return datetime.fromtimestamp(calendar.timegm(stamp), UTC) if stamp else None
    except (ValueError, OverflowError, OSError):
        return None


def _read_moment(value: object) -> datetime | None:
    try:
        return read_date(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _sane(moment: datetime | None, now: datetime) -> datetime | None:
    return None if moment is None or moment > now + AHEAD or moment.year < 1990 else min(moment, now)


def _once(entries: Iterable[FeedEntry | None]) -> tuple[FeedEntry, ...]:
    first: dict[str, FeedEntry] = {}
    for entry in entries:
        if entry is not None and entry.url.startswith(("http://", "https://")):
            first.setdefault(entry.url, entry)
    return tuple(first.values())


def _join(base: str, address: str) -> str:
    try:
        return urljoin(base, "".join(address.split()))
    except ValueError:  # "Invalid IPv6 URL"
        return ""


def _line(value: object) -> str | None:
    return clean_line(unescape(_TAG.sub("", str(value)))) or None if value else None
