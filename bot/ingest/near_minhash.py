"""MinHash (Broder 1997): of two sets, the share of equal minima under random orders is their Jaccard index."""

import numpy as np
from numpy.typing import NDArray

BANDS = 64
ROWS = 4
"""Minima in a band. Two texts of likeness s share a band with probability 1 - (1 - s^ROWS)^BANDS (Leskovec, Rajaraman
and Ullman, Mining of Massive Datasets, 3.4): 0.98 at s = 0.5, 0.10 at 0.2, 0.0004 at 0.05."""
_BLOCK = 256
"""Shingles taken at a time: the table of a block has half a megabyte, however long the text is."""

_chance = np.random.default_rng(20250317)
_FACTORS = _chance.integers(1 << 63, size=BANDS * ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_OFFSETS = _chance.integers(1 << 63, size=BANDS * ROWS, dtype=np.uint64)
_JOINERS = _chance.integers(1 << 63, size=(BANDS, ROWS), dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_HALF = np.uint64(32)


def band_keys(shingles: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """`BANDS` keys, one a band: texts with the same minima in a band have the same key. `shingles`: at least one."""
    minima = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(shingles), _BLOCK):
        block = shingles[start : start + _BLOCK].astype(np.uint64)
        ordered = np.multiply.outer(block, _FACTORS)  # wraps at 2^64, as multiply-add hashing wants
        ordered += _OFFSETS
        np.minimum(minima, ordered.min(axis=0), out=minima)
    joined: NDArray[np.uint64] = ((minima >> _HALF).reshape(BANDS, ROWS) * _JOINERS).sum(axis=1, dtype=np.uint64)
    return (joined >> _HALF).astype(np.uint32)
