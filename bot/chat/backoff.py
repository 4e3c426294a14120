"""How long to wait before the next attempt."""

from random import Random

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
