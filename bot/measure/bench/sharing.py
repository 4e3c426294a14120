"""Who had the processors while something was measured (Linux; elsewhere nobody tells)."""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from bot.measure.bench.process import find_cpu

NANOSECONDS = 1e9


class Shares(NamedTuple):
    """Processor seconds of a stretch of time. `waited`: seconds in which threads of the process could have gone on and
    had no core. `others`: of whatever else ran on the machine. `disk`: seconds in which a core had nothing to do but
    to wait for the disk."""

    seconds: float
    process: float
    children: float
    own: float
    others: float
    waited: float
    disk: float

    def cores(self) -> tuple[float, ...]:
        """Seconds a second: of the process, its children, this one, others, the disk; waited."""
        seconds = (self.process, self.children, self.own, self.others, self.disk, self.waited)
        return tuple(one / self.seconds for one in seconds) if self.seconds else (0.0,) * len(seconds)

    def describe(self, alone: "Shares") -> str:
        """Beside those of another stretch: what a goal that was missed is explained with."""
        names = ("`serve`", "its process for stories", "the server and who asks", "all else", "waiting for the disk")
        *found, (waited, waited_alone) = zip(self.cores(), alone.cores(), strict=True)
        cores = ", ".join(
            f"{name} {now:.2f} (alone {before:.2f})" for name, (now, before) in zip(names, found, strict=True)
        )
        return (
            f"of {os.cpu_count()} cores {cores}; threads of `serve` waited for a core {waited:.2f} s a second "
            f"(alone {waited_alone:.2f})"
        )


class Watched:
    """What a process has used since this was made."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._began = time.perf_counter()
        self._before = self._read()

    def measure(self) -> Shares | None:
        """Until now; None where nobody tells."""
        now, before = self._read(), self._before
        if now is None or before is None:
            return None
        process, children, own, busy, waited, disk = (a - b for a, b in zip(now, before, strict=True))
        others = max(0.0, busy - process - children - own)
        return Shares(time.perf_counter() - self._began, process, children, own, others, waited, disk)

    def _read(self) -> tuple[float, ...] | None:
        process = find_cpu(self._process)
        try:
            busy, disk = _read_machine()
            children = sum(find_cpu(one) or 0.0 for one in _find_children(self._process))
            waited = _read_waited(self._process)
        except OSError:
            return None
        return None if process is None else (process, children, time.process_time(), busy, waited, disk)


def _read_machine() -> tuple[float, float]:
    """Seconds of all cores together: at work, waiting for the disk (see proc_stat(5))."""
    first = Path("/proc/stat").read_text(encoding="ascii").partition("\n")[0].split()[1:]
    user, nice, system, _, disk, interrupts, soft = (int(one) / os.sysconf("SC_CLK_TCK") for one in first[:7])
    return user + nice + system + interrupts + soft, disk


def _find_children(process: int) -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal() and _is_of(entry, process)]


def _is_of(entry: Path, process: int) -> bool:
    try:
        return int((entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]) == process
    except OSError:  # it has ended
        return False


def _read_waited(process: int) -> float:
    """Of the threads that are there now: time on the run queue, without a core."""
    waited = 0
    for task in Path(f"/proc/{process}/task").iterdir():
        with suppress(OSError):  # it has ended
            waited += int((task / "schedstat").read_text(encoding="ascii").split()[1])
    return waited / NANOSECONDS
