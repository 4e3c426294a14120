"""A loop that takes work as fast as it may and does it beside each other, within a bound."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

from bot.chat.backoff import Backoff, pause

log = logging.getLogger(__name__)

T = TypeVar("T")
IDLE = 1.0
"""Seconds after which it looks for work again even when nobody called: another process may have brought some."""


class Pump(Generic[T]):
    """Claims at most as many pieces of work as `slots` are free, and works on each in a task of its own.

    `work` must not raise; what it raises all the same is logged and costs nobody else anything. `claim` may raise: it
    is tried again, later and later.
    """

    def __init__(
        self,
        name: str,
        claim: Callable[[int], Awaitable[Sequence[T]]],
        work: Callable[[T], Awaitable[None]],
        *,
        slots: int,
        idle: Callable[[], float] = lambda: IDLE,
    ) -> None:
        self._name = name
        self._claim = claim
        self._work = work
        self._slots = slots
        self._idle = idle
        self._woken = asyncio.Event()
        self._stopping = False
        self._ended = asyncio.Event()
        self._ended.set()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def in_hand(self) -> int:
        """Pieces of work that are being done."""
        return len(self._tasks)

    def wake(self) -> None:
        """There is work, or there may be."""
        self._woken.set()

    async def run(self) -> None:
        """Until `finish` is called."""
        backoff = Backoff()
        self._ended.clear()
        try:
            while not self._stopping:
                self._woken.clear()
                taken = await self._try_to_take()
                if taken is None:
                    await pause(backoff.next(), self._woken)
                    continue
                backoff.reset()
                if not taken:
                    await pause(self._idle(), self._woken)
        finally:
            self._ended.set()

    async def finish(self, seconds: float, *, last: bool = False) -> bool:
        """Takes nothing more, or with `last` what there is at this moment, and waits for what is in hand; what is not
        done in time is broken off: False then. The loop's end comes first: it may just be taking something."""
        self._stopping = True
        self.wake()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ended.wait()
                if last:
                    await self._try_to_take()
                while self._tasks:
                    await asyncio.wait(self._tasks)
        late = list(self._tasks)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return not late

    async def _try_to_take(self) -> bool | None:
        """Whether something was taken; None when that failed."""
        try:
            return await self._take()
        except Exception as error:  # noqa: BLE001 (the top of a loop that must survive)
            log.warning("no work could be taken", extra={"loop": self._name, "reason": str(error)})
            return None

    async def _take(self) -> bool:
        free = self._slots - len(self._tasks)
        if free <= 0:
            return False
        taken = await self._claim(free)
        for one in taken:
            task = asyncio.create_task(self._do(one), name=self._name)
            self._tasks.add(task)
            task.add_done_callback(self._done)
        return bool(taken)

    async def _do(self, one: T) -> None:
        try:
            await self._work(one)
        except Exception:
            log.exception("work failed", extra={"loop": self._name})

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self.wake()
