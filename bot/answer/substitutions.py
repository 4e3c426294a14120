"""Where one of two sentences says another word than the other: an opposite, a hedge, or simply something else.

Sharing most words is not saying the same: "the price of bread has doubled" and "the price of fuel has doubled" share
all but one. So what each holds and the other does not must be explained before two sentences count as one claim.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import permutations

from bot.answer.conflicts import Difference, date_stems
from bot.answer.statements import Statement, stop_tokens
from bot.text.analysis import analyze
from bot.text.figures import find_figures
from bot.text.lexicon import find_stand_ins
from bot.text.lexicon.opposites import read_opposites, read_turns
from bot.text.light_words import FUTURE, HEDGES, LIGHT_WORDS, PAST
from bot.text.stems import make_stemmer
from bot.text.tokens import find_tokens, fold

_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b[^,;]*\bby\b|\w+(?:ed|en) by\b")
_SUBJECT_OR_OBJECT = re.compile(r"[бвгґджзклмнпрстфцчшщ]$")
"""A noun in the singular that ends in a consonant looks alike as subject and as object."""
_ALIKE = 5
"""Letters that two stems begin with alike, to be forms of one word."""


def says_another_thing(one: Statement, other: Statement, most: int = 0) -> bool:
    """Whether both hold content that the other lacks, so that a word seems to stand in another's place.

    `most`: so many words of it on a side are let pass: "is 31 percent full", "has fallen to 27 percent".
    """
    return min(len(unexplained(one, other)), len(unexplained(other, one))) > most


def hedges_differ(one: Statement, other: Statement) -> bool:
    """Whether only one says that it may be, or would be if, or that it will be while the other says that it was."""
    if bool(HEDGES.search(one.text)) != bool(HEDGES.search(other.text)):
        return True
    ahead, other_ahead = FUTURE.search(one.text), FUTURE.search(other.text)
    if bool(ahead) == bool(other_ahead):
        return False
    return PAST.search((other if ahead else one).text) is not None


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
    """Whether who does it and whom it is done to have changed places, as far as voice and endings tell.

    English: "Stroom was accused by her coach", "Stroom accused her coach". Russian and Ukrainian: two shared words
    stand in opposite order around a third and have changed their endings, or both sentences begin so and the endings
    cannot tell a subject from an object ("Комбинат обвинил профсоюз").
    """
    if one.language != other.language or one.language not in {"en", "ru", "uk"}:
        return False
    return _other_voice(one, other) if one.language == "en" else _changed_places(one, other)


def _other_voice(one: Statement, other: Statement) -> bool:
    if bool(_PASSIVE.search(one.text)) == bool(_PASSIVE.search(other.text)):
        return False
    shared = frozenset(one.tokens) & frozenset(other.tokens)
    first, second = (next((token for token in side.tokens if token in shared), None) for side in (one, other))
    return first is not None and first == second


def _changed_places(one: Statement, other: Statement) -> bool:
    mine, theirs = _written(one), _written(other)
    shared = [token for token in dict.fromkeys(one.tokens) if token in theirs and token in mine]
    moved = {token for token in shared if fold(mine[token]) != fold(theirs[token])}
    x, middle, y = one.tokens[:3] if len(one.tokens) > 2 else ("", "", "")
    if other.tokens[:3] == (y, middle, x):
        return all(token in moved or _SUBJECT_OR_OBJECT.search(fold(mine.get(token, ""))) for token in (x, y))
    here, there = list(mine), list(theirs)
    return any(
        here.index(x) < here.index(middle) < here.index(y) and there.index(y) < there.index(middle) < there.index(x)
        for x, y in permutations(moved, 2)
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


@lru_cache(maxsize=4096)
def _written(statement: Statement) -> dict[str, str]:
    """Stem -> the word as it stands first in the statement, stop words included, in order."""
    stem = make_stemmer(statement.language)
    found: dict[str, str] = {}
    for token in find_tokens(statement.text):
        found.setdefault(stem(fold(token.text)), token.text)
    return found
