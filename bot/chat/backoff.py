"""How long to wait before the next attempt."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from random import Random
from typing import TypeVar

from bot.model.errors import StoreError

log = logging.getLogger(__name__)

T = TypeVar("T")

FIRST, FACTOR, LONGEST = 1.0, 1.5, 30.0
"""Seconds, as python-telegram-bot's own polling waits."""
SPREAD = 0.2
"""Share by which waits differ, so that many processes do not come back together."""


class Backoff:
    """Longer after each failure, from `first` to `longest` seconds."""

    def __init__(self, first: float = FIRST, longest: float = LONGEST, chance: Random | None = None) -> None:
        self._first = first
        self._longest = longest
        self._chance = chance or Random()  # noqa: S311 (no secret)
        self.failures = 0

    def next(self) -> float:
        """Seconds to wait after one more failure."""
        wait = min(self._longest, self._first * FACTOR ** min(self.failures, 50))
        self.failures += 1
        return wait * self._chance.uniform(1 - SPREAD, 1)

    def reset(self) -> None:
        """It worked."""
        self.failures = 0


async def pause(seconds: float, woken: asyncio.Event) -> None:
    """Waits that long, or until the event is set."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await woken.wait()


async def insist(record: Callable[[], Awaitable[T]]) -> T:
    """Records what happened, as often as the store needs: what stays in hand holds up its place until a restart."""
    backoff = Backoff()
    while True:
        try:
            return await record()
        except StoreError as error:
            log.warning("not recorded", extra={"reason": error.text})
            await asyncio.sleep(backoff.next())
