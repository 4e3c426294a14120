"""What is compared of two texts: their shingles, their figures and their denials. Pure."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
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
    contexts, values = _hash_threes([three for three, _ in pairs]), _hash_words([value for _, value in pairs])
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


def _read_lines(text: str) -> list[list[str]]:
    lines: list[list[str]] = []
    left = MOST_WORDS
    for line in text.splitlines():
        words = [fold(match.group()) for match, _ in zip(TOKEN.finditer(line), range(left), strict=False)]
        lines.append(words)
        left -= len(words)
        if not left:
            break
    return lines


def _find_figures(line: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Three words around a figure, and the figure: with two words before it, and with two words behind it.

    Numbers in a row are one figure ("64 million", "10:30"). Words around it that are figures themselves do not count.
    """
    runs = [(is_figure, list(run)) for is_figure, run in groupby(line, key=_is_figure)]
    for place, (is_figure, run) in enumerate(runs):
        if not is_figure or not 0 < place < len(runs) - 1:
            continue
        before, after = runs[place - 1][1][-2:], runs[place + 1][1][:2]
        value = " ".join(map(_read_value, run))
        if len(before) == 2:
            yield (*before, after[0]), value
        if len(after) == 2:
            yield (before[-1], *after), value


def _is_figure(word: str) -> bool:
    return word[0].isdigit() or word in _NUMBERS


def _read_value(word: str) -> str:
    """Digits and words for one number are the same: 17, 17.0, seventeen."""
    try:
        return str(float(_NUMBERS.get(word, word)))
    except ValueError:
        return word


def _find_denied(line: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The shingles that close over each denial when it is left out."""
    for place, word in enumerate(line):
        if word in _DENIALS:
            around = (*line[max(0, place - 2) : place], *line[place + 1 : place + 3])
            yield from zip(around, around[1:], around[2:], strict=False)


def _hash_shingles(words: Sequence[str]) -> Hashes:
    if 0 < len(words) < SHINGLE:
        return _hash_threes([(*words, *[""] * (SHINGLE - len(words)))])
    return _join(_hash_words(words))


def _hash_threes(threes: Sequence[tuple[str, ...]]) -> Hashes:
    """Sorted only as far as `threes` are: a hash for each, in order."""
    hashes = _hash_words([word for three in threes for word in three]).reshape(-1, SHINGLE)
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


def _hash_words(words: Sequence[str]) -> NDArray[np.uint64]:
    return np.fromiter(map(_hash_word, words), dtype=np.uint64, count=len(words))


@lru_cache(maxsize=1 << 16)
def _hash_word(word: str) -> int:
    """Not Python's own, which differs from run to run; the word may hold a lone surrogate."""
    return int.from_bytes(blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest(), "big")
