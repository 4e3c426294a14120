"""How long digests take: `python -m tests.bench.digest [--subscriptions N] [--articles N] [--sent N] [--report FILE]`.

Plans many subscriptions that are due at once over many articles, then sends editions against a local Bot API server
at the rate that Telegram allows, while somebody asks questions.
"""

import argparse
import asyncio
import platform
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from random import Random
from typing import NamedTuple

from bot.app import open_data
from bot.chat.digests.planning import Planner
from bot.chat.limits import Rates
from bot.chat.reading import Readers
from bot.ingest.service import ingest
from bot.model.place import Place
from bot.model.subscription import Filters, Length, Schedule, Subscription
from bot.playground.server import TelegramServer
from bot.settings import Settings
from bot.store.chat.sql import SqlChatStore, open_chat_store
from tests.chat.running import running
from tests.made_news import make_news
from tests.telegram_fixtures import meet

SEED = 2026
FILTERS = 400
"""Different filters among the subscriptions; half of the subscriptions have none."""
WORDS = "bridge terminal fare inquiry turbines heaters fishing dam budget appeal villages hospital port brewery".split()  # noqa: SIM905
ALLOWED = Rates()
ASKED_EVERY = 0.7
PER_STORY = 3.5
"""Articles of a made-up story, on average."""


class Planned(NamedTuple):
    articles: int
    stories: int
    subscriptions: int
    grouping_seconds: float
    planning_seconds: float
    editions: int


class Sent(NamedTuple):
    editions: int
    messages: int
    seconds: float
    rate: float
    alone: list[float]
    beside: list[float]


async def plan_many(subscriptions: int, articles: int, folder: Path) -> Planned:
    """Everything falls due in the same minute."""
    now = datetime.now(UTC)
    async with open_data(Settings(data_dir=folder)) as workspace:
        news = make_news(round(articles / PER_STORY), SEED, now, days=3)
        await ingest(news, store=workspace.store, engine=workspace.engine)
        store = await open_chat_store(folder / "chat.db")
        try:
            readers = Readers(store.collections, workspace.service())
            began = time.perf_counter()
            await readers.update(now)
            grouped = time.perf_counter() - began
            await _subscribe(store, subscriptions, now)
            planner = Planner(store, readers, lambda: None)
            began = time.perf_counter()
            editions = await planner.plan(now)
            planned = time.perf_counter() - began
        finally:
            await store.close()
        stories = len(await readers.public_stories.find_outlines(Filters(), now))
        count = (await workspace.store.coverage(workspace.collection)).articles
    return Planned(count, stories, subscriptions, grouped, planned, editions)


async def send_many(editions: int, folder: Path) -> Sent:
    """The same bot, within Telegram's limits, against a server that enforces them."""
    now = datetime.now(UTC)
    async with open_data(Settings(data_dir=folder)) as workspace, TelegramServer() as telegram:
        await ingest(make_news(200, SEED, now, days=1.5), store=workspace.store, engine=workspace.engine)
        reader = meet(telegram, "Reader")
        chats = [meet(telegram, f"Subscriber {number}").id for number in range(editions)]
        file = folder / "chat.db"
        due = now.replace(second=0, microsecond=0)
        store = await open_chat_store(file)
        for chat in chats:
            await store.subscriptions.add(_make(Place(chat_id=chat), due, Filters(), Length.STANDARD))
        await store.close()
        async with running(telegram, file, answers=workspace.service(), rates=ALLOWED, tick_seconds=0.5):
            await telegram.until(lambda: any(telegram.answers(chat) for chat in chats), 600)
            began = time.perf_counter()
            asking = asyncio.create_task(_ask(telegram, reader.id, 8))
            await telegram.until(lambda: all(telegram.answers(chat) for chat in chats), 600)
            seconds = time.perf_counter() - began
            beside = await asking
            alone = await _ask(telegram, reader.id, 8)
        messages = sum(len(telegram.answers(chat)) for chat in chats)
    return Sent(editions, messages, seconds, messages / seconds, alone, beside)


async def _ask(telegram: TelegramServer, reader: int, times: int) -> list[float]:
    """Seconds from a question to its answer."""
    took = []
    for _ in range(times):
        before = len(telegram.answers(reader))
        began = time.perf_counter()
        telegram.people.write(reader, reader, "who raises the fare for night buses?")
        await telegram.until(lambda: len(telegram.answers(reader)) > before, 60)  # noqa: B023
        took.append(time.perf_counter() - began)
        await asyncio.sleep(ASKED_EVERY)
    return took


async def _subscribe(store: SqlChatStore, count: int, now: datetime) -> None:
    chance = Random(SEED)
    wanted = [Filters(words=tuple(chance.sample(WORDS, 2)), excluded=(chance.choice(WORDS),)) for _ in range(FILTERS)]
    due = now.replace(second=0, microsecond=0)
    for number in range(count):
        filters = chance.choice(wanted) if number % 2 else Filters()
        length = chance.choice(list(Length))
        await store.subscriptions.add(_make(Place(chat_id=1_000_000 + number), due, filters, length))


def _make(place: Place, due: datetime, filters: Filters, length: Length) -> Subscription:
    return Subscription(
        place=place,
        person_id=1,
        created=due - timedelta(hours=1),
        schedule=Schedule(times=(clock_time(due.hour, due.minute),), zone="UTC"),
        filters=filters,
        length=length,
        reached=due - timedelta(hours=1),
        next_due=due,
    )


def describe(planned: Planned, sent: Sent) -> str:
    """The report, as Markdown."""
    alone, beside = statistics.median(sent.alone), statistics.median(sent.beside)
    rows = [
        ("articles", planned.articles),
        ("stories they make", planned.stories),
        ("putting them into stories, from nothing", f"{planned.grouping_seconds:.1f} s"),
        ("subscriptions due in one minute", planned.subscriptions),
        ("editions planned and recorded with their messages", planned.editions),
        ("planning them", f"{planned.planning_seconds:.1f} s"),
        ("the same for one", f"{1000 * planned.planning_seconds / max(1, planned.editions):.1f} ms"),
    ]
    sending = [
        ("editions sent", sent.editions),
        ("messages", sent.messages),
        ("rate", f"{sent.rate:.1f} a second"),
        ("allowed", f"{ALLOWED.per_second:.0f} a second"),
        ("used of what is allowed", f"{100 * sent.rate / ALLOWED.per_second:.0f} %"),
        ("question to answer when nothing else is sent, median", f"{alone:.2f} s"),
        ("question to answer meanwhile, median", f"{beside:.2f} s"),
        ("longest meanwhile", f"{max(sent.beside):.2f} s"),
    ]
    return f"""# Digests: planning and sending

The last run of `make bench-digest`, {datetime.now(UTC):%d %B %Y}, Python {platform.python_version()}, on a machine with
few cores that others use too: figures are for comparison within one run.

| planning | |
|---|---|
{_table(rows)}

| sending, within Telegram's limits | |
|---|---|
{_table(sending)}
"""


def _table(rows: list[tuple[str, object]]) -> str:
    return "\n".join(f"| {name} | {value} |" for name, value in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscriptions", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--sent", type=int, default=300)
    parser.add_argument("--report", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        planned = asyncio.run(plan_many(chosen.subscriptions, chosen.articles, Path(folder) / "plan"))
        sent = asyncio.run(send_many(chosen.sent, Path(folder) / "send"))
    text = describe(planned, sent)
    print(text)
    if chosen.report:
        chosen.report.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
