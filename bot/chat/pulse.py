"""Whether updates still come in: what the health page tells."""

from collections.abc import Callable
from time import monotonic


class Pulse:
    """The last successful poll, and what went wrong since. `clock`: monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._last: float | None = None
        self.trouble = ""

    def beat(self) -> None:
        """A poll succeeded, and what it brought is stored."""
        self._last = self._clock()
        self.trouble = ""

    def miss(self, error: Exception) -> None:
        """A poll failed."""
        self.trouble = str(error) or type(error).__name__

    def age(self) -> float | None:
        """Seconds since the last successful poll; None before the first."""
        return None if self._last is None else self._clock() - self._last
