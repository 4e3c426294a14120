"""Story work in a process of its own: an answer never waits for this interpreter's lock while articles are put into
stories or a morning's stories are told."""

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

from bot.digest.recent import Changes, RecentStories
from bot.model.errors import BriefingError, StoreError
from bot.model.protocols import ArticleStore
from bot.model.story import Brief, Story

log = logging.getLogger(__name__)

LEAST = 1000
"""Articles of a collection from which a process of its own is worth its memory."""
NICENESS = 5
"""Added to that of this process: behind answers, before an ingestion."""
IDLE = 30.0
"""Seconds without work after which the other process ends, and gives its memory back, until there is some."""
PART = 50
"""Stories that are passed on at once: unpacking holds the interpreter's lock, a millisecond or two for so many."""
_WENT = (EOFError, OSError)


class StoriesBeside:
    """StoryWork over the collection of a database, which the other process opens for itself.

    While a collection is small, and when the other process is busy or has died, the work is done in this one: nobody
    waits, and nothing depends on where it is done. `close` ends the other process, whatever it is doing.
    """

    def __init__(
        self, place: Path, store: ArticleStore, collection: str, least: int = LEAST, idle: float = IDLE
    ) -> None:
        self._place = place
        self._idle = idle
        self._ending: asyncio.TimerHandle | None = None
        self._store = store
        self._collection = collection
        self._least = least
        self._here = RecentStories(store, collection)
        self._threads = ThreadPoolExecutor(1, "stories")
        self._other: _Other | None = None
        self._updating = False
        self._closed = False

    @property
    def process_id(self) -> int | None:
        """Of the other process; None while there is none."""
        return self._other.process.pid if self._other else None

    async def update(self, now: datetime, mark: str) -> Sequence[Changes]:
        if not await self._is_worth_it():
            return await self._here.update(now, mark)
        self._updating = True
        try:
            found: list[Changes] = await self._ask("update", now, mark)
        except _WENT:
            return await self._here.update(now, mark)
        finally:
            self._updating = False
        self._here = RecentStories(self._store, self._collection)  # what it remembers, the other does now
        return found

    async def tell(self, story: Story, knows: frozenset[str]) -> Brief | None:
        if self._other is None or self._updating:
            return await self._here.tell(story, knows)
        try:
            found: list[Brief | None] = await self._ask("tell", story, knows)
        except _WENT:
            return await self._here.tell(story, knows)
        return found[0]

    def close(self) -> None:
        """What waits for the other process goes on here; harmless to call again."""
        self._closed = True
        if self._ending:
            self._ending.cancel()
        self._end()
        self._threads.shutdown(wait=False)

    async def _is_worth_it(self) -> bool:
        if self._closed:
            return False
        return self._other is not None or (await self._store.coverage(self._collection)).articles >= self._least

    async def _ask(self, name: str, *given: Any) -> list[Any]:
        """All that the other process replies with. Raises StoreError as it did there, EOFError and OSError when it has
        died."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, self._call, name, given)
        finally:
            if self._ending:
                self._ending.cancel()
            if not self._closed:  # in the thread of its work: never in the middle of some
                self._ending = loop.call_later(self._idle, loop.run_in_executor, self._threads, self._end)

    def _call(self, name: str, given: tuple[Any, ...]) -> list[Any]:
        if self._closed:
            raise EOFError
        if self._other is None:
            self._other = _begin(self._place, self._collection)
        try:
            self._other.line.send((name, given))
            return list(_receive(self._other.line))
        except _WENT:
            if not self._closed:
                log.warning("the process for stories has ended; its work is done here")
            self._end()
            raise

    def _end(self) -> None:
        other, self._other = self._other, None
        if other is not None:
            other.process.kill()  # what it writes is a transaction: done or not
            other.process.join()
            with suppress(OSError):
                other.line.close()


class _Other(NamedTuple):
    process: BaseProcess
    line: "Connection[Any, Any]"


class _Failed(NamedTuple):
    """A StoreError on its way between processes."""

    text: str
    message_id: str
    values: dict[str, str | int]


class _Done(NamedTuple):
    """The end of a reply."""


def _begin(place: Path, collection: str) -> _Other:
    context = multiprocessing.get_context("spawn")  # this process has threads: a fork could hang
    mine, its = context.Pipe()
    process = context.Process(target=_run, args=(its, place, collection), name="stories", daemon=True)
    process.start()
    its.close()  # so that the end of that process is the end of the line
    return _Other(process, mine)


def _receive(line: "Connection[Any, Any]") -> Iterator[Any]:
    while not isinstance(reply := line.recv(), _Done):
        if isinstance(reply, _Failed):
            raise StoreError(reply.text, message_id=reply.message_id, **reply.values)
        yield reply


def _run(line: "Connection[Any, Any]", place: Path, collection: str) -> None:
    """The other process. Signals are for the one that began it; without that one there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    asyncio.run(_work(line, place, collection))


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


async def _work(line: "Connection[Any, Any]", place: Path, collection: str) -> None:
    from bot.store.sql import open_store

    try:
        store = await open_store(place)
    except StoreError:
        return  # whoever asks does it itself, and hears why
    stories = RecentStories(store, collection)
    while True:
        name, given = await asyncio.to_thread(line.recv)
        try:
            replies = await _reply(stories, name, given)
        except BriefingError as error:
            line.send(_Failed(error.text, error.message_id, error.values))
        else:
            for reply in replies:
                line.send(reply)
            line.send(_Done())


async def _reply(stories: RecentStories, name: str, given: tuple[Any, ...]) -> Sequence[Any]:
    if name == "tell":
        return [await stories.tell(*given)]
    return [part for changes in await stories.update(*given) for part in changes.cut(PART)]
