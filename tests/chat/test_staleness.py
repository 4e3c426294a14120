"""Where nothing new comes in any more, all that is said over the articles says so: answers, inline, digests, alerts."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest_asyncio

from bot.chat.alerts import Alerts
from bot.chat.digests.planning import Planner
from bot.chat.manner import Manners
from bot.chat.reading import Readers
from bot.chat.staleness import describe_staleness
from bot.model.answer import Abstention, Coverage, Reason
from bot.model.article import RawArticle
from bot.model.place import Place
from bot.model.query import Query
from bot.model.subscription import Schedule, Subscription, Watch
from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from bot.store.chat.sql import SqlChatStore, open_chat_store
from bot.store.memory import MemoryStore
from tests.chat.collections.worlds import make_private
from tests.chat.flows.changing import EN, say
from tests.chat.flows.test_inline import type_inline
from tests.chat.running import running
from tests.ingest.feeds.news import Desk, Item, open_desk, page, rss
from tests.ingest.fetch.site import open_site

CAME = datetime(2026, 5, 3, 8, tzinfo=UTC)
NOW = CAME + timedelta(days=3)
STALE = EN.text("bot-stale", time=EN.span(NOW - CAME))
DREDGING = "what will dredging cost?"
PLACE = Place(chat_id=7)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A feed that brought an article three days ago, and nothing since."""
    async with open_site() as site, open_desk(tmp_path, site) as opened:
        site.put("/feed", rss(site, [Item("/news/harbour", "Harbour to close", published=CAME)]))
        site.put("/news/harbour", page("Harbour to close"), Content_Type="text/html")
        await opened.add(f"{site.url}/feed", CAME)
        yield opened


@pytest_asyncio.fixture
async def store(file: Path) -> AsyncIterator[SqlChatStore]:
    opened = await open_chat_store(file)
    yield opened
    await opened.close()


async def read_waiting(store: SqlChatStore) -> str:
    """What would be sent."""
    waiting = await store.deliveries.claim(NOW + timedelta(days=1), 9)
    return "".join(one.payload or "" for one in waiting)


async def test_it_is_said_after_a_day_and_not_before(desk: Desk, store: SqlChatStore) -> None:
    readers = Readers(store.collections, desk.answers)
    assert await describe_staleness(desk.service, readers, CAME + timedelta(hours=20), EN) == ""
    assert await describe_staleness(desk.service, readers, NOW, EN) == STALE
    assert await describe_staleness(None, readers, NOW, EN) == ""


async def test_what_a_group_keeps_hides_nothing(desk: Desk, store: SqlChatStore) -> None:
    """A document that is new says nothing of whether the feeds still bring anything."""
    private = make_private(MemoryStore(), "memory")
    readers = Readers(store.collections, desk.answers, private)
    arrivals = await readers.arrivals(-5, NOW)
    assert arrivals
    await arrivals.take_all([RawArticle(text="The board met in the morning.", published=NOW)])
    reader = await readers.of(Place(chat_id=-5))
    assert (await reader.answers.coverage()).newest == NOW
    assert await describe_staleness(desk.service, readers, NOW, EN) == STALE
    private.close()


async def test_a_digest_says_so_above_its_stories(desk: Desk, store: SqlChatStore) -> None:
    subscription = Subscription(
        place=PLACE,
        person_id=7,
        created=CAME - timedelta(days=1),
        schedule=Schedule(times=(time(8),), zone="UTC"),
        reached=CAME - timedelta(hours=1),
        next_due=NOW,
    )
    await store.subscriptions.add(subscription)
    readers = Readers(store.collections, desk.answers)
    assert await Planner(store, readers, lambda: None, desk.service).plan(NOW) == 1
    said = await read_waiting(store)
    assert 0 < said.index("Nothing new is coming in") < said.index("Harbour to close")


async def test_an_alert_says_so_below(desk: Desk, store: SqlChatStore) -> None:
    nothing = Abstention(
        query=Query(question=DREDGING, language="en"), reason=Reason.EMPTY_CORPUS, coverage=Coverage(articles=0)
    )
    watch = Watch(place=PLACE, person_id=7, created=CAME, question=DREDGING, language="en", reply=nothing, checked=CAME)
    await store.watches.add(watch)
    readers = Readers(store.collections, desk.answers)
    await readers.update(NOW)
    alerts = Alerts(store, readers, Manners(store, "en"), lambda: NOW, lambda: None, desk.service)
    assert await alerts.check(NOW) == 1
    said = await read_waiting(store)
    assert 0 < said.index("forty million crowns") < said.index("Nothing new is coming in")


async def test_an_inline_answer_says_so_where_it_is_sent(
    telegram: TelegramServer, file: Path, desk: Desk, ann: User
) -> None:
    async with running(telegram, file, answers=desk.answers, feeds=desk.service, clock=lambda: NOW):
        whole, *quotes = (await type_inline(telegram, ann, DREDGING)).results
    assert whole.text.endswith(STALE)
    assert quotes
    assert STALE not in quotes[0].text


async def test_the_answer_that_begins_a_watch_says_so(
    telegram: TelegramServer, file: Path, desk: Desk, ann: User
) -> None:
    async with running(telegram, file, answers=desk.answers, feeds=desk.service, clock=lambda: NOW):
        begun = await say(telegram, ann.id, ann, f"/watch {DREDGING}")
    assert begun.text.endswith(STALE)
