"""Kills the serving bot again and again: `python -m tests.chaos.run [--kills N] [--seed S] [--report FILE]`."""

import argparse
import asyncio
import contextlib
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

from bot.playground.server import TelegramServer
from tests.chaos.load import Crowd
from tests.chaos.process import BotProcess, make_environment
from tests.chaos.verdict import Verdict, count_open, judge

LIFE = (0.3, 2.6)
"""Seconds from a start to its kill: from before the first poll to deep in the work."""
PER_SECOND = 12.0
SETTLED = 60.0


class Outcome(NamedTuple):
    verdict: Verdict
    kills: int
    seed: int
    seconds: float
    violations: list[str]


async def run_chaos(kills: int, seed: int, folder: Path, life: tuple[float, float] = LIFE) -> Outcome:
    """Serves, kills at random moments while people go on asking, serves once more to the end, and judges."""
    chance = Random(seed)
    began = time.monotonic()
    async with TelegramServer() as telegram:
        telegram.world.floods.enabled = False
        crowd = Crowd(telegram, chance)
        process = BotProcess(make_environment(telegram, folder), folder / "errors.txt")
        asking = asyncio.create_task(crowd.go_on(PER_SECOND))
        for _ in range(kills):
            await process.start()
            await asyncio.sleep(chance.uniform(*life))
            await process.kill()
        asking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asking
        await process.start()
        await _settle(telegram, folder / "chat.db")
        assert await process.stop() == 0
        verdict = judge(folder / "chat.db", telegram, crowd.asked)
        return Outcome(verdict, kills, seed, time.monotonic() - began, list(telegram.world.violations))


async def _settle(telegram: TelegramServer, database: Path) -> None:
    """Until nothing is pending anywhere."""
    async with asyncio.timeout(SETTLED):
        while True:
            await telegram.wait_for_polls(SETTLED)
            if count_open(database) == 0 and not telegram.world.updates.pending():
                return
            await asyncio.sleep(0.1)


def describe(outcome: Outcome) -> str:
    """The report, as Markdown."""
    verdict = outcome.verdict
    return f"""# Killed under load

The last run of `make chaos`, {datetime.now(UTC):%d %B %Y}, seed {outcome.seed}: the serving bot was ended with
SIGKILL {outcome.kills} times, {LIFE[0]} to {LIFE[1]} seconds after each start, while people asked about
{PER_SECOND:.0f} questions a second in private chats, a group and a forum; then it served once more to the end.

| | |
|---|---|
| kills | {outcome.kills} |
| questions asked | {verdict.questions} |
| answered exactly once, as recorded and as seen in the chats | {verdict.answered} |
| messages sent | {verdict.sent} |
| deliveries recorded as unsure (being sent at the moment of a kill) | {verdict.unsure} |
| questions lost | {len(verdict.lost)} |
| messages sent twice | {len(verdict.doubled)} |
| updates set aside | {verdict.failed} |
| took | {outcome.seconds:.0f} s |
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
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--report", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(run_chaos(chosen.kills, chosen.seed, Path(folder)))
    text = describe(outcome)
    print(text)
    if wrong := check(outcome):
        raise SystemExit("\n".join(wrong))
    if chosen.report:
        chosen.report.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
