"""What somebody gives as a feed -> the feed: its address, or a page that names it."""

from asyncio import to_thread
from datetime import datetime
from typing import NamedTuple

from bot.ingest.feeds.reading import find_feeds, read_feed
from bot.ingest.fetch.fetching import Fetched, Fetcher
from bot.ingest.metadata import canonical_url
from bot.model.errors import BriefingError, FeedError, FetchError
from bot.model.feed import Feed

MOST_TRIED = 5
"""Feeds that a page names and that are looked at."""


class FoundFeed(NamedTuple):
    """`url`: where it is, moves for good followed."""

    url: str
    title: str | None


def read_address(text: str) -> str:
    """An address as people type it: "example.org" is https://example.org."""
    address = "".join(text.split()).strip("<>\"'«»“”")
    return address if "://" in address or not address else f"https://{address}"


async def find_feed(address: str, fetcher: Fetcher, now: datetime) -> FoundFeed:
    """The feed at the address, else the first readable one that the page there names.

    Raises FetchError when the address cannot be fetched, FeedError when there is no feed.
    """
    fetched = await fetcher.fetch(address)
    try:
        return await _read(address, fetched, now)
    except FeedError as error:
        first: BriefingError = error
    if first.message_id != "error-feed-no-feed":
        raise first
    named = (await to_thread(find_feeds, fetched.body or b"", fetched.url))[:MOST_TRIED]
    for number, url in enumerate(named):
        try:
            return await _read(url, await fetcher.fetch(url), now)
        except (FetchError, FeedError) as error:
            first = error if not number else first
    raise first


def find_same(url: str, feeds: list[Feed]) -> Feed | None:
    """The feed that is meant: by its address, else by one that differs in scheme, "www." or a last slash only."""
    exactly = next((one for one in feeds if one.url == url), None)
    meant = canonical_url(url)
    return exactly or next((one for one in feeds if meant and canonical_url(one.url) == meant), None)


async def _read(address: str, fetched: Fetched, now: datetime) -> FoundFeed:
    read = await to_thread(read_feed, fetched.body or b"", fetched.url, now)
    return FoundFeed(fetched.url if fetched.moved else address, read.title)
