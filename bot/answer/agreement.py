"""Whether two sentences report the same thing, and where they then differ.

Deliberately strict: two claims shown apart lose little, two different claims merged into one would mislead.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.answer.candidates import Candidate
from bot.text.figures import Figure, find_figures, is_negated
from bot.text.stems import make_stemmer
from bot.text.stopwords import STOP_WORDS

SAME = 0.72
"""Share of the shorter sentence's content words that must stand in the other for both to say the same."""
SAME_WITH_FIGURE = 0.55
"""Enough when a figure with what it counts stands in both."""
SAME_EVENT = 0.5
"""Enough, figures aside, for a difference in a figure to be a difference about one thing."""
LEAST_WORDS = 4


class Difference(NamedTuple):
    """What each of two sentences says where they differ: "1,400" and "1,100", or '' and "not"."""

    one: str
    other: str


def same_claim(one: Candidate, other: Candidate) -> bool:
    """Whether both say the same and differ in nothing that `find_difference` sees."""
    share = _overlap(content(one), content(other))
    if share < SAME_WITH_FIGURE:
        return False
    enough = share >= SAME or _shared_figures(one.text, other.text)
    return enough and find_difference(one, other) is None


def repeats(one: Candidate, other: Candidate) -> bool:
    """Whether showing both would tell a person nothing new, whatever their figures."""
    a, b = content(one), content(other)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= SAME and len(a | b) <= 2 * len(a & b)


def find_difference(one: Candidate, other: Candidate) -> Difference | None:
    """The first figure, or the negation, in which two reports of one thing contradict each other; None if none."""
    share = _overlap(_wordy(content(one)), _wordy(content(other)))
    if share < SAME_EVENT:
        return None
    if pair := _differing(_figures(one.text), _figures(other.text)):
        return Difference(_shown(pair[0]), _shown(pair[1]))
    if share >= SAME and is_negated(one.text) != is_negated(other.text):
        return Difference(*(("", "not") if is_negated(other.text) else ("not", "")))
    return None


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that stands in the other; 0 for sets too small to tell."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller >= LEAST_WORDS else 0.0


@lru_cache(maxsize=4096)
def _figures(sentence: str) -> tuple[Figure, ...]:
    return tuple(find_figures(sentence))


def _differing(one: Sequence[Figure], other: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Two figures of different value that count the same, when neither sentence holds the other's figure."""
    values_one, values_other = {figure.value for figure in one}, {figure.value for figure in other}
    for a in one:
        for b in other:
            same_unit = a.unit and _stem(a.unit) == _stem(b.unit)
            if same_unit and a.value not in values_other and b.value not in values_one:
                return a, b
    return None


def _shared_figures(one: str, other: str) -> bool:
    counted = {(figure.value, _stem(figure.unit)) for figure in _figures(one) if figure.unit}
    return any((figure.value, _stem(figure.unit)) in counted for figure in _figures(other) if figure.unit)


def _shown(figure: Figure) -> str:
    return f"{figure.text} {figure.unit}".replace(" percent", "%")


def _wordy(tokens: frozenset[str]) -> frozenset[str]:
    return frozenset(token for token in tokens if not token[0].isdigit())


def _stem(word: str) -> str:
    return make_stemmer("en" if word.isascii() else "ru")(word) if word else ""


def content(candidate: Candidate) -> frozenset[str]:
    """The content tokens of a candidate: no stop words, no single letters."""
    return _content(candidate.tokens, candidate.ranked.found.article.language)


@lru_cache(maxsize=4096)
def _content(tokens: tuple[str, ...], language: str) -> frozenset[str]:
    stop = _stop_tokens(language)
    return frozenset(token for token in tokens if token not in stop and (len(token) > 1 or token.isdigit()))


@lru_cache(maxsize=16)
def _stop_tokens(language: str) -> frozenset[str]:
    words = STOP_WORDS.get(language, STOP_WORDS["en"])
    stem = make_stemmer(language)
    return words | frozenset(stem(word) for word in words)
