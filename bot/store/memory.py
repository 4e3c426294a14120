"""Articles in plain dicts: for the sample corpus and any folder asked ad hoc."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from bot.model.answer import Coverage
from bot.model.article import Article, make_head
from bot.model.errors import StoreError
from bot.model.near import Near
from bot.model.passage import Found, Passage
from bot.model.protocols import NOTHING_NEAR, OutletCount, StoredArticle
from bot.store.checked import checked
from bot.store.memory_near import MemoryCopies
from bot.store.memory_stories import MemoryStories
from bot.store.memory_versions import MemoryVersions


class MemoryStore:
    """ArticleStore without a database: gone when the process ends, never raises for files or locks.

    `put` refuses the same articles as `SqlStore` (see `checked`).
    """

    def __init__(self) -> None:
        self._collections: dict[str, dict[str, StoredArticle]] = {}
        self._passages: dict[int, tuple[Passage, Article]] = {}
        self._changes = 0
        self.stories = MemoryStories(self._articles)
        self.copies = MemoryCopies(self._articles)
        self.versions = MemoryVersions(self._articles, self._retire)

    async def put(
        self,
        articles: Sequence[StoredArticle],
        near: Mapping[tuple[str, str], Near] = NOTHING_NEAR,
        now: datetime | None = None,
    ) -> None:
        """Stores or replaces whole articles; of one id given twice the last stays. StoreError: nothing is stored."""
        latest = {_key(stored.article): checked(stored) for stored in articles}
        self._check_ids(latest)
        self._changes += 1
        for stored in latest.values():
            self.versions.keep_replaced(*_key(stored.article), stored.article.text, now or datetime.now(UTC))
            self._drop(*_key(stored.article))
            self._collections.setdefault(stored.article.collection, {})[stored.article.id] = stored
            self._passages.update((passage.id, (passage, stored.article)) for passage in stored.passages)
        self.copies.add({place: one for place, one in near.items() if place in latest})

    async def remove(self, collection: str, ids: Sequence[str]) -> None:
        """Deletes articles with their passages and versions; unknown ids are ignored."""
        self._changes += 1
        for article_id in ids:
            self._drop(collection, article_id)
            self.versions.forget(collection, article_id)

    async def find_article(self, collection: str, article_id: str) -> Article | None:
        """One article with its text."""
        stored = self._articles(collection).get(article_id)
        return stored.article if stored else None

    async def newest(self, collection: str, at_most: int) -> list[Article]:
        """The newest dated articles, newest first; of one moment by id."""
        articles = [stored.article for stored in self._articles(collection).values()]
        dated = [(-article.published.timestamp(), article.id, article) for article in articles if article.published]
        return [article for _, _, article in sorted(dated, key=lambda one: one[:2])[:at_most]]

    async def articles(self, collection: str, ids: Sequence[str]) -> dict[str, Article]:
        """Whole articles by id; unknown ids are left out."""
        articles = self._articles(collection)
        return {article_id: articles[article_id].article for article_id in ids if article_id in articles}

    async def version(self, _collection: str) -> str:
        """Another after each change of any collection."""
        return str(self._changes)

    async def texts(self, collection: str, ids: Sequence[str]) -> dict[str, str]:
        """Clean texts by article id; unknown ids are left out."""
        articles = self._articles(collection)
        return {article_id: articles[article_id].article.text for article_id in ids if article_id in articles}

    async def passages(self, ids: Sequence[int]) -> dict[int, Found]:
        """Passages with text and article head by passage id; unknown ids are left out."""
        known = ((passage_id, self._passages.get(passage_id)) for passage_id in ids)
        return {passage_id: _found(*entry) for passage_id, entry in known if entry}

    async def hashes(self, collection: str) -> dict[str, str]:
        """article id -> text_hash, of the whole collection."""
        return {article_id: stored.text_hash for article_id, stored in self._articles(collection).items()}

    async def marks(self, collection: str, ids: Sequence[str]) -> dict[str, str]:
        """article id -> text_hash; unknown ids are left out."""
        held = self._articles(collection)
        return {article_id: held[article_id].text_hash for article_id in ids if article_id in held}

    async def holders(self, collection: str, beginnings: Sequence[str]) -> dict[str, list[str]]:
        """Ids by what their text_hash begins with, those stored first first."""
        wanted, lengths = set(beginnings), {len(one) for one in beginnings}
        found: dict[str, list[str]] = {}
        for article_id, stored in self._articles(collection).items():
            for beginning in {stored.text_hash[:length] for length in lengths} & wanted:
                found.setdefault(beginning, []).append(article_id)
        return found

    async def count_passages(self, collection: str) -> int:
        """Of all articles together."""
        return sum(len(stored.passages) for stored in self._articles(collection).values())

    async def passage_counts(self, collection: str, batch: int = 2000) -> AsyncIterator[list[tuple[str, int]]]:
        """Every article id with the number of its passages, by id, in batches."""
        counts = sorted((article_id, len(one.passages)) for article_id, one in self._articles(collection).items())
        for first in range(0, len(counts), batch):
            yield counts[first : first + batch]

    async def whole(self, collection: str, ids: Sequence[str]) -> list[StoredArticle]:
        """Articles with their passages, by id; unknown ids are left out."""
        held = self._articles(collection)
        return [held[article_id] for article_id in sorted(set(ids)) if article_id in held]

    async def at_urls(self, collection: str, urls: Sequence[str]) -> dict[str, list[str]]:
        """Ids by url; urls that no article has are left out."""
        wanted, found = set(urls), dict[str, list[str]]()
        for article_id, stored in sorted(self._articles(collection).items()):
            if stored.article.url in wanted:
                found.setdefault(stored.article.url or "", []).append(article_id)
        return found

    async def coverage(self, collection: str) -> Coverage:
        """Article count and the oldest and newest `published`."""
        return _coverage(stored.article for stored in self._articles(collection).values())

    async def outlets(self, collection: str) -> list[OutletCount]:
        """By article count, most first, then by name; the unknown outlet last."""
        groups: dict[str | None, list[Article]] = {}
        for stored in self._articles(collection).values():
            groups.setdefault(stored.article.outlet, []).append(stored.article)
        counts = [OutletCount(outlet, len(group), _coverage(group)) for outlet, group in groups.items()]
        return sorted(counts, key=lambda count: (count.outlet is None, -count.articles, count.outlet or ""))

    async def stored_articles(self, collection: str, batch: int = 200) -> AsyncIterator[list[StoredArticle]]:
        """Every article with its passages, by article id, in batches."""
        ordered = [stored for _, stored in sorted(self._articles(collection).items())]
        for first in range(0, len(ordered), batch):
            yield ordered[first : first + batch]

    async def collections(self) -> list[str]:
        """Names of the collections that hold articles, sorted."""
        return sorted(name for name, articles in self._collections.items() if articles)

    async def close(self) -> None:
        """Nothing to release."""

    def _articles(self, collection: str) -> dict[str, StoredArticle]:
        return self._collections.get(collection, {})

    def _retire(self, collection: str, article_id: str) -> None:
        self._changes += 1
        self._drop(collection, article_id)

    def _drop(self, collection: str, article_id: str) -> None:
        self.copies.drop(collection, article_id)
        old = self._articles(collection).pop(article_id, None)
        for passage in old.passages if old else ():
            del self._passages[passage.id]

    def _check_ids(self, latest: dict[tuple[str, str], StoredArticle]) -> None:
        """No two passages may share an id, neither in what comes nor with what stays."""
        seen: set[int] = set()
        for passage in (passage for stored in latest.values() for passage in stored.passages):
            kept = self._passages.get(passage.id)
            if passage.id in seen or (kept and _key(kept[1]) not in latest):
                raise StoreError(f"two passages share the id {passage.id}")
            seen.add(passage.id)


def _key(article: Article) -> tuple[str, str]:
    return article.collection, article.id


def _found(passage: Passage, article: Article) -> Found:
    return Found(passage, article.text[passage.start : passage.end], make_head(article))


def _coverage(articles: Iterable[Article]) -> Coverage:
    count = 0
    dates: list[datetime] = []
    for article in articles:
        count += 1
        if article.published is not None:
            dates.append(article.published)
    return Coverage(articles=count, oldest=min(dates, default=None), newest=max(dates, default=None))
