"""Who does what to whom: the names of two statements, and the order of the words they share."""

import re
from collections.abc import Iterable, Sequence

from bot.answer.conflicts import date_stems
from bot.answer.statements import Statement
from bot.text.stems import make_stemmer
from bot.text.tokens import find_tokens, fold

_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b[^,;]*\bby\b", re.IGNORECASE)


def other_actors(one: Statement, other: Statement) -> bool:
    """Whether each names somebody whom the other does not, or both name the same in reversed roles."""
    tokens_one, tokens_other = frozenset(one.tokens), frozenset(other.tokens)
    dates = date_stems(one.language)
    strange = (one.names & tokens_one) - tokens_other - dates, (other.names & tokens_other) - tokens_one - dates
    return all(strange) or _reversed(one, other, tokens_one & tokens_other)


def acts_for_another(one: Statement, other: Statement) -> bool:
    """Russian, Ukrainian: whether one sentence begins with somebody of the other's: "Брат мэра", "Мэр"."""
    if one.language != other.language or one.language == "en":
        return False
    return _begins_with_kin(one, other) or _begins_with_kin(other, one)


def _begins_with_kin(one: Statement, other: Statement) -> bool:
    """Whether a word the other lacks stands before the other's first word, and that in another case."""
    if len(one.tokens) < 2 or not other.tokens or one.tokens[0] in other.tokens or one.tokens[1] != other.tokens[0]:
        return False
    return _written(one, one.tokens[1]) != _written(other, other.tokens[0])


def _written(statement: Statement, token: str) -> str:
    """The token's first word as it stands, folded."""
    stem = make_stemmer(statement.language)
    words = (fold(word.text) for word in find_tokens(statement.text))
    return next((word for word in words if stem(word) == token), token)


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
