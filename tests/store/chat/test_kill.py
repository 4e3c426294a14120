"""SIGKILL in the middle of writing: nothing half, nothing lost, nothing twice."""

import asyncio
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

from bot.model.delivery import DeliveryState
from bot.model.update import UpdateState
from bot.store.chat.sql import SqlChatStore, open_chat_store
from tests.store.chat.writer import PARTS, answer

ROOT = Path(__file__).resolve().parents[3]
KILLS = 4
HALF = """
    SELECT u.update_id, u.state, count(d.id), count(t.id)
    FROM updates u LEFT JOIN deliveries d USING (update_id) LEFT JOIN turns t ON t.id = u.update_id
    GROUP BY u.update_id HAVING count(d.id) != CASE u.state WHEN 'done' THEN ? ELSE 0 END OR count(t.id) != count(d.id)
"""
"""Updates that are done without all their parts and their turn, or have some and are not done."""


def _kill(file: Path, seconds: float) -> None:
    """Lets a writer write for that long."""
    command = [sys.executable, "-m", "tests.store.chat.writer", str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(seconds)
        writer.kill()


def _check(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute(HALF, [PARTS]).fetchall() == []
        assert raw.execute("SELECT coalesce(max(update_id) + 1, 0) - count(*) FROM updates").fetchone() == (0,), (
            "a batch was torn"
        )


async def _finish(store: SqlChatStore) -> int:
    """What the next process does; returns how many updates there are."""
    await store.updates.requeue(100)
    unsure = await store.deliveries.recover()
    assert len(unsure) <= 3, "only what was being sent, one of a place"
    while claimed := await store.updates.claim(9):
        assert [await answer(store, one.update_id) for one in claimed] == [True] * len(claimed)
    counts = await store.updates.counts()
    assert counts[UpdateState.DONE] == sum(counts.values())
    assert (await store.deliveries.counts())[DeliveryState.SENDING] == 0
    return counts[UpdateState.DONE]


def test_nothing_is_lost_or_doubled_by_a_kill(file: Path) -> None:
    chance = Random(2026)
    for _ in range(KILLS):
        _kill(file, chance.uniform(0.02, 0.3))
        _check(file)

    async def end() -> int:
        store = await open_chat_store(file)
        try:
            return await _finish(store)
        finally:
            await store.close()

    assert asyncio.run(end()) > 0, "nothing was written before the kills"
    _check(file)
