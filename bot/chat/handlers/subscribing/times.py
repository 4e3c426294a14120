"""Times of day as people type them. Pure."""

import re
import unicodedata
from datetime import time

_HALF = r"[ap]\.?m\.?|утра|ранку|дня|вечера|вечора|ночи|ночі"
_HOURS = r"o'clock|час\w*|годин\w*"
_TIME = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:\s?[:.hч]\s?(?P<minute>\d{2})|[\s,](?P<apart>00|2[5-9]|[3-5]\d)(?!\d))?"
    rf"(?:\s?(?:{_HOURS})(?=\s+(?:{_HALF})))?\s?(?P<half>{_HALF})?(?![\d:])",
    re.IGNORECASE,
)
"""`apart`: "8 30" is one time, since there is no hour 30; "8 20" is two."""
_NAMED = {
    "12:00": r"noon|midday|полдень|полдня|полудень|опівдні",
    "00:00": r"midnight|полночь|північ|опівночі",
}
_BETWEEN = re.compile(r"[\s,;]|\b(?:and|at|o'clock|h|в|о|об|и|і|та|й|час\w*|год\w*)\b", re.IGNORECASE)

_THOUSANDS = re.compile(r"\d{3}\b")
"""What stands behind the "7" of "7 000 jobs"."""
_RUN_TOGETHER = re.compile(r"(?<![\d:.])([01]\d|2[0-3])([0-5]\d)(?![\d:])")
DAY_BEGINS, NIGHT_ENDS = 10, 5
"""In Russian and Ukrainian: hours "of the day" and "of the night" that are morning hours."""


def read_times(typed: str) -> tuple[time, ...] | None:
    """ "7:30, 18", "7.30 and 18:00", "6 pm", "noon": in the order typed; None when something else stands there too."""
    plain = unicodedata.normalize("NFKC", typed)
    for clock, names in _NAMED.items():
        plain = re.sub(rf"\b(?:{names})\b", clock, plain, flags=re.IGNORECASE)
    found = [_read(match) for match in _TIME.finditer(plain)]
    rest = _BETWEEN.sub("", _TIME.sub("", plain)).strip(" .")
    if rest or not found or None in found:
        return None
    return tuple(one for one in found if one is not None)


def read_answer(typed: str) -> tuple[time, ...] | None:
    """The same where nothing but times was asked for: "0730" is one too, and no year."""
    return read_times(_RUN_TOGETHER.sub(r"\1:\2", typed))


def split_times(typed: str) -> tuple[tuple[time, ...], str]:
    """The times that a text begins with, and what comes after them: "7:30 18 ports" -> 7:30, 18:00 and "ports"."""
    words = typed.split()
    for count in range(len(words), 0, -1):
        times = read_times(" ".join(words[:count]))
        if times and not _THOUSANDS.match(" ".join(words[count:])):
            return times, " ".join(words[count:])
    return (), typed.strip()


def _read(match: re.Match[str]) -> time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or match["apart"] or 0)
    if half := (match["half"] or "").casefold():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if _is_later_half(half, hour) else 0)
    hour = 0 if hour == 24 and not minute else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _is_later_half(half: str, hour: int) -> bool:
    """Of an hour from 1 to 12 on the dial. "11 дня" is in the morning; "12 вечера" and "12 ночи" are midnight."""
    if half.startswith("дн"):
        return hour == 12 or hour < DAY_BEGINS
    if half.startswith("ноч"):
        return NIGHT_ENDS < hour < 12
    if half.startswith("веч"):
        return hour != 12
    return half.startswith("p")
