"""What goes by itself after its time, and what stays because something refers to it."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest_asyncio

from bot.chat.housekeeping import KEPT, clear
from bot.model.delivery import DeliveryState
from bot.model.membership import MembershipState
from bot.model.subscription import REMEMBERED, EditionState, Subscription
from bot.store.chat.sql import SqlChatStore, open_chat_store
from tests.store.chat.samples import GROUP, NOW, PRIVATE, THREAD, outgoing, turn, update
from tests.store.chat.test_editions import DAY, add, plan
from tests.store.chat.test_watches import watch

MUCH_LATER = NOW + REMEMBERED + timedelta(seconds=1)


@pytest_asyncio.fixture
async def store(file: Path) -> AsyncIterator[SqlChatStore]:
    opened = await open_chat_store(file)
    yield opened
    await opened.close()


async def send_all(store: SqlChatStore, now: datetime = NOW) -> None:
    while found := await store.deliveries.claim(now, 9):
        for one in found:
            await store.deliveries.sent(one.id, [one.id], now)


async def dues(store: SqlChatStore, of: Subscription) -> list[datetime]:
    return [one.due for one in await store.editions.of_subscription(of.id, 99)]


async def count(store: SqlChatStore) -> int:
    return sum((await store.deliveries.counts()).values())


async def digest(store: SqlChatStore, of: Subscription, due: datetime, parts: int = 1) -> Subscription:
    """Its next edition, due then; without parts a missed one. The subscription as it is afterwards."""
    planned = plan(of.model_copy(update={"next_due": due}), parts, expected=of.next_due)
    missed = planned.model_copy(update={"due": None, "told": None, "missed": (due,)})
    assert await store.editions.record([planned if parts else missed]) == [True]
    found = await store.subscriptions.find(of.id)
    assert found is not None
    return found


async def test_editions_and_their_messages_go_but_for_the_last_that_was_made(store: SqlChatStore) -> None:
    added = await add(store)
    for day in range(3):
        added = await digest(store, added, NOW + day * DAY)
        await send_all(store, NOW + day * DAY)
    await clear(store, NOW + REMEMBERED)
    assert len(await dues(store, added)) == await count(store) == 3, "not before their time"
    await clear(store, MUCH_LATER)
    assert await dues(store, added) == [NOW + 2 * DAY, NOW + DAY]
    await clear(store, MUCH_LATER + 99 * DAY)
    assert await dues(store, added) == [NOW + 2 * DAY], "/subscriptions says what became of the last one"
    assert await count(store) == 0


async def test_missed_ones_stay_until_a_digest_has_said_so(store: SqlChatStore) -> None:
    added = await add(store)
    added = await digest(store, added, NOW)
    await send_all(store)
    added = await digest(store, added, NOW + DAY, parts=0)
    await clear(store, MUCH_LATER + 99 * DAY)
    assert await dues(store, added) == [NOW + DAY, NOW]
    added = await digest(store, added, MUCH_LATER + 100 * DAY)
    await send_all(store, MUCH_LATER + 100 * DAY)
    await clear(store, MUCH_LATER + 200 * DAY)
    assert await dues(store, added) == [MUCH_LATER + 100 * DAY]


async def test_what_waits_for_a_chat_stays_with_all_its_parts(store: SqlChatStore) -> None:
    added = await add(store, THREAD)
    await digest(store, added, NOW, parts=3)
    [first] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.refused(first.id, "no", NOW)
    await store.places.set_membership(THREAD.chat_id, MembershipState.REMOVED, NOW)
    await clear(store, MUCH_LATER)
    assert await count(store) == 3
    await store.places.set_membership(THREAD.chat_id, MembershipState.ACTIVE, NOW)
    await send_all(store, MUCH_LATER)
    [edition] = await store.editions.of_subscription(added.id, 9)
    assert edition.state is EditionState.REFUSED
    await clear(store, MUCH_LATER)
    assert await count(store) == 0


async def test_what_answers_a_question_stays_with_it(store: SqlChatStore) -> None:
    await store.updates.add([update(1), update(2)])
    await store.deliveries.record([outgoing("answer")], update_id=1, turn=turn(1))
    await store.deliveries.record([outgoing("/help")], update_id=2)
    await send_all(store)
    assert await store.deliveries.record([outgoing("waits")])
    await clear(store, NOW + KEPT + DAY)
    assert await count(store) == 3
    await clear(store, MUCH_LATER)
    counts = await store.deliveries.counts()
    assert (counts[DeliveryState.SENT], counts[DeliveryState.WAITING]) == (1, 1)
    assert len(await store.deliveries.of_turn(1)) == 1
    found = await store.turns.find(1)
    assert found is not None
    assert found.answer_message_ids != (), "its buttons find it"


async def test_messages_of_updates_that_are_kept_stay(store: SqlChatStore) -> None:
    await store.updates.add([update(1, received=MUCH_LATER)])
    await store.deliveries.record([outgoing("an answer to it")], update_id=1)
    await send_all(store)
    await clear(store, MUCH_LATER)
    assert await count(store) == 1


async def test_a_refused_alert_stays_until_its_watch_goes_on_or_away(store: SqlChatStore) -> None:
    for place in (GROUP, PRIVATE):
        added = await store.watches.add(watch(place))
        alert = outgoing("what changed", place).model_copy(update={"watch_id": added.id})
        await store.watches.save(added, [alert])
        [delivery] = await store.deliveries.claim(NOW, 9)
        await store.deliveries.refused(delivery.id, "TOPIC_CLOSED", NOW)
    await clear(store, MUCH_LATER)
    assert await count(store) == 2
    await store.watches.delete(added.id)
    await clear(store, MUCH_LATER)
    assert await count(store) == 1
    await store.subscriptions.resume(GROUP)
    await send_all(store, MUCH_LATER)
    await clear(store, MUCH_LATER)
    assert await count(store) == 0
