"""Time zones as people name them: by IANA name, by a city or a country in any language of the interface, with slips, or
by what they are ahead of UTC.

Cities are those of Unicode's CLDR (one for each zone), countries its territories; both come with Babel. Other big
cities are our own (`cities.CITIES`).
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.text.cities import CITIES
from bot.text.main_zones import CALLED, MAIN

LANGUAGES = ("en", "ru", "uk")
SLIPS = 0.7
"""Share of a name that must be right (rapidfuzz's normalised OSA similarity)."""
SHORTEST = 4
"""Letters from which slips are forgiven."""
_SKIPPED = ("posix/", "right/", "SystemV/", "Factory", "localtime")
_EARTH = "001"
"""The territory of zones that belong to no country (Etc/UTC)."""


_OFFSET = re.compile(r"(utc|gmt|msk|мск)? ?([+−–-]) ?(\d{1,2})(?::?([0-5]\d))?")
_MOSCOW = timedelta(hours=3)
"""What "MSK+2" counts from."""
_FIXED = re.compile(r"Etc/GMT([+-])(\d{1,2})")
"""Zones of a fixed offset. Their sign is that of POSIX: Etc/GMT-3 is three hours ahead of UTC."""
_SEASONS = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))
_BY_OFFSET = (
    *("Europe/London", "Europe/Berlin", "Europe/Kyiv", "Europe/Moscow", "Europe/Istanbul", "Asia/Kolkata"),
    *("Asia/Tehran", "Asia/Kabul", "Asia/Kathmandu", "Asia/Yangon", "Asia/Dubai", "Asia/Tokyo", "America/St_Johns"),
)
_AROUND = re.compile(
    r"\b(?:time|time ?zone|zone|city|in|время|времени|часовой|пояс|городе?|по|во?|час|часом|часу|часовий|міст[оі]|за|у)\b"
)
"""Words that say nothing of where."""


class ZoneChoice(NamedTuple):
    """`zone`: the IANA name. `city`: as the language calls it. `sure`: named exactly, not merely resembled."""

    zone: str
    city: str
    sure: bool


def find_zones(typed: str, language: str, at_most: int = 5) -> list[ZoneChoice]:
    """The zones that this may mean, best first: an exact name, then a country's zones, the main one first, then
    what resembles it; []. An offset ("GMT+3"): the zone of that offset, then big cities that have it for a part of the
    year at least."""
    found = _find_exact(_fold(typed)) or _find_around(typed)
    return [ZoneChoice(zone, show_zone(zone, language), sure) for zone, sure in list(found.items())[:at_most]]


def _find_exact(wanted: str) -> dict[str, bool]:
    found: dict[str, bool] = {}
    if exact := _iana_names().get(wanted.replace(" / ", "/")):
        found[_canonical(exact)] = True
    elif offset := _OFFSET.fullmatch(wanted):
        found |= dict.fromkeys(_having(_read_offset(offset)), True)
    for zone in _named().get(wanted, ()):
        found.setdefault(zone, True)
    return found


def _find_around(typed: str) -> dict[str, bool]:
    """ "moscow time", "Kyiv, Ukraine", "London UK": exactly what is left without the words around it, or what lies in that
    country; else what resembles the whole, or what stands before a comma."""
    plain = _without_words_around(typed)
    if found := _find_exact(plain) or _find_in_country(typed):
        return found
    named = (_fold(typed), plain, _without_words_around(typed.partition(",")[0]))
    return {zone: False for words in dict.fromkeys(named) for zone in (*_resembling(words), *_find_exact(words))}


def _without_words_around(typed: str) -> str:
    return " ".join(_AROUND.sub(" ", _fold(typed)).split())


def _find_in_country(typed: str) -> dict[str, bool]:
    """The zones of a city that are zones of the country behind it."""
    city, _, country = typed.partition(",") if "," in typed else typed.strip().rpartition(" ")
    there = _named().get(_fold(country), ())
    return {zone: sure for zone, sure in _find_exact(_without_words_around(city)).items() if zone in there}


def _read_offset(found: re.Match[str]) -> timedelta:
    base, sign, hours, minutes = found.groups()
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return (_MOSCOW if base in ("msk", "мск") else timedelta()) + (size if sign == "+" else -size)


def _having(offset: timedelta) -> Iterator[str]:
    """Zones with this offset, the one that always has it first."""
    hours, rest = divmod(offset, timedelta(hours=1))
    fixed = f"Etc/GMT{-hours:+d}" if hours else "UTC"
    if not rest and find_zone(fixed):
        yield fixed
    for zone in (*_BY_OFFSET, *MAIN):
        if offset in (moment.astimezone(read_zone(zone)).utcoffset() for moment in _SEASONS):
            yield zone


def is_zone(zone: str) -> bool:
    """Whether it is the name of a zone as `find_zones` gives it: what a button of ours says."""
    return [one.zone for one in find_zones(zone, "en")] == [zone]


