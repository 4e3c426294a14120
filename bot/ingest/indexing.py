"""The index is written by one at a time: within a process by a lock, between processes by waiting for the engine's."""

import time
from asyncio import Lock, sleep, to_thread
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from bot.model.errors import EngineBusyError
from bot.model.hit import Entry
from bot.model.protocols import IndexEngine

PATIENCE = 30.0
"""Seconds to wait for another process that writes: it holds the engine's lock for one batch at a time."""
PAUSE = 0.1

_locks: WeakKeyDictionary[IndexEngine, Lock] = WeakKeyDictionary()


def writing(engine: IndexEngine) -> Lock:
    """Held by whoever brings store and index to a new state that agrees: ingestion, retention, reconciling. Without
    it one of them could put back into the index what another has just replaced."""
    return _locks.setdefault(engine, Lock())


async def update_index(engine: IndexEngine, add: Iterable[Entry] = (), remove: Iterable[str] = ()) -> None:
    """`IndexEngine.update` in a thread, tried again while another process writes. Raises EngineError."""
    entries, gone, deadline = list(add), list(remove), time.monotonic() + PATIENCE
    while True:
        try:
            await to_thread(engine.update, entries, gone)
        except EngineBusyError:
            if time.monotonic() >= deadline:
                raise
            await sleep(PAUSE)
        else:
            return
