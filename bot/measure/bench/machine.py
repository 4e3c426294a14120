"""What the benchmarks ran on, without names and paths of it."""

import os
import platform
from pathlib import Path


def describe_machine() -> dict[str, str]:
    """Cores, processor, memory, system, Python, and how busy the machine is at this moment."""
    return {
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "processor": _find("/proc/cpuinfo", "model name") or platform.machine(),
        "memory": _find_memory(),
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "load before the first part": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown",
    }


def _find(path: str, field: str) -> str:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(field)), "")


def _find_memory() -> str:
    stated = _find("/proc/meminfo", "MemTotal").split()
    return f"{int(stated[0]) / 1e6:.0f} GB" if stated else "unknown"
