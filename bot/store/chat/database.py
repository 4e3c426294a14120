"""The chat's database: every commit on the disk, writers of this process in line, those that wait together in one."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import Engine

from bot.model.errors import StoreError
from bot.store.database import prepare_database
from bot.store.migrate import Schema
from bot.store.sqlite import begin_writing, empty_log, is_writing, open_durable, savepoint, translated, write_nothing

T = TypeVar("T")
Work = Callable[[Connection], Any]

READERS = 3
"""Threads that read; one more writes."""
TOGETHER = 64
"""Writes that share a commit at most."""


async def open_chat_database(place: str | Path, schema: Schema, *, busy_timeout: float) -> "ChatDatabase":
    """See `open_database`. Raises StoreError as it does."""
    url, name = await prepare_database(place, schema, busy_timeout=busy_timeout)
    return ChatDatabase(open_durable(url, busy_timeout), name)


class _Waiting(NamedTuple):
    """A write in line, and who waits for what it returns."""

    work: Work
    done: "asyncio.Future[Any]"


class _Outcome(NamedTuple):
    value: Any = None
    error: Exception | None = None


class ChatDatabase:
    """Runs statements, which are plain functions of a connection, each as a whole in a thread; translates errors.

    A message costs several small writes, and each commit waits for the disk. So whatever came while one commit was
    under way goes into the next together, each write inside a savepoint of its own: one that fails takes nothing of
    the others with it, and nobody hears that a write is done before it is on the disk.

    What was begun is brought to its end also when whoever waits for it is cancelled: at the end of the process many
    are. Belongs to the event loop that uses it. Everything but `close` raises StoreError once it is closed.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self._place = place
        self._closed = False
        self._line: deque[_Waiting] = deque()
        self._writing: asyncio.Task[None] | None = None
        self._writer = ThreadPoolExecutor(1, "chat-writer")
        self._readers = ThreadPoolExecutor(READERS, "chat-reader")

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Outside a transaction, unless the work begins one."""
        self._check_open()
        return await asyncio.get_running_loop().run_in_executor(self._readers, partial(self._read, work))

    async def write(self, work: Callable[[Connection], T]) -> T:
        """In a transaction, all that the work changes or nothing. The write lock is taken first: what the work reads
        stays true until it is committed."""
        self._check_open()
        waiting = _Waiting(work, asyncio.get_running_loop().create_future())
        self._line.append(waiting)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        written: T = await waiting.done
        return written

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
        if self._closed:
            return
        self._closed = True
        if self._writing is not None:
            await asyncio.gather(self._writing, return_exceptions=True)
        await asyncio.to_thread(self._release)

    def _release(self) -> None:
        self._writer.shutdown()
        self._readers.shutdown()
        self._engine.dispose()

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(f"{self._place}: the store is closed", place=self._place, reason="the store is closed")

    def _read(self, work: Callable[[Connection], T]) -> T:
        with translated(self._place), self._engine.connect() as connection:
            return work(connection)

    async def _write_all(self) -> None:
        """Until nobody is in line any more. Who gave up before their turn is left out."""
        while self._line:
            taken = [self._line.popleft() for _ in range(min(TOGETHER, len(self._line)))]
            batch = [one for one in taken if not one.done.done()]
            commit = partial(self._commit, [one.work for one in batch])
            outcomes = await asyncio.get_running_loop().run_in_executor(self._writer, commit)
            for waiting, outcome in zip(batch, outcomes, strict=True):
                _tell(waiting, outcome)

    def _commit(self, works: Sequence[Work]) -> list[_Outcome]:
        """One transaction; an outcome for each, also when it fails as a whole."""
        try:
            with translated(self._place), self._engine.begin() as connection:
                begin_writing(connection)
                if len(works) == 1:
                    return [_Outcome(works[0](connection))]
                return [self._try(connection, work) for work in works]
        except Exception as error:  # noqa: BLE001 (whoever waits for it gets it)
            return [_Outcome(error=error)] * len(works)

    def _try(self, connection: Connection, work: Work) -> _Outcome:
        try:
            with translated(self._place), savepoint(connection):
                return _Outcome(work(connection))
        except Exception as error:
            if not is_writing(connection):
                raise  # SQLite gave up the whole transaction
            return _Outcome(error=error)


def _tell(waiting: _Waiting, outcome: _Outcome) -> None:
    if waiting.done.done():
        return
    if outcome.error is not None:
        waiting.done.set_exception(outcome.error)
    else:
        waiting.done.set_result(outcome.value)
