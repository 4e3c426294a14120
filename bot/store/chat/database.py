"""The chat's database: every commit on the disk, writers of this process in line."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.database import Database
from bot.store.sqlite import begin_writing, empty_log, write_nothing

T = TypeVar("T")


class ChatDatabase(Database):
    """Writers wait for each other in the order they came; left to SQLite they would sleep and try again."""

    def __init__(self, engine: AsyncEngine, place: str) -> None:
        super().__init__(engine, place)
        self._turn = asyncio.Lock()

    async def write(self, work: Callable[[Connection], T]) -> T:
        """The write lock is taken first: what the work reads stays true until it is committed."""
        async with self._turn:
            return await super().write(partial(_write, work))

    async def erase(self, work: Callable[[Connection], T]) -> T:
        """As `write`; afterwards what was erased stands in no file any more, unless another connection reads."""
        erased = await self.write(work)
        await self.read(empty_log)
        return erased

    async def check(self) -> None:
        """Raises StoreError when nothing can be written."""
        await self.write(write_nothing)


def _write(work: Callable[[Connection], T], connection: Connection) -> T:
    begin_writing(connection)
    return work(connection)
