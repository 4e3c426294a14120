"""Pages that are looked at again: sites correct what they wrote, and their feeds do not always say so.

A page of a recent article is asked again after half an hour, then after twice as long each time, for two days; by its
feed's own schedule, with conditions, and only where its robots.txt still lets us.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.ingest.feeds.pages import PageReader, ReadPage, is_passing
from bot.ingest.fetch.fetching import Conditions
from bot.model.article import Article, RawArticle
from bot.model.errors import FetchError, ReadError
from bot.model.feed import Feed, WatchedPage
from bot.model.protocols import ArticleStore
from bot.model.report import IngestReport

FOR, FIRST = timedelta(days=2), timedelta(minutes=30)
MOST, AT_ONCE = 60, 10
"""Pages of one feed that are watched, and those that one check asks for."""
LEAST = 0.5
"""Share of the text that must still be there: what is left of a page behind a wall is no correction."""

Store = Callable[[Sequence[RawArticle]], Awaitable[IngestReport]]


class Looked(NamedTuple):
    """`pages`: those that were asked for, by address; None: not to be looked at again."""

    updated: int
    pages: Mapping[str, WatchedPage | None]


NOTHING = Looked(0, {})


class _Seen(NamedTuple):
    page: WatchedPage | None
    article: RawArticle | None = None


class Rereader:
    """Looks at the pages of a feed that are due."""

    def __init__(self, articles: ArticleStore, collection: str, pages: PageReader, store: Store) -> None:
        self._articles = articles
        self._collection = collection
        self._pages = pages
        self._store = store

    async def look(self, feed: Feed, now: datetime, fresh: Collection[str] = ()) -> Looked:
        """`fresh`: addresses that were read just now. Raises StoreError and EngineError."""
        due = [one for one in feed.pages if one.next <= now and one.url not in fresh][:AT_ONCE]
        if not due:
            return NOTHING
        seen = await asyncio.gather(*(self._see(one, now) for one in due))
        report = await self._store([one.article for one in seen if one.article])
        return Looked(report.updated, {old.url: one.page for old, one in zip(due, seen, strict=True)})

    async def _see(self, page: WatchedPage, now: datetime) -> _Seen:
        later = page.model_copy(update={"looks": page.looks + 1, "next": now + FIRST * 2 ** (page.looks + 1)})
        try:
            read = await self._pages.read_again(page.url, Conditions(page.etag, page.modified))
        except FetchError as error:
            return _Seen(later if is_passing(error) else None)
        except ReadError:
            return _Seen(later)
        if read is None:
            return _Seen(later)
        article = await self._find_article(page)
        if article is None:
            return _Seen(None)  # taken away meanwhile, or beyond a limit of age
        if len(read.article.text) < LEAST * len(article.text):
            return _Seen(later)
        stated = {"etag": read.conditions.etag, "modified": read.conditions.modified}
        return _Seen(later.model_copy(update=stated), _retell(article, read.article))

    async def _find_article(self, page: WatchedPage) -> Article | None:
        ids = (await self._articles.at_urls(self._collection, [page.article_url])).get(page.article_url, [])
        return await self._articles.find_article(self._collection, ids[0]) if len(ids) == 1 else None


def watch_page(url: str, article: RawArticle, read: ReadPage, now: datetime) -> WatchedPage | None:
    """A page that was read just now; None when its article is not new enough to be looked at again."""
    if article.url is None or article.published is None or now - article.published > FOR:
        return None
    conditions = read.conditions
    return WatchedPage(
        url=url,
        article_url=article.url,
        since=now,
        next=now + FIRST,
        etag=conditions.etag,
        modified=conditions.modified,
    )


def merge_pages(
    known: Iterable[WatchedPage], looked: Looked, brought: Iterable[WatchedPage], now: datetime
) -> tuple[WatchedPage, ...]:
    """What is to be looked at from now on, the longest watched first."""
    by_url: dict[str, WatchedPage | None] = {one.url: one for one in known}
    by_url.update({url: page for url, page in looked.pages.items() if url in by_url})
    by_url.update({one.url: one for one in brought})
    watched = [one for one in by_url.values() if one and one.next - one.since <= FOR and now - one.since <= FOR]
    return tuple(sorted(watched, key=lambda one: one.since)[-MOST:])


def _retell(article: Article, page: RawArticle) -> RawArticle:
    """The same article with what its page says now: the rest was the feed's to say."""
    return page.model_copy(
        update={
            "path": None,
            "id": article.id,
            "url": article.url,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published,
            "language": article.language,
            "authors": article.authors,
            "inferred": article.inferred,
        }
    )
