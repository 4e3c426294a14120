"""getUpdates: long polls, redelivery, and two pollers in each other's way."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.server.errors import refuse
from bot.playground.server.shared import Json
from bot.playground.server.updates import Updates

BY_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
BY_WEBHOOK = "terminated by setWebhook request"
LIMIT = 100
TIMEOUT = 50
HASTE = 3.0
"""Seconds: a poll that repeats an offset sooner waits that long, and repeated conflicts are answered that late."""
HURRY = 0.5
"""Seconds: a poll that repeats an offset sooner than this after the last answer gets one update."""


@dataclass
class Held:
    """A poll that waits: woken by an update, by the end of the server, or by what terminates it."""

    woken: asyncio.Event = field(default_factory=asyncio.Event)
    terminated: str = ""


class Polling:
    """One bot's polls. Timeouts run in real time, whatever the world's clock says."""

    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._held: Held | None = None
        self._offset: int | None = None
        self._started = self._answered = self._conflicted = float("-inf")
        self._closing = asyncio.Event()
        self.conflicts = 0
        self.held: Callable[[], None] = lambda: None
        """Called whenever a poll begins to wait."""
        updates.arrived.append(self._wake)

    @property
    def is_held(self) -> bool:
        """Whether some poll waits at this moment."""
        return self._held is not None

    def open(self) -> None:
        """Holds polls (again): a world may be served a second time, also by another loop."""
        self._closing = asyncio.Event()
        self._held = None

    def terminate(self, reason: str) -> None:
        """Ends the poll that waits, if any does, with 409."""
        if self._held:
            self._held.terminated = reason
            self._held.woken.set()

    def close(self) -> None:
        """Answers whoever waits, and holds nobody any more."""
        self._closing.set()
        self._wake()

    def _wake(self) -> None:
        if self._held:
            self._held.woken.set()

    async def pause(self, seconds: float) -> None:
        """Sleeps, but not longer than the server runs."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._closing.wait()

    async def get_updates(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """`offset`, `limit` and `seconds` as the caller sent them; clamped here."""
        wait, most = self._slow_down(offset, min(max(seconds, 0), TIMEOUT), min(max(limit, 1), LIMIT))
        self._updates.confirm(offset)
        if not self._updates.pending() and wait and not self._closing.is_set():
            await self._hold(wait)
        found = self._updates.head(most)
        self._answered = asyncio.get_running_loop().time()
        return found

    def _slow_down(self, offset: int, wait: float, most: int) -> tuple[float, int]:
        now = asyncio.get_running_loop().time()
        is_same = offset == self._offset
        if is_same and wait < HASTE and now < self._started + HASTE:
            wait = HASTE
        if is_same and now < self._answered + HURRY:
            most = 1
        self._offset, self._started = offset, now
        return wait, most

    async def _hold(self, seconds: float) -> None:
        """Waits for an update; the poll that waited here before is terminated."""
        self.terminate(BY_POLL)
        mine = self._held = Held()
        self.held()
        try:
            async with asyncio.timeout(seconds):
                await mine.woken.wait()
        except TimeoutError:
            return
        finally:
            if self._held is mine:
                self._held = None
        if mine.terminated:
            await self._conflict(mine.terminated)

    async def _conflict(self, reason: str) -> None:
        now = asyncio.get_running_loop().time()
        self.conflicts += 1
        if now < self._conflicted + HASTE:
            await self.pause(HASTE)
        else:
            self._conflicted = now
        raise refuse(409, reason)
