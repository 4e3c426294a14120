"""Digests, planned and sent: `python -m bot.measure.bench.digests [--quick] --out FILE.json`.

Plans many subscriptions that are due at once over many articles, then has `serve` send editions against a local Bot
API server that enforces Telegram's limits, while somebody asks questions.
"""

import argparse
import asyncio
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from bot.app import keep_stories, open_data
from bot.chat.digests.planning import Planner
from bot.chat.limits import Rates
from bot.chat.reading import Readers
from bot.ingest.service import ingest
from bot.measure.bench.bots import serving
from bot.measure.bench.due import SEED, subscribe, subscribe_to_everything
from bot.measure.bench.load import Asked, Crowd, WatchedWorld
from bot.measure.bench.made_news import make_news
from bot.measure.bench.part import Goal, Part, Table
from bot.measure.bench.sharing import Shares, Watched
from bot.model.subscription import Filters
from bot.playground.server import TelegramServer
from bot.settings import Settings
from bot.store.chat.sql import open_chat_store

SUBSCRIPTIONS, ARTICLES, SENT = 10_000, 5_000, 300
QUICK = (200, 150, 40)
PER_STORY = 3.5
"""Articles of a made-up story, on average."""
SENT_STORIES = 200
ALLOWED = Rates()
ASKED = 1.0
"""Questions a second while digests leave."""
PLANNING, SHARE = 10.0, 0.95
PATIENCE = 900.0
FLOODED = 429


class Planned(NamedTuple):
    articles: int
    stories: int
    subscriptions: int
    grouping_seconds: float
    planning_seconds: float
    shares: Shares | None
    editions: int


class Sent(NamedTuple):
    """`seconds`: from the first message to the last. `messages`: those after the first, digests and answers."""

    editions: int
    messages: int
    seconds: float
    refused: int
    alone: Asked
    beside: Asked

    @property
    def rate(self) -> float:
        return self.messages / self.seconds


async def plan_many(subscriptions: int, articles: int, folder: Path) -> Planned:
    """Everything falls due in the same minute."""
    now, settings = datetime.now(UTC), Settings(data_dir=folder)
    async with open_data(settings) as workspace:
        news = make_news(round(articles / PER_STORY), SEED, now, days=3)
        await ingest(news, store=workspace.store, engine=workspace.engine)
        store = await open_chat_store(folder / "chat.db")
        try:
            with keep_stories(settings, workspace) as work:
                readers = Readers(store.collections, workspace.service(), work=work)
                began = time.perf_counter()
                await readers.update(now)
                grouped = time.perf_counter() - began
                await subscribe(store, subscriptions, now.replace(second=0, microsecond=0))
                began, watched = time.perf_counter(), Watched(os.getpid())
                editions = await Planner(store, readers, lambda: None).plan(now)
                planned, shares = time.perf_counter() - began, watched.measure()
        finally:
            await store.close()
        stories = len(await readers.public_stories.find_outlines(Filters(), now))
        count = (await workspace.store.coverage(workspace.collection)).articles
    return Planned(count, stories, subscriptions, grouped, planned, shares, editions)


async def send_many(editions: int, folder: Path) -> Sent:
    """`serve` within Telegram's limits, against a server that enforces them."""
    now = datetime.now(UTC)
    settings = Settings(data_dir=folder)
    async with open_data(settings) as workspace:
        await ingest(make_news(SENT_STORIES, SEED, now, days=1.5), store=workspace.store, engine=workspace.engine)
    world = WatchedWorld()
    async with TelegramServer(world) as telegram:
        chats = [_meet(world, f"Subscriber {number}") for number in range(editions)]
        store = await open_chat_store(folder / "chat.db")
        await subscribe_to_everything(store, chats, now.replace(second=0, microsecond=0))
        await store.close()
        crowd = Crowd(telegram, world, 8)
        async with serving(telegram, world, folder, {}):
            await telegram.until(lambda: bool(world.written), PATIENCE)
            began, first = time.perf_counter(), sum(world.written.values())
            asking = asyncio.create_task(crowd.ask_paced(ASKED, PATIENCE, lambda: world.written.keys() >= set(chats)))
            await telegram.until(lambda: world.written.keys() >= set(chats), PATIENCE)
            seconds, messages = time.perf_counter() - began, sum(world.written.values()) - first
            refused = sum(call.code == FLOODED for call in world.calls)
            beside = await asking
            alone = await crowd.ask_paced(ASKED, max(2.0, min(15.0, seconds)))
    return Sent(editions, messages, seconds, refused, alone, beside)


