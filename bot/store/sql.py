"""Articles in a database (SQLite for now): the store of an ingested corpus."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from bot.model.answer import Coverage
from bot.model.article import Article
from bot.model.near import Near
from bot.model.passage import Found
from bot.model.protocols import NOTHING_NEAR, OutletCount, StoredArticle
from bot.store import reading, writing
from bot.store.checked import is_utf8
from bot.store.database import Database, open_database
from bot.store.feeds import SqlFeeds
from bot.store.migrate import Schema
from bot.store.near import SqlCopies
from bot.store.stories import SqlStories
from bot.store.tables import REVISION, metadata
from bot.store.versions import SqlVersions

SCHEMA = Schema(REVISION, "bot.store:migrations", metadata)


async def open_store(place: str | Path, *, busy_timeout: float = 5.0) -> "SqlStore":
    """The store at a path or a `sqlite://` URL, created with its folder when missing, migrated when old.

    `busy_timeout`: seconds to wait for another process's lock. Raises StoreError when the file is not a database,
    is locked or damaged, cannot be written, or was written by a newer version or by another program. A URL may
    open a database for reading only: `sqlite:///file:/path?mode=ro&uri=true`; `put` and `remove` then raise.
    """
    return SqlStore(*await open_database(place, SCHEMA, busy_timeout=busy_timeout))


class SqlStore:
    """ArticleStore over a database. Reads run beside each other and beside one writer; writers take turns.

    Belongs to the event loop that opened it. Everything but `close` raises StoreError once it is closed.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self._database = Database(engine, place)
        self._counted: dict[str, tuple[int, list[OutletCount]]] = {}
        self.stories = SqlStories(self._database)
        self.feeds = SqlFeeds(self._database)
        self.copies = SqlCopies(self._database)
        self.versions = SqlVersions(self._database)

    async def put(
        self,
        articles: Sequence[StoredArticle],
        near: Mapping[tuple[str, str], Near] = NOTHING_NEAR,
        now: datetime | None = None,
    ) -> None:
        """Stores or replaces whole articles; of one id given twice the last stays. StoreError: nothing is stored."""
        prepared = await asyncio.to_thread(writing.prepare, articles)
        moment = now or datetime.now(UTC)
        await self._database.write(partial(writing.replace, prepared=prepared, near=near, now=moment))

    async def remove(self, collection: str, ids: Sequence[str]) -> None:
        """Deletes articles with their passages and versions; unknown ids are ignored."""
        known = [article_id for article_id in ids if is_utf8(article_id)]
        await self._database.write(partial(writing.remove, collection=collection, ids=known))

    async def find_article(self, collection: str, article_id: str) -> Article | None:
        """One article with its text."""
        if not is_utf8(article_id):
            return None
        return await self._database.read(partial(reading.find_article, collection=collection, article_id=article_id))

    async def newest(self, collection: str, at_most: int) -> list[Article]:
        """The newest dated articles, newest first; of one moment by id."""
        return await self._database.read(partial(reading.read_newest, collection=collection, at_most=at_most))

    async def articles(self, collection: str, ids: Sequence[str]) -> dict[str, Article]:
        """Whole articles by id; unknown ids are left out."""
        known = [article_id for article_id in ids if is_utf8(article_id)]
        return await self._database.read(partial(reading.read_articles, collection=collection, ids=known))

    async def version(self, collection: str) -> str:
        """Another after each change."""
        return await self._database.read(partial(reading.read_version, collection=collection))

    async def texts(self, collection: str, ids: Sequence[str]) -> dict[str, str]:
        """Clean texts by article id; unknown ids are left out."""
        known = [article_id for article_id in ids if is_utf8(article_id)]
        return await self._database.read(partial(reading.read_texts, collection=collection, ids=known))

    async def passages(self, ids: Sequence[int]) -> dict[int, Found]:
        """Passages with text and article head by passage id, one statement per 500 ids; unknown ids are left out."""
        return await self._database.read(partial(reading.read_found, ids=ids))

    async def hashes(self, collection: str) -> dict[str, str]:
        """article id -> text_hash, of the whole collection."""
        return await self._database.read(partial(reading.read_hashes, collection=collection))

    async def marks(self, collection: str, ids: Sequence[str]) -> dict[str, str]:
        """article id -> text_hash; unknown ids are left out."""
        known = [article_id for article_id in ids if is_utf8(article_id)]
        return await self._database.read(partial(reading.read_marks, collection=collection, ids=known))

    async def holders(self, collection: str, beginnings: Sequence[str]) -> dict[str, list[str]]:
        """Ids by what their text_hash begins with, those stored first first."""
        return await self._database.read(partial(reading.read_holders, collection=collection, beginnings=beginnings))

    async def count_passages(self, collection: str) -> int:
        """Of all articles together."""
        return await self._database.read(partial(reading.count_passages, collection=collection))

    async def passage_counts(self, collection: str, batch: int = 2000) -> AsyncIterator[list[tuple[str, int]]]:
        """Every article id with the number of its passages, by id, in batches. Holds no lock between batches."""
        after: str | None = None
        while found := await self._database.read(
            partial(reading.read_passage_counts, collection=collection, after=after, size=batch)
        ):
            yield found
            after = found[-1][0]

    async def whole(self, collection: str, ids: Sequence[str]) -> list[StoredArticle]:
        """Articles with their passages, by id; unknown ids are left out."""
        known = [article_id for article_id in ids if is_utf8(article_id)]
        return await self._database.read(partial(reading.read_whole, collection=collection, ids=known))

    async def at_urls(self, collection: str, urls: Sequence[str]) -> dict[str, list[str]]:
        """Ids by url; urls that no article has are left out."""
        known = [url for url in urls if is_utf8(url)]
        return await self._database.read(partial(reading.read_at_urls, collection=collection, urls=known))

    async def coverage(self, collection: str) -> Coverage:
        """Article count and the oldest and newest `published`."""
        return await self._database.read(partial(reading.read_coverage, collection=collection))

    async def outlets(self, collection: str) -> list[OutletCount]:
        """By article count, most first, then by name; the unknown outlet last. Articles are counted anew only where
        something was written since."""
        mark = await self._database.mark()
        known = self._counted.get(collection)
        if known is None or known[0] != mark:
            known = mark, await self._database.read(partial(reading.read_outlets, collection=collection))
            self._counted[collection] = known
        return list(known[1])

    async def stored_articles(self, collection: str, batch: int = 200) -> AsyncIterator[list[StoredArticle]]:
        """Every article with its passages, by article id, in batches. Holds no lock between batches."""
        after: str | None = None
        while found := await self._database.read(
            partial(reading.read_batch, collection=collection, after=after, size=batch)
        ):
            yield found
            after = found[-1].article.id

    async def collections(self) -> list[str]:
        """Names of the collections that hold articles, sorted."""
        return await self._database.read(reading.read_collections)

    async def close(self) -> None:
        """Releases the database and ends the driver's threads; closing twice is harmless."""
        await self._database.close()
