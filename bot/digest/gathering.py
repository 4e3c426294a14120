"""New articles that report one event, found among themselves. Pure; imports numpy: import it when there are some."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from bot.digest.vectors import Vector

ALIKE = 0.15
"""Mean cosine between the articles of two groups from which they are one."""
Matrix = NDArray[np.float64]


def gather(vectors: Sequence[Vector], published: Sequence[datetime | None], apart: timedelta) -> list[list[int]]:
    """The places of articles that belong together, each group ascending, by first place.

    Agglomerative, average linkage (UPGMA, Sokal & Michener 1958): the most alike groups become one until no two are
    alike enough. It does not depend on the order of the articles, ties aside. Articles published more than `apart`
    from each other count as having nothing in common.
    """
    likeness = _compare(vectors, published, apart)
    members = [[place] for place in range(len(vectors))]
    for one, other in _merge(likeness):
        members[one] += members[other]
        members[other] = []
    return sorted(sorted(group) for group in members if group)


def _compare(vectors: Sequence[Vector], published: Sequence[datetime | None], apart: timedelta) -> Matrix:
    """The cosine of each pair; -1 on the diagonal. Token by token, since few articles share one: a table of a
    thousand articles and all their tokens has 160 MB."""
    likeness: Matrix = np.zeros((len(vectors), len(vectors)))
    for rows, weights in _list_shared(vectors):
        likeness[np.ix_(rows, rows)] += np.outer(weights, weights)
    seconds = np.array([np.nan if one is None else one.timestamp() for one in published])
    with np.errstate(invalid="ignore"):
        likeness[np.abs(seconds[:, None] - seconds[None, :]) > apart.total_seconds()] = 0.0
    np.fill_diagonal(likeness, -1.0)
    return likeness


def _list_shared(vectors: Sequence[Vector]) -> Iterator[tuple[list[int], list[float]]]:
    """Of each token that several vectors hold, by name: which, and with what weight. In this order sums come out the
    same whatever the order of the articles."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, vector in enumerate(vectors):
        for token in vector:
            rows[token].append(row)
    for token in sorted(rows):
        if len(rows[token]) > 1:
            yield rows[token], [vectors[row][token] for row in rows[token]]


def _merge(likeness: Matrix) -> Iterator[tuple[int, int]]:
    """Pairs of groups to be made one, the second into the first; `likeness` is used up."""
    if not len(likeness):
        return
    sizes = np.ones(len(likeness))
    best = likeness.argmax(axis=1)
    rows = np.arange(len(likeness))
    while True:
        strongest = likeness[rows, best]
        one = int(strongest.argmax())
        other = int(best[one])
        if strongest[one] < ALIKE:
            return
        one, other = min(one, other), max(one, other)
        yield one, other
        joined = (likeness[one] * sizes[one] + likeness[other] * sizes[other]) / (sizes[one] + sizes[other])
        joined[likeness[one] < 0] = -1.0
        joined[[one, other]] = -1.0
        likeness[one], likeness[:, one] = joined, joined
        likeness[other], likeness[:, other] = -1.0, -1.0
        sizes[one] += sizes[other]
        stale = (best == one) | (best == other) | (joined > strongest)
        stale[[one, other]] = True
        best[stale] = likeness[stale].argmax(axis=1)
