"""In what two sentences of much the same words conflict: a figure, a date, a negation."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from bot.model.answer import DENIED
from bot.text.dates import MONTHS, WEEKDAYS
from bot.text.figures import Figure, find_figures, is_negated
from bot.text.numbers import ORDINALS
from bot.text.stems import make_stemmer
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import fold


class Difference(NamedTuple):
    """What each of two sentences says where they differ, as written: "1,400 dockers" and "1,100 dockers"."""

    one: str
    other: str

    @property
    def sides(self) -> str:
        """As `Claim.differs` has them."""
        return DENIED if self is DENIAL else f"{self.one} / {self.other}"


DENIAL = Difference("affirmed", "denied")
"""One sentence says what the other denies."""

_PEOPLE = re.compile(r"people|persons?|человек\w{0,2}|люд(?:ей|ям|ьми|ина|ини|иною|и)|ос[оі]б\w?")
"""Words that count the same: whether it is "людей" or "человек" is told by the figure before it."""
COMPARABLE = 10
"""Figures more than so many times apart count different things (the cost of a day, the cost of a strike)."""
_STOP = frozenset().union(*STOP_WORDS.values())
_SIGNS = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "ruble": "₽", "hryvnia": "₴"}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th|-?й|-?я|-?е|-?го)$")
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b"
    rf"|\b(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"|\b(?P<month3>{_MONTH})\b|\b(?P<weekday>{_WEEKDAY})\b"
    rf"|(?:\b(?:in|since|until|by|of|from|в|у|с|з|до|від)|(?:{_MONTH}),?)\s+(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<year2>(?:19|20)\d\d)(?=\s+(?:год|рок|рік))",
    re.IGNORECASE,
)


def find_figure_conflict(one: str, other: str, *, strict: bool) -> Difference | None:
    """The first two figures of different value that count the same, where neither sentence holds the other's value.

    `strict` leaves out figures that count no word ("$5 million."): only much the same words make these comparable.
    """
    figures_one, figures_other = _counts(one), _counts(other)
    values_one, values_other = {figure.value for figure in figures_one}, {figure.value for figure in figures_other}
    for a in figures_one:
        for b in figures_other:
            same_unit = _unit(a) == _unit(b) and (_unit(a) or not strict)
            if same_unit and _comparable(a, b) and a.value not in values_other and b.value not in values_one:
                return Difference(_shown(a), _shown(b))
    return None


def counts_the_same(one: str, other: str) -> bool:
    """Whether a figure stands in both with the same word that it counts."""
    counted = {(figure.value, _unit(figure)) for figure in _counts(one) if _unit(figure)}
    return any((figure.value, _unit(figure)) in counted for figure in _counts(other))


def counts_another(one: str, other: str) -> bool:
    """Whether a figure stands in both and counts something else in each, and none counts the same: 300 beds, nurses."""
    values = {figure.value for figure in _counts(one) if _unit(figure)}
    met = any(_unit(figure) and figure.value in values for figure in _counts(other))
    return met and not counts_the_same(one, other)


def find_date_conflict(one: str, other: str) -> Difference | None:
    """The first day, month, weekday or year that both name and have nothing of in common, as written."""
    dates_one, dates_other = read_dates(one), read_dates(other)
    for kind in ("day", "month", "weekday", "year"):
        a = {value: written for (of, value), written in dates_one.items() if of == kind}
        b = {value: written for (of, value), written in dates_other.items() if of == kind}
        if a and b and not a.keys() & b.keys():
            return Difference(next(iter(a.values())), next(iter(b.values())))
    return None


def find_denial(one: str, other: str) -> Difference | None:
    """DENIAL when one sentence is negated and the other is not."""
    return DENIAL if is_negated(one) != is_negated(other) else None


@cache
def date_stems(language: str) -> frozenset[str]:
    """The stems of the names of months and weekdays."""
    stem = make_stemmer(language)
    return frozenset(stem(word) for word in (*MONTHS, *WEEKDAYS))


@lru_cache(maxsize=4096)
def _counts(sentence: str) -> tuple[Figure, ...]:
    """The figures that count something: those of dates left out."""
    text = _DATE.sub(lambda match: "," if _is_date(match) else match[0], sentence)
    return tuple(find_figures(text))


@lru_cache(maxsize=4096)
def read_dates(sentence: str) -> dict[tuple[str, int], str]:
    """What the sentence dates itself by, as written, by ("day" | "month" | "weekday" | "year", its number)."""
    found: dict[tuple[str, int], str] = {}
    for match in filter(_is_date, _DATE.finditer(sentence)):
        year, weekday, day = match["year"] or match["year2"], match["weekday"], match["day"] or match["day2"]
        month = match["month"] or match["month2"] or match["month3"]
        if month:
            number = MONTHS[month.casefold()]
            found.setdefault(("month", number), match[0])
            if day:
                found.setdefault(("day", 100 * number + int(day)), match[0])
        elif weekday:
            found.setdefault(("weekday", WEEKDAYS[weekday.casefold().replace("’", "'")]), weekday)
        else:
            found.setdefault(("year", int(year)), year)
    return found


def _is_date(match: re.Match[str]) -> bool:
    """English writes months and days with a capital: "may" and "march" are other words."""
    word = next((match[group] for group in ("month", "month2", "month3", "weekday") if match[group]), None)
    return word is None or not word.isascii() or word[0].isupper()


def _unit(figure: Figure) -> str:
    """The stem of the word that is counted; '' for none, and for one that only follows ("$5 million for").

    An ordinal counts nothing that a cardinal does: the fourth day is not four days.
    """
    if not figure.unit or figure.unit in _STOP:
        return ""
    stem = make_stemmer("en" if figure.unit.isascii() else "ru")(figure.unit)
    stem = "people" if _PEOPLE.fullmatch(figure.unit) else stem
    return f"th {stem}" if _ORDINAL.search(figure.text) or fold(figure.text) in ORDINALS else stem


def _comparable(one: Figure, other: Figure) -> bool:
    return max(one.value, other.value) <= COMPARABLE * min(one.value, other.value)


def _shown(figure: Figure) -> str:
    if figure.unit in _SIGNS:
        return f"{_SIGNS[figure.unit]}{figure.text}"
    return f"{figure.text} {figure.unit}".replace(" percent", "%") if _unit(figure) else figure.text
