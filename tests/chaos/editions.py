"""Editions that are due while the bot is killed: `python -m tests.chaos.editions [--editions N] [--kills N] [--seed S]
[--report FILE]`."""

import argparse
import asyncio
import json
import sqlite3
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from random import Random
from typing import NamedTuple

from bot.app import open_data
from bot.chat.calls import SEND
from bot.ingest.service import ingest
from bot.measure.bench.made_news import make_news
from bot.model.place import Place
from bot.model.subscription import Length, Schedule, Subscription
from bot.playground.server import TelegramServer
from bot.settings import Settings
from bot.store.chat.sql import open_chat_store
from tests.chaos.process import BotProcess, make_environment
from tests.telegram_fixtures import meet

LIFE = 0.5
"""Seconds after the first message of a life within which the bot is killed."""
PLANNING = 4.0
"""Seconds after the first call of a life within which the bot is killed when no message is waited for."""
WHILE_SENDING = 0.75
"""Share of the lives that are ended after their first message; the others end when editions are planned, or before."""
SENDING = 15.0
"""Seconds after the first call of a life within which the first message comes, or there is none left."""
STARTED = 60.0
SETTLED = 90.0
STORIES, NEWS = 12, 5
"""Made-up stories, and the seed of them: eight of these take more than one message."""
FIRST_PERSON = 50_000
_OPEN = """
    SELECT (SELECT count(*) FROM subscriptions WHERE next_due <= ?)
         + (SELECT count(*) FROM deliveries WHERE state IN ('waiting', 'sending'))
"""
_PARTS = """
    SELECT e.subscription, e.state, d.chat, d.state, d.message_ids
    FROM editions e LEFT JOIN deliveries d ON d.edition = e.id ORDER BY e.id, d.part
"""


class Verdict(NamedTuple):
    """Of the editions that were due: how many there are, by state; `lost`: chats that got less than all parts though
    nothing is unsure; `doubled`: messages that no delivery is recorded as having sent, beyond those that may be unsure
    ones. `long`: editions of more than one message. `hit`: kills after which something was sent already, and something
    was left.
    """

    editions: int
    states: dict[str, int]
    messages: int
    unsure: int
    long: int
    lost: list[int]
    doubled: list[tuple[int, int]]
    kills: int
    hit: int
    seed: int
    seconds: float
    violations: list[str]


async def run_editions(editions: int, kills: int, seed: int, folder: Path, life: float = LIFE) -> Verdict:
    """All are due before the first start; the bot is killed at random moments, then serves once more to the end."""
    began, chance = time.monotonic(), Random(seed)
    async with TelegramServer() as telegram:
        telegram.world.floods.enabled = False
        chats = _add_people(telegram, editions)
        now = datetime.now(UTC)
        await _fill(folder, chats, seed, now)
        process = BotProcess(make_environment(telegram.url, telegram.token, folder), folder / "errors.txt")
        hit = 0
        try:
            for _ in range(kills):
                await _start(process, telegram)
                await _let_live(telegram, chance, life)
                await process.kill()
                hit += bool(telegram.world.called(SEND)) and _count_open(folder / "chat.db", now) > 0
            await _start(process, telegram)
            await _settle(folder / "chat.db", now)
            assert await process.stop() == 0
        finally:
            await process.end()
        verdict = _judge(folder / "chat.db", telegram, chats)
        return verdict._replace(kills=kills, hit=hit, seed=seed, seconds=time.monotonic() - began)


def _add_people(telegram: TelegramServer, count: int) -> list[int]:
    return [meet(telegram, f"Reader {number}").id for number in range(count)]


async def _fill(folder: Path, chats: list[int], seed: int, now: datetime) -> None:
    """Articles, and a subscription a chat that fell due a minute ago."""
    settings = Settings(data_dir=folder)
    async with open_data(settings) as workspace:
        await ingest(make_news(STORIES, NEWS, now, days=1.2), store=workspace.store, engine=workspace.engine)
    due = (now - timedelta(minutes=1)).replace(second=0, microsecond=0)
    store = await open_chat_store(folder / "chat.db")
    try:
        for chat in chats:
            await store.subscriptions.add(_make_subscription(chat, due))
    finally:
        await store.close()


def _make_subscription(chat: int, due: datetime) -> Subscription:
    """Full length: two messages and more."""
    return Subscription(
        place=Place(chat_id=chat),
        person_id=chat,
        created=due - timedelta(hours=1),
        schedule=Schedule(times=(clock_time(due.hour, due.minute),), zone="UTC"),
        length=Length.FULL,
        reached=due - timedelta(hours=1),
        next_due=due,
    )


async def _start(process: BotProcess, telegram: TelegramServer) -> None:
    before = len(telegram.world.called("getMe"))
    await process.start()
    await telegram.until(lambda: len(telegram.world.called("getMe")) > before, STARTED)


