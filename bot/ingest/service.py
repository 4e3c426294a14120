"""Articles into the store (the truth) and the index (derived); and the index made to agree with the store again."""

from asyncio import Future, to_thread
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from bot.ingest.addresses import Raw, find_same_address
from bot.ingest.cutters import Cutters
from bot.ingest.cutting import Cut
from bot.ingest.indexing import update_index, writing
from bot.ingest.known import Known, look_up
from bot.ingest.linking import Linker
from bot.ingest.prepare import Decided, compose_batch, decide_batch, join_cut, make_entries, take_batch
from bot.model.article import PUBLIC
from bot.model.protocols import ArticleStore, IndexEngine
from bot.model.report import IngestReport, Skipped

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
    workers: int = 0,
) -> IngestReport:
    """Reads `articles` to the end, in batches, and stores and indexes what is new or changed.

    Reading, cleaning and indexing run in a thread, off the event loop; with `workers` the texts are cut in so many
    processes while the batches before them are written. Each batch is stored, then indexed; broken off between the two,
    the next `ingest` of the same articles, or `reconcile`, indexes what was stored.
    Raises StoreError and EngineError; batches before the failing one stay.
    """
    way = _Way(store, engine, Linker(store, collection), Known())
    iterator, waiting = iter(articles), deque[_Waiting]()
    report, done, more = IngestReport(), 0, True
    with Cutters(workers) as cutters:
        while more or waiting:
            if more and (more := bool(items := await to_thread(take_batch, iterator, batch))):
                decided = await way.decide(items)
                waiting.append(_Waiting(decided, cutters.start(decided.articles)))
                if len(waiting) <= cutters.ahead:
                    continue
            if waiting:
                decided, cutting = waiting.popleft()
                report = add_reports(report, await way.write(decided, await cutting))
                done += decided.read
                if on_progress:
                    on_progress(done)
    return report


class _Waiting(NamedTuple):
    """A batch that is being cut."""

    decided: Decided
    cutting: "Future[list[Cut]]"


class _Way(NamedTuple):
    """From what was read to what is stored and indexed, batch by batch, in order."""

    store: ArticleStore
    engine: IndexEngine
    linker: Linker
    known: Known

    async def decide(self, items: Sequence[Raw]) -> Decided:
        """What becomes of each article of a batch."""
        collection = self.linker.collection
        self.known.begin_batch()
        items = await find_same_address(items, self.known, self.store, collection)
        composed = await to_thread(compose_batch, items, collection)
        found = [one for one in composed if not isinstance(one, Skipped)]
        await look_up(found, self.known, self.store, self.engine, collection)
        return decide_batch(composed, self.known)

    async def write(self, decided: Decided, cut: Sequence[Cut]) -> IngestReport:
        """Old versions leave the index first: an interruption then shows as a missing article, never as a stale one."""
        stored, entries = join_cut(decided, cut)
        async with writing(self.engine):
            near = await self.linker.link(stored, cut)
            if decided.replaced:
                await update_index(self.engine, remove=decided.replaced)
            if stored:
                await self.store.put(stored, near)
                await update_index(self.engine, entries)
            if decided.echoes:
                await self.store.copies.echo(self.linker.collection, decided.echoes)
        self.known.forget(decided.marks)
        return decided.report.model_copy(update={"passages": len(entries)})


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
