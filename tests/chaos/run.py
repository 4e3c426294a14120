"""Kills the serving bot again and again: `python -m tests.chaos.run [--mode polling|webhook] [--kills N] [--seed S]
[--report FILE]`."""

import argparse
import asyncio
import contextlib
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

from bot.playground.server import TelegramServer
from tests.chaos.load import Crowd
from tests.chaos.process import BotProcess, add_webhook, free_port, make_environment
from tests.chaos.verdict import Verdict, count_open, judge

Mode = Literal["polling", "webhook"]
MODES: tuple[Mode, ...] = ("polling", "webhook")
EARLY, YOUNG = 0.2, 1.0
"""The share of lives that end within that many seconds of the start, whether the bot has got anywhere or not."""
LIFE = 4.0
"""The other lives end within so many seconds of the bot's first call: a start takes longer on a busy machine, and a
bot that never gets to its work proves nothing."""
STARTED = 60.0
PER_SECOND = 4.0
PACE = 0.1
"""Of the waits before an update is brought again: Telegram waits for seconds, up to two minutes, and the bot would be
dead or idle most of the time."""
SETTLED = 60.0
"""Seconds without any movement after which the bot is stuck."""
NOBODY_LISTENS = "Connection refused"


class Outcome(NamedTuple):
    mode: Mode
    verdict: Verdict
    kills: int
    seed: int
    seconds: float
    violations: list[str]
    broken: int | None
    """Updates whose way in a kill broke off; None where nobody can know."""


async def run_chaos(kills: int, seed: int, folder: Path, mode: Mode, life: float = LIFE) -> Outcome:
    """Serves, kills at random moments while people go on asking, serves once more to the end, and judges."""
    began = time.monotonic()
    async with TelegramServer() as telegram:
        telegram.world.floods.enabled = False
        telegram.world.webhook_pace = PACE
        crowd = Crowd(telegram, Random(seed))
        process = BotProcess(_compose_environment(telegram, folder, mode), folder / "errors.txt")
        try:
            await _kill_often(telegram, process, crowd, kills, life)
            before = len(telegram.world.called("getMe"))
            await process.start()
            await telegram.until(lambda: len(telegram.world.called("getMe")) > before, STARTED)  # it hears signals now
            await _settle(telegram, folder / "chat.db")
            assert await process.stop() == 0
        finally:
            await process.end()
        verdict, seconds = judge(folder / "chat.db", telegram, crowd.asked), time.monotonic() - began
        broken = _count_broken(telegram) if mode == "webhook" else None
        return Outcome(mode, verdict, kills, seed, seconds, list(telegram.world.violations), broken)


async def _kill_often(telegram: TelegramServer, process: BotProcess, crowd: Crowd, kills: int, life: float) -> None:
    """People ask from the first start to the last kill."""
    asking = asyncio.create_task(crowd.go_on(PER_SECOND))
    for _ in range(kills):
        await process.start()
        await _let_live(telegram, crowd.chance, life)
        await process.kill()
    asking.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await asking


async def _let_live(telegram: TelegramServer, chance: Random, life: float) -> None:
    """Until the moment to kill."""
    if chance.random() < EARLY:
        await asyncio.sleep(chance.uniform(0, YOUNG))
        return
    before = len(telegram.world.called("getMe"))
    await telegram.until(lambda: len(telegram.world.called("getMe")) > before, STARTED)
    await asyncio.sleep(chance.uniform(0, life))


def _compose_environment(telegram: TelegramServer, folder: Path, mode: Mode) -> dict[str, str]:
    polling = make_environment(telegram.url, telegram.token, folder)
    return polling if mode == "polling" else add_webhook(polling, free_port())


def _count_broken(telegram: TelegramServer) -> int:
    """Attempts that reached the bot and got no answer from it."""
    attempts = telegram.world.webhook.attempts
    return sum(one.code is None and one.error != NOBODY_LISTENS for one in attempts)


async def _settle(telegram: TelegramServer, database: Path) -> None:
    """Until nothing is pending anywhere: first with Telegram, since what leaves it stands in the database.

    AssertionError when nothing moves any more.
    """
    before, since = (-1, -1), time.monotonic()
    while any(left := (len(telegram.world.updates.pending()), count_open(database))):
        if left != before:
            before, since = left, time.monotonic()
        assert time.monotonic() < since + SETTLED, f"not settled; {left[0]} updates with Telegram, {left[1]} open here"
        await asyncio.sleep(0.1)


ROWS: dict[str, Callable[[Outcome], object]] = {
    "kills": lambda one: one.kills,
    "questions asked": lambda one: one.verdict.questions,
    "answered exactly once, as recorded and as seen in the chats": lambda one: one.verdict.answered,
    "messages sent": lambda one: one.verdict.sent,
    "deliveries recorded as unsure (being sent at the moment of a kill)": lambda one: one.verdict.unsure,
    "questions lost": lambda one: len(one.verdict.lost),
    "messages sent twice": lambda one: len(one.verdict.doubled),
    "updates set aside": lambda one: one.verdict.failed,
    "updates broken off by a kill on their way in, and brought again": lambda one: (
        "–" if one.broken is None else one.broken
    ),
    "took": lambda one: f"{one.seconds:.0f} s",
}


def describe(outcomes: Sequence[Outcome]) -> str:
    """The report, as Markdown: a column for each mode."""
    first, modes = outcomes[0], [one.mode for one in outcomes]
    rows = [("", *modes), ("---",) * (len(modes) + 1)]
    rows += [(name, *(str(read(one)) for one in outcomes)) for name, read in ROWS.items()]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"""# Killed under load

The last run of `make chaos`, {datetime.now(UTC):%d %B %Y}, seed {first.seed}: the serving bot was ended with
SIGKILL {first.kills} times in each mode, a fifth of them within a second of the start, the others within
{LIFE:.0f} seconds of the bot's first call, while people asked about {PER_SECOND:.0f} questions a second in private
chats, a group and a forum; then it served once more to the end.
Polling: the bot fetches the updates. Webhook: the server brings them, and brings again what was not confirmed, with
waits that are a tenth of Telegram's.

{table}
"""


def check(outcome: Outcome) -> list[str]:
    """What is wrong with it; empty when nothing is."""
    verdict = outcome.verdict
    wrong = []
    if not verdict.answered:
        wrong.append("nothing was answered")
    if verdict.lost:
        wrong.append(f"lost: {verdict.lost[:5]}")
    if verdict.doubled:
        wrong.append(f"sent twice: {verdict.doubled[:5]}")
    if verdict.failed:
        wrong.append(f"set aside: {verdict.failed}")
    return wrong + outcome.violations


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mode", choices=MODES, help="both, one after the other, when not given")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--report", type=Path)
    chosen = parser.parse_args()
    modes = [chosen.mode] if chosen.mode else MODES
    outcomes = [run_once(mode, chosen.kills, chosen.seed) for mode in modes]
    text = describe(outcomes)
    print(text)
    if wrong := [f"{one.mode}: {what}" for one in outcomes for what in check(one)]:
        raise SystemExit("\n".join(wrong))
    if chosen.report:
        chosen.report.write_text(text, encoding="utf-8")


def run_once(mode: Mode, kills: int, seed: int) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(run_chaos(kills, seed, Path(folder), mode))


if __name__ == "__main__":
    main()
