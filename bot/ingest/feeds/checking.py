"""One check of a feed: asked, read, its new entries made articles, and what came of it kept."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Coroutine, Iterable, Sequence
from contextlib import aclosing
from datetime import datetime
from typing import Any, NamedTuple

from bot.ingest.feeds.articles import Gathered, Origin, gather_article
from bot.ingest.feeds.pages import PageReader
from bot.ingest.feeds.reading import FeedEntry, ReadFeed, digest, read_feed
from bot.ingest.feeds.rereading import Looked, Rereader, merge_pages
from bot.ingest.feeds.scheduling import Pace, after_failure, after_success, measure_pace, pace_of
from bot.ingest.fetch.fetching import Conditions, Fetched, Fetcher
from bot.ingest.metadata import canonical_url
from bot.ingest.service import ingest
from bot.model.article import RawArticle
from bot.model.errors import EngineError, FeedError, FetchError
from bot.model.feed import Feed, FeedCheck, WatchedPage
from bot.model.protocols import ArticleStore, FeedStore, IndexEngine
from bot.model.report import IngestReport

log = logging.getLogger(__name__)

AT_ONCE = 40
"""Entries of one check; the rest come with the next one, a minute later."""
GATHERED = 0.5
"""Seconds that articles wait for others, to be stored together."""
TRIES, AGAIN = 8, 0.4
"""How often, and after how many seconds, an index that another process is writing is tried again."""


class _Brought(NamedTuple):
    """What became of the entries: `marks` of those that are settled, by digest of their addresses; `unsettled`: to be
    looked at again. `unread`: gave no article. `pages`: to be asked again. `read`: addresses of the entries."""

    report: IngestReport
    marks: dict[str, str]
    unsettled: int = 0
    unread: int = 0
    wait: float = 0.0
    pages: tuple[WatchedPage, ...] = ()
    read: frozenset[str] = frozenset()


class Checker:
    """Checks feeds, any number at the same time; articles are stored by one of them at a time."""

    def __init__(
        self, feeds: FeedStore, articles: ArticleStore, engine: IndexEngine, fetcher: Fetcher, collection: str
    ) -> None:
        self._feeds = feeds
        self._articles = articles
        self._engine = engine
        self._fetcher = fetcher
        self._collection = collection
        self._pages = PageReader(fetcher)
        self._rereader = Rereader(articles, collection, self._pages, lambda found: _finish(self._store(found)))
        self._storing = asyncio.Lock()

    async def check(self, feed: Feed, now: datetime) -> FeedCheck:
        """Asks the feed now, due or not. Raises StoreError and EngineError; what is wrong with the feed it keeps."""
        try:
            fetched = await self._fetcher.fetch(feed.url, Conditions(feed.etag, feed.modified))
            if fetched.body is None:
                return await self._keep_unchanged(feed, now)
            read = await asyncio.to_thread(read_feed, fetched.body, fetched.url, now)
        except (FetchError, FeedError) as failure:
            error = failure
            log.info("feed not read", extra={"feed": feed.url, "reason": error.text})
            return FeedCheck(await self._feeds.change(feed.url, lambda current: after_failure(current, now, error)))
        brought = await self._bring(feed, read, now)
        looked = await self._rereader.look(feed, now, brought.read)
        return await self._keep(feed, fetched, read, (brought, looked), now)

    async def _keep_unchanged(self, feed: Feed, now: datetime) -> FeedCheck:
        looked = await self._rereader.look(feed, now)

        def make(current: Feed) -> Feed:
            checked = after_success(current, now, pace_of(current))
            return checked.model_copy(update={"pages": merge_pages(current.pages, looked, (), now)})

        return FeedCheck(await self._feeds.change(feed.url, make), updated=looked.updated)

    async def _bring(self, feed: Feed, read: ReadFeed, now: datetime) -> _Brought:
        """Articles are searchable as soon as they are there: a slow page holds up no other."""
        fresh = [one for one in read.entries if feed.known.get(_name(one)) != one.mark]
        origin = Origin(feed.url, read.title or feed.title, live=feed.succeeded is not None)
        brought = _Brought(IngestReport(), {})
        async with aclosing(self._gather(fresh[:AT_ONCE], origin, now)) as gathered:
            async for done in gathered:
                if await self._feeds.find(feed.url) is None:
                    break  # removed meanwhile: nothing of it is wanted any more
                stored = await _finish(self._store([one.article for _, one in done if one.article]))
                brought = _add(brought, done, stored)
        return brought

    async def _gather(
        self, entries: Iterable[FeedEntry], origin: Origin, now: datetime
    ) -> AsyncGenerator[list[tuple[FeedEntry, Gathered]]]:
        """In the order in which they are done, those of half a second together."""
        names: dict[asyncio.Task[Gathered], FeedEntry] = {
            asyncio.create_task(gather_article(entry, origin, self._pages, now)): entry for entry in entries
        }
        waiting = set(names)
        try:
            while waiting:
                await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                await asyncio.wait(waiting, timeout=GATHERED)
                done = {task for task in waiting if task.done()}
                waiting -= done
                yield [(names[task], task.result()) for task in names if task in done]
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    async def _store(self, articles: Sequence[RawArticle]) -> IngestReport:
        """Tried again while another process writes the index: the same call mends what an interrupted one left."""
        if not articles:
            return IngestReport()
        async with self._storing:
            for left in reversed(range(TRIES)):
                try:
                    return await ingest(
                        articles, store=self._articles, engine=self._engine, collection=self._collection
                    )
                except EngineError:
                    if not left:
                        raise
                    await asyncio.sleep(AGAIN)
        raise AssertionError("tried at least once")

    async def _keep(
        self, feed: Feed, fetched: Fetched, read: ReadFeed, done: tuple[_Brought, Looked], now: datetime
    ) -> FeedCheck:
        brought, looked = done
        pace = _measure(feed, read, brought, now)

        def make(current: Feed) -> Feed:
            known = current.known | brought.marks
            listed = {name: known[name] for one in read.entries if (name := _name(one)) in known}
            left = [one for one in read.entries if listed.get(_name(one)) != one.mark]
            changed = after_success(current, now, pace, soon=len(left) > brought.unsettled, wait=brought.wait)
            return changed.model_copy(
                update={
                    "url": fetched.url if fetched.moved else current.url,
                    "title": read.title or current.title,
                    "known": listed,
                    "etag": None if left else fetched.conditions.etag,
                    "modified": None if left else fetched.conditions.modified,
                    "articles": current.articles + brought.report.new,
                    "brought": now if brought.report.new else current.brought,
                    "unread": brought.unread,
                    "pages": merge_pages(current.pages, looked, brought.pages, now),
                }
            )

        updated = brought.report.updated + looked.updated
        return FeedCheck(await self._feeds.change(feed.url, make), brought.report.new, updated)


async def _finish(storing: Coroutine[Any, Any, IngestReport]) -> IngestReport:
    """Brought to its end although whoever waits is cancelled: the store and the index are closed after that only."""
    task = asyncio.ensure_future(storing)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise


def _add(brought: _Brought, done: Sequence[tuple[FeedEntry, Gathered]], stored: IngestReport) -> _Brought:
    report = IngestReport(new=brought.report.new + stored.new, updated=brought.report.updated + stored.updated)
    return _Brought(
        report,
        brought.marks | {_name(entry): entry.mark for entry, one in done if one.settled},
        brought.unsettled + sum(not one.settled for _, one in done),
        brought.unread + len(stored.skipped) + sum(one.article is None for _, one in done),
        max([brought.wait, *(one.wait for _, one in done)]),
        (*brought.pages, *(one.page for _, one in done if one.page)),
        brought.read | {entry.url for entry, _ in done},
    )


def _name(entry: FeedEntry) -> str:
    return digest(canonical_url(entry.url) or entry.url)


def _measure(feed: Feed, read: ReadFeed, brought: _Brought, now: datetime) -> Pace:
    """By the entries' dates; a feed without any is as new as the last article that it brought."""
    pace = measure_pace([one.published for one in read.entries])
    if pace.newest is None:
        return Pace(now if brought.report.new else feed.newest, None, None)
    return pace
