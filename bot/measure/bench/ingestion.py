"""From plain files to searchable passages, with the memory that takes; and one article that arrives at each size."""

import asyncio
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from typing import NamedTuple

from bot.app import index_path, open_data
from bot.index.disk import DiskIndex
from bot.measure.bench.arguments import SIZES, Chosen, run_part
from bot.measure.bench.arriving import PAUSE, arrive, ask_during
from bot.measure.bench.kept import Kept, keep_made, say
from bot.measure.bench.part import Goal, Part, Table
from bot.measure.bench.process import Memory, find_memory, list_environment
from bot.measure.bench.zipf import SEED, describe_generator, make_articles, make_questions
from bot.measure.percentiles import percentile
from bot.model.article import RawArticle
from bot.settings import Settings

BULK, QUICK_BULK = (10_000, 100_000), (400, 1_000)
ARRIVALS, QUICK_ARRIVALS = 100, 5
QUESTIONS = 50
LOOK = 0.05
"""Seconds between two looks at the memory of the processes."""
WANTED_RATE, WANTED_ARRIVAL, GROWTH = 1500.0, 0.100, 1.3
"""Passages a second; seconds to searchable at p50; memory at the larger size in those of the smaller one."""
MORE = SEED + 1
"""The seed of what arrives: nothing of it is in a kept directory."""


class Bulk(NamedTuple):
    """Seconds of the whole command; peak MB of the process that writes, of which `anonymous` not of files, and of all
    together (pages that they share count in each)."""

    passages: int
    articles: int
    seconds: float
    own: float
    anonymous: float
    together: float

    @property
    def rate(self) -> float:
        return self.passages / self.seconds


class Arrived(NamedTuple):
    """Seconds: to searchable; a question alone; a question meanwhile."""

    passages: int
    found: list[float]
    alone: list[float]
    beside: list[float]


def measure(chosen: Chosen) -> Part:
    """Sizes ascending."""
    bulk = [_measure_bulk(size) for size in (QUICK_BULK if chosen.quick else BULK)]
    count = QUICK_ARRIVALS if chosen.quick else ARRIVALS
    arrived = [_measure_arrivals(keep_made(size, chosen.work), count) for size in chosen.sizes]
    return Part(
        name="ingestion",
        title="Ingestion",
        inputs=describe_generator() | {"arrivals": f"{count} at each size, {PAUSE} s apart, seed {MORE}"},
        tables=(_tabulate_bulk(bulk), _tabulate_arrivals(arrived)),
        goals=(*_judge_bulk(bulk, chosen), *_judge_arrivals(arrived)),
        notes=(_explain(),),
    )


def write_files(folder: Path, passages: int) -> int:
    """One Markdown file an article, a thousand in a folder, as a person may have them; how many."""
    count = 0
    for count, raw in enumerate(make_articles(passages), start=1):
        place = folder / f"{count // 1000:05d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{count:07d}.md").write_text(_compose_file(raw), encoding="utf-8")
    return count


def _compose_file(raw: RawArticle) -> str:
    published = raw.published.astimezone(UTC).isoformat() if raw.published else ""
    fields = {"id": raw.id, "title": raw.title, "outlet": raw.outlet, "published": published, "language": raw.language}
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in fields.items()) + f"---\n\n{raw.text}\n"


def _measure_bulk(passages: int) -> Bulk:
    """`briefing-bot ingest FOLDER` from its start to its end, into an empty data directory."""
    say(f"ingestion: {passages:,} passages from files")
    with tempfile.TemporaryDirectory() as work:
        files, data = Path(work, "files"), Path(work, "data")
        articles = write_files(files, passages)
        own = list_environment()
        own |= {"BRIEFING_DATA_DIR": str(data), "BRIEFING_LOG_LEVEL": "error"}
        began = time.perf_counter()
        command = [sys.executable, "-m", "bot", "ingest", str(files)]
        with subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own
            alone, anonymous, together = _watch_memory(process)
        seconds = time.perf_counter() - began
        if process.returncode:
            raise RuntimeError(f"ingest ended with {process.returncode}")
        engine = DiskIndex(index_path(Settings(data_dir=data)))
        try:
            return Bulk(len(engine), articles, seconds, alone, anonymous, together)
        finally:
            engine.close()


def _watch_memory(process: "subprocess.Popen[bytes]") -> tuple[float, float, float]:
    """Peak MB of a process, of which not of files, and of it and its children together; returns when it has ended."""
    alone, together = (0.0, 0.0), 0.0
    while process.poll() is None:
        family = [found for one in (process.pid, *_find_children(process.pid)) if (found := _find_memory(one))]
        alone = max([alone, *(one[:2] for one in family[:1])])
        together = max(together, sum(one.resident for one in family))
        time.sleep(LOOK)
    return *alone, together


def _find_memory(process: int) -> Memory | None:
    try:
        return find_memory(process)
    except KeyError:  # it has just ended
        return None


