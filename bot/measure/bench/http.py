"""Questions over real HTTP, beside an echo bot: `python -m bot.measure.bench.http [--quick] --out FILE.json`.

Three programs on one machine: the local Bot API server with the people who ask, our bot as `serve` runs it, and then,
against the same server, an echo bot of python-telegram-bot.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import NamedTuple

from bot.measure.bench.bots import RAISED, echoing, serving
from bot.measure.bench.load import QUESTIONS, Asked, Crowd, WatchedWorld
from bot.measure.bench.part import Goal, Part, Table
from bot.measure.bench.process import find_cpu
from bot.playground.server import TelegramServer

CHATS = (1, 10, 100, 1000)
QUICK_CHATS = (1, 20)
SECONDS, QUICK_SECONDS = 12.0, 1.5
SHARE = 0.7
LONGEST = 0.3
"""Seconds: the p99 that was wanted at half of the highest rate."""
PACED_CHATS = 200


class Measured(NamedTuple):
    """One bot: what each number of chats gave, and paced at half of the best rate. `work`: milliseconds of the
    processor for each answer."""

    by_chats: list[Asked]
    paced: Asked
    work: float | None = None

    @property
    def best(self) -> float:
        return max(one.rate for one in self.by_chats)


async def measure(chats: Sequence[int], seconds: float) -> tuple[Measured, Measured]:
    """Ours, then the echo."""
    with tempfile.TemporaryDirectory() as folder:
        world = WatchedWorld()
        world.floods.enabled = False
        async with TelegramServer(world) as telegram:
            ours = await _measure(telegram, world, serving(telegram, world, Path(folder), RAISED), chats, seconds)
            echo = await _measure(telegram, world, echoing(telegram, world), chats, seconds)
    return ours, echo


async def _measure(
    telegram: TelegramServer,
    world: WatchedWorld,
    running: AbstractAsyncContextManager[int],
    chats: Sequence[int],
    seconds: float,
) -> Measured:
    async with running as process:
        await Crowd(telegram, world, 5).ask_in_turn(min(2.0, seconds))  # warm
        before = find_cpu(process)
        found = [await Crowd(telegram, world, count).ask_in_turn(seconds) for count in chats]
        after, answers = find_cpu(process), sum(len(one.waits) for one in found)
        work = None if before is None or after is None else 1000 * (after - before) / max(1, answers)
        rate = max(one.rate for one in found) / 2
        return Measured(found, await Crowd(telegram, world, PACED_CHATS).ask_paced(rate, seconds), work)


def compose_part(chats: Sequence[int], seconds: float, ours: Measured, echo: Measured) -> Part:
    share = ours.best / echo.best if echo.best else 0.0
    longest = float(ours.paced.milliseconds(0.99)) if ours.paced.waits else float("inf")
    rows = [
        _compose_row(str(count), one, other)
        for count, one, other in zip(chats, ours.by_chats, echo.by_chats, strict=True)
    ]
    paced = f"{ours.paced.rate:.0f} / {echo.paced.rate:.0f} a second asked"
    return Part(
        name="http",
        title="Questions over HTTP",
        inputs={
            "seconds for each number of chats": f"{seconds:g}",
            "articles": "the sample corpus, in memory",
            "questions": str(len(QUESTIONS)),
            "flood checks of the server": "off",
            "settings": ", ".join(f"{name}={value}" for name, value in RAISED.items()),
            "durable": "intake and deliveries, a sync of the disk for each commit",
            "who asks": "people in the server's own process: neither bot shares its process with them",
        },
        tables=(
            Table(
                caption="Questions answered a second, and milliseconds until the answer, when each chat asks again as "
                "soon as it is answered; last row: half of the highest rate, whether answers come or not",
                columns=("chats", "ours", "echo", "ours, p50", "ours, p99", "echo, p50", "echo, p99", "lost"),
                rows=(*rows, _compose_row(f"{PACED_CHATS}: {paced}", ours.paced, echo.paced)),
            ),
        ),
        goals=(
            Goal(
                name="Highest rate, of that of the echo bot",
                value=f"{100 * share:.0f} %",
                wanted=f"at least {100 * SHARE:.0f} %",
                reached=share >= SHARE,
                why=_describe_work(ours, echo),
            ),
            Goal(
                name="p99 at half of the highest rate",
                value=f"{longest:.0f} ms",
                wanted=f"below {1000 * LONGEST:.0f} ms",
                reached=longest < 1000 * LONGEST,
            ),
        ),
        notes=(_describe_curve(chats, ours),),
    )


def _describe_work(ours: Measured, echo: Measured) -> str:
    if ours.work is None or echo.work is None:
        return ""
    return (
        f"an answer takes {ours.work:.1f} ms of the processor, an echo {echo.work:.1f} ms: beside the call it is "
        "found, composed and rendered; question and answer stand on the disk before either is confirmed"
    )


def _compose_row(name: str, one: Asked, other: Asked) -> tuple[str, ...]:
    shown = [asked.milliseconds(share) for asked in (one, other) for share in (0.5, 0.99)]
    return (name, f"{one.rate:.0f}", f"{other.rate:.0f}", *shown, f"{one.lost} / {other.lost}")


def _describe_curve(chats: Sequence[int], ours: Measured) -> str:
    rates = [one.rate for one in ours.by_chats]
    best = rates.index(max(rates))
    text = f"The highest rate is reached with {chats[best]} chats at once ({rates[best]:.0f} a second)."
    if best < len(chats) - 1:
        text += f" With {chats[-1]} it is {100 * rates[-1] / rates[best]:.0f} % of that: what waits, waits longer."
    return text + " Beyond it more chats make the queue longer, not the answers quicker: one process answers."


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.measure.bench.http", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only see that it runs")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    chats, seconds = (QUICK_CHATS, QUICK_SECONDS) if chosen.quick else (CHATS, SECONDS)
    part = compose_part(chats, seconds, *asyncio.run(measure(chats, seconds)))
    chosen.out.write_text(part.model_dump_json(indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
