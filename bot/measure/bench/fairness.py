"""Whether a question waits for others' work: `python -m bot.measure.bench.fairness [--quick] --out FILE.json`.

The same people ask `serve` at the same pace three times: alone, while `ingest` reads articles into the same data
directory as fast as it can, and while many digests are due.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from bot.app import open_data
from bot.chat.limits import Rates
from bot.ingest.service import ingest
from bot.measure.bench.bots import RAISED, serving
from bot.measure.bench.due import SEED, subscribe_to_everything
from bot.measure.bench.load import Asked, Crowd, WatchedWorld
from bot.measure.bench.made_news import make_news
from bot.measure.bench.part import Goal, Part, Table
from bot.measure.bench.process import list_environment
from bot.measure.bench.sharing import Shares, Watched
from bot.measure.bench.zipf import PASSAGES, describe_generator, make_articles
from bot.measure.percentiles import percentile
from bot.model.article import PUBLIC
from bot.playground.server import TelegramServer
from bot.settings import Settings
from bot.store.chat.sql import open_chat_store
from bot.store.sql import open_store

MOST = 2.0
"""How many times as long the p99 may become."""
CROWD = 40
PATIENCE = 600.0
LIMITS = Rates()


class Size(NamedTuple):
    """`stories`: in the data directory at the beginning; `passages`: so many more are there to be read in, more than
    `seconds` are enough for. `rate`: questions a second, for `seconds` where nothing else ends it."""

    stories: int
    passages: int
    digests: int
    rate: float
    seconds: float


FULL = Size(stories=2000, passages=240_000, digests=1000, rate=5.0, seconds=100.0)
QUICK = Size(stories=40, passages=800, digests=20, rate=3.0, seconds=4.0)


class Stretch(NamedTuple):
    """What was asked while something went on, and who had the processors; None where nobody tells."""

    asked: Asked
    shares: Shares | None


class Found(NamedTuple):
    """`read`: passages that were read in."""

    alone: Stretch
    ingesting: Stretch
    digests: Stretch
    read: int


async def measure(size: Size) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        now = datetime.now(UTC)
        async with open_data(Settings(data_dir=data_dir)) as workspace:
            await ingest(make_news(size.stories, SEED, now), store=workspace.store, engine=workspace.engine)
        more = Path(folder) / "more.jsonl"
        await asyncio.to_thread(_write_articles, more, size.passages)
        asked = {name: value for name, value in RAISED.items() if "QUESTIONS" in name}
        world = WatchedWorld()
        async with TelegramServer(world) as telegram, serving(telegram, world, data_dir, asked) as process:
            crowd = Crowd(telegram, world, CROWD)
            await crowd.ask_paced(size.rate, size.seconds / 4)  # warm
            alone = await _ask(crowd, size, process, size.seconds)
            before = await _count_passages(data_dir)
            async with _ingesting(data_dir, more) as ingesting:
                beside = await _ask(crowd, size, process, size.seconds, lambda: ingesting.returncode is not None)
            read = await _count_passages(data_dir) - before
            await asyncio.sleep(size.seconds / 10)  # the last of it goes into stories
            chats = [_meet(world, number) for number in range(size.digests)]
            store = await open_chat_store(data_dir / "chat.db")
            await subscribe_to_everything(store, chats, datetime.now(UTC).replace(second=0, microsecond=0))
            await store.close()
            digests = await _ask(crowd, size, process, PATIENCE, lambda: world.written.keys() >= set(chats))
        return Found(alone, beside, digests, read)


async def _ask(
    crowd: Crowd, size: Size, process: int, seconds: float, until: Callable[[], bool] = lambda: False
) -> Stretch:
    watched = Watched(process)
    asked = await crowd.ask_paced(size.rate, seconds, until)
    return Stretch(asked, watched.measure())


async def _count_passages(data_dir: Path) -> int:
    store = await open_store(data_dir / "articles.db")
    try:
        return await store.count_passages(PUBLIC)
    finally:
        await store.close()


def _write_articles(path: Path, passages: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for article in make_articles(passages):
            file.write(article.model_dump_json(exclude_none=True, exclude_defaults=True) + "\n")


@asynccontextmanager
async def _ingesting(data_dir: Path, file: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    kept = list_environment()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "ingest", str(file)),
        env={**kept, "BRIEFING_DATA_DIR": str(data_dir)},
        stdout=asyncio.subprocess.DEVNULL,
    )
    watching = asyncio.create_task(process.wait())
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await watching


def _meet(world: WatchedWorld, number: int) -> int:
    person = world.person(f"Subscriber {number}")
    person.started = person.met = True
    return world.private(person.id).id


def compose_part(size: Size, found: Found) -> Part:
    rows = (
        ("alone", found.alone),
        (f"while {found.read:,} passages are ingested", found.ingesting),
        (f"while {size.digests} digests are due", found.digests),
    )
    return Part(
        name="fairness",
        title="Fairness",
        inputs={
            **describe_generator(),
            "articles at the beginning": f"of {size.stories} made-up stories, seed {SEED}",
            "questions": f"{size.rate:g} a second, by {CROWD} people",
            "limits kept": f"{LIMITS.per_second:g} messages a second; the server enforces them",
            "ingestion": "`briefing-bot ingest` in a process of its own, into the data directory that is asked: "
            f"generated articles of {PASSAGES} passages, as fast as it can for {size.seconds:g} s, a window of what a "
            "million passages take",
        },
        tables=(
            Table(
                caption="Milliseconds from a question to its answer",
                columns=("when", "asked", "p50", "p95", "p99", "longest", "lost"),
                rows=tuple(_compose_row(name, one.asked) for name, one in rows),
            ),
            Table(
                caption="Who had the processors: cores",
                columns=("when", "serve", "its stories", "server and who asks", "all else", "disk", "serve waited"),
                rows=tuple(_compose_shares(name, one.shares) for name, one in rows),
            ),
        ),
        goals=tuple(_compose_goal(name, one, found.alone) for name, one in rows[1:]),
    )


def _compose_row(name: str, asked: Asked) -> tuple[str, ...]:
    shown = [asked.milliseconds(share) for share in (0.5, 0.95, 0.99, 1.0)]
    return (name, str(len(asked.waits)), *shown, str(asked.lost))


def _compose_shares(name: str, shares: Shares | None) -> tuple[str, ...]:
    """`serve waited`: seconds a second in which a thread of it had work and no core."""
    return (name, *(["–"] * 6 if shares is None else [f"{one:.2f}" for one in shares.cores()]))


def _compose_goal(name: str, one: Stretch, alone: Stretch) -> Goal:
    before, now = percentile(alone.asked.waits, 0.99), percentile(one.asked.waits, 0.99)
    times = now / before if before and now else float("inf")
    shares = (one.shares, alone.shares)
    why = shares[0].describe(shares[1]) if shares[0] and shares[1] else ""
    return Goal(
        name=f"p99 {name}, of that alone",
        value=f"{times:.1f} times",
        wanted=f"at most {MOST:g} times",
        reached=times <= MOST,
        why=why,
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.measure.bench.fairness", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only see that it runs")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    size = QUICK if chosen.quick else FULL
    began = time.perf_counter()
    part = compose_part(size, asyncio.run(measure(size)))
    took = {"seconds it all took": f"{time.perf_counter() - began:.0f}"}
    chosen.out.write_text(
        part.model_copy(update={"inputs": {**part.inputs, **took}}).model_dump_json(indent=1), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
