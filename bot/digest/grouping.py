"""Which story a new article belongs to: those that came together are gathered, with the stories they are alike. Pure.

TF-IDF and cosine, as of the TDT evaluations (Allan et al. 1998, "Topic detection and tracking pilot study"), with a
window in time; one rule of likeness for what comes alone and what comes with others, so that it hardly matters how
articles are portioned out.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import chain

from bot.digest.columns import find_columns, read_opening
from bot.digest.older import Group, OlderStories, Remembered
from bot.digest.vectors import Profile, read_profile, weigh
from bot.model.article import Article
from bot.model.story import Joining
from bot.model.story_protocols import Grouped

WINDOW = 20_000
"""Articles remembered: the frequencies of words are theirs, and only their stories grow."""


class Grouping:
    """Remembers what was put where. What it decides depends on nothing but that and what is new: the same on every
    machine, and after a restart."""

    def __init__(self, window: int = WINDOW) -> None:
        self._window = window
        self._articles: OrderedDict[str, Remembered] = OrderedDict()
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
        columns = self._find_columns(articles)
        alone = [place for place, article in enumerate(articles) if read_opening(article) in columns]
        places = [place for place, article in enumerate(articles) if read_opening(article) not in columns]
        vectors = [weigh(profiles[place], frequencies, total) for place in places]
        dates = [articles[place].published for place in places]
        older = (one for one in self._articles.values() if one.opening not in columns)
        kin = OlderStories(older, vectors, dates, frequencies, total).find_kin()
        groups = [Group([place]) for place in alone] + [
            Group([places[one] for one in group.places], group.story_id) for group in gather(vectors, dates, kin)
        ]
        chosen: dict[str, int] = {}
        for group in groups:
            first = articles[group.places[0]]
            story_id = name_story(first) if group.story_id is None else group.story_id
            chosen.update((articles[place].id, story_id) for place in group.places)
        for article, profile in zip(articles, profiles, strict=True):
            self._keep(article, profile, chosen[article.id])
        return chosen

    def _find_columns(self, articles: Sequence[Article]) -> frozenset[str]:
        known = ((one.opening, one.published) for one in self._articles.values())
        return find_columns(chain(known, ((read_opening(one), one.published) for one in articles)))

    def _keep(self, article: Article, profile: Profile, story_id: int) -> None:
        self._articles[article.id] = Remembered(profile, story_id, article.published, read_opening(article))
        self._frequencies.update(profile.tokens)

    def _forget(self) -> None:
        """What is beyond the window."""
        while len(self._articles) > self._window:
            _, oldest = self._articles.popitem(last=False)
            for token in oldest.profile.tokens:
                self._frequencies[token] -= 1
                if not self._frequencies[token]:
                    del self._frequencies[token]


def name_story(article: Article) -> int:
    """The id of the story that begins with an article: 62 bits, the same on every machine."""
    name = f"story\0{article.collection}\0{article.id}".encode(errors="surrogatepass")
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "big") >> 2
