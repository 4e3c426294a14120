"""A seeded handful of what `make chaos` does at length: kills in the middle of ingestion."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import open_data
from bot.ingest.service import ingest
from bot.measure.bench.made_news import make_news
from bot.settings import Settings
from tests.chaos.ingest import check_folder, run_ingest


def test_no_article_is_half_in_after_kills(tmp_path: Path) -> None:
    outcome = run_ingest(kills=5, seed=2026, folder=tmp_path, life=0.5)
    assert outcome.violations == []
    assert outcome.articles > 0


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM passages WHERE ordinal = 0",
        "UPDATE articles SET text = replace(text, 'The', 'Le')",
        "UPDATE articles SET text_hash = 'another'",
    ],
)
async def test_what_is_half_in_is_seen(tmp_path: Path, damage: str) -> None:
    async with open_data(Settings(data_dir=tmp_path)) as workspace:
        news = make_news(3, 7, datetime(2025, 3, 17, tzinfo=UTC))
        await ingest(news, store=workspace.store, engine=workspace.engine)
    assert (await check_folder(tmp_path)).violations == []
    with closing(sqlite3.connect(tmp_path / "articles.db")) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute(damage)
        raw.commit()
    assert (await check_folder(tmp_path)).violations
