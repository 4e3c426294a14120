"""The building blocks of the benchmark of ingestion, on tiny input."""

from pathlib import Path

from bot.app import open_data
from bot.ingest.files import MAX_BYTES, find_files
from bot.ingest.read import read_articles
from bot.ingest.service import ingest
from bot.measure.bench.ingestion import measure_arrivals, write_files
from bot.measure.bench.zipf import make_articles
from bot.model.article import RawArticle
from bot.settings import Settings


def test_files_hold_the_generated_articles(tmp_path: Path) -> None:
    made = list(make_articles(40))
    assert write_files(tmp_path, 40) == len(made)
    found = [path for path in find_files([tmp_path], MAX_BYTES) if isinstance(path, Path)]
    read = [one for path in found for one in read_articles(path) if isinstance(one, RawArticle)]
    assert [(one.id, one.title, one.published, one.language) for one in read] == [
        (one.id, one.title, one.published, one.language) for one in made
    ]


async def test_arrivals_are_found_and_questions_answered_meanwhile(tmp_path: Path) -> None:
    async with open_data(Settings(data_dir=tmp_path)) as workspace:
        await ingest(make_articles(40), store=workspace.store, engine=workspace.engine)
    arrived = await measure_arrivals(tmp_path, 40, 3)
    assert len(arrived.found) == 3
    assert arrived.alone
    assert arrived.beside
