"""Reads of the articles in a thread of their own, beside the writers on the event loop's driver."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.database import Database
from bot.store.sqlite import open_readers, read_mark, translated

T = TypeVar("T")

THREADS = 4
"""Of their own: a question's reading does not wait behind the text work of ingestion."""


class ArticleDatabase(Database):
    """A read is one trip to a thread, however many statements it takes: through the asynchronous driver each would be
    several. Every question reads; what is written rarely keeps to the driver, and to its manners when cancelled."""

    def __init__(self, engine: AsyncEngine, place: str) -> None:
        super().__init__(engine, place)
        self.readers = open_readers(engine.url)
        self._threads = ThreadPoolExecutor(THREADS, "articles")
        self._watching = Lock()
        self._watcher: Connection | None = None

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Outside a transaction, unless the work begins one."""
        self._check_open()
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, work)

    async def mark(self) -> int:
        """Another number after each commit to the database, by whatever process; costs the same at any size."""
        self._check_open()
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._mark)

    async def close(self) -> None:
        """As `Database.close`; what is being read is read to its end."""
        await super().close()
        await asyncio.to_thread(self._threads.shutdown)
        if self._watcher is not None:
            self._watcher.close()
            self._watcher = None
        self.readers.dispose()

    def _read(self, work: Callable[[Connection], T]) -> T:
        with translated(self._place), self.readers.connect() as connection:
            return work(connection)

    def _mark(self) -> int:
        """Marks compare on one connection only, which therefore stays."""
        with self._watching, translated(self._place):
            if self._watcher is None:
                self._watcher = self.readers.connect()
            return read_mark(self._watcher)
