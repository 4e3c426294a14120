"""The server's clock: real time unless a test stops it or moves it on."""

import time


class Clock:
    """Seconds since the epoch (UTC). Only expiries, dates and floods follow it; long polls wait in real time."""

    def __init__(self) -> None:
        self._offset = 0.0
        self._frozen: float | None = None

    def now(self) -> float:
        return self._frozen if self._frozen is not None else time.time() + self._offset

    def today(self) -> int:
        """`now` in whole seconds, as every `date` of the Bot API."""
        return int(self.now())

    def freeze(self, at: float | None = None) -> None:
        """Stands still at `at`, or at the present moment, until `advance` or `thaw`."""
        self._frozen = self.now() if at is None else at

    def advance(self, seconds: float) -> None:
        if self._frozen is not None:
            self._frozen += seconds
        else:
            self._offset += seconds

    def thaw(self) -> None:
        """Runs again from where it stands."""
        self._offset = self.now() - time.time()
        self._frozen = None
