"""Who does what to whom: the names of two statements, and the order of the words they share."""

import re
from collections.abc import Iterable, Sequence

from bot.answer.conflicts import date_stems
from bot.answer.statements import Statement

_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b[^,;]*\bby\b", re.IGNORECASE)


def other_actors(one: Statement, other: Statement) -> bool:
    """Whether each names somebody whom the other does not, or both name the same in reversed roles."""
    tokens_one, tokens_other = frozenset(one.tokens), frozenset(other.tokens)
    dates = date_stems(one.language)
    strange = (one.names & tokens_one) - tokens_other - dates, (other.names & tokens_other) - tokens_one - dates
    return all(strange) or _reversed(one, other, tokens_one & tokens_other)


def _reversed(one: Statement, other: Statement, shared: frozenset[str]) -> bool:
    """Whether "X did to Y" meets "Y did to X"; where one of them is a passive, that is the same said twice.

    Statements that share fewer than two names are compared in English only: there the order carries the roles.
    """
    names = (one.names | other.names) & shared
    if len(names) < 2 and one.language != "en":
        return False
    ends, middles = (names, shared - names) if len(names) > 1 else (shared, shared)
    crossed = _is_crossed(_places(one.tokens), _places(other.tokens), ends, middles)
    return crossed and bool(_PASSIVE.search(one.text)) == bool(_PASSIVE.search(other.text))


def _is_crossed(first: dict[str, int], second: dict[str, int], ends: Iterable[str], middles: Iterable[str]) -> bool:
    """Whether two ends stand around the same middle in both, in opposite order."""
    swapped = [(x, y) for x in ends for y in ends if first[x] < first[y] and second[y] < second[x]]
    return any(
        first[x] < first[middle] < first[y] and second[y] < second[middle] < second[x]
        for x, y in swapped
        for middle in middles
    )


def _places(tokens: Sequence[str]) -> dict[str, int]:
    """Where each token stands first."""
    return {token: place for place, token in reversed(list(enumerate(tokens)))}
