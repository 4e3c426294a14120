"""How soon `serve` answers after its start, what it holds in memory, and what `ask` spends its time on."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from bot.measure.bench.arguments import SIZES, Chosen, run_part
from bot.measure.bench.asking_once import MOST, Once, measure_ask, read_imports
from bot.measure.bench.kept import Kept, keep_made, say
from bot.measure.bench.part import Goal, Part, Table
from bot.measure.bench.process import Memory, find_cpu, find_family_memory, find_memory
from bot.measure.bench.served import ERRORS, placed, serving
from bot.measure.bench.zipf import describe_generator, make_questions
from bot.measure.percentiles import percentile
from bot.playground.server import TelegramServer

STARTS, QUICK_STARTS = 5, 1
QUESTIONS, QUICK_QUESTIONS = 200, 5
"""Asked one after the other before memory is read."""
PATIENCE = 120.0
WORKING, SETTLED, QUICK_SETTLED = 10.0, 50.0, 3.0
"""Seconds after the last answer until memory is read: the process for stories works, and has ended with nothing new."""
SOON, SMALL = 1.0, 350.0
"""Seconds to the first answer, MB resident: at the largest size."""


class Started(NamedTuple):
    """Seconds from the start of the process: to its first call, and to the answer to a question that was waiting;
    processor seconds to that answer. Memory then, and after the questions: with the process for stories at work, and at
    rest."""

    called: float
    answered: float
    cpu: float | None
    first: Memory | None
    working: Memory | None
    later: Memory | None


class Size(NamedTuple):
    passages: int
    starts: list[Started]

    def of(self, field: str) -> list[float]:
        """Of every start, where it is known."""
        return [value for one in self.starts if (value := getattr(one, field)) is not None]


def measure(chosen: Chosen) -> Part:
    """Sizes ascending, then `ask` over the sample."""
    kept = [keep_made(size, chosen.work) for size in chosen.sizes]
    sizes = [_start_often(each, chosen) for each in kept]
    imports = asyncio.run(list_imports(kept[-1]))
    with tempfile.TemporaryDirectory() as nothing_ingested:
        once = measure_ask(QUICK_STARTS if chosen.quick else STARTS, Path(nothing_ingested))
    return Part(
        name="start",
        title="Start and memory",
        inputs=describe_generator() | {"starts": f"{len(sizes[0].starts)} at each size; files in the system's cache"},
        tables=(_tabulate(sizes), _tabulate_imports(imports), *once.tables()),
        goals=(*_judge(sizes, imports), _judge_ask(once)),
        notes=(_explain(chosen), once.explain()),
    )


def _start_often(kept: Kept, chosen: Chosen) -> Size:
    starts = []
    for number in range(QUICK_STARTS if chosen.quick else STARTS):
        say(f"start: number {number + 1} over {kept.passages:,} passages")
        count = 0 if number else QUICK_QUESTIONS if chosen.quick else QUESTIONS
        starts.append(asyncio.run(start_once(kept, count)))
    return Size(kept.passages, starts)


async def start_once(kept: Kept, questions: int) -> Started:
    """A bot that finds a question waiting, then answers so many more."""
    asked = [one.text for one in make_questions(questions + 1, kept.passages)]
    async with TelegramServer() as telegram, placed(kept) as data_dir:
        person = _let_ask(telegram, asked[0])
        began = perf_counter()
        async with serving(telegram, data_dir) as process:
            await telegram.until(lambda: bool(telegram.world.calls), PATIENCE)
            called = perf_counter() - began
            await telegram.wait_for_answers(person, 1, PATIENCE)
            answered, cpu, first = perf_counter() - began, find_cpu(process), find_memory(process)
            for count, text in enumerate(asked[1:], start=2):
                telegram.people.write(person, person, text)
                await telegram.wait_for_answers(person, count, PATIENCE)
            if not questions:
                return Started(called, answered, cpu, first, None, None)
            quick = questions == QUICK_QUESTIONS
            await asyncio.sleep(QUICK_SETTLED if quick else WORKING)
            working = find_family_memory(process)
            await asyncio.sleep(0.0 if quick else SETTLED - WORKING)
            return Started(called, answered, cpu, first, working, find_family_memory(process))


async def list_imports(kept: Kept) -> Counter[str]:
    """Microseconds of every package that `serve` imports until its first answer."""
    async with TelegramServer() as telegram, placed(kept) as data_dir:
        person = _let_ask(telegram, make_questions(1, kept.passages)[0].text)
        async with serving(telegram, data_dir, "-X", "importtime"):
            await telegram.wait_for_answers(person, 1, PATIENCE)
        return read_imports(await asyncio.to_thread((data_dir / ERRORS).read_text, "utf-8"))


def _let_ask(telegram: TelegramServer, text: str) -> int:
    """Somebody known, whose question waits; the chat's id."""
    telegram.world.floods.enabled = False
    person = telegram.world.person("Ann")
    person.started = person.met = True
    telegram.world.private(person.id)
    telegram.people.write(person.id, person.id, text)
    return person.id