def find_zone(name: str) -> ZoneInfo | None:
    """A time zone by its IANA name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def read_zone(name: str) -> ZoneInfo:
    """The same; UTC for one that this machine does not know (any more)."""
    return find_zone(name) or ZoneInfo("UTC")


def describe_zone(zone: str, language: str) -> str:
    """ "Киев (Europe/Kyiv)"; "UTC+3": the IANA name of a fixed offset would mislead."""
    city = show_zone(zone, language)
    return city if city == zone or _FIXED.fullmatch(zone) else f"{city} ({zone})"


@cache
def show_zone(zone: str, language: str) -> str:
    """The zone's city as the language calls it ("Киев", "New York"); "UTC+3" for a fixed offset; the IANA name when it
    has neither."""
    if fixed := _FIXED.fullmatch(zone):
        sign, hours = fixed.groups()
        return f"UTC{'+' if sign == '-' else '-'}{int(hours)}" if int(hours) else "UTC"
    return _find_city(_canonical(zone), language) or zone


def _resembling(wanted: str) -> Iterator[str]:
    """Zones of names that begin so, then of names with a few slips, nearest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(wanted) < SHORTEST or any(one.isdigit() for one in wanted):
        return  # an offset that no zone has resembles none
    names = _named()
    for name in sorted(name for name in names if name.startswith(wanted)):
        yield from names[name]
    near = process.extract(wanted, list(names), scorer=OSA.normalized_similarity, score_cutoff=SLIPS, limit=8)
    for name, _, _ in near:
        yield from names[name]


@cache
def _named() -> dict[str, tuple[str, ...]]:
    """Folded name of a city or country -> its zones. A city goes before a country of the same name."""
    found: dict[str, list[str]] = {}
    for zone, territory in _zone_territories().items():
        for language in LANGUAGES:
            if city := _find_city(zone, language):
                found.setdefault(_fold(city), []).append(zone)
        if territory != _EARTH:
            for name in _find_countries(territory):
                found.setdefault(_fold(name), []).append(zone)
    for alias, zone in _aliases().items():
        found.setdefault(_fold(_last(alias)), []).append(zone)
    for zone, names in CITIES.items():
        for name in names.split(", "):
            found.setdefault(_fold(name), []).append(zone)
    return {name: tuple(dict.fromkeys(zones)) for name, zones in found.items() if name}


@cache
def _zone_territories() -> dict[str, str]:
    """Canonical zones of CLDR that this machine knows, with their territories; those that most people live by first."""
    from babel.core import get_global

    known = available_timezones()
    found = {_canonical(zone): territory for zone, territory in get_global("zone_territories").items()}
    first = {_canonical(zone): place for place, zone in enumerate(MAIN)}
    ordered = sorted(found, key=lambda zone: first.get(zone, len(first)))
    return {zone: found[zone] for zone in ordered if zone in known}


@cache
def _aliases() -> dict[str, str]:
    """Older names of zones ("Europe/Kiev", "Poland") -> the name of today, as far as this machine knows it."""
    from babel.core import get_global

    known = available_timezones()
    return {alias: zone for alias, zone in get_global("zone_aliases").items() if zone in known and alias != "UTC"}


def _canonical(zone: str) -> str:
    return _aliases().get(zone, zone)


@cache
def _cldr_names() -> dict[str, list[str]]:
    """Zone -> the names that CLDR may keep its city under: it keeps those of older days."""
    names: dict[str, list[str]] = {}
    for alias, zone in _aliases().items():
        names.setdefault(zone, []).append(alias)
    return names


def _find_city(zone: str, language: str) -> str | None:
    from babel import Locale

    zones = Locale.parse(language).time_zones
    for name in (zone, *_cldr_names().get(zone, ())):
        if city := zones.get(name, {}).get("city"):
            return str(city)
    if language != "en" or zone.startswith("Etc/") or "/" not in zone:
        return None
    return _last(zone)


def _find_countries(territory: str) -> Iterator[str]:
    from babel import Locale

    for language in LANGUAGES:
        if name := Locale.parse(language).territories.get(territory):
            yield str(name)
    yield from CALLED.get(territory, ())


@cache
def _iana_names() -> dict[str, str]:
    return {_fold(name): name for name in sorted(available_timezones()) if not name.startswith(_SKIPPED)}


def _last(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _fold(name: str) -> str:
    """Without capitals, accents, hyphens, dots and spaces too many: "São-Paulo " is "sao paulo"."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    plain = plain.casefold().replace("_", " ").replace(".", " ")
    if "/" not in plain and not plain.startswith(("etc", "gmt", "utc", "msk", "мск", "-")):
        plain = plain.replace("-", " ")
    return "/".join(" ".join(part.split()) for part in plain.split("/"))
