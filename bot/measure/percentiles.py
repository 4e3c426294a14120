"""Percentiles by the nearest-rank method."""

from collections.abc import Sequence
from math import ceil


def nearest_rank(share: float, total: int) -> int:
    """How many of `total` are at least the share of them, from 1 to `total` (which must be positive)."""
    return min(total, max(1, ceil(share * total - 1e-9)))  # 0.9 x 10 must not become 10 by a rounding error


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least `share` of the values do not exceed; None of nothing."""
    return sorted(values)[nearest_rank(share, len(values)) - 1] if values else None
