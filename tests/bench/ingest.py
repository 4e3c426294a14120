"""How quick ingestion is: `python -m tests.bench.ingest [--passages N ...] [--arrivals N] [--report FILE]`.

Fills a data directory with made-up news up to so many passages, then lets articles arrive one by one while somebody
searches for each of them and somebody else asks questions. And how well near-duplicates are told on the labelled set.
"""

import argparse
import asyncio
import platform
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bot.app import Workspace, open_data
from bot.ingest.service import ingest
from bot.measure.bench.arriving import PAUSE, arrive, ask_during
from bot.measure.bench.made_news import make_news
from bot.measure.percentiles import percentile
from bot.model.article import RawArticle
from bot.settings import Settings
from tests.ingest.near_pairs import Told, make_pairs, tell

SEED = 2026
SIZES = (1_000, 10_000, 100_000)
ARRIVALS = 100
TEXTS = 8
"""Made-up texts in one article: about ten passages."""
AT_ONCE = 2000
"""Articles given to one ingestion while the directory is filled."""
QUESTIONS = ("who raises the fare for night buses?", "what does the inquiry into the fire say?", "who recalls heaters?")


class Filled(NamedTuple):
    """Seconds to search, from the moment an article is handed over; to answer, alone and beside arrivals."""

    passages: int
    articles: int
    seconds: float
    found: list[float]
    alone: list[float]
    beside: list[float]


async def measure(passages: int, arrivals: int, folder: Path) -> Filled:
    """One size, from an empty data directory."""
    async with open_data(Settings(data_dir=folder)) as workspace:
        began = time.perf_counter()
        await _fill(workspace, passages)
        seconds = time.perf_counter() - began
        articles = (await workspace.store.coverage(workspace.collection)).articles
        alone = await ask_during(workspace, QUESTIONS, asyncio.sleep(arrivals * PAUSE))
        found: list[float] = []
        coming = arrive(workspace, _make_articles(arrivals, SEED + 1), arrivals, found)
        beside = await ask_during(workspace, QUESTIONS, coming)
        return Filled(len(workspace.engine), articles, seconds, found, alone, beside)


async def _fill(workspace: Workspace, passages: int) -> None:
    news = _make_articles(passages, SEED)
    step = min(AT_ONCE, max(1, passages // (10 * TEXTS)))
    while len(workspace.engine) < passages and (some := list(islice(news, step))):
        await ingest(some, store=workspace.store, engine=workspace.engine)


def _make_articles(count: int, seed: int) -> Iterator[RawArticle]:
    """Articles as long as news is: the texts of several made-up ones each, in paragraphs."""
    news = make_news(count * TEXTS, seed, datetime.now(UTC), days=30)
    while some := list(islice(news, TEXTS)):
        yield some[0].model_copy(update={"text": "\n\n".join(raw.text for raw in some)})


def describe(measured: Sequence[Filled], told: Told) -> str:
    """The report, as Markdown."""
    rows = "\n".join(
        f"| {one.passages} | {one.articles} | {one.articles / one.seconds:.0f} | {_times(one.found)} "
        f"| {_times(one.alone)} | {_times(one.beside)} |"
        for one in measured
    )
    return f"""# Ingestion: how quick, and what is the same

The last run of `make bench-ingest`, {datetime.now(UTC):%d %B %Y}, Python {platform.python_version()}, on a machine with
few cores that others use too: figures are for comparison within one run. Generated text, seed {SEED}.

| passages | articles | articles a second | to searchable | question to answer | the same meanwhile |
|---|---|---|---|---|---|
{rows}

Times are p50 / p99 / the longest. "To searchable" counts from the moment one article is handed over until a search
finds a word of it; every article arrives alone, and another task asks questions meanwhile.

Near-duplicates on the labelled set of the tests ({told.right.total() + told.missed.total()} copies, edited one to three
times, and {told.others} texts that are none: another figure, a denial, a report of one's own, shared quotes):

| | |
|---|---|
| precision | {told.precision:.4f} |
| recall | {told.recall:.4f} |
"""


def _times(seconds: Sequence[float]) -> str:
    p50, p99 = percentile(seconds, 0.5) or 0.0, percentile(seconds, 0.99) or 0.0
    return f"{1000 * p50:.0f} / {1000 * p99:.0f} / {1000 * max(seconds):.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=SIZES)
    parser.add_argument("--arrivals", type=int, default=ARRIVALS)
    parser.add_argument("--report", type=Path)
    chosen = parser.parse_args()
    measured = []
    for passages in chosen.passages:
        with tempfile.TemporaryDirectory() as folder:
            measured.append(asyncio.run(measure(passages, chosen.arrivals, Path(folder))))
    text = describe(measured, asyncio.run(tell(*make_pairs(SEED))))
    print(text)
    if chosen.report:
        chosen.report.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