def _tabulate_imports(imports: Counter[str]) -> Table:
    rows = tuple((name, f"{took / 1000:.0f}") for name, took in imports.most_common(MOST))
    return Table(
        caption=f"Imports of `serve` until its first answer: {imports.total() / 1e6:.2f} s, by package",
        columns=("package", "ms"),
        rows=rows,
    )


def _tabulate(sizes: Sequence[Size]) -> Table:
    columns = ("passages", "first call, s", "first answer, s", "worst, s", "processor, s", *_MEMORY)
    return Table(
        caption="`serve` from its start to its first answer; memory then, and later, after more questions",
        columns=columns,
        rows=tuple(_row(size) for size in sizes),
    )


_MEMORY = (
    *("resident, MB", "not of files, MB"),
    *("stories at work: resident, MB", "not of files, MB"),
    *("at rest: resident, MB", "not of files, MB", "peak, MB"),
)


def _row(size: Size) -> tuple[str, ...]:
    first, working, later = size.starts[0].first, size.starts[0].working, size.starts[0].later
    memory = [*first[:2], *working[:2], *later] if first and working and later else []
    return (
        f"{size.passages:,}",
        *(f"{percentile(size.of(field), 0.5) or 0:.2f}" for field in ("called", "answered")),
        f"{max(size.of('answered')):.2f}",
        f"{percentile(size.of('cpu'), 0.5) or 0:.2f}",
        *(f"{one:.0f}" for one in memory or [0.0] * len(_MEMORY)),
    )


def _judge(sizes: Sequence[Size], imports: Counter[str]) -> list[Goal]:
    size = sizes[-1]
    if size.passages < SIZES[-1]:
        return []
    answered, cpu = percentile(size.of("answered"), 0.5) or 0.0, percentile(size.of("cpu"), 0.5) or 0.0
    goals = [
        Goal(
            name=f"`serve` answers after its start, {size.passages:,} passages",
            value=f"{answered:.2f} s (median of {len(size.starts)}; {cpu:.2f} s of processor)",
            wanted=f"within {SOON:g} s",
            reached=answered <= SOON,
            why="" if answered <= SOON else _blame_start(size, imports),
        )
    ]
    working = size.starts[0].working
    if later := size.starts[0].later:
        goals.append(
            Goal(
                name=f"memory of `serve`, {size.passages:,} passages, after {QUESTIONS} questions",
                value=f"{later.resident:.0f} MB resident, of which {later.anonymous:.0f} MB not of files"
                + (f"; {working.resident:.0f} MB while articles are put into stories" if working else ""),
                wanted=f"at most {SMALL:g} MB resident",
                reached=later.resident <= SMALL,
                why="" if later.resident <= SMALL else _blame(later),
            )
        )
    return goals


def _blame_start(size: Size, imports: Counter[str]) -> str:
    called = percentile(size.of("called"), 0.5) or 0.0
    return f"the first call comes after {called:.2f} s; imports take {imports.total() / 1e6:.2f} s while they are told"


def _blame(memory: Memory) -> str:
    files = memory.resident - memory.anonymous
    own = f"{memory.anonymous:.0f} MB are the process's own"
    return f"{files:.0f} MB are pages of files (index, database, libraries), {own}"


def _judge_ask(once: Once) -> Goal:
    return Goal(
        name="`ask` over the sample is mostly Python's start and imports",
        value=f"{once.share:.0%} of {once.wall:.2f} s",
        wanted="more than half",
        reached=once.share > 0.5,
        why="" if once.share > 0.5 else "reading and indexing the sample takes longer",
    )


def _explain(chosen: Chosen) -> str:
    return (
        "`briefing-bot serve` in a process of its own, against the local Bot API server in this one, over a kept data "
        "directory; a question waits for it. Times are the median of the starts, from the start of the process to the "
        "first call of any method and to the answer as the server receives it. Memory is that of the first start: "
        f"after its first answer and after {QUICK_QUESTIONS if chosen.quick else QUESTIONS} more questions, "
        f"{WORKING:g} and {SETTLED:g} s later, with the processes it has started: one puts articles into stories, and "
        "ends when nothing is new. Pages of mapped files count as resident, though the system takes them back when it "
        "needs them."
    )


if __name__ == "__main__":
    run_part(__doc__, measure)
