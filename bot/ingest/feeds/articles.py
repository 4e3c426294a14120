"""An entry of a feed, and the page that it links to, as an article."""

import re
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.ingest.feeds.fragments import is_cut, read_fragment
from bot.ingest.feeds.pages import PageReader, is_passing
from bot.ingest.feeds.reading import FeedEntry
from bot.ingest.feeds.rereading import watch_page
from bot.ingest.metadata import drop_trackers
from bot.model.article import RawArticle
from bot.model.errors import FetchError, ReadError
from bot.model.feed import WatchedPage

WHOLE = 500
"""Characters from which a text that a feed calls an entry's content is taken for all of it."""
LEAST = 80
"""Characters that a summary must have to stand for its article when the page cannot be read."""
_TITLE_PARTS = re.compile(r"\s+[-–—|»:/·]\s+|\s*[|»]\s*|:\s+")
_WORD = re.compile(r"[^\W_]+")


class Origin(NamedTuple):
    """The feed that an entry came in. `live`: the feed was read before, so that what is new in it is new."""

    url: str
    title: str | None
    live: bool


class Gathered(NamedTuple):
    """`article`: None when there is none to be had. `settled`: the entry need not be looked at again until it changes.
    `wait`: seconds that the page's server asks to be left alone. `page`: to be looked at again."""

    article: RawArticle | None
    settled: bool = True
    wait: float = 0.0
    page: WatchedPage | None = None


async def gather_article(entry: FeedEntry, origin: Origin, pages: PageReader, now: datetime) -> Gathered:
    """The whole text: the feed's own where it has it, else the page's; the feed's summary while the page cannot be had.

    A feed's own words count only for the site that it is of: nobody's feed can put words into another's mouth.
    """
    text = read_fragment(entry.html)
    own = is_same_site(entry.url, origin.url)
    if own and entry.whole and len(text) >= WHOLE and not is_cut(text):
        return Gathered(_from_entry(entry, text, origin, now))
    summary = _from_entry(entry, text, origin, now) if own and len(text) >= LEAST else None
    try:
        read = await pages.read(entry.url)
    except FetchError as error:
        return Gathered(summary, settled=not is_passing(error), wait=error.retry_after or 0.0)
    except ReadError:
        return Gathered(summary)
    if len(read.article.text) < len(text) and summary:
        return Gathered(summary)
    article = _from_page(entry, read.article, origin, now)
    return Gathered(article, page=watch_page(entry.url, article, read, now))


def is_same_site(one: str, other: str) -> bool:
    """Whether the hosts end alike: in the same two labels, or in the same address."""
    hosts = [(urlsplit(url).hostname or "").casefold() for url in (one, other)]
    if any(not re.search(r"[a-z]", host) for host in hosts):
        return hosts[0] == hosts[1]
    return hosts[0].split(".")[-2:] == hosts[1].split(".")[-2:]


def find_outlet(title: str | None, url: str) -> str | None:
    """Who publishes: of a feed's title ("The Herald | Sport") the part that the site's name is in, else all of it; so
    that the feeds of one outlet do not count as several."""
    if not title:
        return None
    labels = (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    names = [label for label in labels[:-1] if len(label) > 3] or labels[:1]
    for part in (one for one in _TITLE_PARTS.split(title) if one):
        words = [word.casefold() for word in _WORD.findall(part)]
        joined = "".join(words)
        if joined and any(name in joined or joined in name or _initials(words) == name for name in names):
            return part.strip()
    return title


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)


def _from_entry(entry: FeedEntry, text: str, origin: Origin, now: datetime) -> RawArticle:
    published, inferred = _date(entry.published, None, origin, now)
    return RawArticle(
        text=text,
        markup="extracted",
        title=entry.title,
        outlet=find_outlet(origin.title, entry.url),
        published=published,
        url=drop_trackers(entry.url),
        language=entry.language,
        authors=entry.authors,
        inferred=inferred,
    )


def _from_page(entry: FeedEntry, page: RawArticle, origin: Origin, now: datetime) -> RawArticle:
    """What the page says of its address counts only on its own site."""
    where = page.path or entry.url
    url = page.url if page.url and is_same_site(page.url, where) and len(urlsplit(page.url).path) > 1 else where
    published, inferred = _date(entry.published, page.published, origin, now)
    stated_outlet = page.outlet if "outlet" not in page.inferred else None
    outlet = stated_outlet or (find_outlet(origin.title, where) if is_same_site(where, origin.url) else None)
    return page.model_copy(
        update={
            "path": None,
            "url": drop_trackers(url),
            "title": entry.title or page.title,
            "outlet": outlet,
            "published": published,
            "authors": entry.authors or page.authors,
            "language": page.language or entry.language,
            "inferred": (*(name for name in page.inferred if name == "title" and not entry.title), *inferred),
        }
    )


def _date(
    stated: datetime | None, of_page: datetime | None, origin: Origin, now: datetime
) -> tuple[datetime | None, tuple[str, ...]]:
    """The feed's, else the page's if it is not in the future; else the moment when it turned up in a feed that was read
    before, as an inferred one; else none."""
    if stated:
        return stated, ()
    if of_page and of_page <= now:
        return of_page, ()
    return (now, ("published",)) if origin.live else (None, ())