async def _let_live(telegram: TelegramServer, chance: Random, life: float) -> None:
    sent = len(telegram.world.called(SEND))
    if chance.random() > WHILE_SENDING:
        await asyncio.sleep(chance.uniform(0, PLANNING))
        return
    with suppress(AssertionError):  # nothing is left to send
        await telegram.until(lambda: len(telegram.world.called(SEND)) > sent, SENDING)
    await asyncio.sleep(chance.uniform(0, life))


async def _settle(database: Path, now: datetime) -> None:
    """Until nothing is due and nothing waits. AssertionError when nothing moves any more."""
    left, since = -1, time.monotonic()
    while True:
        found = _count_open(database, now)
        if not found:
            return
        if found != left:
            left, since = found, time.monotonic()
        assert time.monotonic() < since + SETTLED, f"not settled: {left} left"
        await asyncio.sleep(0.2)


def _count_open(database: Path, now: datetime) -> int:
    """Due times without edition, and messages that are to be sent."""
    with closing(sqlite3.connect(database)) as raw:
        return int(raw.execute(_OPEN, (int(now.timestamp() * 1_000_000),)).fetchone()[0])


def _judge(database: Path, telegram: TelegramServer, chats: list[int]) -> Verdict:
    with closing(sqlite3.connect(database)) as raw:
        states = dict(raw.execute("SELECT state, count(*) FROM editions GROUP BY state").fetchall())
        rows = raw.execute(_PARTS).fetchall()
    sent: Counter[tuple[int, int]] = Counter()
    unsure: Counter[int] = Counter()
    open_in: Counter[int] = Counter()
    parts: Counter[int] = Counter()
    for subscription, _, chat, state, message_ids in rows:
        parts[subscription] += 1
        unsure[chat] += state == "unsure"
        open_in[chat] += state not in ("sent", "unsure")
        sent.update((chat, number) for number in json.loads(message_ids or "[]"))
    doubled = [one for one, times in sent.items() if times > 1]
    for chat in chats:
        standing = {(chat, message.id) for message in telegram.answers(chat)}
        doubled += sorted(standing - set(sent))[unsure[chat] :]
    with_edition = {row[2] for row in rows}
    return Verdict(
        editions=sum(states.values()),
        states=states,
        messages=len(sent),
        unsure=sum(unsure.values()),
        long=sum(count > 1 for count in parts.values()),
        lost=[chat for chat in chats if chat not in with_edition or open_in[chat]],
        doubled=doubled,
        kills=0,
        hit=0,
        seed=0,
        seconds=0.0,
        violations=list(telegram.world.violations),
    )


def check(verdict: Verdict, editions: int) -> list[str]:
    """What is wrong with it; empty when nothing is."""
    wrong = []
    if verdict.editions != editions:
        wrong.append(f"{verdict.editions} editions for {editions} due times")
    if verdict.lost:
        wrong.append(f"lost: {verdict.lost[:5]}")
    if verdict.doubled:
        wrong.append(f"sent twice: {verdict.doubled[:5]}")
    if not verdict.hit:
        wrong.append("no kill came while messages were sent: nothing was tried")
    if not verdict.long:
        wrong.append("no edition was longer than a message")
    return wrong + verdict.violations


def describe(verdict: Verdict) -> str:
    """The report, as Markdown."""
    states = ", ".join(f"{count} {state}" for state, count in sorted(verdict.states.items()))
    rows = [
        ("due times, one subscription each", verdict.editions),
        ("kills", verdict.kills),
        ("of these while editions were being sent", verdict.hit),
        ("editions by state", states),
        ("editions of more than one message", verdict.long),
        ("messages sent, each exactly once as recorded and as seen in the chats", verdict.messages),
        ("messages recorded as unsure (being sent at the moment of a kill)", verdict.unsure),
        ("editions lost", len(verdict.lost)),
        ("messages sent twice", len(verdict.doubled)),
        ("took", f"{verdict.seconds:.0f} s"),
    ]
    table = "\n".join(f"| {name} | {value} |" for name, value in rows)
    return f"""# Editions under kills

The last run of `make chaos`, {datetime.now(UTC):%d %B %Y}, seed {verdict.seed}: that many digests were due at once,
in as many private chats, over {STORIES} made-up stories, and the serving bot was ended with SIGKILL at random moments:
three times of four within half a second of the first message that it sent, else within {PLANNING:.0f} seconds of its
first call, while editions are planned or before; then it served once more to the end.

| | |
|---|---|
{table}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--editions", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--report", type=Path)
    chosen, _ = parser.parse_known_args()  # `make chaos` hands the same options to all its parts
    with tempfile.TemporaryDirectory() as folder:
        verdict = asyncio.run(run_editions(chosen.editions, chosen.kills, chosen.seed, Path(folder)))
    text = describe(verdict)
    print(text)
    if wrong := check(verdict, chosen.editions):
        raise SystemExit("\n".join(wrong))
    if chosen.report:
        chosen.report.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
