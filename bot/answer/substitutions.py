"""Where one of two sentences says another word than the other: an opposite, a hedge, or simply something else.

Sharing most words is not saying the same: "the price of bread has doubled" and "the price of fuel has doubled" share
all but one. So what each holds and the other does not must be explained before two sentences count as one claim.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from bot.answer.conflicts import Difference, date_stems
from bot.answer.statements import Statement, stop_tokens
from bot.text.analysis import analyze
from bot.text.figures import find_figures
from bot.text.lexicon import find_stand_ins
from bot.text.lexicon.opposites import read_opposites, read_turns
from bot.text.light_words import HEDGES, LIGHT_WORDS
from bot.text.stems import make_stemmer
from bot.text.tokens import find_tokens, fold

LONG = 8
"""Shared content words from which one further word on each side may be a matter of style, as in edited wire copy."""
_ALIKE = 5
"""Letters that two stems begin with alike, to be forms of one word."""


def says_another_thing(one: Statement, other: Statement) -> bool:
    """Whether both hold content that the other lacks, so that a word seems to stand in another's place.

    In long sentences of which nearly all is shared, a word on each side is taken for style.
    """
    mine, theirs = unexplained(one, other), unexplained(other, one)
    if not mine or not theirs:
        return False
    shared = len(frozenset(one.tokens) & frozenset(other.tokens))
    return not (shared >= LONG and len(mine) == len(theirs) == 1 and not (mine | theirs) & (one.names | other.names))


def hedges_differ(one: Statement, other: Statement) -> bool:
    """Whether only one of them says that something may, or would if: "may close", "closed"."""
    return bool(HEDGES.search(one.text)) != bool(HEDGES.search(other.text))


def find_opposite(one: Statement, other: Statement) -> Difference | None:
    """The words, as written, of which one contradicts the other ("rose", "fell"), each in one sentence only."""
    return _find_pair(one, other, read_opposites(one.language))


def takes_a_turn(one: Statement, other: Statement) -> bool:
    """Whether each has a word of which the other's may come before or after it: "arrested", "released"."""
    return _find_pair(one, other, read_turns(one.language)) is not None


def _find_pair(one: Statement, other: Statement, against: dict[str, frozenset[str]]) -> Difference | None:
    mine, theirs = _written(one), _written(other)
    for token, word in mine.items():
        met = against.get(token, frozenset()) & (theirs.keys() - mine.keys())
        if met and token not in theirs:
            return Difference(word, theirs[min(met)])
    return None


def swaps_roles(one: Statement, other: Statement) -> bool:
    """In Russian and Ukrainian: whether two shared words change both their endings and their places around a third.

    "Авиакомпания потребовала компенсации от аэропорта" and "Аэропорт потребовал компенсации от авиакомпании".
    """
    if one.language not in {"ru", "uk"} or one.language != other.language:
        return False
    mine, theirs = _written(one), _written(other)
    shared = [token for token in one.tokens if token in theirs and token in mine]
    moved = [token for token in dict.fromkeys(shared) if fold(mine[token]) != fold(theirs[token])]
    here, there = list(mine), list(theirs)
    return any(
        here.index(x) < here.index(middle) < here.index(y) and there.index(y) < there.index(middle) < there.index(x)
        for x in moved
        for y in moved
        for middle in set(shared) - {x, y}
    )


def unexplained(one: Statement, other: Statement) -> frozenset[str]:
    """Content stems of `one` that nothing in `other` says: no form of it, no stand-in; figures, dates and light
    words aside."""
    theirs = frozenset(other.tokens)
    left = frozenset(one.tokens) - theirs - _light(one.language) - date_stems(one.language)
    known = _stand_ins(other.text, other.language) | _figure_tokens(one.text, one.language)
    return frozenset(token for token in left - known if not token[0].isdigit() and not _is_form(token, theirs))


def _is_form(token: str, others: Iterable[str]) -> bool:
    """Whether a longer or shorter form of the word is there: "fishermen", "fisherman"."""
    return any(token[:_ALIKE] == other[:_ALIKE] and min(len(token), len(other)) >= _ALIKE for other in others)


@lru_cache(maxsize=4096)
def _figure_tokens(text: str, language: str) -> frozenset[str]:
    """The tokens of the figures: whether these agree is told by their values."""
    return frozenset(token for figure in find_figures(text) for token in analyze(figure.text, language))


@lru_cache(maxsize=4096)
def _stand_ins(text: str, language: str) -> frozenset[str]:
    """Stems of all that may stand for a word of the text, in its language."""
    stem = make_stemmer(language)
    words = {fold(token.text) for token in find_tokens(text)}
    return frozenset(stem(one.word) for word in words for one in find_stand_ins(word, language))


@cache
def _light(language: str) -> frozenset[str]:
    stem = make_stemmer(language)
    return frozenset(stem(fold(word)) for word in LIGHT_WORDS.get(language, "").split()) | stop_tokens(language)


def _written(statement: Statement) -> dict[str, str]:
    """Stem -> the word as it stands first in the statement, stop words included, in order."""
    stem = make_stemmer(statement.language)
    found: dict[str, str] = {}
    for token in find_tokens(statement.text):
        found.setdefault(stem(fold(token.text)), token.text)
    return found
