"""Whether sentences of two reports differ about one thing: stricter than `agreement`, since nobody asked. Pure.

A difference that is none makes a reader doubt all others; one that is not shown is still there to be read.
"""

import re
from datetime import datetime, timedelta

from bot.answer.agreement import find_contradiction, state_the_same
from bot.answer.conflicts import DENIAL, Difference, date_stems, find_date_conflict, find_figure_conflict, read_dates
from bot.answer.statements import Statement, stop_tokens
from bot.answer.substitutions import unexplained
from bot.digest.reports import Line
from bot.digest.sentences import is_clear, state
from bot.text.analysis import analyze
from bot.text.figures import find_figures, find_negations
from bot.text.light_words import HEDGES
from bot.text.tokens import find_tokens

MOST_OWN = 3
"""Content words that each of two sentences may have for itself, where they differ in a figure."""
LEAST_SHARED = 0.35
"""Share of all their content words that stands in both."""
OF_ONE_EVENT = 0.65
"""Enough for a difference in a day, or in words of contrary meaning: these stand in any two sentences."""
LEAST_HELD = 4
"""Content words of a short sentence that a longer one holds whole, so that the longer may say more."""
_SCORE = re.compile(r"\d[-–:]\d")
_COUNTED = re.compile(r"[^\W\d_]{3,}")


def differ(one: Line, other: Line) -> Difference | None:
    """In what they contradict each other; None where they may be of two things, or where one cannot be understood
    alone."""
    a, b = state(one), state(other)
    if state_the_same(a, b):
        return None
    dates = one.report.article.published, other.report.article.published
    found = find_contradiction(a, b, dates)
    if found is None or not (is_clear(one.text) and is_clear(other.text)):
        return None
    if found is DENIAL:
        return found if denies_it(a, b) else None
    if found == find_figure_conflict(a.text, b.text, strict=False):
        return found if _counts_one_thing(a, b, found) else None
    if _shared(a, b) < OF_ONE_EVENT or not _same_figures(a, b):
        return None
    is_own_day = found == find_date_conflict(a.text, b.text) and all(
        _tells_of_its_day(statement, date) for statement, date in zip((a, b), dates, strict=True)
    )
    return None if is_own_day else found


def _counts_one_thing(one: Statement, other: Statement, found: Difference) -> bool:
    if _SCORE.search(one.text) or _SCORE.search(other.text):
        return False  # 8-4, 53-47: sets and votes, of which no part counts anything
    mine, theirs = unexplained(one, other), unexplained(other, one)
    if _begin_with_capitals(one, mine) and _begin_with_capitals(other, theirs):
        return False  # of Georgia, of Mississippi
    if max(len(mine), len(theirs)) <= MOST_OWN and _shared(one, other) >= LEAST_SHARED:
        return True
    held = min(len(_words(one)), len(_words(other)))
    counts = _COUNTED.search(found.one) and _count_once(one, found.one) and _count_once(other, found.other)
    return bool(counts) and held >= LEAST_HELD and not (mine and theirs)


def _begin_with_capitals(statement: Statement, stems: frozenset[str]) -> bool:
    """Whether one of its words with these stems may be a name."""
    words = (word.text for word in find_tokens(statement.text) if word.text[0].isupper())
    return not stems.isdisjoint(analyze(" ".join(words), statement.language))


def _count_once(statement: Statement, shown: str) -> bool:
    """Whether nothing else in the sentence is counted in the same unit: of two distances, which is it?"""
    figures = find_figures(statement.text)
    units = {figure.unit for figure in figures if shown.startswith(figure.text)}
    return sum(figure.unit in units for figure in figures) == 1


def denies_it(one: Statement, other: Statement) -> bool:
    """Whether what is negated in one sentence is said in the other: not only "without receipt", beside it."""
    shared = _words(one) & _words(other)
    denying = one if len(find_negations(one.text)) % 2 else other
    stop = stop_tokens(denying.language)
    for end in find_negations(denying.text):
        after = [token for token in analyze(denying.text[end:], denying.language) if token not in stop]
        if after and after[0] in shared:
            return not HEDGES.search(denying.text)
    return False


def _tells_of_its_day(statement: Statement, published: datetime | None) -> bool:
    """Whether the day it names is the one it was published on, or next to it: each report then tells of its own."""
    if published is None:
        return False
    near = [published + timedelta(days=days) for days in (-1, 0, 1)]
    own = {("weekday", day.weekday()) for day in near} | {("day", 100 * day.month + day.day) for day in near}
    return not own.isdisjoint(read_dates(statement.text))


def _same_figures(one: Statement, other: Statement) -> bool:
    """Whether the days apart they give the same figures, or only one gives any."""
    a, b = ({figure.value for figure in find_figures(side.text)} - _days(side) for side in (one, other))
    return a <= b or b <= a


def _days(statement: Statement) -> set[float]:
    numbers = {number for _, number in read_dates(statement.text)}
    return {float(number) for number in numbers} | {float(number % 100) for number in numbers}


def _shared(one: Statement, other: Statement) -> float:
    a, b = _words(one), _words(other)
    return len(a & b) / max(1, len(a | b))


def _words(statement: Statement) -> frozenset[str]:
    """Content words, figures and days left out."""
    return frozenset(token for token in statement.tokens if not token[0].isdigit()) - date_stems(statement.language)
