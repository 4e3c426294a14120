"""The mean of shares and numbers."""

from collections.abc import Iterable
from statistics import fmean


def mean(values: Iterable[float]) -> float | None:
    """Their mean, True counting 1 and False 0; None of nothing."""
    found = [float(value) for value in values]
    return fmean(found) if found else None
