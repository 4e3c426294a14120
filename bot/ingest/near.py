"""Articles that are copies of one text: wire text in several outlets, lightly edited. Pure. Imports numpy.

What counts as a copy: another headline or dateline, the outlet's name, single words, a paragraph or a few sentences
gone, a closing line more. What does not: a text in which a figure or a denial was changed (see `near_wording`), however
alike the rest is, because then the outlets say different things; a text that shares quotes only; an extract of less
than half.

Candidates share MinHash bands, which the store keeps as keys, so that the work of a search is bounded in a corpus of
any size; each is then compared exactly.
"""

from functools import lru_cache
from hashlib import blake2b

import numpy as np

from bot.ingest.near_minhash import BANDS, band_keys
from bot.ingest.near_wording import Wording, contradicts, measure_likeness

THRESHOLD = 0.5
"""Least likeness of a copy. In the labelled set of the tests one edit leaves 0.59 and more, three in one text 0.49
and more; two articles of the sample corpus that are each outlet's own have at most 0.053."""

_PLACES = np.arange(1, BANDS + 1, dtype=np.uint64)
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93], dtype=np.uint64)
_HALF, _SIGN = np.uint64(32), np.uint64(1)


def read_keys(collection: str, article_id: str, wording: Wording) -> tuple[int, ...]:
    """The keys by which its copies in the same collection find a text: one a band, 63 bits.

    The collection is mixed in, so that what one holds is nothing to a search in another. A text without a word gets
    one key of its own, which nothing else has.
    """
    if not len(wording.shingles):
        return (int(_hash(f"{collection}\0{article_id}") >> _SIGN),)
    keys = band_keys(wording.shingles).astype(np.uint64)
    mixed = (keys * _FACTORS[0]) ^ (_PLACES * _FACTORS[1]) ^ _hash(collection)
    mixed = (mixed ^ (mixed >> _HALF)) * _FACTORS[2]
    return tuple(((mixed ^ (mixed >> _HALF)) >> _SIGN).tolist())


def find_likeness(one: Wording, other: Wording) -> float | None:
    """How alike two copies of one text are: the Jaccard index of their shingles, `THRESHOLD` to 1; None when they are
    no copies."""
    likeness = measure_likeness(one, other)
    return None if likeness < THRESHOLD or contradicts(one, other) else likeness


@lru_cache(maxsize=256)
def _hash(name: str) -> np.uint64:
    return np.uint64(int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big"))
