"""Data directories of generated and of real articles, built once by our own ingestion and kept for later runs.

A directory is known by the generator's version and seed, the index's format and the store's schema: another of these
builds another one. `KEPT/articles.db` and `KEPT/index/` are what `BRIEFING_DATA_DIR=KEPT` serves.
"""

import asyncio
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot.app import open_data
from bot.index.directory import FORMAT
from bot.ingest.service import ingest
from bot.measure.bench.process import find_memory, measure_disk
from bot.measure.bench.zipf import SEED, VERSION, make_articles
from bot.measure.sets import QuestionSet
from bot.measure.workspace import digest_of
from bot.model.article import PUBLIC, RawArticle
from bot.model.errors import InputError
from bot.model.protocols import ArticleStore
from bot.model.report import Skipped
from bot.settings import Settings

BATCH = 500
DONE, TOKENS = "built.json", "tokens.txt"
BETWEEN_NEWS = 10.0
"""Seconds between two lines about progress."""


class Kept(NamedTuple):
    """`tokens`: every passage's analysed tokens, a line each, for the peers. `seconds` from articles to searchable,
    `peak` MB meanwhile: None when an earlier build was broken off and went on."""

    data_dir: Path
    tokens: Path
    passages: int
    articles: int
    seconds: float | None
    peak: float | None
    disk: float

    @property
    def settings(self) -> Settings:
        """Of a bot over this directory."""
        return Settings(data_dir=self.data_dir)

    @property
    def peers(self) -> Path:
        """Where peers keep their indexes of the same passages."""
        return self.data_dir.parent / "peers"


def keep_made(passages: int, work: Path) -> Kept:
    """At least so many generated passages (the last article is whole); building is told on stderr."""
    name = f"made-v{VERSION}-s{SEED}-i{FORMAT}-{_schema()}"
    return _keep(work / name / str(passages), make_articles(passages), passages)


def keep_set(question_set: QuestionSet, work: Path) -> Kept:
    """The articles of a question set; known by what `measure` knows its own by: articles and the code that reads."""
    folder = work / question_set.name / digest_of(question_set.articles)
    if not (folder / DONE).is_file():
        shutil.rmtree(folder.parent, ignore_errors=True)  # of an earlier digest
    return _keep(folder, _read(question_set.articles), None)


def _schema() -> str:
    """The newest migration of the store."""
    from bot.store import migrations

    folder = Path(str(migrations.__path__[0])) / "versions"
    return max(path.stem for path in folder.glob("v*.py")).partition("_")[0]


def _keep(folder: Path, articles: Iterator[RawArticle], wanted: int | None) -> Kept:
    data_dir, tokens, done = folder / "data", folder / TOKENS, folder / DONE
    if not done.is_file():
        again = data_dir.exists()
        data_dir.mkdir(parents=True, exist_ok=True)
        built = asyncio.run(_build(Settings(data_dir=data_dir), articles, wanted, tokens))
        if again:
            built |= {"seconds": None, "peak": None}
        done.write_text(json.dumps(built | {"disk": measure_disk(data_dir)}), encoding="utf-8")
    return Kept(data_dir, tokens, **json.loads(done.read_text(encoding="utf-8")))


async def _build(
    settings: Settings, articles: Iterator[RawArticle], wanted: int | None, tokens: Path
) -> dict[str, float | int | None]:
    began = time.perf_counter()
    async with open_data(settings) as workspace:
        tell = _Teller(began, wanted)
        store, engine, workers = workspace.store, workspace.engine, os.cpu_count() or 1
        await ingest(articles, store=store, engine=engine, batch=BATCH, on_progress=tell, workers=workers)
        seconds, memory = time.perf_counter() - began, find_memory()
        passages = await _write_tokens(workspace.store, tokens)
        coverage = await workspace.store.coverage(PUBLIC)
    peak = round(memory.peak, 1) if memory else None
    return {"passages": passages, "articles": coverage.articles, "seconds": round(seconds, 1), "peak": peak}


class _Teller:
    def __init__(self, began: float, wanted: int | None) -> None:
        self._began, self._wanted, self._told = began, wanted, began

    def __call__(self, done: int) -> None:
        now = time.perf_counter()
        if now - self._told > BETWEEN_NEWS:
            self._told = now
            of = f" of {self._wanted} passages" if self._wanted else ""
            say(f"building a data directory{of}: {done} articles after {now - self._began:.0f} s")


async def _write_tokens(store: ArticleStore, path: Path) -> int:
    """A line each, in the order of article ids; how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        async for stored in store.stored_articles(PUBLIC):
            for passage in (passage for each in stored for passage in each.passages):
                file.write(" ".join(sentence.terms for sentence in passage.sentences) + "\n")
                count += 1
    return count


def _read(path: Path) -> Iterator[RawArticle]:
    from bot.ingest.read import read_articles

    for found in read_articles(path):
        if isinstance(found, Skipped):
            raise InputError(f"{found.path}:{found.line or 1}: {found.reason}")
        yield found


def say(text: str) -> None:
    """On stderr."""
    print(f"bench: {text}", file=sys.stderr, flush=True)
