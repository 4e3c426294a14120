"""Processes that are measured: what they inherit, how they end, and what the operating system knows about them (Linux;
elsewhere there are no figures)."""

import asyncio
import os
import signal
from pathlib import Path
from typing import NamedTuple


class Memory(NamedTuple):
    """MB: resident now, of which not backed by files (files' pages can be given back at any time), and the peak."""

    resident: float
    anonymous: float
    peak: float


def find_memory(process: int | str = "self") -> Memory | None:
    """Of a process by id; None where nobody tells."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    fields = dict(line.split(":", 1) for line in lines if ":" in line)
    return Memory(*(int(fields[name].split()[0]) / 1000 for name in ("VmRSS", "RssAnon", "VmHWM")))


def find_family_memory(process: int) -> Memory | None:
    """Of a process and those it started, added up (a page that two of them share counts twice)."""
    found = [memory for one in [process, *_list_children(process)] if (memory := find_memory(one))]
    return Memory(*(sum(values) for values in zip(*found, strict=True))) if found else None


def _list_children(process: int) -> list[int]:
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text(encoding="utf-8").split()]


def measure_disk(folder: Path) -> float:
    """MB of all files below it."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def find_cpu(process: int) -> float | None:
    """Processor seconds that a process has used so far, its threads included; None where nobody tells."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def list_environment() -> dict[str, str]:
    """What a process inherits: all but this program's own settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("BRIEFING_")}


async def end(process: asyncio.subprocess.Process, seconds: float) -> None:
    """Told to stop, and killed when it does not within so many seconds."""
    if process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), seconds)
    except TimeoutError:
        process.kill()
        await process.wait()
