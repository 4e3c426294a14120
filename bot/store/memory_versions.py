"""Versions in plain lists, beside articles in plain dicts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from bot.model.article import Article
from bot.model.protocols import StoredArticle
from bot.model.version import Version


class MemoryVersions:
    """VersionStore without a database. `articles_of` gives the articles of a collection by id, in the order in which
    they were stored; `drop` takes one away."""

    def __init__(
        self, articles_of: Callable[[str], Mapping[str, StoredArticle]], drop: Callable[[str, str], None]
    ) -> None:
        self._articles_of = articles_of
        self._drop = drop
        self._kept: dict[tuple[str, str], list[Version]] = {}

    def keep_replaced(self, collection: str, article_id: str, text: str, now: datetime) -> None:
        """What an article says, before `text` takes its place; nothing when it says that already or is not there."""
        old = self._articles_of(collection).get(article_id)
        if old is not None and old.article.text != text:
            self._keep(old, now, retired=False)

    def forget(self, collection: str, article_id: str) -> None:
        """All versions of an article."""
        self._kept.pop((collection, article_id), None)

    async def of_articles(self, collection: str, ids: Sequence[str]) -> dict[str, list[Version]]:
        """The last one first."""
        return {one: self._kept[collection, one][::-1] for one in ids if self._kept.get((collection, one))}

    async def changed_since(self, collection: str, moment: datetime) -> set[str]:
        """Retired ones aside."""
        kept = [one for (of, _), versions in self._kept.items() if of == collection for one in versions]
        return {one.article_id for one in kept if not one.retired and one.until >= moment}

    async def outdated(self, collection: str, before: datetime | None, most: int | None) -> list[str]:
        """Sorted ids."""
        stored = [one.article for one in self._articles_of(collection).values()]
        found = {one.id for one in stored if before and one.published and one.published < before}
        if most is not None:
            order = sorted((_newest_first(one), -place, one.id) for place, one in enumerate(stored))
            found.update(article_id for _, _, article_id in order[most:])
        return sorted(found)

    async def retire(self, collection: str, ids: Sequence[str], cited: Collection[str], now: datetime) -> int:
        """How many were there."""
        gone = 0
        for article_id in dict.fromkeys(ids):
            old = self._articles_of(collection).get(article_id)
            if article_id not in cited:
                self.forget(collection, article_id)
            elif old is not None:
                self._keep(old, now, retired=True)
            if old is not None:
                self._drop(collection, article_id)
                gone += 1
        return gone

    async def prune(self, collection: str, cited: Collection[str], before: datetime) -> int:
        """How many went."""
        gone = 0
        for (of, article_id), versions in list(self._kept.items()):
            if of == collection and article_id not in cited:
                left = [one for one in versions if one.until >= before]
                gone += len(versions) - len(left)
                self._kept[of, article_id] = left
        return gone

    def _keep(self, old: StoredArticle, now: datetime, *, retired: bool) -> None:
        article = old.article
        version = Version(article.id, article.text, old.text_hash, now, retired)
        self._kept.setdefault((article.collection, article.id), []).append(version)


def _newest_first(article: Article) -> tuple[bool, float]:
    return article.published is None, -article.published.timestamp() if article.published else 0.0
