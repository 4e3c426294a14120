"""Limits of age and number: what is too old, or too much, leaves the index and the store."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.ingest.indexing import update_index, writing
from bot.model.article import PUBLIC
from bot.model.protocols import ArticleStore, IndexEngine

BATCH = 500
VERSIONS_KEPT = timedelta(days=1)
"""How long a replaced text stays though no answer cites it: an answer may be on its way."""


class Limits(NamedTuple):
    """`days`: an article stays so many days after it was published. `articles`: so many stay, the newest. None: no
    such limit."""

    days: int | None = None
    articles: int | None = None


class Retained(NamedTuple):
    """How many articles left, and how many versions of articles that no answer cites."""

    articles: int
    versions: int


async def retain(
    store: ArticleStore,
    engine: IndexEngine,
    limits: Limits,
    cited: Collection[str],
    now: datetime,
    collection: str = PUBLIC,
) -> Retained:
    """Takes out what is beyond the limits. `cited`: ids of the articles that answers cite; what these said last stays
    as a version, and can be found by nobody any more.

    The index first: broken off, an article is missing there, which `reconcile` mends. Raises StoreError, EngineError.
    """
    async with writing(engine):
        gone = await _take_out(store, engine, limits, cited, now, collection)
    return Retained(gone, await forget_versions(store, cited, now, collection))


async def find_outdated(store: ArticleStore, limits: Limits, now: datetime, collection: str = PUBLIC) -> list[str]:
    """Ids of the articles that are beyond the limits."""
    if limits == Limits():
        return []
    before = None if limits.days is None else now - timedelta(days=limits.days)
    return await store.versions.outdated(collection, before, limits.articles)


async def forget_versions(store: ArticleStore, cited: Collection[str], now: datetime, collection: str = PUBLIC) -> int:
    """Deletes the replaced texts that no answer cites any more, and how many."""
    return await store.versions.prune(collection, cited, now - VERSIONS_KEPT)


def add_retained(total: Retained, part: Retained) -> Retained:
    """Both as one."""
    return Retained(total.articles + part.articles, total.versions + part.versions)


async def _take_out(
    store: ArticleStore, engine: IndexEngine, limits: Limits, cited: Collection[str], now: datetime, collection: str
) -> int:
    outdated = await find_outdated(store, limits, now, collection)
    gone = 0
    for first in range(0, len(outdated), BATCH):
        some = outdated[first : first + BATCH]
        await update_index(engine, remove=some)
        gone += await store.versions.retire(collection, some, cited, now)
    return gone
