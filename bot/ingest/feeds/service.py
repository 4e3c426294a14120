"""The feeds of an installation: adding, removing and checking them, by whoever asks."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import NamedTuple

from bot.ingest.feeds.checking import Checker
from bot.ingest.feeds.finding import find_feed, find_same, read_address
from bot.ingest.feeds.health import choose_stale_after
from bot.ingest.feeds.opml import OutlineFeed
from bot.ingest.fetch.fetching import Fetcher
from bot.model.article import PUBLIC
from bot.model.errors import NotFoundError
from bot.model.feed import Feed, FeedCheck
from bot.model.protocols import ArticleStore, FeedStore, IndexEngine

KEPT = 30.0
"""Seconds for which it is remembered how lively the feeds are."""


class Added(NamedTuple):
    """`is_new` False: it was there already, and nothing was done."""

    feed: Feed
    is_new: bool


class FeedService:
    """One for all who work with feeds in a process. Its methods raise StoreError and EngineError."""

    def __init__(
        self,
        feeds: FeedStore,
        articles: ArticleStore,
        engine: IndexEngine,
        fetcher: Fetcher,
        collection: str = PUBLIC,
    ) -> None:
        self._feeds = feeds
        self._under_way: set[asyncio.Task[FeedCheck]] = set()
        self._stale_after: tuple[float, timedelta | None] = (0.0, None)
        self._fetcher = fetcher
        self._articles = articles
        self._collection = collection
        self._checker = Checker(feeds, articles, engine, fetcher, collection)

    @property
    def store(self) -> FeedStore:
        """Where they are kept."""
        return self._feeds

    async def add(self, text: str, now: datetime) -> Added:
        """Finds the feed at the address and keeps it; whoever adds it is to check it. Raises FetchError and FeedError
        when there is none: nothing is kept then."""
        address = read_address(text)
        if known := find_same(address, await self._feeds.feeds()):
            return Added(known, is_new=False)
        found = await find_feed(address, self._fetcher, now)
        if known := find_same(found.url, await self._feeds.feeds()):
            return Added(known, is_new=False)
        feed = Feed(url=found.url, title=found.title, added=now, next_check=now + timedelta(minutes=5))
        is_new = await self._feeds.add(feed)
        return Added(feed, is_new)

    async def adopt(self, outlines: Sequence[OutlineFeed], now: datetime) -> int:
        """Keeps feeds unseen, all due at once; how many were new."""
        known = await self._feeds.feeds()
        added = 0
        for one in outlines:
            if find_same(one.url, known) is None:
                feed = Feed(url=one.url, title=one.title, added=now, next_check=now)
                added += await self._feeds.add(feed)
                known.append(feed)
        return added

    async def get(self, text: str) -> Feed:
        """The feed that is meant: see `find_same`. Raises NotFoundError."""
        found = find_same(read_address(text), await self._feeds.feeds())
        if found is None:
            raise NotFoundError(f"no feed {text!r}", message_id="error-no-such-feed", url=text)
        return found

    async def remove(self, url: str) -> bool:
        """Its articles stay; False when somebody else was quicker."""
        return await self._feeds.remove(url)

    async def check(self, feed: Feed, now: datetime) -> FeedCheck:
        """Now, whether it is due or not."""
        return await self._checker.check(feed, now)

    async def put_off(self, feed: Feed, now: datetime) -> bool:
        """Whether the feed's host asks to be let alone just now, whoever was told so: it is due when that is over."""
        wait = self._fetcher.rests(feed.url)
        if not wait:
            return False
        due = now + timedelta(seconds=wait)
        await self._feeds.change(feed.url, lambda current: current.model_copy(update={"next_check": due}))
        return True

    async def check_within(self, feed: Feed, now: datetime, seconds: float) -> FeedCheck | None:
        """The same; None when it takes longer: it goes on then, until `close`."""
        task = asyncio.create_task(self.check(feed, now), name="feed")
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        done, _ = await asyncio.wait({task}, timeout=seconds)
        return task.result() if done else None

    async def close(self) -> None:
        """Gives up the checks that nobody waits for any more."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def has_articles(self) -> bool:
        """Whether there are any where the feeds' articles go, of whatever origin."""
        return (await self._articles.coverage(self._collection)).articles > 0

    async def is_stale(self, newest: datetime | None, now: datetime) -> bool:
        """Whether the newest article is older than the feeds explain; False without feeds."""
        if newest is None:
            return False
        until, after = self._stale_after
        if until < monotonic():
            after = choose_stale_after(await self._feeds.feeds())
            self._stale_after = monotonic() + KEPT, after
        return after is not None and now - newest > after
