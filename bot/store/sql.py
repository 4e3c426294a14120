"""Articles in a database (SQLite for now): the store of an ingested corpus."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.model.answer import Coverage
from bot.model.article import Article
from bot.model.errors import StoreError
from bot.model.passage import Found
from bot.model.protocols import OutletCount, StoredArticle
from bot.store import reading, writing
from bot.store.checked import is_utf8
from bot.store.migrate import migrate
from bot.store.sqlite import open_engine, open_once, translated

T = TypeVar("T")


async def open_store(place: str | Path, *, busy_timeout: float = 5.0) -> "SqlStore":
    """The store at a path or a `sqlite://` URL, created with its folder when missing, migrated when old.

    `busy_timeout`: seconds to wait for another process's lock. Raises StoreError when the file is not a database,
    is locked or damaged, cannot be written, or was written by a newer version or by another program. A URL may
    open a database for reading only: `sqlite:///file:/path?mode=ro&uri=true`; `put` and `remove` then raise.
    """
    name = str(place)
    url = _read_url(place)
    _check_place(url, name)
    await asyncio.to_thread(_prepare, url, name, busy_timeout)
    return SqlStore(open_engine(url, busy_timeout), name)


class SqlStore:
    """ArticleStore over a database. Reads run beside each other and beside one writer; writers take turns.

    Belongs to the event loop that opened it. Everything but `close` raises StoreError once it is closed.
    """

    def __init__(self, engine: AsyncEngine, place: str) -> None:
        self._engine = engine
        self._place = place
        self._closed = False

    async def put(self, articles: Sequence[StoredArticle]) -> None:
        """Stores or replaces whole articles; of one id given twice the last stays. StoreError: nothing is stored."""
        prepared = await asyncio.to_thread(writing.prepare, articles)
        await self._write(partial(writing.replace, prepared=prepared))

    async def remove(self, collection: str, ids: Sequence[str]) -> None:
        """Deletes articles with their passages; unknown ids are ignored."""
        known = [article_id for article_id in ids if is_utf8(article_id)]
        await self._write(partial(writing.remove, collection=collection, ids=known))

    async def find_article(self, collection: str, article_id: str) -> Article | None:
        """One article with its text."""
        if not is_utf8(article_id):
            return None
        return await self._read(partial(reading.find_article, collection=collection, article_id=article_id))

    async def texts(self, collection: str, ids: Sequence[str]) -> dict[str, str]:
        """Clean texts by article id; unknown ids are left out."""
        known = [article_id for article_id in ids if is_utf8(article_id)]
        return await self._read(partial(reading.read_texts, collection=collection, ids=known))

    async def passages(self, ids: Sequence[int]) -> dict[int, Found]:
        """Passages with text and article head by passage id, one statement per 500 ids; unknown ids are left out."""
        return await self._read(partial(reading.read_found, ids=ids))

    async def hashes(self, collection: str) -> dict[str, str]:
        """article id -> text_hash, of the whole collection."""
        return await self._read(partial(reading.read_hashes, collection=collection))

    async def coverage(self, collection: str) -> Coverage:
        """Article count and the oldest and newest `published`."""
        return await self._read(partial(reading.read_coverage, collection=collection))

    async def outlets(self, collection: str) -> list[OutletCount]:
        """By article count, most first, then by name; the unknown outlet last."""
        return await self._read(partial(reading.read_outlets, collection=collection))

    async def stored_articles(self, collection: str, batch: int = 200) -> AsyncIterator[list[StoredArticle]]:
        """Every article with its passages, by article id, in batches. Holds no lock between batches."""
        after: str | None = None
        while found := await self._read(partial(reading.read_batch, collection=collection, after=after, size=batch)):
            yield found
            after = found[-1].article.id

    async def collections(self) -> list[str]:
        """Names of the collections that hold articles, sorted."""
        return await self._read(reading.read_collections)

    async def close(self) -> None:
        """Releases the database and ends the driver's threads; closing twice is harmless."""
        if not self._closed:
            self._closed = True
            await self._engine.dispose()

    async def _read(self, work: Callable[[Connection], T]) -> T:
        self._check_open()
        with translated(self._place):
            async with self._engine.connect() as connection:
                return await connection.run_sync(work)

    async def _write(self, work: Callable[[Connection], T]) -> T:
        self._check_open()
        with translated(self._place):
            async with self._engine.begin() as connection:
                return await connection.run_sync(work)

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(f"{self._place}: the store is closed", place=self._place, reason="the store is closed")


def _read_url(place: str | Path) -> URL:
    if isinstance(place, Path) or "://" not in place:
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise StoreError(f"{place}: it is not a database URL", place=place, reason="not a database URL") from error
    if url.get_backend_name() != "sqlite":
        reason = "only sqlite:// URLs and file paths are supported"
        raise StoreError(f"{url.render_as_string()}: {reason}", place=url.render_as_string(), reason=reason)
    return url.set(drivername="sqlite")


def _check_place(url: URL, name: str) -> None:
    """Makes the folder; says "read-only" before SQLite's less telling errors could."""
    if not url.database or url.database == ":memory:":
        raise StoreError(f"{name}: a database needs a file", place=name, reason="a database needs a file")
    if "uri" in url.query:
        return
    file = Path(url.database)
    with translated(name):
        file.parent.mkdir(parents=True, exist_ok=True)
    for needed in (file.parent, file):
        if needed.exists() and not os.access(needed, os.W_OK):
            reason = "it is on a read-only place; choose a data directory that can be written"
            raise StoreError(f"{name}: {reason}", place=name, reason=reason)


def _prepare(url: URL, name: str, busy_timeout: float) -> None:
    with translated(name), open_once(url, busy_timeout) as connection:
        migrate(connection, name)
