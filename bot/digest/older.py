"""What new articles have in common with the stories there are. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from bot.digest.vectors import Profile, Vector, weigh

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALIKE = 0.15
"""Mean cosine between the articles of two groups from which they are one."""
DAY = timedelta(days=1)
APART = timedelta(days=7)
"""An article is no part of a story whose newest article is further away."""
FADED = 0.5
"""What likeness has lost at that distance: what is told a week later in like words is more often another event."""


class Remembered(NamedTuple):
    """An article that is in a story; `opening`: see `columns.read_opening`."""

    profile: Profile
    story_id: int
    published: datetime | None
    opening: str = ""


class Kin(NamedTuple):
    """What new articles have in common with a story: the mean likeness of each to the `size` articles in it."""

    story_id: int
    size: int
    likeness: Sequence[float]


class Group(NamedTuple):
    """The places of new articles that belong together, ascending; `story_id`: of the story they join, if any."""

    places: list[int]
    story_id: int | None = None


class OlderStories:
    """The articles of the stories that new ones of these vectors and dates may join, summed up."""

    def __init__(
        self,
        remembered: Iterable[Remembered],
        vectors: Sequence[Vector],
        dates: Sequence[datetime | None],
        frequencies: Mapping[str, int],
        total: int,
    ) -> None:
        self._vectors, self._dates = vectors, dates
        self._newest: dict[int, datetime] = {}
        self._sizes: Counter[int] = Counter()
        self._where: defaultdict[str, dict[int, float]] = defaultdict(dict)
        known = list(remembered)
        for one in known:
            if one.published is not None:
                self._newest[one.story_id] = max(one.published, self._newest.get(one.story_id, one.published))
        for one in _leave_out_strangers(_within_reach(known, self._newest, dates), vectors):
            self._sizes[one.story_id] += 1
            for token, weight in weigh(one.profile, frequencies, total).items():
                sums = self._where[token]
                sums[one.story_id] = sums.get(one.story_id, 0.0) + weight

    def find_kin(self) -> list[Kin]:
        """The stories that some of the articles are alike enough to be in, by id: average linkage merges no others."""
        import numpy as np

        if not self._sizes:
            return []
        ids = sorted(self._sizes)
        sums, sizes = _Sums(self._where, ids), np.array([self._sizes[one] for one in ids])
        strongest = np.zeros(len(ids))
        for vector in self._vectors:
            np.maximum(strongest, sums.compare(vector) / sizes, out=strongest)
        near = np.flatnonzero(strongest >= ALIKE)  # time makes nothing more alike: the others are left out at once
        found: list[list[float]] = [[] for _ in near]
        for vector, date in zip(self._vectors, self._dates, strict=True):
            alike = (sums.compare(vector)[near] / sizes[near]).tolist()
            for column, place in enumerate(near):
                newest = self._newest.get(ids[place])
                found[column].append(alike[column] * fade(date, newest) if alike[column] > 0 else 0.0)
        return [
            Kin(ids[place], self._sizes[ids[place]], likeness)
            for place, likeness in zip(near, found, strict=True)
            if max(likeness) >= ALIKE
        ]


class _Sums:
    """The summed vectors of stories (`ids`), token by token. Imports numpy: made when something is compared."""

    def __init__(self, where: Mapping[str, Mapping[int, float]], ids: Sequence[int]) -> None:
        import numpy as np

        places = {story_id: place for place, story_id in enumerate(ids)}
        self._count = len(ids)
        self._of_token = {
            token: (np.array([places[one] for one in sums]), np.array(list(sums.values())))
            for token, sums in where.items()
        }

    def compare(self, vector: Vector) -> "NDArray[np.float64]":
        """The dot product with each, in the order of `ids`."""
        import numpy as np

        shared = [(*self._of_token[token], weight) for token, weight in vector.items() if token in self._of_token]
        if not shared:
            return np.zeros(self._count)
        places = np.concatenate([places for places, _, _ in shared])
        products = np.concatenate([weight * sums for _, sums, weight in shared])
        return np.bincount(places, weights=products, minlength=self._count).astype(np.float64)


def _within_reach(
    remembered: Iterable[Remembered], newest: Mapping[int, datetime], dates: Sequence[datetime | None]
) -> list[Remembered]:
    """All articles of the stories that new ones of these dates could join. The old ones too: a story that was known by
    its last articles would drift from one event to the next."""
    known = [date for date in dates if date is not None]
    if len(known) < len(dates):
        return list(remembered)
    if not known:
        return []
    first, last = min(known) - APART, max(known) + APART
    return [one for one in remembered if one.story_id not in newest or first <= newest[one.story_id] <= last]


def _leave_out_strangers(remembered: Sequence[Remembered], vectors: Sequence[Vector]) -> list[Remembered]:
    """Without the stories that none of the new articles can be alike enough, told without weighing theirs.

    By Cauchy and Schwarz a cosine is at most the root of what the shared words weigh, squared, in one of the two; and
    where the mean is `ALIKE`, that of one article is.
    """
    squares: dict[str, float] = {}
    for vector in vectors:
        for token, weight in vector.items():
            squares[token] = max(weight * weight, squares.get(token, 0.0))
    least = (ALIKE - 1e-6) ** 2
    near = {one.story_id for one in remembered if sum(map(squares.get, one.profile.tokens, repeat(0.0))) >= least}
    return [one for one in remembered if one.story_id in near]


def fade(one: datetime | None, other: datetime | None) -> float:
    """What likeness counts for by the time between: all within a day, half after a week, nothing beyond."""
    if one is None or other is None:
        return 1.0
    between = abs(one - other)
    return 0.0 if between > APART else 1.0 - FADED * max(0.0, (between - DAY) / (APART - DAY))
