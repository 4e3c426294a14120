"""Words of an index in memory, found by how they begin."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable


class Vocabulary:
    """In how many passages each word stands."""

    def __init__(self, passages: Iterable[frozenset[str]]) -> None:
        counts = Counter(word for words in passages for word in words)
        self._counts = sorted(counts.items())

    def find(self, prefix: str) -> list[tuple[str, int]]:
        """Words that begin with `prefix` ('' for all), in order of code points, with their passage counts."""
        first = last = bisect_left(self._counts, (prefix, 0))
        while last < len(self._counts) and self._counts[last][0].startswith(prefix):
            last += 1
        return self._counts[first:last]
