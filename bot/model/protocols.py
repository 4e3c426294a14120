"""The contracts between floors. Each sentence of a docstring here has a test in the contract suites."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from bot.model.answer import Coverage
from bot.model.article import Article
from bot.model.feed import Feed
from bot.model.hit import Entry, Hit
from bot.model.near import CopyStore, Near
from bot.model.passage import Found, Passage
from bot.model.query import Query
from bot.model.story_protocols import StoryStore
from bot.model.version import VersionStore


class IndexEngine(Protocol):
    """BM25 over the passages of one collection. Not async: callers run it off the event loop.

    Searches may run while an update runs, and see the state before or after it, never between. One process
    updates at a time. k1 = 1.2, b = 0.75, idf = ln(1 + (N - n + 0.5) / (n + 0.5)) (Lucene's, never negative),
    statistics per field (title, outlet, heading, body); a passage's score is the sum over the query's terms and
    the fields of field weight x the best of variant weight x BM25.
    """

    def update(self, add: Iterable[Entry], remove: Iterable[str] = ()) -> None:
        """Drops every passage of the articles in `remove` and of the articles that entries belong to, then adds.

        All of it or nothing: after an interruption the last good state stands. Searchable on return.
        Raises EngineError when it cannot be written.
        """

    def search(self, query: Query, k: int) -> list[Hit]:
        """Best first, at most `k`, only passages that hold a variant of a term (body, title, heading, outlet).

        Ties go to the smaller passage id. Filters of the query hold: `since`/`until` (inclusive; undated articles
        out), `now` (articles published later out; undated stay), `outlets` (capitals aside), `languages`; and every
        entry of `phrase_tokens` must stand in order in the body. No terms and no phrases: no hits. Empty index: no
        hits. With phrases and no terms, passages holding all phrases, by passage id.
        """

    def passage_frequency(self, token: str) -> int:
        """In how many passages the token stands: the largest of its counts in bodies, titles, headings; 0 for none."""

    def find_words(self, prefix: str) -> list[tuple[str, int]]:
        """The casefolded surface words that begin with `prefix` ('' for all), with their passage counts."""

    def find_names(self, prefix: str) -> list[tuple[str, int]]:
        """The same for names, as written."""

    def languages(self) -> frozenset[str]:
        """Languages of the indexed passages."""

    def article_passages(self) -> dict[str, int]:
        """Passage count per article id: what `doctor` compares with the store."""

    def count_passages(self, article_ids: Iterable[str]) -> dict[str, int]:
        """Passage count per article id, of these articles; those without any are left out."""

    def __len__(self) -> int:
        """Passages indexed."""

    def clear(self) -> None:
        """Empties the index."""

    def close(self) -> None:
        """Releases files and locks; closing twice is harmless."""


class StoredArticle(NamedTuple):
    """An article with its passages, as one unit of writing. `text_hash` is the hex digest of its normalised text."""

    article: Article
    passages: tuple[Passage, ...]
    text_hash: str


class OutletCount(NamedTuple):
    """One line of `sources`: outlet None counts the articles of unknown outlet."""

    outlet: str | None
    articles: int
    coverage: Coverage


class FeedStore(Protocol):
    """Feeds and when they are asked next. Raises StoreError when the database cannot be used."""

    async def add(self, feed: Feed) -> bool:
        """False, and nothing changes, when the address is there already."""

    async def change(self, url: str, make: Callable[[Feed], Feed]) -> Feed | None:
        """What `make` makes of the feed as it stands takes its place, in one transaction; None when there is none any
        more. A new address that another feed has is not taken over: the old one stays."""

    async def remove(self, url: str) -> bool:
        """False when there was none; its articles stay."""

    async def find(self, url: str) -> Feed | None:
        """One feed."""

    async def feeds(self) -> list[Feed]:
        """All, in the order in which they were added."""

    async def due(self, now: datetime, at_most: int) -> list[Feed]:
        """Those whose next check is at `now` or before, the longest due first."""


NOTHING_NEAR: Mapping[tuple[str, str], Near] = {}


class ArticleStore(Protocol):
    """The truth: articles and their passages, by collection. Datetimes are UTC-aware in and out.

    Nothing of one collection is visible through another. Raises StoreError when the database cannot be used.
    """

    @property
    def stories(self) -> StoryStore:
        """Which article is in which story, in the same database."""

    @property
    def copies(self) -> CopyStore:
        """Which articles are near-duplicates of each other, in the same database."""

    @property
    def versions(self) -> VersionStore:
        """What articles said before, in the same database."""

    async def put(
        self,
        articles: Sequence[StoredArticle],
        near: Mapping[tuple[str, str], Near] = NOTHING_NEAR,
        now: datetime | None = None,
    ) -> None:
        """Stores or replaces whole articles with their passages, all of them or none.

        A text that is replaced by another stays as a version, which ended at `now` (None: by the clock). `near`, by
        collection and id: their keys, and links to articles that are there, come with these articles, or still say
        what they said.
        """

    async def remove(self, collection: str, ids: Sequence[str]) -> None:
        """Deletes articles with their passages and versions; unknown ids are ignored."""

    async def find_article(self, collection: str, article_id: str) -> Article | None:
        """One article with its text."""

    async def newest(self, collection: str, at_most: int) -> list[Article]:
        """The newest dated articles with their texts, newest first; of one moment by id."""

    async def articles(self, collection: str, ids: Sequence[str]) -> dict[str, Article]:
        """Whole articles by id; unknown ids are left out."""

    async def version(self, collection: str) -> str:
        """Another after each change of the collection's articles, by whatever process; the same without one."""

    async def texts(self, collection: str, ids: Sequence[str]) -> dict[str, str]:
        """Clean texts by article id; unknown ids are left out."""

    async def passages(self, ids: Sequence[int]) -> dict[int, Found]:
        """Passages with text and article head by passage id, in one statement per 500 ids; unknown ids left out."""

    async def hashes(self, collection: str) -> dict[str, str]:
        """article id -> text_hash, of the whole collection."""

    async def marks(self, collection: str, ids: Sequence[str]) -> dict[str, str]:
        """article id -> text_hash of these articles; unknown ids are left out."""

    async def holders(self, collection: str, beginnings: Sequence[str]) -> dict[str, list[str]]:
        """Ids of the articles whose text_hash begins with these hex digits, by them, those stored first first; what no
        article's begins with is left out."""

    async def count_passages(self, collection: str) -> int:
        """How many passages all articles of the collection have together."""

    def passage_counts(self, collection: str, batch: int = 2000) -> AsyncIterator[list[tuple[str, int]]]:
        """Every article id with the number of its passages, by id, in batches; texts are not read."""

    async def whole(self, collection: str, ids: Sequence[str]) -> list[StoredArticle]:
        """These articles with their passages, by id; unknown ids are left out."""

    async def at_urls(self, collection: str, urls: Sequence[str]) -> dict[str, list[str]]:
        """Ids, sorted, of the articles whose `url` is exactly this, by url; urls that none has are left out."""

    async def coverage(self, collection: str) -> Coverage:
        """Article count and the oldest and newest `published`."""

    async def outlets(self, collection: str) -> list[OutletCount]:
        """By article count, most first, then by name; the unknown outlet last."""

    def stored_articles(self, collection: str, batch: int = 200) -> AsyncIterator[list[StoredArticle]]:
        """Every article with its passages, by article id, in batches: what `reindex` reads."""

    async def collections(self) -> list[str]:
        """Names of the collections that hold articles, sorted."""

    async def close(self) -> None:
        """Releases the database; closing twice is harmless."""
