"""Progress bars on stderr, so that stdout stays clean for tables and JSON."""

import sys
from collections.abc import Callable
from types import TracebackType

from rich import progress as bars

from bot.terminal import make_console

OnProgress = Callable[[int, int], None]
"""Hears how many units are done of how many."""


class Progress:
    """A bar per step; on a stream that is no terminal only the finished bars are printed."""

    def __init__(self) -> None:
        self._bars = bars.Progress(
            bars.TextColumn("{task.description}"),
            bars.BarColumn(),
            bars.MofNCompleteColumn(),
            bars.TimeElapsedColumn(),
            console=make_console(sys.stderr),
        )

    def __enter__(self) -> "Progress":
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._bars.stop()

    def step(self, name: str) -> "Step":
        """A new bar, seen from the first time that the step is called."""
        return Step(self._bars, name)


class Step:
    """One bar; calling it says how many units are done of how many."""

    def __init__(self, on: bars.Progress, name: str) -> None:
        self._bars = on
        self._task = on.add_task(name, total=None, visible=False)

    def __call__(self, done: int, total: int) -> None:
        self._bars.update(self._task, completed=done, total=total, visible=True)
