"""How often, and by what measure: "twice a day" and "twice a week" are two claims, whatever else they share."""

import re
from functools import lru_cache

_UNITS = (
    ("minute", r"minutes?|минут[уы]?|хвилин[уи]?"),
    ("hour", r"hours?|hourly|час|годину"),
    ("day", r"days?|daily|nightly|nights?|день|дня|сутки|ночь|добу|ежедневно|щодня|щоденно|щоночі"),
    ("week", r"weeks?|weekly|неделю|еженедельно|тиждень|щотижня|щотижнево"),
    ("month", r"months?|monthly|месяц|ежемесячно|місяць|щомісяця|щомісячно"),
    ("year", r"years?|yearly|annually|annual|annum|год|ежегодно|рік|щороку|щорічно"),
)
_BARE = r"hourly|daily|nightly|weekly|monthly|yearly|annually|ежедневно|еженедельно|ежемесячно|ежегодно|що\w+"
_EVERY = r"per|every|each|an?|в|за|на|кажд(?:ый|ую|ое)|кожн(?:ий|у|ого|ої)|раз на|раз в"
_TIME = "|".join(unit for _, unit in _UNITS)
_RATE = re.compile(rf"\b(?:(?:{_EVERY}) (?:one |single )?(?P<unit>{_TIME})|(?P<bare>{_BARE})|per (?P<per>[a-z]+))\b")


def rates_differ(one: str, other: str) -> bool:
    """Whether both sentences tell a rate, and no rate of one is the other's."""
    mine, theirs = _rates(one), _rates(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


@lru_cache(maxsize=4096)
def _rates(sentence: str) -> frozenset[str]:
    """The units by which something is told, "per cent" aside."""
    found = (match["unit"] or match["bare"] or match["per"] for match in _RATE.finditer(sentence.casefold()))
    return frozenset(_name(word) for word in found if word not in {"cent", "capita"})


def _name(word: str) -> str:
    """The unit of a time in whichever form or language; any other word itself."""
    return next((name for name, forms in _UNITS if re.fullmatch(forms, word)), word)
