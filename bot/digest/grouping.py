"""Which story a new article belongs to: those that came together are gathered, then go to the nearest story or begin
one. Pure.

Against older stories it is single-pass clustering with TF-IDF, centroids and cosine, as of the TDT evaluations (Allan
et al. 1998, "Topic detection and tracking pilot study"), with a window in time.
"""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from math import sqrt
from typing import NamedTuple

from bot.digest.vectors import Profile, Vector, read_profile, weigh
from bot.model.article import Article
from bot.model.story import Joining
from bot.model.story_protocols import Grouped

NEAR = 0.2
"""Cosine to a story's centroid from which articles belong to it."""
TOGETHER = 0.15
"""Mean cosine between several new articles and those of a story from which they belong to it: as in `gathering`."""
APART = timedelta(days=7)
"""An article is no part of a story whose newest article is further away."""
WINDOW = 20_000
"""Articles remembered: the frequencies of words are theirs, and only their stories grow."""


class _Remembered(NamedTuple):
    profile: Profile
    story_id: int
    published: datetime | None


class Grouping:
    """Remembers what was put where. What it decides depends on nothing but that and what is new: the same on every
    machine, and after a restart."""

    def __init__(self, window: int = WINDOW) -> None:
        self._window = window
        self._articles: OrderedDict[str, _Remembered] = OrderedDict()
        self._frequencies: Counter[str] = Counter()

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._articles

    def remember(self, grouped: Iterable[Grouped]) -> None:
        """What was decided before, in the order in which it was."""
        for one in grouped:
            self._keep(one.article, read_profile(one.article), one.story_id)
        self._forget()

    def add(self, articles: Sequence[Article]) -> list[Joining]:
        """A story for each article, in their order: an older one, or a new one that is named after its first article.
        Articles that are remembered already keep their story."""
        new = [article for article in articles if article.id not in self._articles]
        chosen = self._choose(new, [read_profile(article) for article in new]) if new else {}
        self._forget()
        known = {key: one.story_id for key, one in self._articles.items()} | chosen
        return [Joining(article.id, known[article.id]) for article in articles]

    def _choose(self, articles: Sequence[Article], profiles: Sequence[Profile]) -> dict[str, int]:
        from bot.digest.gathering import gather

        total = len(self._articles) + len(articles)
        frequencies = self._frequencies + Counter(token for profile in profiles for token in profile.tokens)
        vectors = [weigh(profile, frequencies, total) for profile in profiles]
        dates = [article.published for article in articles]
        stories = _Stories(self._articles.values(), dates, frequencies, total)
        for group in gather(vectors, dates, APART):
            found = stories.find([vectors[place] for place in group], [dates[place] for place in group])
            story_id = name_story(articles[group[0]]) if found is None else found
            for place in group:
                self._keep(articles[place], profiles[place], story_id)
        return {article.id: self._articles[article.id].story_id for article in articles}

    def _keep(self, article: Article, profile: Profile, story_id: int) -> None:
        self._articles[article.id] = _Remembered(profile, story_id, article.published)
        self._frequencies.update(profile.tokens)

    def _forget(self) -> None:
        """What is beyond the window."""
        while len(self._articles) > self._window:
            _, oldest = self._articles.popitem(last=False)
            for token in oldest.profile.tokens:
                self._frequencies[token] -= 1
                if not self._frequencies[token]:
                    del self._frequencies[token]


class _Stories:
    """The centroids of the stories that new articles of these dates may join."""

    def __init__(
        self,
        remembered: Iterable[_Remembered],
        dates: Sequence[datetime | None],
        frequencies: Mapping[str, int],
        total: int,
    ) -> None:
        self._weights: dict[int, dict[str, float]] = {}
        self._newest: dict[int, datetime] = {}
        self._sizes: Counter[int] = Counter()
        known = list(remembered)
        for one in known:
            if one.published is not None:
                self._newest[one.story_id] = max(one.published, self._newest.get(one.story_id, one.published))
        for one in _near_in_time(known, dates):
            self._gather(one, weigh(one.profile, frequencies, total))
        self._lengths = {story_id: _length(weights) for story_id, weights in self._weights.items()}
        self._where: defaultdict[str, list[int]] = defaultdict(list)
        for story_id, weights in self._weights.items():
            for token in weights:
                self._where[token].append(story_id)

    def find(self, vectors: Sequence[Vector], dates: Sequence[datetime | None]) -> int | None:
        """The story nearest to articles that belong together, when it is near enough; of equals the smaller id."""
        together: defaultdict[str, float] = defaultdict(float)
        for vector in vectors:
            for token, weight in vector.items():
                together[token] += weight
        length = _length(together) or 1.0
        dots: defaultdict[int, float] = defaultdict(float)
        for token, weight in together.items():
            for story_id in self._where.get(token, ()):
                dots[story_id] += weight * self._weights[story_id][token]
        near = [
            (dot / length / self._lengths[story_id], -story_id)
            for story_id, dot in dots.items()
            if self._is_near(dot, len(vectors), length, story_id) and self._is_within_reach(story_id, dates)
        ]
        return -max(near)[1] if near else None

    def _is_near(self, dot: float, count: int, length: float, story_id: int) -> bool:
        """One article against the centroid; of several, which make a centroid of their own, the mean cosine: two
        centroids resemble each other more than the articles in them."""
        if count == 1:
            return dot / length / self._lengths[story_id] >= NEAR
        return dot / count / self._sizes[story_id] >= TOGETHER

    def _gather(self, one: _Remembered, vector: Vector) -> None:
        weights = self._weights.setdefault(one.story_id, {})
        self._sizes[one.story_id] += 1
        for token, weight in vector.items():
            weights[token] = weights.get(token, 0.0) + weight

    def _is_within_reach(self, story_id: int, dates: Sequence[datetime | None]) -> bool:
        newest = self._newest.get(story_id)
        known = [date for date in dates if date is not None]
        return newest is None or not known or any(abs(date - newest) <= APART for date in known)


def _near_in_time(remembered: Iterable[_Remembered], dates: Sequence[datetime | None]) -> list[_Remembered]:
    """Those whose story new articles of these dates could be within reach of. A story that has grown for weeks is
    known by its last articles."""
    known = [date for date in dates if date is not None]
    if len(known) < len(dates):
        return list(remembered)
    first, last = min(known) - APART, max(known) + APART
    return [one for one in remembered if one.published is None or first <= one.published <= last]


def _length(weights: Mapping[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in weights.values())) or 1.0


def name_story(article: Article) -> int:
    """The id of the story that begins with an article: 62 bits, the same on every machine."""
    name = f"story\0{article.collection}\0{article.id}".encode(errors="surrogatepass")
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "big") >> 2