def _meet(world: WatchedWorld, name: str) -> int:
    person = world.person(name)
    person.started = person.met = True
    return world.private(person.id).id


def compose_part(planned: Planned, sent: Sent) -> Part:
    share = sent.rate / ALLOWED.per_second
    return Part(
        name="digests",
        title="Digests",
        inputs={
            "articles": "made up, in stories that several outlets report",
            "seed": str(SEED),
            "limits kept": f"{ALLOWED.per_second:g} messages a second, {ALLOWED.per_chat_second:g} in one chat",
            "questions meanwhile": f"{ASKED:g} a second",
        },
        tables=(
            Table(caption="Planning", columns=("what", "found"), rows=_describe_planning(planned)),
            Table(caption="Sending, within Telegram's limits", columns=("what", "found"), rows=_describe_sending(sent)),
        ),
        goals=(
            Goal(
                name=f"Planning {planned.subscriptions} subscriptions over {planned.articles} articles",
                value=f"{planned.planning_seconds:.1f} s",
                wanted=f"within {PLANNING:g} s",
                reached=planned.planning_seconds <= PLANNING,
                why=_explain(planned.shares),
            ),
            Goal(
                name="Sending, of the rate that is allowed",
                value=f"{100 * share:.1f} %",
                wanted=f"at least {100 * SHARE:.0f} %",
                reached=share >= SHARE,
            ),
            Goal(name="Refused for floods", value=str(sent.refused), wanted="0", reached=not sent.refused),
        ),
    )


def _explain(shares: Shares | None) -> str:
    if shares is None:
        return ""
    return (
        f"{shares.process:.1f} s are work of the processor in the process that plans: rows written, messages rendered; "
        f"{shares.children:.1f} s beside it: stories told for the first time; {shares.others:.1f} s went to all else"
    )


def _describe_cpu(shares: Shares | None) -> str:
    return "–" if shares is None else f"{shares.process:.1f} s, and {shares.children:.1f} s in the process for stories"


def _describe_planning(planned: Planned) -> tuple[tuple[str, str], ...]:
    return (
        ("articles", str(planned.articles)),
        ("stories they make", str(planned.stories)),
        ("putting them into stories, from nothing", f"{planned.grouping_seconds:.1f} s"),
        ("subscriptions due in one minute", str(planned.subscriptions)),
        ("editions planned and recorded with their messages", str(planned.editions)),
        ("planning them", f"{planned.planning_seconds:.1f} s"),
        ("processor time of that", _describe_cpu(planned.shares)),
        ("the same for one", f"{1000 * planned.planning_seconds / max(1, planned.editions):.1f} ms"),
    )


def _describe_sending(sent: Sent) -> tuple[tuple[str, str], ...]:
    return (
        ("editions sent", str(sent.editions)),
        ("messages, answers included", str(sent.messages)),
        ("rate", f"{sent.rate:.1f} a second"),
        ("used of what is allowed", f"{100 * sent.rate / ALLOWED.per_second:.1f} %"),
        ("refused for floods (429)", str(sent.refused)),
        ("question to answer when nothing else is sent, p50 / p99", _describe(sent.alone)),
        ("question to answer meanwhile, p50 / p99", _describe(sent.beside)),
    )


def _describe(asked: Asked) -> str:
    return f"{asked.milliseconds(0.5)} / {asked.milliseconds(0.99)} ms"


async def measure(subscriptions: int, articles: int, sent: int) -> Part:
    """Both, each in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        planned = await plan_many(subscriptions, articles, Path(folder) / "plan")
        return compose_part(planned, await send_many(sent, Path(folder) / "send"))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.measure.bench.digests", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only see that it runs")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    part = asyncio.run(measure(*(QUICK if chosen.quick else (SUBSCRIPTIONS, ARTICLES, SENT))))
    chosen.out.write_text(part.model_dump_json(indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