def _find_children(process: int) -> list[int]:
    """Of its main thread and of the others: whichever began them."""
    tasks = Path(f"/proc/{process}/task")
    found: list[int] = []
    try:
        for task in tasks.iterdir():
            found += map(int, (task / "children").read_text(encoding="ascii").split())
    except OSError:  # it has ended meanwhile, or this is no Linux
        return found
    return found


def _measure_arrivals(kept: Kept, count: int) -> Arrived:
    """Over a copy: the kept directory stays as it is."""
    say(f"ingestion: {count} arrivals at {kept.passages:,} passages")
    with tempfile.TemporaryDirectory(dir=kept.data_dir.parent) as work:
        shutil.copytree(kept.data_dir, work, dirs_exist_ok=True)
        return asyncio.run(measure_arrivals(Path(work), kept.passages, count))


async def measure_arrivals(data_dir: Path, passages: int, count: int) -> Arrived:
    """In a data directory of so many generated passages; the articles stay in it."""
    questions = [one.text for one in make_questions(QUESTIONS, passages)]
    async with open_data(Settings(data_dir=data_dir)) as workspace:
        alone = await ask_during(workspace, questions, asyncio.sleep(count * PAUSE))
        found: list[float] = []
        arriving = arrive(workspace, make_articles(10 * count, MORE), count, found)
        return Arrived(passages, found, alone, await ask_during(workspace, questions, arriving))


def _tabulate_bulk(bulk: Sequence[Bulk]) -> Table:
    return Table(
        caption="`briefing-bot ingest` over a folder of Markdown files, from its start to its end; peak memory in MB",
        columns=("passages", "files", "seconds", "passages a second", "writing process, MB", "all processes, MB"),
        rows=tuple(
            (
                f"{one.passages:,}",
                f"{one.articles:,}",
                f"{one.seconds:.1f}",
                f"{one.rate:.0f}",
                f"{one.own:.0f}",
                f"{one.together:.0f}",
            )
            for one in bulk
        ),
    )


def _tabulate_arrivals(arrived: Sequence[Arrived]) -> Table:
    return Table(
        caption="One article after the other; milliseconds, p50 / p99",
        columns=("passages", "to searchable", "question alone", "question meanwhile"),
        rows=tuple((f"{one.passages:,}", _times(one.found), _times(one.alone), _times(one.beside)) for one in arrived),
    )


def _times(seconds: Sequence[float]) -> str:
    return f"{1000 * _of(seconds, 0.5):.0f} / {1000 * _of(seconds, 0.99):.0f}"


def _of(seconds: Sequence[float], share: float) -> float:
    return percentile(seconds, share) or 0.0


def _judge_bulk(bulk: Sequence[Bulk], chosen: Chosen) -> list[Goal]:
    if chosen.quick:
        return []
    first, last = bulk[0], bulk[-1]
    growth = last.together / (first.together or 1.0)
    return [
        Goal(
            name=f"passages a second from files, {last.passages:,} passages",
            value=f"{last.rate:.0f}",
            wanted=f"at least {WANTED_RATE:.0f}",
            reached=last.rate >= WANTED_RATE,
            why=_WHY,
        ),
        Goal(
            name=f"peak memory at {last.passages:,} passages in that at {first.passages:,}",
            value=f"{growth:.2f}",
            wanted=f"at most {GROWTH}",
            reached=growth <= GROWTH,
            why=_explain_growth(first, last),
        ),
    ]


def _explain_growth(first: Bulk, last: Bulk) -> str:
    """From where to where, and what it is."""
    kept = last.anonymous - first.anonymous
    mapped = last.own - first.own - kept
    others = last.together - last.own - (first.together - first.own)
    return (
        f"the process that writes holds {kept:.0f} MB more of its own and {mapped:.0f} MB more of the index's files; "
        f"those that cut, {others:.0f} MB more: words with their stems and hashes, wordings of the last articles; all "
        "of these fill up to a bound"
    )


def _judge_arrivals(arrived: Sequence[Arrived]) -> list[Goal]:
    last = arrived[-1]
    if last.passages < SIZES[-1]:
        return []
    p50 = _of(last.found, 0.5)
    return [
        Goal(
            name=f"an article that arrives at {last.passages:,} passages, to searchable, p50",
            value=f"{1000 * p50:.0f} ms",
            wanted=f"below {1000 * WANTED_ARRIVAL:.0f} ms",
            reached=p50 < WANTED_ARRIVAL,
        )
    ]


_WHY = (
    "Of the processor time of a passage about a quarter each goes into cutting sentences and stems, into words and "
    "names for the index, into what near-duplicates are found by, and into the writing of rows and postings."
)


def _explain() -> str:
    return (
        "Texts are cut in processes beside the one that writes. "
        '"To searchable" counts from the moment an article is handed over until a search finds a word of it; by then '
        "it is compared with what is stored, linked with its near-duplicates, stored and indexed. Another task asks "
        "questions meanwhile in the same process. How well near-duplicates are told: `docs/bench-ingest.md`."
    )


if __name__ == "__main__":
    run_part(__doc__, measure)
