"""Ingestion that is killed: `python -m tests.chaos.ingest [--kills N] [--seed S] [--report FILE]`.

A process takes in new articles, changed ones, copies and retention's removals, as quickly as it can, until it is killed
at a random moment; then store and index are opened as any command opens them, and compared.
"""

import argparse
import asyncio
import multiprocessing
import platform
import signal
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import NamedTuple

from bot.app import Workspace, open_data
from bot.index.memory import MemoryIndex
from bot.ingest.agreeing import find_differing
from bot.ingest.identify import fingerprint
from bot.ingest.retention import Limits, retain
from bot.ingest.service import ingest, rebuild
from bot.measure.bench.made_news import make_news
from bot.model.article import RawArticle
from bot.settings import Settings
from bot.text.passages import cut_passages

LIFE = 0.8
"""Seconds of work within which the process is killed."""
STARTED = 120.0
POOL = 150
"""Different articles; each comes again and again, changed."""
KEPT = 110
MOST_AT_ONCE = 8
_LOADED = ["bot.app", "bot.ingest.service", "bot.ingest.retention", "bot.store.sql", "bot.index.disk", __name__]
_COUNTS = """
    SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM near_links), (SELECT count(*) FROM article_versions)
"""


class Outcome(NamedTuple):
    """`healed`: restarts that found store and index apart, which is what the restart is for. `violations`: what was
    wrong after it."""

    kills: int
    seed: int
    seconds: float
    healed: int
    articles: int
    links: int
    versions: int
    violations: list[str]


def run_ingest(kills: int, seed: int, folder: Path, life: float = LIFE) -> Outcome:
    """All in one data directory, which is never mended by anything but opening it."""
    began, chance = time.monotonic(), Random(seed)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    healed, violations = 0, list[str]()
    for number in range(kills):
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(folder, seed + number, theirs))
        process.start()
        theirs.close()
        assert ours.poll(STARTED), "the process did not begin"
        ours.recv()
        time.sleep(chance.uniform(0, life))
        process.kill()
        process.join()
        if process.exitcode != -signal.SIGKILL:
            violations.append(f"kill {number + 1}: the process had ended by itself")
        found = asyncio.run(check_folder(folder))
        healed += found.differed
        violations += [f"kill {number + 1}: {one}" for one in found.violations]
    with closing(sqlite3.connect(folder / "articles.db")) as raw:
        articles, links, versions = raw.execute(_COUNTS).fetchone()
    return Outcome(kills, seed, time.monotonic() - began, healed, articles, links, versions, violations)


def work(folder: Path, seed: int, ready: Connection) -> None:
    """What is killed."""
    asyncio.run(_work(folder, Random(seed), ready))


async def _work(folder: Path, chance: Random, ready: Connection) -> None:
    async with open_data(Settings(data_dir=folder)) as workspace:
        ready.send(True)
        for turn in range(10_000):
            if turn % 5 == 4:
                await _retain(workspace, chance)
            else:
                batch = list(_make_batch(chance))
                await ingest(batch, store=workspace.store, engine=workspace.engine, batch=chance.randint(1, 8))


async def _retain(workspace: Workspace, chance: Random) -> None:
    cited = {f"pool-{chance.randrange(POOL)}" for _ in range(5)}
    await retain(workspace.store, workspace.engine, Limits(articles=KEPT), cited, datetime.now(UTC))


def _make_batch(chance: Random) -> Iterator[RawArticle]:
    """New and changed articles; some in the words of another, some in its very text."""
    until = datetime(2025, 3, 17, tzinfo=UTC) - timedelta(hours=chance.randrange(400))
    texts = [raw.text for raw in make_news(MOST_AT_ONCE, chance.randrange(10**6), until)][:MOST_AT_ONCE]
    for text in texts[: chance.randint(1, MOST_AT_ONCE)]:
        way = chance.random()
        words = (
            text if way < 0.6 else texts[0] if way < 0.7 else f"{texts[0]}\n\nFirst told elsewhere{chance.random()}."
        )
        yield RawArticle(
            id=f"pool-{chance.randrange(POOL)}",
            title=f"Version {chance.randrange(10**9)}",
            text=words,
            outlet=f"Outlet {chance.randrange(9)}",
            published=until,
            language="en",
        )


class Found(NamedTuple):
    """`differed`: store and index were apart when the folder was opened. `violations`: what is wrong now."""

    differed: bool
    violations: list[str]


async def check_folder(folder: Path) -> Found:
    """As any command opens it after a crash."""
    settings = Settings(data_dir=folder)
    async with open_data(settings, agree=False) as workspace:
        differed = bool(await find_differing(workspace.store, workspace.engine))
    async with open_data(settings) as workspace:
        violations = [*await _compare(workspace), *await _check_articles(workspace)]
    with closing(sqlite3.connect(folder / "articles.db")) as raw:
        if raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            violations.append("the database is damaged")
        if raw.execute("PRAGMA foreign_key_check").fetchall():
            violations.append("rows point to what is not there")
    return Found(differed, violations)


async def _compare(workspace: Workspace) -> list[str]:
    """The index word for word with one that is made anew from the store."""
    fresh = MemoryIndex()
    await rebuild(workspace.store, fresh)
    wrong = []
    if workspace.engine.article_passages() != fresh.article_passages():
        wrong.append("the index holds other passages than the store")
    if workspace.engine.find_words("") != fresh.find_words(""):
        wrong.append("the index holds other words than the store")
    return wrong


async def _check_articles(workspace: Workspace) -> list[str]:
    """No article is half in: its passages are all there, its fingerprint is its own, its copies can find it."""
    wrong = [f"{one.article.id} has no keys" for one in await workspace.store.copies.unmarked("public", 10)]
    async for batch in workspace.store.stored_articles("public"):
        for article, passages, text_hash in batch:
            if passages != cut_passages(article):
                wrong.append(f"{article.id} has not all its passages")
            if text_hash != fingerprint(article):
                wrong.append(f"{article.id} has the fingerprint of another text")
    return wrong


def describe(outcome: Outcome) -> str:
    """The report, as Markdown."""
    return f"""# Ingestion under kills

The last run of `make chaos`, {datetime.now(UTC):%d %B %Y}, Python {platform.python_version()}.

A process takes in new and changed articles, near-duplicates, exact copies, and retention's removals, until it is killed
(SIGKILL) at a random moment. Then the data directory is opened as any command opens it, and store and index are
compared: passages, every word of the index against one made anew, fingerprints, keys of near-duplicates, the database's
own checks.

| | |
|---|---|
| kills | {outcome.kills} |
| seed | {outcome.seed} |
| seconds | {outcome.seconds:.0f} |
| restarts that found store and index apart, and made them agree | {outcome.healed} |
| articles at the end | {outcome.articles} |
| links of near-duplicates among them | {outcome.links} |
| earlier versions | {outcome.versions} |
| **articles half in, or store and index apart after the restart** | **{len(outcome.violations)}** |
{"".join(f"{chr(10)}- {one}" for one in outcome.violations)}"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--report", type=Path)
    chosen, _ = parser.parse_known_args()  # `make chaos` hands the same options to all its parts
    with tempfile.TemporaryDirectory() as folder:
        outcome = run_ingest(chosen.kills, chosen.seed, Path(folder))
    text = describe(outcome)
    print(text)
    if chosen.report:
        chosen.report.write_text(text, encoding="utf-8")
    return 1 if outcome.violations else 0


if __name__ == "__main__":
    raise SystemExit(main())
