"""One database: how it is opened and migrated, and how the statements of every store reach it."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Lock
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError

from bot.model.errors import StoreError
from bot.store.migrate import Schema, migrate
from bot.store.sqlite import open_engine, open_once, read_mark, translated

T = TypeVar("T")

READERS = 4
"""Threads that read; one more writes."""


async def open_database(place: str | Path, schema: Schema, *, busy_timeout: float) -> tuple[Engine, str]:
    """An engine for a path or a `sqlite://` URL, and the name to report it by. Raises as `prepare_database` does."""
    url, name = await prepare_database(place, schema, busy_timeout=busy_timeout)
    return open_engine(url, busy_timeout, READERS + 2), name


async def prepare_database(place: str | Path, schema: Schema, *, busy_timeout: float) -> tuple[URL, str]:
    """The URL of a path or a `sqlite://` URL, and the name to report it by; created with its folder when missing,
    migrated when old.

    Raises StoreError when the file is not a database, is locked or damaged, cannot be written, or was written by a
    newer version or by another program.
    """
    name = str(place)
    url = _read_url(place)
    _check_place(url, name)
    await asyncio.to_thread(_prepare, url, name, schema, busy_timeout)
    return url, name


class Database:
    """Runs statements, which are plain functions of a connection, each as a whole in a thread; translates errors.

    Reads run beside each other and beside one writer; writers take turns. The threads are its own: a question's reading
    does not wait behind the text work of ingestion. Belongs to the event loop that uses it. Everything but `close`
    raises StoreError once it is closed.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine = engine
        self._place = place
        self._closed = False
        self._readers = ThreadPoolExecutor(READERS, "articles")
        self._writer = ThreadPoolExecutor(1, "articles-writer")
        self._watching = Lock()
        self._watcher: Connection | None = None

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Outside a transaction, unless the work begins one."""
        self._check_open()
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """In one transaction: all that the work changes, or nothing; nothing too when whoever waits is cancelled before
        the commit."""
        self._check_open()
        given_up = Event()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._writer, self._write, work, given_up)
        except asyncio.CancelledError:
            given_up.set()
            raise

    async def mark(self) -> int:
        """Another number after each commit to the database, by whatever process; costs the same at any size."""
        self._check_open()
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._mark)

    async def close(self) -> None:
        """What is under way is brought to its end; closing twice is harmless."""
        if not self._closed:
            self._closed = True
            await asyncio.to_thread(self._release)

    def _release(self) -> None:
        self._writer.shutdown()
        self._readers.shutdown()
        if self._watcher is not None:
            self._watcher.close()
        self.engine.dispose()

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(f"{self._place}: the store is closed", place=self._place, reason="the store is closed")

    def _read(self, work: Callable[[Connection], T]) -> T:
        with translated(self._place), self.engine.connect() as connection:
            return work(connection)

    def _write(self, work: Callable[[Connection], T], given_up: Event) -> T:
        with translated(self._place), self.engine.begin() as connection:
            done = work(connection)
            if given_up.is_set():
                raise asyncio.CancelledError  # nobody hears it: it rolls back
            return done

    def _mark(self) -> int:
        """Marks compare on one connection only, which therefore stays."""
        with self._watching, translated(self._place):
            if self._watcher is None:
                self._watcher = self.engine.connect()
            return read_mark(self._watcher)


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


def _prepare(url: URL, name: str, schema: Schema, busy_timeout: float) -> None:
    with translated(name), open_once(url, busy_timeout) as connection:
        migrate(connection, name, schema)
