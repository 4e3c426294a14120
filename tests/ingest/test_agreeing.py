"""Store and index compared, and made to agree, without holding either of them in memory."""

from datetime import UTC, datetime
from itertools import islice

import pytest

from bot.index.disk import DiskIndex
from bot.index.memory import MemoryIndex
from bot.ingest.agreeing import agree_in_number, find_differing, reconcile
from bot.ingest.service import ingest
from bot.measure.bench.made_news import make_news
from bot.model.protocols import ArticleStore, IndexEngine
from bot.store.memory import MemoryStore

UNTIL = datetime(2025, 3, 17, tzinfo=UTC)


@pytest.fixture(params=["memory", "disk"])
def engine(request: pytest.FixtureRequest) -> IndexEngine:
    return MemoryIndex() if request.param == "memory" else DiskIndex(None)


async def _fill(engine: IndexEngine) -> tuple[ArticleStore, list[str]]:
    store = MemoryStore()
    await ingest(islice(make_news(12, 3, UNTIL, days=30), 12), store=store, engine=engine)
    return store, sorted(await store.hashes("public"))


async def test_what_is_missing_in_the_index_is_seen_and_added(engine: IndexEngine) -> None:
    store, ids = await _fill(engine)
    whole = engine.article_passages()
    assert await agree_in_number(store, engine, "public")
    engine.update((), ids[2:4])
    assert not await agree_in_number(store, engine, "public")
    assert await find_differing(store, engine, "public") == ids[2:4]
    assert await reconcile(store, engine, "public") == 2
    assert engine.article_passages() == whole
    assert await find_differing(store, engine, "public") == []
    engine.close()


async def test_what_the_store_has_lost_leaves_the_index(engine: IndexEngine) -> None:
    store, ids = await _fill(engine)
    await store.remove("public", ids[:1])
    assert not await agree_in_number(store, engine, "public")
    assert await find_differing(store, engine, "public") == ids[:1]
    await reconcile(store, engine, "public")
    assert sorted(engine.article_passages()) == ids[1:]
    engine.close()


async def test_one_missing_and_one_too_many_are_both_seen(engine: IndexEngine) -> None:
    store, ids = await _fill(engine)
    await store.remove("public", ids[:1])
    engine.update((), ids[1:2])
    assert await find_differing(store, engine, "public") == ids[:2]
    await reconcile(store, engine, "public")
    assert sorted(engine.article_passages()) == ids[1:]
    assert await agree_in_number(store, engine, "public")
    engine.close()
