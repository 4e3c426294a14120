"""The chat's database: every commit on the disk, writers of this process in line."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.database import Database
from bot.store.sqlite import begin_writing, empty_log, write_nothing

T = TypeVar("T")


class ChatDatabase(Database):
    """Writers wait for each other in the order they came; left to SQLite they would sleep and try again.

    What was begun is brought to its end also when whoever waits for it is cancelled: at the end of the process many
    are, and broken off halfway the driver would leave a connection open.
    """

    def __init__(self, engine: AsyncEngine, place: str) -> None:
        super().__init__(engine, place)
        self._turn = asyncio.Lock()
        self._under_way: set[asyncio.Task[Any]] = set()

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Outside a transaction, unless the work begins one."""
        self._check_open()
        return await self._to_its_end(super().read(work))

    async def write(self, work: Callable[[Connection], T]) -> T:
        """The write lock is taken first: what the work reads stays true until it is committed."""
        async with self._turn:
            self._check_open()
            return await self._to_its_end(super().write(partial(_write, work)))

    async def erase(self, work: Callable[[Connection], T]) -> T:
        """As `write`; afterwards what was erased stands in no file any more, unless another connection reads."""
        erased = await self.write(work)
        await self.read(empty_log)
        return erased

    async def check(self) -> None:
        """Raises StoreError when nothing can be written."""
        await self.write(write_nothing)

    async def close(self) -> None:
        """Waits for what is under way, then releases the database; closing twice is harmless."""
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await super().close()

    async def _to_its_end(self, statements: Coroutine[Any, Any, T]) -> T:
        task = asyncio.ensure_future(statements)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        task.add_done_callback(lambda done: done.cancelled() or done.exception())  # nobody may be left to ask for it
        return await asyncio.shield(task)


def _write(work: Callable[[Connection], T], connection: Connection) -> T:
    begin_writing(connection)
    return work(connection)
