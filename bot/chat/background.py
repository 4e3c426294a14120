"""Work that nobody waits for, within a bound."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class Background:
    """Tasks of one kind; what they raise is theirs to deal with. `name` is that of the tasks."""

    def __init__(self, name: str, most: int) -> None:
        self._name = name
        self._most = most
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def is_full(self) -> bool:
        """Whether nothing more is to be begun now."""
        return len(self._tasks) >= self._most

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begins it; returns at once."""
        task = asyncio.create_task(work, name=self._name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Gives up what is under way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
