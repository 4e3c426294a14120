"""Reads of the articles in a thread of their own, beside the writers on the event loop's driver."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.database import Database
from bot.store.sqlite import open_readers, translated

T = TypeVar("T")


class ArticleDatabase(Database):
    """A read is one trip to a thread, however many statements it takes: through the asynchronous driver each would be
    several. Every question reads; what is written rarely keeps to the driver, and to its manners when cancelled."""

    def __init__(self, engine: AsyncEngine, place: str) -> None:
        super().__init__(engine, place)
        self.readers = open_readers(engine.url)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Outside a transaction, unless the work begins one."""
        self._check_open()
        return await asyncio.to_thread(self._read, work)

    async def close(self) -> None:
        """As `Database.close`."""
        await super().close()
        self.readers.dispose()

    def _read(self, work: Callable[[Connection], T]) -> T:
        with translated(self._place), self.readers.connect() as connection:
            return work(connection)
