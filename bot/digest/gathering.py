"""New articles that report one event, found among themselves. Pure; imports numpy: import it when there are some."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from bot.digest.older import ALIKE, APART, DAY, FADED, Group, Kin
from bot.digest.vectors import Vector

Matrix = NDArray[np.float64]


def gather(vectors: Sequence[Vector], published: Sequence[datetime | None], stories: Sequence[Kin] = ()) -> list[Group]:
    """The articles that belong together, with a story or without, by first place.

    Agglomerative, average linkage (UPGMA, Sokal & Michener 1958): the most alike groups become one until no two are
    alike enough. A story is a group from the start, and two stories never become one: so an article goes where it
    would have gone had all come at once, except that what was decided stays. It does not depend on the order of the
    articles, ties aside. Likeness fades with the time between: see `older.fade`.
    """
    first = len(stories)
    members: list[list[int]] = [[] for _ in stories] + [[place] for place in range(len(vectors))]
    sizes = np.array([one.size for one in stories] + [1] * len(vectors), dtype=np.float64)
    for one, other in _merge(_join(_compare(vectors, published), stories), sizes):
        members[one] += members[other]
        members[other] = []
    groups = [
        Group(sorted(group), stories[place].story_id if place < first else None)
        for place, group in enumerate(members)
        if group
    ]
    return sorted(groups, key=lambda group: group.places)


def _join(likeness: Matrix, stories: Sequence[Kin]) -> Matrix:
    """With the stories before the articles."""
    if not stories:
        return likeness
    theirs = np.array([one.likeness for one in stories])
    among = np.full((len(stories), len(stories)), -1.0)
    return np.block([[among, theirs], [theirs.T, likeness]])


def _compare(vectors: Sequence[Vector], published: Sequence[datetime | None]) -> Matrix:
    """The cosine of each pair; -1 on the diagonal. Token by token, since few articles share one: a table of a
    thousand articles and all their tokens has 160 MB."""
    likeness: Matrix = np.zeros((len(vectors), len(vectors)))
    for rows, weights in _list_shared(vectors):
        likeness[np.ix_(rows, rows)] += np.outer(weights, weights)
    likeness *= _fade(published)
    np.fill_diagonal(likeness, -1.0)
    return likeness


def _fade(published: Sequence[datetime | None]) -> Matrix:
    """See `older.fade`."""
    days = np.array([np.nan if one is None else one.timestamp() for one in published]) / DAY.total_seconds()
    between = np.abs(days[:, None] - days[None, :])
    most = APART / DAY
    faded: Matrix = 1.0 - FADED * np.clip((between - 1) / (most - 1), 0.0, 1.0)
    faded[between > most] = 0.0
    return np.nan_to_num(faded, nan=1.0)


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


def _merge(likeness: Matrix, sizes: NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """Pairs of groups to be made one, the second into the first; -1: never. Both tables are used up."""
    if not len(likeness):
        return
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
