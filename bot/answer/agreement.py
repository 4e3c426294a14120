"""Whether two sentences report the same thing, and where they then differ.

Deliberately strict: two claims shown apart lose little, two different claims merged into one would mislead.
"""

from datetime import datetime, timedelta
from functools import lru_cache

from bot.answer.actors import acts_for_another, other_actors
from bot.answer.candidates import Candidate
from bot.answer.conflicts import (
    Difference,
    counts_another,
    counts_the_same,
    date_stems,
    find_date_conflict,
    find_denial,
    find_figure_conflict,
)
from bot.answer.rates import rates_differ
from bot.answer.requoting import requotes
from bot.answer.statements import Statement, read_statement
from bot.answer.substitutions import find_opposite, hedges_differ, says_another_thing, swaps_roles, takes_a_turn

SAME = 0.72
"""Share of the shorter sentence's content words that must stand in the other for both to say the same."""
SAME_WITH_FIGURE = 0.55
"""Enough when a figure with what it counts stands in both."""
SAME_EVENT = 0.72
"""Enough, figures aside, for a difference in a figure to be a difference about one thing."""
ONE_TIME = timedelta(days=21)
"""Articles further apart do not contradict each other: prices, tolls and ranks have changed meanwhile."""
LEAST_WORDS = 4
LEAST_EQUAL = 2
"""Content words of a short sentence that says something at all."""


def same_claim(one: Candidate, other: Candidate) -> bool:
    """Whether both say the same, of the same people, and conflict in no figure, date or negation."""
    return state_the_same(read_statement(one), read_statement(other))


def repeats(one: Candidate, other: Candidate) -> bool:
    """Whether showing the other after the one would tell a person nothing new."""
    a, b = read_statement(one), read_statement(other)
    return repeat_each_other(a, b) or requotes(a, b)


def find_difference(one: Candidate, other: Candidate) -> Difference | None:
    """The figure, the date or the negation in which two reports of one thing contradict each other; None if none."""
    dates = one.ranked.found.article.published, other.ranked.found.article.published
    return find_contradiction(read_statement(one), read_statement(other), dates)


def state_the_same(a: Statement, b: Statement) -> bool:
    """`same_claim`, of statements."""
    share = _overlap(a, b, frozenset(a.tokens), frozenset(b.tokens))
    if share < SAME_WITH_FIGURE:
        return False
    enough = share >= SAME or counts_the_same(a.text, b.text)
    return enough and not (_conflict(a, b) or says_another_thing(a, b))


def repeat_each_other(a: Statement, b: Statement) -> bool:
    """`repeats`, of statements."""
    return _alike(frozenset(a.tokens), frozenset(b.tokens)) and not _conflict(a, b)


def find_contradiction(a: Statement, b: Statement, dates: tuple[datetime | None, datetime | None]) -> Difference | None:
    """`find_difference`, of statements made at these times.

    Sentences that differ in a date and in a figure as well report two things ("12 ships on Monday, 17 on Friday").
    """
    words_one, words_other = _wordy(a), _wordy(b)
    share = _overlap(a, b, words_one, words_other)
    if share < SAME_EVENT or not _of_one_time(*dates):
        return None
    figure = find_figure_conflict(a.text, b.text, strict=share < SAME)
    date = find_date_conflict(a.text, b.text)
    alike = _alike(words_one, words_other)
    if (figure and date) or not (figure or alike) or _of_others(a, b):
        return None
    if opposite := find_opposite(a, b):
        return None if figure or date else opposite
    if says_another_thing(a, b, most=1 if figure else 0):
        return None
    return figure or date or find_denial(a.text, b.text)


def _of_others(one: Statement, other: Statement) -> bool:
    """Whether they tell of different people, of different roles, or by another measure."""
    if rates_differ(one.text, other.text):
        return True
    return other_actors(one, other) or swaps_roles(one, other) or acts_for_another(one, other)


def _of_one_time(one: datetime | None, other: datetime | None) -> bool:
    """Whether both may have been current at once; what has no date may."""
    return one is None or other is None or abs(one - other) <= ONE_TIME


def _conflict(one: Statement, other: Statement) -> bool:
    """Whether they conflict in anything, be they reports of one thing or of two."""
    texts = one.text, other.text
    if find_figure_conflict(*texts, strict=False) or find_date_conflict(*texts) or find_denial(*texts):
        return True
    if find_opposite(one, other) or takes_a_turn(one, other) or hedges_differ(one, other) or swaps_roles(one, other):
        return True
    return counts_another(*texts) or rates_differ(*texts) or other_actors(one, other) or acts_for_another(one, other)


def _overlap(one: Statement, other: Statement, a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set of words that stands in the other.

    Sets too small to tell must be equal, and their passages name somebody in common.
    """
    smaller = min(len(a), len(b))
    if smaller < LEAST_WORDS:
        return float(a == b and smaller >= LEAST_EQUAL and bool(one.names & other.names))
    return len(a & b) / smaller


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether much the same words make up both, not only the shorter one."""
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= SAME and len(a | b) <= 2 * len(a & b)


@lru_cache(maxsize=4096)
def _wordy(statement: Statement) -> frozenset[str]:
    """The content words that are no digits and no dates."""
    return frozenset(token for token in statement.tokens if not token[0].isdigit()) - date_stems(statement.language)
