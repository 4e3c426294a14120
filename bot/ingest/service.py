"""Articles into the store (the truth) and the index (derived); and the index made to agree with the store again."""

from asyncio import to_thread
from collections.abc import Callable, Iterable

from bot.ingest.addresses import find_same_address
from bot.ingest.indexing import update_index, writing
from bot.ingest.linking import Linker
from bot.ingest.prepare import Known, Prepared, Raw, make_entries, prepare_batch, take_batch
from bot.model.article import PUBLIC
from bot.model.protocols import ArticleStore, IndexEngine
from bot.model.report import IngestReport

Progress = Callable[[int], None]
"""Is told how many articles (files or lines, skipped ones too) are done since the start."""


async def ingest(
    articles: Iterable[Raw],
    *,
    store: ArticleStore,
    engine: IndexEngine,
    collection: str = PUBLIC,
    batch: int = 200,
    on_progress: Progress | None = None,
    known: Known | None = None,
) -> IngestReport:
    """Reads `articles` to the end, in batches, and stores and indexes what is new or changed.

    Reading, cleaning and indexing run in a thread, off the event loop. Each batch is stored, then indexed; broken
    off between the two, the next `ingest` of the same articles, or `reconcile`, indexes what was stored.
    Raises StoreError and EngineError; batches before the failing one stay. `known`: as `read_known` gave it, to spare
    reading it again; nothing else may have written since.
    """
    linker = Linker(store, collection)
    known = known or await read_known(store, engine, collection)
    iterator = iter(articles)
    report = IngestReport()
    done = 0
    while items := await to_thread(take_batch, iterator, batch):
        items = await find_same_address(items, known, store, collection)
        prepared = await to_thread(prepare_batch, items, known, collection)
        async with writing(engine):
            await _write(prepared, store, engine, linker)
        report = add_reports(report, prepared.report)
        done += prepared.read
        if on_progress:
            on_progress(done)
    return report


async def read_known(store: ArticleStore, engine: IndexEngine, collection: str = PUBLIC) -> Known:
    """What store and index hold of a collection: to decide what is new by."""
    return Known(await store.hashes(collection), await to_thread(engine.article_passages))


async def reconcile(store: ArticleStore, engine: IndexEngine, collection: str = PUBLIC) -> int:
    """Indexes the articles whose passage count differs from the store's, drops those that the store does not hold.

    Returns how many articles were wrong.
    """
    async with writing(engine):
        return await _reconcile(store, engine, collection)


async def _reconcile(store: ArticleStore, engine: IndexEngine, collection: str) -> int:
    indexed = await to_thread(engine.article_passages)
    wrong = 0
    async for stored in store.stored_articles(collection):
        counts = {each.article.id: indexed.pop(each.article.id, 0) for each in stored}
        stale = [each for each in stored if counts[each.article.id] != len(each.passages)]
        if stale:
            entries = await to_thread(make_entries, stale)
            await update_index(engine, entries, [each.article.id for each in stale])
        wrong += len(stale)
    if indexed:
        await update_index(engine, remove=indexed)
    return wrong + len(indexed)


async def rebuild(
    store: ArticleStore, engine: IndexEngine, collection: str = PUBLIC, on_progress: Progress | None = None
) -> int:
    """Empties the index and fills it from the store; returns how many articles it holds now.

    Broken off, it leaves a part of the index; `reconcile` adds the rest.
    """
    await to_thread(engine.clear)
    done = 0
    async for stored in store.stored_articles(collection):
        await to_thread(engine.update, await to_thread(make_entries, stored))
        done += len(stored)
        if on_progress:
            on_progress(done)
    return done


async def _write(prepared: Prepared, store: ArticleStore, engine: IndexEngine, linker: Linker) -> None:
    """Old versions leave the index first: an interruption then shows as a missing article, never as a stale one."""
    near = await linker.link(prepared.stored)
    if prepared.replaced:
        await update_index(engine, remove=prepared.replaced)
    if prepared.stored:
        await store.put(prepared.stored, near)
        await update_index(engine, prepared.entries)
    if prepared.echoes:
        await store.copies.echo(linker.collection, prepared.echoes)


def add_reports(total: IngestReport, part: IngestReport) -> IngestReport:
    """Both as one."""
    return IngestReport(
        new=total.new + part.new,
        updated=total.updated + part.updated,
        unchanged=total.unchanged + part.unchanged,
        passages=total.passages + part.passages,
        duplicates=total.duplicates + part.duplicates,
        skipped=total.skipped + part.skipped,
    )
