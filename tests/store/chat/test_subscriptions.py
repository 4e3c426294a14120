"""What the contracts of subscriptions and editions say of their edges: who is resumed, what closes when, upgrades."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from bot.model.delivery import DeliveryState
from bot.model.errors import StoreError
from bot.model.place import Place
from bot.model.subscription import LATE_AFTER, EditionState, Pause, Subscription, Told
from bot.store.chat import tables
from bot.store.chat.sql import SqlChatStore, open_chat_store
from tests.store.chat.samples import GROUP, NOW, PRIVATE, THREAD, after, find_delivery, outgoing
from tests.store.chat.test_editions import DAY, add, plan, state_of, subscription
from tests.store.chat.test_watches import watch


async def test_watches_go_on_with_the_subscriptions_of_the_very_place(store: SqlChatStore) -> None:
    refused = await store.watches.add(watch(THREAD, paused=Pause.REFUSED))
    by_person = await store.watches.add(watch(THREAD, paused=Pause.PERSON))
    elsewhere = await store.watches.add(watch(GROUP, paused=Pause.REFUSED))
    assert await store.subscriptions.resume(THREAD) == 0, "only subscriptions are counted"
    paused = {one.id: one.paused for one in await store.watches.of_chat(GROUP.chat_id)}
    assert paused == {refused.id: None, by_person.id: Pause.PERSON, elsewhere.id: Pause.REFUSED}
    assert not await store.watches.save(refused), "it is another version by now"


async def test_a_refusal_does_not_hide_that_a_person_paused_it(store: SqlChatStore) -> None:
    added = await add(store)
    await store.editions.record([plan(added)])
    await store.subscriptions.save(added.model_copy(update={"paused": Pause.PERSON}))
    [delivery] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.refused(delivery.id, "no", NOW)
    found = await store.subscriptions.find(added.id)
    assert found is not None
    assert found.paused is Pause.PERSON


async def test_an_edition_is_in_time_up_to_the_very_moment(store: SqlChatStore) -> None:
    added = await add(store)
    await store.editions.record([plan(added)])
    [delivery] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.sent(delivery.id, [1], NOW + LATE_AFTER)
    [edition] = await store.editions.of_subscription(added.id, 1)
    assert (edition.state, edition.closed) == (EditionState.SENT, NOW + LATE_AFTER)


async def test_a_refused_part_leaves_it_planned_while_others_wait(store: SqlChatStore) -> None:
    added = await add(store)
    await store.editions.record([plan(added, parts=2)])
    [first] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.refused(first.id, "no", NOW)
    assert await state_of(store, added) is EditionState.PLANNED
    [second] = await store.deliveries.claim(NOW, 9)
    assert (second.part, second.edition_id) == (1, first.edition_id)
    await store.deliveries.sent(second.id, [1], NOW)
    assert await state_of(store, added) is EditionState.REFUSED


@pytest.mark.parametrize("harmless", [(), ("sendMessage",)])
async def test_a_crash_closes_only_what_will_not_be_sent_again(store: SqlChatStore, harmless: tuple[str, ...]) -> None:
    added = await add(store)
    await store.editions.record([plan(added)])
    await store.deliveries.claim(NOW, 9)
    assert len(await store.deliveries.recover(harmless)) == (0 if harmless else 1)
    assert await state_of(store, added) is (EditionState.PLANNED if harmless else EditionState.UNSURE)


async def test_a_crash_in_a_long_digest_leaves_its_next_part_to_be_sent(file: Path) -> None:
    store = await open_chat_store(file)
    added = await add(store, THREAD)
    await store.editions.record([plan(added, parts=3)])
    [first] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.sent(first.id, [1], NOW)
    [second] = await store.deliveries.claim(NOW, 9)
    await store.close()
    store = await open_chat_store(file)
    assert [one.id for one in await store.deliveries.recover()] == [second.id]
    [third] = await store.deliveries.claim(NOW, 9)
    assert (third.part, third.payload is None) == (2, False)
    await store.deliveries.sent(third.id, [2], NOW)
    assert await state_of(store, added) is EditionState.UNSURE
    assert (await find_delivery(store, first.id)).payload is None, "what was sent is not kept"
    await store.close()


async def test_two_processes_that_claim_and_record_send_each_part_once(
    store: SqlChatStore, other: SqlChatStore
) -> None:
    added = [await add(store) for _ in range(5)]
    await asyncio.gather(*(one.editions.record([plan(of) for of in added]) for one in (store, other)))
    claimed = [one.id for _ in added for both in (store, other) for one in await both.deliveries.claim(NOW, 9)]
    assert len(claimed) == len(set(claimed)) == 1, "they are all of one place: one at a time"


async def test_a_plan_that_cannot_be_stored_changes_nothing(store: SqlChatStore) -> None:
    first, second = await add(store), await add(store)
    too_far = plan(second, stories=2**70)
    with pytest.raises(StoreError):
        await store.editions.record([plan(first), too_far])
    assert await store.subscriptions.due(NOW, 9) == [first, second]
    assert (await store.editions.counts())[EditionState.PLANNED] == 0
    assert (await store.deliveries.counts())[DeliveryState.WAITING] == 0


async def test_a_group_that_moves_in_the_middle_of_a_digest_gets_the_rest_there(store: SqlChatStore) -> None:
    added = await add(store, THREAD)
    await store.editions.record([plan(added, parts=2)])
    [first] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.sent(first.id, [1], NOW)
    await store.places.migrate(GROUP.chat_id, -5, NOW)
    [second] = await store.deliveries.claim(NOW, 9)
    assert (second.part, second.place.chat_id, second.place.thread_id) == (1, -5, THREAD.thread_id)
    await store.deliveries.sent(second.id, [1], NOW)
    assert await state_of(store, added) is EditionState.SENT
    [moved] = await store.subscriptions.due(NOW + DAY, 9)
    assert moved.place.chat_id == -5


async def test_an_upgrade_keeps_the_deliveries_that_wait(tmp_path: Path) -> None:
    """A database of the release before digests, with a message in it that was not sent yet."""
    file = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(tables.__file__).parent / "migrations"))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, "chat_0003")
    engine.dispose()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(
            "INSERT INTO deliveries (part, chat, thread, priority, method, payload, state, message_ids, created,"
            " attempts, pane) VALUES (0, 7, 0, 0, 'sendMessage', '{}', 'waiting', '[]', 0, 0, 0)"
        )
        raw.commit()
    store = await open_chat_store(file)
    [old] = await store.deliveries.claim(NOW, 9)
    assert (old.payload, old.edition_id) == ("{}", None)
    assert await store.deliveries.sent(old.id, [5], NOW)
    added = await store.subscriptions.add(subscription())
    assert await store.editions.record([plan(added)]) == [True]
    await store.close()


async def test_a_refused_alert_pauses_its_watch_and_no_other(store: SqlChatStore) -> None:
    fine, told = await store.watches.add(watch(GROUP)), await store.watches.add(watch(GROUP))
    alert = outgoing(place=GROUP).model_copy(update={"watch_id": told.id})
    assert await store.watches.save(told, [alert])
    [delivery] = await store.deliveries.claim(after(1), 9)
    assert await store.deliveries.refused(delivery.id, "TOPIC_CLOSED", NOW)
    paused = {one.id: (one.paused, one.version) for one in await store.watches.of_chat(GROUP.chat_id)}
    assert paused == {fine.id: (None, 0), told.id: (Pause.REFUSED, 2)}
    assert [one.id for one in await store.watches.batch(0, 9)] == [fine.id]


async def test_what_a_deleted_one_was_to_tell_is_not_told(store: SqlChatStore) -> None:
    waiting, in_hand, sent = await add(store), await add(store, THREAD), await add(store, GROUP)
    stories = {101: ("a", "b"), 102: ("c",)}
    two = Told(place=THREAD, at=NOW, stories=stories)
    await store.editions.record([plan(sent), plan(in_hand, parts=2, told=two)])
    for delivery in await store.deliveries.claim(NOW, 9):
        if delivery.place == GROUP:
            await store.deliveries.sent(delivery.id, [5], NOW)
    await store.editions.record([plan(waiting)])
    for one in (waiting, in_hand, sent):
        assert await store.subscriptions.delete(one.id)
    told = await store.told.told({PRIVATE, THREAD, GROUP}, after(-9e6))
    assert told == {GROUP: {101: frozenset("ab")}, THREAD: {101: frozenset("ab")}}, "one part is on its way"


async def test_one_that_cannot_be_read_hides_no_other(
    store: SqlChatStore, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    added = [await add(store) for _ in range(5)]
    wanted = ("", "[]", "{}", json.dumps({"schedule": {"times": [], "zone": "UTC"}, "filters": {}}))
    with closing(sqlite3.connect(file)) as raw:
        for one, row in zip(added, wanted, strict=False):
            raw.execute("UPDATE subscriptions SET wanted = ? WHERE id = ?", (row, one.id))
        raw.commit()
    assert await store.subscriptions.find(added[0].id) is None
    for _ in range(2):
        assert await store.subscriptions.of_chat(PRIVATE.chat_id) == added[4:]
        assert await store.subscriptions.due(NOW, 2) == added[4:]
        assert await store.subscriptions.batch(0, 2) == added[4:]
    unreadable = [record for record in caplog.records if record.message == "subscription unreadable"]
    assert len(unreadable) == 4, "each is logged once"
    assert await store.subscriptions.delete(added[0].id), "it can be deleted"


async def test_what_was_refused_in_a_chat_goes_on_in_all_its_threads(store: SqlChatStore) -> None:
    refused = [await add(store, place, paused=Pause.REFUSED) for place in (GROUP, THREAD, PRIVATE)]
    by_person = await add(store, THREAD, paused=Pause.PERSON)
    standing = await store.watches.add(watch(THREAD, paused=Pause.REFUSED))
    assert await store.subscriptions.resume_chat(GROUP.chat_id) == 2
    found = [await store.subscriptions.find(one.id) for one in (*refused, by_person)]
    assert [one.paused for one in found if one] == [None, None, Pause.REFUSED, Pause.PERSON]
    going_on = await store.watches.find(standing.id)
    assert going_on is not None
    assert going_on.paused is None


async def test_all_of_a_chat_is_paused_and_told_in_another_language(store: SqlChatStore) -> None:
    added = [await add(store, place) for place in (GROUP, THREAD, PRIVATE)]
    refused = await add(store, THREAD, paused=Pause.REFUSED)
    standing = await store.watches.add(watch(THREAD))
    assert await store.subscriptions.pause_chat(GROUP.chat_id) == 2
    await store.subscriptions.speak(GROUP.chat_id, "uk")
    found = [await store.subscriptions.find(one.id) for one in (*added, refused)]
    assert [one.paused for one in found if one] == [Pause.PERSON, Pause.PERSON, None, Pause.REFUSED]
    assert [one.language for one in found if one] == ["uk", "uk", added[2].language, "uk"]
    watched = await store.watches.find(standing.id)
    assert watched is not None
    assert (watched.paused, watched.language) == (Pause.PERSON, "uk")


async def _refuse(store: SqlChatStore, place: Place, error: str = "TOPIC_CLOSED") -> None:
    [delivery] = [one for one in await store.deliveries.claim(after(99), 9) if one.place == place]
    assert await store.deliveries.refused(delivery.id, error, NOW)


@pytest.mark.parametrize("how", ["button", "place", "chat"])
async def test_a_refused_alert_is_sent_again_when_its_watch_goes_on(store: SqlChatStore, how: str) -> None:
    added = await store.watches.add(watch(THREAD))
    await store.watches.save(added, [outgoing("what changed", THREAD).model_copy(update={"watch_id": added.id})])
    await _refuse(store, THREAD)
    assert await store.deliveries.claim(after(99), 9) == []
    assert await store.watches.active() == frozenset()
    match how:
        case "button":
            assert await store.watches.resume(added.id)
            assert not await store.watches.resume(added.id), "it goes on already"
        case "place":
            await store.subscriptions.resume(THREAD)
        case "chat":
            await store.subscriptions.resume_chat(THREAD.chat_id)
    assert await store.watches.active() == {added.id}
    found = await store.watches.find(added.id)
    assert found is not None
    assert (found.paused, found.version) == (None, 3)
    [again] = await store.deliveries.claim(NOW, 9)
    assert (again.payload, again.attempts) == ("what changed", 2)
    await store.deliveries.refused(again.id, "TOPIC_CLOSED", NOW)
    assert await store.watches.active() == frozenset()


async def test_an_alert_that_is_always_refused_is_given_up(store: SqlChatStore) -> None:
    added = await store.watches.add(watch(THREAD))
    await store.watches.save(added, [outgoing(place=THREAD).model_copy(update={"watch_id": added.id})])
    for _ in range(10):
        await _refuse(store, THREAD, "can't parse entities")
        assert await store.watches.resume(added.id)
    assert await store.deliveries.claim(NOW, 9) == []


async def test_what_a_person_paused_is_not_resumed_so(store: SqlChatStore) -> None:
    added = await store.watches.add(watch(THREAD, paused=Pause.PERSON))
    assert not await store.watches.resume(added.id)
    assert not await store.watches.resume(added.id + 1)
    assert await store.watches.find(added.id) == added


async def test_alerts_of_a_deleted_watch_are_dropped(store: SqlChatStore) -> None:
    gone, fine = await store.watches.add(watch(THREAD)), await store.watches.add(watch(THREAD))
    for one in (gone, fine):
        await store.watches.save(one, [outgoing(str(one.id), THREAD).model_copy(update={"watch_id": one.id})])
    assert await store.watches.delete(gone.id)
    assert [one.payload for one in await store.deliveries.claim(NOW, 9)] == [str(fine.id)]
    assert (await store.deliveries.counts())[DeliveryState.DROPPED] == 1


# what Telegram refused


async def refuse(store: SqlChatStore, added: Subscription, now: datetime = NOW) -> None:
    await store.editions.record([plan(added)])
    [delivery] = [one for one in await store.deliveries.claim(NOW, 9) if one.place == added.place]
    await store.deliveries.refused(delivery.id, "not enough rights to send text messages to the chat", now)


async def paused(store: SqlChatStore, added: Subscription) -> Pause | None:
    found = await store.subscriptions.find(added.id)
    assert found is not None
    return found.paused


async def test_what_was_refused_long_ago_is_tried_again(store: SqlChatStore) -> None:
    early, late, by_person = await add(store), await add(store, GROUP), await add(store, THREAD, paused=Pause.PERSON)
    await refuse(store, early)
    await refuse(store, late, after(60))
    assert await store.subscriptions.try_again(NOW) == 0
    assert await store.subscriptions.try_again(after(60)) == 1
    assert [await paused(store, one) for one in (early, late, by_person)] == [None, Pause.REFUSED, Pause.PERSON]


@pytest.mark.parametrize(("method", "goes_on"), [("sendMessage", True), ("editMessageText", False)])
async def test_where_something_could_be_written_what_was_refused_goes_on(
    store: SqlChatStore, method: str, goes_on: bool
) -> None:
    here, elsewhere = await add(store, THREAD), await add(store, GROUP)
    for one in (here, elsewhere):
        await refuse(store, one)
    await store.deliveries.record([outgoing(place=THREAD).model_copy(update={"method": method})])
    [answer] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.sent(answer.id, [5], NOW)
    assert await paused(store, here) is (None if goes_on else Pause.REFUSED)
    assert await paused(store, elsewhere) is Pause.REFUSED, "another thread may be closed still"


async def test_a_watch_that_was_checked_ahead_of_the_clock_hears_of_what_comes_now(store: SqlChatStore) -> None:
    ahead = await store.watches.add(watch(THREAD, checked=NOW + 900 * DAY))
    before = await store.watches.add(watch(THREAD, checked=after(-60)))
    await store.subscriptions.turn_back(NOW, longest_wait=DAY)
    checked = {one.id: one.checked for one in await store.watches.of_chat(GROUP.chat_id)}
    assert checked == {ahead.id: NOW, before.id: after(-60)}
