"""What is compared of two texts: their shingles, their figures and their denials. Pure."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby, takewhile
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.text.numbers import CARDINALS, ORDINALS, SCALES
from bot.text.tokens import TOKEN, fold

SHINGLE = 3
"""Words of a shingle. One word changed changes three shingles."""
MOST_WORDS = 10_000
"""Words that are read of a text: an article is shorter, a book is no wire copy."""

_NUMBERS: dict[str, float] = {**CARDINALS, **ORDINALS, **SCALES}
_DENIALS = frozenset("not no never не нет ни никогда ні ніколи немає".split())  # noqa: SIM905
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
"""The 64-bit primes of xxHash, but any large odd numbers would do: the words they multiply are hashed already."""
_MIXER = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)

Hashes = NDArray[np.uint32]


class Wording(NamedTuple):
    """All three sorted, without repetitions.

    `shingles`: three folded words in a row each; of a text of one or two words, the text.
    `figures`: the upper half is the three words around a figure, the lower half the figure.
    `denied`: the shingles that would stand in the text were its denials left out.
    """

    shingles: Hashes
    figures: NDArray[np.uint64]
    denied: Hashes


def read_wording(text: str) -> Wording:
    """Words as `tokens.fold` compares them, so that case, accents, punctuation and white space do not count."""
    lines = _read_lines(text)
    words = [word for line in lines for word in line]
    shingles = _hash_shingles(words)
    denied = _hash_threes([three for line in lines for three in _find_denied(line)])
    pairs = [pair for line in lines for pair in _find_figures(line)]
    contexts = _hash_threes([three for three, _ in pairs])
    values = np.array([_hash_word(value) for _, value in pairs], dtype=np.uint64)
    figures = (contexts.astype(np.uint64) << _HALF) | (values >> _HALF)
    return Wording(shingles, np.unique(figures), np.setdiff1d(denied, shingles))


def measure_likeness(one: Wording, other: Wording) -> float:
    """The Jaccard index of their shingles: 0 to 1."""
    both = len(np.intersect1d(one.shingles, other.shingles, assume_unique=True))
    either = len(one.shingles) + len(other.shingles) - both
    return both / either if either else 0.0


def contradicts(one: Wording, other: Wording) -> bool:
    """Whether the texts hold another figure between the same words, or one denies what the other says in its words.

    "killed 12 people in" and "killed 15 people in" do; "17" and "seventeen" do not. Figures that stand in one text
    only do not, nor those at an end of a line, nor most time stamps: around them are too few words.
    """
    contexts = np.intersect1d(one.figures >> _HALF, other.figures >> _HALF)
    agreed = np.unique(np.intersect1d(one.figures, other.figures, assume_unique=True) >> _HALF)
    if len(contexts) > len(agreed):
        return True
    return bool(np.isin(one.denied, other.shingles).any() or np.isin(other.denied, one.shingles).any())


class _Word(NamedTuple):
    """A word as it is compared. `figure`: the number it stands for, in one spelling; None when it is no number."""

    folded: str
    hashed: int
    figure: str | None


def _read_lines(text: str) -> list[list[_Word]]:
    lines: list[list[_Word]] = []
    left = MOST_WORDS
    for line in text.splitlines():
        words = list(map(_read_word, TOKEN.findall(line)[:left]))
        lines.append(words)
        left -= len(words)
        if not left:
            break
    return lines


@lru_cache(maxsize=1 << 16)
def _read_word(word: str) -> _Word:
    folded = fold(word)
    is_figure = folded[0].isdigit() or folded in _NUMBERS
    return _Word(folded, _hash_word(folded), _read_value(folded) if is_figure else None)


def _find_figures(line: Sequence[_Word]) -> Iterator[tuple[tuple[int, ...], str]]:
    """The hashes of three words around a figure, and the figure: with two words before it, and with two behind it.

    Numbers in a row are one figure ("64 million", "10:30"). Words around it that are figures themselves do not count.
    """
    places = [place for place, word in enumerate(line) if word.figure is not None]
    for first, last in _find_runs(places):
        before = _until_figure(line[max(0, first - 2) : first][::-1])[::-1]
        after = _until_figure(line[last + 1 : last + 3])
        value = " ".join([word.figure or "" for word in line[first : last + 1]])
        if len(before) == 2 and after:
            yield (*before, after[0]), value
        if len(after) == 2 and before:
            yield (before[-1], *after), value


def _find_runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of the places that follow each other."""
    for _, run in groupby(enumerate(places), key=lambda one: one[1] - one[0]):
        found = [place for _, place in run]
        yield found[0], found[-1]


def _until_figure(words: Sequence[_Word]) -> list[int]:
    return [word.hashed for word in takewhile(lambda word: word.figure is None, words)]


def _read_value(word: str) -> str:
    """Digits and words for one number are the same: 17, 17.0, seventeen."""
    try:
        return str(float(_NUMBERS.get(word, word)))
    except ValueError:
        return word


def _find_denied(line: Sequence[_Word]) -> Iterator[tuple[int, ...]]:
    """The shingles that close over each denial when it is left out, as the hashes of their words."""
    for place, word in enumerate(line):
        if word.folded in _DENIALS:
            around = [one.hashed for one in (*line[max(0, place - 2) : place], *line[place + 1 : place + 3])]
            yield from zip(around, around[1:], around[2:], strict=False)


def _hash_shingles(words: Sequence[_Word]) -> Hashes:
    hashes = [word.hashed for word in words]
    if 0 < len(hashes) < SHINGLE:
        return _hash_threes([(*hashes, *[_hash_word("")] * (SHINGLE - len(hashes)))])
    return _join(np.array(hashes, dtype=np.uint64))


def _hash_threes(threes: Sequence[tuple[int, ...]]) -> Hashes:
    """Sorted only as far as `threes` are: a hash for each, in order."""
    hashes = np.array([word for three in threes for word in three], dtype=np.uint64).reshape(-1, SHINGLE)
    return _mix((hashes * _FACTORS).sum(axis=1, dtype=np.uint64))


def _join(hashes: NDArray[np.uint64]) -> Hashes:
    """Of all words in a row, in threes; sorted, without repetitions."""
    count = max(0, len(hashes) - SHINGLE + 1)
    total = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        total += hashes[place : place + count] * factor
    return np.unique(_mix(total))


def _mix(total: NDArray[np.uint64]) -> Hashes:
    return (((total ^ (total >> _HALF)) * _MIXER) >> _HALF).astype(np.uint32)


def _hash_word(word: str) -> int:
    """Not Python's own, which differs from run to run; the word may hold a lone surrogate."""
    return int.from_bytes(blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest(), "big")
