"""Near-duplicates in plain dicts, beside articles in plain dicts."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from heapq import nlargest

from bot.model.article import ArticleHead, make_head
from bot.model.near import LOOKED_AT, MOST_ALIKE, Alike, Echo, Near, Unmarked
from bot.model.protocols import StoredArticle


class MemoryCopies:
    """CopyStore without a database. `articles_of` gives the articles of a collection by id, as they are now."""

    def __init__(self, articles_of: Callable[[str], Mapping[str, StoredArticle]]) -> None:
        self._articles_of = articles_of
        self._buckets: dict[tuple[str, int], dict[str, int]] = {}
        self._keys: dict[tuple[str, str], tuple[int, ...]] = {}
        self._links: dict[tuple[str, str], dict[str, float]] = {}
        self._echoes: dict[tuple[str, str], dict[str, ArticleHead]] = {}
        self._holders: dict[tuple[str, str], str] = {}
        self._added = 0

    def drop(self, collection: str, article_id: str) -> None:
        """Keys, links and echoes of an article that is no longer there, or no longer what it was."""
        self._unecho(collection, article_id)
        for one in self._echoes.pop((collection, article_id), {}):
            del self._holders[collection, one]
        for key in self._keys.pop((collection, article_id), ()):
            del self._buckets[collection, key][article_id]
        for other in self._links.pop((collection, article_id), {}):
            self._links[collection, other].pop(article_id, None)

    def add(self, near: Mapping[tuple[str, str], Near]) -> None:
        """Keys first: what comes together may be linked with each other."""
        for place, one in near.items():
            self._add_keys(place, tuple(dict.fromkeys(one.keys)))
        for (collection, article_id), one in near.items():
            for copy in one.copies:
                other = self._articles_of(collection).get(copy.article_id)
                if other is not None and other.text_hash == copy.text_hash and copy.article_id != article_id:
                    self._links.setdefault((collection, article_id), {})[copy.article_id] = copy.likeness
                    self._links.setdefault((collection, copy.article_id), {})[article_id] = copy.likeness

    async def alike(self, collection: str, keys: Sequence[Sequence[int]]) -> list[list[Alike]]:
        """Those that share the most keys first."""
        return [self._find_alike(collection, of_one) for of_one in keys]

    async def of_articles(self, collection: str, ids: Sequence[str]) -> dict[str, list[ArticleHead]]:
        """The most alike first, then by id."""
        articles = self._articles_of(collection)
        found: dict[str, list[tuple[float, str, ArticleHead]]] = {}
        for one in dict.fromkeys(ids):
            linked = self._links.get((collection, one), {})
            copies = [(-likeness, other, make_head(articles[other].article)) for other, likeness in linked.items()]
            copies += [(-1.0, echo, head) for echo, head in self._echoes.get((collection, one), {}).items()]
            found[one] = sorted(copies, key=lambda copy: copy[:2])
        return {one: [head for _, _, head in copies] for one, copies in found.items() if copies}

    async def echo(self, collection: str, echoes: Sequence[Echo]) -> None:
        """Leaves out what has no holder or is stored itself."""
        articles = self._articles_of(collection)
        for one in echoes:
            if one.of in articles and one.head.id not in articles:
                self._unecho(collection, one.head.id)
                self._holders[collection, one.head.id] = one.of
                self._echoes.setdefault((collection, one.of), {})[one.head.id] = one.head

    async def unmarked(self, collection: str, at_most: int) -> list[Unmarked]:
        """Those stored last first."""
        articles = self._articles_of(collection).items()
        free = [Unmarked(one.article, one.text_hash) for key, one in articles if (collection, key) not in self._keys]
        return free[::-1][:at_most]

    async def has_unmarked(self, collection: str) -> bool:
        """Of all articles."""
        return bool(await self.unmarked(collection, 1))

    async def mark(self, collection: str, marks: Mapping[str, Near], hashes: Mapping[str, str]) -> None:
        """Leaves out what has changed or gone."""
        articles = self._articles_of(collection)
        standing = {one for one in marks if one in articles and articles[one].text_hash == hashes.get(one)}
        self.add({(collection, one): near for one, near in marks.items() if one in standing})

    def _unecho(self, collection: str, article_id: str) -> None:
        holder = self._holders.pop((collection, article_id), None)
        if holder is not None:
            del self._echoes[collection, holder][article_id]

    def _add_keys(self, place: tuple[str, str], keys: tuple[int, ...]) -> None:
        collection, article_id = place
        self._added += 1
        self._keys[place] = keys
        for key in keys:
            self._buckets.setdefault((collection, key), {})[article_id] = self._added

    def _find_alike(self, collection: str, keys: Sequence[int]) -> list[Alike]:
        shared: Counter[str] = Counter()
        added: dict[str, int] = {}
        for key in keys:
            bucket = self._buckets.get((collection, key), {})
            newest = nlargest(LOOKED_AT, bucket, key=bucket.__getitem__)
            shared.update(newest)
            added.update((one, bucket[one]) for one in newest)
        best = sorted(shared, key=lambda one: (-shared[one], -added[one]))[:MOST_ALIKE]
        articles = self._articles_of(collection)
        return [Alike(one, articles[one].text_hash, shared[one]) for one in best]
