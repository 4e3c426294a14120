"""What new articles have in common with the stories there are. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import repeat
from typing import NamedTuple

from bot.digest.vectors import Profile, Vector, weigh

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
        found: defaultdict[int, list[float]] = defaultdict(lambda: [0.0] * len(self._vectors))
        for place, (vector, date) in enumerate(zip(self._vectors, self._dates, strict=True)):
            for story_id, dot in self._compare(vector).items():
                newest = self._newest.get(story_id)
                likeness = dot / self._sizes[story_id] * fade(date, newest)
                if likeness > 0:
                    found[story_id][place] = likeness
        return [
            Kin(story_id, self._sizes[story_id], found[story_id])
            for story_id in sorted(found)
            if max(found[story_id]) >= ALIKE
        ]

    def _compare(self, vector: Vector) -> dict[int, float]:
        dots: dict[int, float] = {}
        for token, weight in vector.items():
            for story_id, other in self._where.get(token, {}).items():
                dots[story_id] = dots.get(story_id, 0.0) + weight * other
        return dots


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
