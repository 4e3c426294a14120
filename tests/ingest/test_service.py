"""From raw articles to store and index, and back to agreement after an interruption."""

import gzip
import json
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path

import pytest

from bot.index.disk import DiskIndex
from bot.index.memory import MemoryIndex
from bot.ingest.agreeing import reconcile
from bot.ingest.files import find_files
from bot.ingest.prepare import BATCH_CHARACTERS, take_batch
from bot.ingest.read import read_articles
from bot.ingest.service import ingest, rebuild
from bot.model.article import RawArticle
from bot.model.errors import EngineError
from bot.model.hit import Entry
from bot.model.protocols import ArticleStore, IndexEngine
from bot.model.report import Duplicate, Skipped
from bot.store.memory import MemoryStore
from bot.store.sql import open_store

PARAGRAPH = "The harbour ministry said that talks on {} would resume on Monday. Nothing has been signed so far."
SAMPLE = Path(__file__).resolve().parents[2] / "corpus"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval"


@pytest.fixture(params=["memory", "disk"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ArticleStore]:
    opened: ArticleStore = MemoryStore() if request.param == "memory" else await open_store(tmp_path / "store.db")
    yield opened
    await opened.close()


@pytest.fixture(params=["memory", "disk"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[IndexEngine]:
    opened: IndexEngine = MemoryIndex() if request.param == "memory" else DiskIndex(tmp_path / "index")
    yield opened
    opened.close()


def raw(name: str, text: str | None = None, **fields: object) -> RawArticle:
    return RawArticle.model_validate(
        {"id": name, "text": text or PARAGRAPH.format(name), "path": f"/a/{name}", **fields}
    )


async def held(store: ArticleStore, collection: str = "public") -> dict[str, int]:
    batches = [batch async for batch in store.stored_articles(collection)]
    return {each.article.id: len(each.passages) for batch in batches for each in batch}


async def agree(store: ArticleStore, engine: IndexEngine) -> bool:
    counts = {article_id: count for article_id, count in (await held(store)).items() if count}
    return counts == engine.article_passages()


async def test_new_articles_are_stored_and_indexed(store: ArticleStore, engine: IndexEngine) -> None:
    report = await ingest([raw("pay", title="Pay"), raw("rest")], store=store, engine=engine)
    assert (report.new, report.updated, report.unchanged, report.passages) == (2, 0, 0, 2)
    assert await held(store) == {"pay": 1, "rest": 1}
    assert await agree(store, engine)
    article = await store.find_article("public", "pay")
    assert article is not None
    assert (article.text, article.title, article.inferred) == (PARAGRAPH.format("pay"), "Pay", ("language",))


async def test_again_is_unchanged(store: ArticleStore, engine: IndexEngine) -> None:
    await ingest([raw("pay"), raw("rest")], store=store, engine=engine)
    report = await ingest([raw("pay"), raw("rest")], store=store, engine=engine)
    assert (report.new, report.unchanged, report.passages) == (0, 2, 0)


async def test_a_changed_text_or_title_is_an_update(store: ArticleStore, engine: IndexEngine) -> None:
    await ingest([raw("pay"), raw("rest"), raw("hours")], store=store, engine=engine)
    changed = [
        raw("pay", "The union left the talks on Friday, its speaker said."),
        raw("rest", title="Rest"),
        raw("hours"),
    ]
    report = await ingest(changed, store=store, engine=engine)
    assert (report.new, report.updated, report.unchanged) == (0, 2, 1)
    assert engine.passage_frequency("union") == 1
    assert await agree(store, engine)
    assert (await store.texts("public", ["pay"]))["pay"].startswith("The union left")


async def test_an_update_may_leave_no_passage(store: ArticleStore, engine: IndexEngine) -> None:
    await ingest([raw("pay"), raw("rest")], store=store, engine=engine)
    report = await ingest([raw("pay", "# Heading alone\n\n# Another one")], store=store, engine=engine)
    assert report.updated == 1
    assert await agree(store, engine)


async def test_the_same_text_under_another_id_is_a_duplicate(store: ArticleStore, engine: IndexEngine) -> None:
    copy = raw("copy", PARAGRAPH.format("PAY").replace(" ", "  "))
    report = await ingest([raw("pay"), copy], store=store, engine=engine)
    assert (report.new, report.duplicates) == (1, (Duplicate("/a/copy", "copy", of="pay"),))
    again = await ingest([raw("third", PARAGRAPH.format("pay"))], store=store, engine=engine)
    assert again.duplicates == (Duplicate("/a/third", "third", of="pay"),)
    assert await held(store) == {"pay": 1}


async def test_a_text_that_was_replaced_is_free_again(store: ArticleStore, engine: IndexEngine) -> None:
    await ingest([raw("pay")], store=store, engine=engine)
    articles = [raw("pay", PARAGRAPH.format("rest")), raw("other", PARAGRAPH.format("pay"))]
    report = await ingest(articles, store=store, engine=engine)
    assert (report.updated, report.new, report.duplicates) == (1, 1, ())


async def test_of_one_id_twice_the_last_version_stays(store: ArticleStore, engine: IndexEngine) -> None:
    report = await ingest([raw("pay"), raw("pay", PARAGRAPH.format("hours"))], store=store, engine=engine)
    assert (report.new, report.updated, report.passages) == (1, 1, 1)
    assert (await store.texts("public", ["pay"]))["pay"] == PARAGRAPH.format("hours")
    assert await agree(store, engine)


async def test_skips_are_reported_in_order(store: ArticleStore, engine: IndexEngine) -> None:
    long = "\n\n".join(f"Harbour talks number {n} " + "went on and on " * 40 + "today." for n in range(4200))
    items: list[RawArticle | Skipped] = [
        Skipped("a.txt", 3, "is broken JSON"),
        raw("empty", "*** 12 ***", line=9),
        raw("long", long),
        raw("pay"),
    ]
    report = await ingest(items, store=store, engine=engine)
    first, second, third = report.skipped
    assert first == items[0]
    assert second == Skipped("/a/empty", 9, "holds no words")
    assert (third.path, third.reason[:11]) == ("/a/long", "is too long")
    assert (report.new, await held(store)) == (1, {"pay": 1})


async def test_collections_do_not_meet(store: ArticleStore) -> None:
    ours, theirs = MemoryIndex(), MemoryIndex()
    await ingest([raw("pay")], store=store, engine=ours)
    report = await ingest([raw("copy", PARAGRAPH.format("pay"))], store=store, engine=theirs, collection="desk")
    assert (report.new, report.duplicates) == (1, ())
    assert (await held(store), await held(store, "desk")) == ({"pay": 1}, {"copy.desk": 1})


async def test_progress_counts_everything_read_batch_by_batch(store: ArticleStore, engine: IndexEngine) -> None:
    seen: list[int] = []
    items: list[RawArticle | Skipped] = [raw("a"), Skipped("x", None, "is empty"), raw("b"), raw("c"), raw("c")]
    await ingest(items, store=store, engine=engine, batch=2, on_progress=seen.append)
    assert seen == [2, 4, 5]
    assert await agree(store, engine)


async def test_articles_are_taken_batch_by_batch(store: ArticleStore, engine: IndexEngine) -> None:
    """Memory does not grow with the corpus: when a batch is read, all before it are stored."""
    stored: list[int] = []

    def articles() -> Iterator[RawArticle]:
        for number in range(6):
            stored.append(len(engine.article_passages()))
            yield raw(f"a{number}")

    await ingest(articles(), store=store, engine=engine, batch=2)
    assert stored == [0, 0, 2, 2, 4, 4]


def test_a_batch_of_long_texts_is_shorter() -> None:
    items: Iterator[RawArticle | Skipped] = iter([raw(str(n), "x" * (BATCH_CHARACTERS // 2)) for n in range(5)])
    assert [len(take_batch(items, 200)) for _ in range(4)] == [2, 2, 1, 0]


class FullDisk(MemoryIndex):
    """A real index on a disk that is full, for as long as `full` holds: what is there stays, removing works."""

    full = False

    def update(self, add: Iterable[Entry], remove: Iterable[str] = ()) -> None:
        entries = list(add)
        if self.full and entries:
            raise EngineError("no space left on device")
        super().update(entries, remove)


async def break_off(store: ArticleStore, engine: FullDisk, articles: list[RawArticle]) -> None:
    """Ingests until the articles are stored and not indexed."""
    engine.full = True
    with pytest.raises(EngineError):
        await ingest(articles, store=store, engine=engine)
    engine.full = False


async def test_broken_off_between_store_and_index_the_next_ingest_heals(store: ArticleStore) -> None:
    engine = FullDisk()
    await ingest([raw("pay")], store=store, engine=engine)
    articles = [raw("pay", PARAGRAPH.format("wages")), raw("rest")]
    await break_off(store, engine, articles)
    assert engine.article_passages() == {}
    report = await ingest(articles, store=store, engine=engine)
    assert (report.new, report.updated, report.unchanged) == (0, 0, 2)
    assert engine.article_passages() == {"pay": 1, "rest": 1}


async def test_broken_off_between_store_and_index_reconcile_heals(store: ArticleStore) -> None:
    engine = FullDisk()
    await ingest([raw("pay"), raw("x")], store=store, engine=engine)
    await break_off(store, engine, [raw("pay", PARAGRAPH.format("wages")), raw("rest")])
    assert engine.article_passages() == {"x": 1}
    assert await reconcile(store, engine) == 2
    assert await agree(store, engine)
    assert engine.find_words("wages") == [("wages", 1)]
    assert await reconcile(store, engine) == 0


async def test_reconcile_drops_what_the_store_does_not_hold(store: ArticleStore, engine: IndexEngine) -> None:
    await ingest([raw("pay"), raw("rest")], store=store, engine=engine)
    await store.remove("public", ["rest"])
    assert await reconcile(store, engine) == 1
    assert engine.article_passages() == {"pay": 1}


async def test_rebuild_fills_an_index_from_the_store(store: ArticleStore, engine: IndexEngine) -> None:
    await ingest([raw(f"a{number}") for number in range(205)], store=store, engine=MemoryIndex())
    seen: list[int] = []
    assert await rebuild(store, engine, on_progress=seen.append) == 205
    assert seen == [200, 205]
    assert await agree(store, engine)


async def test_rebuild_forgets_what_the_index_held(store: ArticleStore, engine: IndexEngine) -> None:
    await ingest([raw("pay")], store=store, engine=engine)
    await store.remove("public", ["pay"])
    assert await rebuild(store, engine) == 0
    assert len(engine) == 0


async def test_the_sample_corpus_is_read_whole(store: ArticleStore, engine: IndexEngine) -> None:
    found = [path for path in find_files([SAMPLE]) if isinstance(path, Path)]
    report = await ingest((item for path in found for item in read_articles(path)), store=store, engine=engine)
    assert report.skipped == ()
    assert report.new == len(found) >= 16
    assert engine.languages() == {"en", "ru", "uk"}
    assert await agree(store, engine)


async def test_offsets_slice_back(store: ArticleStore) -> None:
    found = [path for path in find_files([SAMPLE]) if isinstance(path, Path)]
    await ingest((item for path in found for item in read_articles(path)), store=store, engine=MemoryIndex())
    async for batch in store.stored_articles("public"):
        passages = await store.passages([passage.id for each in batch for passage in each.passages])
        texts = await store.texts("public", [each.article.id for each in batch])
        assert all(p.text == texts[p.article.id][p.passage.start : p.passage.end] != "" for p in passages.values())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation sets are not beside this checkout")
async def test_a_shared_set_is_read_without_a_skip() -> None:
    path = SHARED / "xquad-ru" / "articles.jsonl.gz"
    with gzip.open(path) as lines:
        ids = {json.loads(line)["id"] for line in lines}
    store = MemoryStore()
    report = await ingest(read_articles(path), store=store, engine=MemoryIndex())
    assert report.skipped == ()
    assert set(await held(store)) | {duplicate.id for duplicate in report.duplicates} == ids
