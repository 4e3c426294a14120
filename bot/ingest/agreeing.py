"""Store and index made to agree again: after an interruption, or when an index was lost."""

from asyncio import to_thread
from collections.abc import AsyncIterator

from bot.ingest.indexing import update_index, writing
from bot.model.article import PUBLIC
from bot.model.protocols import ArticleStore, IndexEngine

AT_ONCE = 200
"""Articles that are read and indexed together."""


async def agree_in_number(store: ArticleStore, engine: IndexEngine, collection: str = PUBLIC) -> bool:
    """Whether both hold as many passages: in milliseconds, however many there are.

    Whoever writes takes passages out of the index first and puts new ones in last, so that an interruption leaves the
    index with fewer than the store, never with others. What a failing disk does to one of them alone could still hide
    here; `find_differing` sees it.
    """
    return await to_thread(len, engine) == await store.count_passages(collection)


async def find_differing(store: ArticleStore, engine: IndexEngine, collection: str = PUBLIC) -> list[str]:
    """Ids of the articles of which store and index do not hold as many passages, sorted. Nothing is kept of those that
    agree."""
    differing: list[str] = []
    stored_passages = 0
    async for counts, indexed in _compare(store, engine, collection):
        differing += [one for one, count in counts.items() if indexed.get(one, 0) != count]
        stored_passages += sum(indexed.values())
    if await to_thread(len, engine) != stored_passages:
        differing += await _find_unknown(store, engine, collection)
    return sorted(differing)


async def reconcile(store: ArticleStore, engine: IndexEngine, collection: str = PUBLIC) -> int:
    """Indexes the articles whose passage count differs from the store's, drops those that the store does not hold.

    Returns how many articles were wrong.
    """
    from bot.ingest.prepare import make_entries

    async with writing(engine):
        differing = await find_differing(store, engine, collection)
        for first in range(0, len(differing), AT_ONCE):
            some = differing[first : first + AT_ONCE]
            stored = await store.whole(collection, some)
            await update_index(engine, await to_thread(make_entries, stored), some)
        return len(differing)


async def _compare(
    store: ArticleStore, engine: IndexEngine, collection: str
) -> AsyncIterator[tuple[dict[str, int], dict[str, int]]]:
    """Passage counts by id in the store, and those of the same articles in the index, in batches."""
    async for batch in store.passage_counts(collection):
        counts = dict(batch)
        yield counts, await to_thread(engine.count_passages, counts)


async def _find_unknown(store: ArticleStore, engine: IndexEngine, collection: str) -> list[str]:
    """What only the index holds."""
    indexed = await to_thread(engine.article_passages)
    async for batch in store.passage_counts(collection):
        for article_id, _ in batch:
            indexed.pop(article_id, None)
    return list(indexed)
