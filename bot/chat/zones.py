"""Time zones as people type them."""

from functools import cache
from zoneinfo import available_timezones

_SKIPPED = ("posix/", "right/", "SystemV/", "Factory", "localtime")
_INVERTED = "Etc/"
"""Etc/GMT+3 is three hours west of Greenwich: whoever types GMT+3 means three hours east."""


def find_zone_name(typed: str) -> str | None:
    """The IANA name for what was typed: "Europe/Kyiv", "europe / kyiv", "New York"; None when it is none, or several.

    A last part alone ("Kyiv") is enough where only one zone is called so.
    """
    wanted = "/".join("_".join(part.split()) for part in typed.casefold().split("/"))
    names = _names()
    if wanted in names:
        return names[wanted]
    ending = [
        name for folded, name in names.items() if folded.rpartition("/")[2] == wanted and not name.startswith(_INVERTED)
    ]
    return ending[0] if len(ending) == 1 else None


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): name for name in sorted(available_timezones()) if not name.startswith(_SKIPPED)}
