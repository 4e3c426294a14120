"""What the parts about the chat are made of, on tiny input: that they measure what they say."""

import asyncio
import os
import sys
from pathlib import Path

from bot.measure.bench.bots import echoing
from bot.measure.bench.digests import Planned, Sent, plan_many
from bot.measure.bench.digests import compose_part as compose_digests
from bot.measure.bench.fairness import QUICK, Found, Stretch
from bot.measure.bench.fairness import compose_part as compose_fairness
from bot.measure.bench.http import Measured
from bot.measure.bench.http import compose_part as compose_http
from bot.measure.bench.load import Asked, Crowd, WatchedWorld
from bot.measure.bench.sharing import Shares, Watched
from bot.playground.server import TelegramServer


async def test_a_crowd_asks_and_hears_its_answers() -> None:
    world = WatchedWorld()
    world.floods.enabled = False
    async with TelegramServer(world) as telegram, echoing(telegram, world):
        crowd = Crowd(telegram, world, 3)
        asked = await crowd.ask_in_turn(0.2)
        paced = await crowd.ask_paced(20.0, 0.2)
    assert (asked.lost, paced.lost) == (0, 0)
    assert len(asked.waits) >= 3
    assert len(paced.waits) == 4
    assert sum(world.written.values()) == len(asked.waits) + len(paced.waits)


async def test_all_that_is_due_is_planned(tmp_path: Path) -> None:
    planned = await plan_many(30, 40, tmp_path / "data")
    assert planned.subscriptions == planned.editions == 30
    assert planned.articles > planned.stories > 1


async def test_the_processors_are_told_apart() -> None:
    watched = Watched(os.getpid())
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "while True: pass")
    try:
        while (found := watched.measure()) is not None and found.children < 0.2:  # noqa: ASYNC110 (nobody tells)
            await asyncio.sleep(0.01)
    finally:
        child.kill()
        await child.wait()
    assert found is None or found.process < found.seconds


def test_goals_are_reached_or_not() -> None:
    quick, slow = Asked([0.01, 0.02], 0.1, 0), Asked([0.4, 0.9], 2.0, 1)
    http = compose_http((1,), 1.0, Measured([slow], slow), Measured([quick], quick))
    assert [goal.reached for goal in http.goals] == [False, False]
    assert http.goals[0].value == "5 %"
    alone, busy = Shares(10, 1, 0, 1, 2, 0.5, 0), Shares(10, 4, 2, 1, 11, 7.5, 1)
    found = Found(Stretch(quick, alone), Stretch(quick, busy), Stretch(slow, busy), 3)
    fairness = compose_fairness(QUICK, found)
    assert [goal.reached for goal in fairness.goals] == [True, False]
    assert "all else 1.10 (alone 0.20)" in fairness.goals[1].why
    assert "waited for a core 0.75 s a second (alone 0.05)" in fairness.goals[1].why
    planned, sent = Planned(5, 2, 10, 0.1, 3.0, busy, 10), Sent(30, 57, 2.0, 0, quick, slow)
    assert [goal.reached for goal in compose_digests(planned, sent).goals] == [True, True, True]
