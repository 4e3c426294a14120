"""Times of day as people type them. Pure."""

import re
from datetime import time

_HALF = r"[ap]\.?m\.?|утра|ранку|дня|вечера|вечора"
_TIME = re.compile(
    rf"(?<![\d:.])(?P<hour>\d{{1,2}})(?:\s?[:.hч]\s?(?P<minute>\d{{2}}))?\s?(?P<half>{_HALF})?(?![\d:])", re.IGNORECASE
)
_BETWEEN = re.compile(r"[\s,;]|\b(?:and|at|o'clock|h|в|о|об|и|і|та|й|час\w*|год\w*)\b", re.IGNORECASE)

_THOUSANDS = re.compile(r"\d{3}\b")
"""What stands behind the "7" of "7 000 jobs"."""


def read_times(typed: str) -> tuple[time, ...] | None:
    """ "7:30, 18", "7.30 and 18:00", "6 pm": in the order typed; None when something else stands there too."""
    found = [_read(match) for match in _TIME.finditer(typed)]
    rest = _BETWEEN.sub("", _TIME.sub("", typed)).strip(" .")
    if rest or not found or None in found:
        return None
    return tuple(one for one in found if one is not None)


def split_times(typed: str) -> tuple[tuple[time, ...], str]:
    """The times that a text begins with, and what comes after them: "7:30 18 ports" -> 7:30, 18:00 and "ports"."""
    words = typed.split()
    for count in range(len(words), 0, -1):
        times = read_times(" ".join(words[:count]))
        if times and not _THOUSANDS.match(" ".join(words[count:])):
            return times, " ".join(words[count:])
    return (), typed.strip()


def _read(match: re.Match[str]) -> time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if half := (match["half"] or "").casefold():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pдв" else 0)
    hour = 0 if hour == 24 and not minute else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None
