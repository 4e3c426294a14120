"""Limits of age and number: what leaves, what stays, and that index and store agree."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.index.disk import DiskIndex
from bot.index.memory import MemoryIndex
from bot.ingest.agreeing import reconcile
from bot.ingest.retention import Limits, Retained, retain
from bot.ingest.service import ingest
from bot.model.article import RawArticle
from bot.model.protocols import IndexEngine
from bot.store.memory import MemoryStore

NOW = datetime(2026, 5, 10, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(params=["memory", "disk"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[IndexEngine]:
    opened: IndexEngine = MemoryIndex() if request.param == "memory" else DiskIndex(tmp_path / "index")
    yield opened
    opened.close()


async def fill(engine: IndexEngine) -> MemoryStore:
    """An article a day for ten days, and one without a date."""
    store = MemoryStore()
    articles = [
        RawArticle(id=f"day {number}", text=f"News number {number}.", published=NOW - number * DAY)
        for number in range(10)
    ]
    await ingest([RawArticle(id="undated", text="No date."), *articles], store=store, engine=engine)
    return store


async def test_without_limits_nothing_leaves(engine: IndexEngine) -> None:
    store = await fill(engine)
    assert await retain(store, engine, Limits(), (), NOW) == Retained(0, 0)
    assert len(engine) == 11


async def test_by_age(engine: IndexEngine) -> None:
    store = await fill(engine)
    assert (await retain(store, engine, Limits(days=3), (), NOW)).articles == 6
    assert sorted(engine.article_passages()) == ["day 0", "day 1", "day 2", "day 3", "undated"]
    assert sorted(await store.hashes("public")) == sorted(engine.article_passages())
    assert await reconcile(store, engine) == 0


async def test_by_number_and_what_is_cited_keeps_its_text(engine: IndexEngine) -> None:
    store = await fill(engine)
    assert (await retain(store, engine, Limits(articles=2), {"day 5", "day 1"}, NOW)).articles == 9
    assert sorted(engine.article_passages()) == ["day 0", "day 1"]
    kept = await store.versions.of_articles("public", [f"day {number}" for number in range(10)])
    assert {name: versions[0].text for name, versions in kept.items()} == {"day 5": "News number 5."}
    assert await retain(store, engine, Limits(articles=2), {"day 5"}, NOW + 9 * DAY) == Retained(0, 0)
    assert await retain(store, engine, Limits(articles=2), (), NOW + 9 * DAY) == Retained(0, 1)
