"""Planning beside its flows: what fails for one place, what changes while an edition is made, and what comes before."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.answer.private import PrivateCollections
from bot.answer.service import AnswerService
from bot.app import open_index
from bot.chat.digests.past import Past, look_back
from bot.chat.digests.planning import AT_ONCE, Planner
from bot.chat.reading import Readers
from bot.model.place import Place
from bot.model.subscription import Edition, EditionState, Schedule, Subscription
from bot.store.chat.sql import SqlChatStore, open_chat_store
from bot.store.sql import open_store
from tests.chat.flows.changing import Corpus

NOW = datetime(2025, 3, 25, 8, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BROKEN = Place(chat_id=-5)
STATES = EditionState


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlChatStore]:
    opened = await open_chat_store(tmp_path / "chat.db")
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def answers() -> AnswerService:
    corpus = Corpus()
    await corpus.put("fire", "A fire destroyed the fish market of Arlby.", NOW - HOUR, "Fire in Arlby")
    return corpus.answers


def make(place: Place, due: datetime = NOW, **changes: object) -> Subscription:
    made = Subscription(
        place=place,
        person_id=7,
        created=NOW - DAY,
        schedule=Schedule(times=(time(8),), zone="UTC"),
        reached=NOW - HOUR,
        next_due=due,
    )
    return made.model_copy(update=changes)


async def state_of(store: SqlChatStore, of: Subscription) -> EditionState | None:
    found = await store.editions.of_subscription(of.id, 1)
    return found[0].state if found else None


async def test_a_place_whose_articles_cannot_be_read_stops_no_other(
    store: SqlChatStore, answers: AnswerService, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    articles = await open_store(tmp_path / "articles.db")
    private = PrivateCollections(articles, lambda _name: open_index("memory", None), lambda _name: None)
    readers = Readers(store.collections, answers, private)
    assert await readers.arrivals(BROKEN.chat_id, NOW)
    await articles.close()  # from now on its articles cannot be read
    broken = [await store.subscriptions.add(make(BROKEN, NOW - HOUR)) for _ in range(AT_ONCE + 1)]
    fine = await store.subscriptions.add(make(Place(chat_id=7)))
    planner = Planner(store, readers, lambda: None)
    for _ in range(2):
        await planner.plan(NOW)
    assert await state_of(store, fine) is STATES.PLANNED
    assert [await state_of(store, one) for one in broken] == [None] * len(broken)
    assert len({one.subscription for one in caplog.records}) == len(caplog.records) == len(broken)  # type: ignore[attr-defined]
    assert "edition not planned" in caplog.text
    await planner.plan(NOW + 7 * HOUR)
    assert await state_of(store, broken[0]) is STATES.MISSED, "it is not due for ever"
    private.close()


async def test_who_saves_a_digest_while_it_is_planned_makes_it_due_no_second_time(
    store: SqlChatStore, answers: AnswerService
) -> None:
    """What the form had read is put back, the due time too."""
    read = await store.subscriptions.add(make(Place(chat_id=7)))
    planner = Planner(store, Readers(store.collections, answers), lambda: None)
    assert await planner.plan(NOW) == 1
    assert await store.subscriptions.save(read.model_copy(update={"silent": True}))
    assert await planner.plan(NOW + timedelta(seconds=5)) == 0
    found = await store.subscriptions.find(read.id)
    assert found is not None
    assert (found.silent, found.next_due) == (True, NOW + DAY)
    assert len(await store.deliveries.claim(NOW, 9)) == 1


async def test_two_processes_plan_each_edition_once(
    store: SqlChatStore, answers: AnswerService, tmp_path: Path
) -> None:
    other = await open_chat_store(tmp_path / "chat.db")
    added = [await store.subscriptions.add(make(Place(chat_id=number))) for number in range(1, AT_ONCE + 20)]
    planners = [Planner(one, Readers(one.collections, answers), lambda: None) for one in (store, other)]
    await asyncio.gather(*(planner.plan(NOW) for planner in planners))
    await planners[0].plan(NOW)
    assert (await store.editions.counts())[STATES.PLANNED] == len(added)
    assert len(await store.deliveries.claim(NOW, 999)) == len(added)
    await other.close()


async def test_a_clock_put_back_makes_due_what_lies_ahead_again(store: SqlChatStore, answers: AnswerService) -> None:
    ahead = NOW + 900 * DAY
    added = await store.subscriptions.add(make(Place(chat_id=7), ahead + DAY, reached=ahead))
    planner = Planner(store, Readers(store.collections, answers), lambda: None)
    assert await planner.refresh(NOW - HOUR) == 1
    found = await store.subscriptions.find(added.id)
    assert found is not None
    assert (found.reached, found.next_due) == (NOW - HOUR, NOW)
    assert await planner.refresh(NOW - HOUR) == 0


# what came before


def edition(
    due: datetime, state: EditionState, *, made: datetime | None = None, closed: datetime | None = None
) -> Edition:
    made = made or due
    return Edition(id=1, subscription_id=1, due=due, state=state, made=made, closed=closed or made)


def test_before_the_first_there_is_nothing() -> None:
    assert look_back([], ()) == Past()
    assert look_back([], (NOW,)) == Past((NOW,))
    never_read = [edition(NOW, STATES.REFUSED), edition(NOW - DAY, STATES.MISSED)]
    assert look_back(never_read, (NOW + DAY,)) == Past((NOW - DAY, NOW, NOW + DAY))


def test_what_the_last_one_spoke_of_is_not_said_again() -> None:
    last = edition(NOW, STATES.SENT)
    assert look_back([last, edition(NOW - DAY, STATES.MISSED, made=NOW)], ()) == Past((), (), last, NOW)


def test_lost_ones_are_said_and_their_news_counts_again() -> None:
    first, last = edition(NOW - DAY, STATES.SENT), edition(NOW + HOUR, STATES.LATE)
    lost = edition(NOW, STATES.MISSED, closed=NOW + 2 * HOUR)
    assert look_back([last, lost, first], ()) == Past((NOW,), (), last, first.made)
    assert look_back([last, lost], ()) == Past((NOW,), (), last, None), "as before the first"
    refused = edition(NOW + 3 * HOUR, STATES.REFUSED)
    assert look_back([refused, last], ()) == Past((refused.due,), (), last, last.made)


def test_an_unsure_one_is_said_once() -> None:
    unsure = edition(NOW, STATES.UNSURE)
    assert look_back([unsure], ()) == Past((), (NOW,), unsure, NOW)
    last = edition(NOW + DAY, STATES.SENT)
    assert look_back([last, unsure], ()) == Past((), (), last, last.made)
    late = edition(NOW, STATES.UNSURE, closed=NOW + DAY + HOUR)
    assert look_back([last, late], ()) == Past((), (NOW,), last, last.made), "it was planned before it was known"
