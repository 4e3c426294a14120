"""The contracts of `SubscriptionStore`, `EditionStore` and `ToldStore`, sentence by sentence."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.delivery import DeliveryState, Outgoing, Priority
from bot.model.membership import MembershipState
from bot.model.place import Place
from bot.model.subscription import (
    LATE_AFTER,
    EditionPlan,
    EditionState,
    Filters,
    Length,
    Pause,
    Schedule,
    Subscription,
    Told,
)
from bot.store.chat.sql import SqlChatStore
from tests.store.chat.samples import GROUP, NOW, PRIVATE, THREAD, after

MISSED = EditionState.MISSED
NEW = -1009999999999
NEW_GROUP, NEW_THREAD = Place(chat_id=NEW), Place(chat_id=NEW, thread_id=5)
DAY = timedelta(days=1)


def subscription(place: Place = PRIVATE, due: datetime | None = NOW, **changes: object) -> Subscription:
    made = Subscription(
        place=place,
        person_id=7,
        created=after(-90_000),
        schedule=Schedule(times=(time(7, 30), time(12, 30)), zone="Europe/Kyiv", days=(1, 5)),
        filters=Filters(outlets=("Outlet",), words=("порти",), phrases=("day rate",), excluded=("football",)),
        length=Length.FULL,
        silent=True,
        language="uk",
        reached=after(-80_000),
        next_due=due,
    )
    return made.model_copy(update=changes)


def message(place: Place = PRIVATE, text: str = "{}", stories: tuple[tuple[int, int], ...] = ()) -> Outgoing:
    return Outgoing(
        place=place, method="sendMessage", payload=text, created=NOW, priority=Priority.DIGEST, stories=stories
    )


def plan(of: Subscription, parts: int = 1, **changes: object) -> EditionPlan:
    """For its next due time; `changes` are fields of the plan."""
    assert of.next_due is not None
    made = EditionPlan(
        subscription_id=of.id,
        expected=of.next_due,
        made=of.next_due,
        reached=of.next_due,
        next_due=of.next_due + DAY,
        due=of.next_due,
        deliveries=tuple(message(of.place, stories=((number, 100 + number),)) for number in range(1, parts + 1)),
        told=Told(place=of.place, at=of.next_due, stories={101: ("a", "b")}),
        stories=parts,
    )
    return made.model_copy(update=changes)


async def add(store: SqlChatStore, place: Place = PRIVATE, **changes: object) -> Subscription:
    return await store.subscriptions.add(subscription(place, **changes))  # type: ignore[arg-type]


async def state_of(store: SqlChatStore, of: Subscription) -> EditionState:
    [edition] = await store.editions.of_subscription(of.id, 1)
    return edition.state


# subscriptions


async def test_it_is_stored_as_it_is_and_gets_an_id(store: SqlChatStore, other: SqlChatStore) -> None:
    added = await add(store, THREAD)
    assert added.id > 0
    assert added == subscription(THREAD, id=added.id)
    assert await other.subscriptions.find(added.id) == added
    assert await store.subscriptions.find(added.id + 1) is None


async def test_saving_replaces_all_but_where_it_is(store: SqlChatStore) -> None:
    added = await add(store, THREAD)
    changed = added.model_copy(
        update={"place": PRIVATE, "silent": False, "paused": Pause.PERSON, "next_due": None, "filters": Filters()}
    )
    assert await store.subscriptions.save(changed)
    assert await store.subscriptions.find(added.id) == changed.model_copy(update={"place": THREAD})
    assert not await store.subscriptions.save(changed.model_copy(update={"id": added.id + 1}))


async def test_deleting_takes_its_editions_and_drops_what_waits(store: SqlChatStore) -> None:
    added = await add(store)
    await store.editions.record([plan(added, parts=2)])
    [first] = await store.deliveries.claim(NOW, 1)
    assert await store.subscriptions.delete(added.id)
    assert not await store.subscriptions.delete(added.id)
    assert await store.editions.of_subscription(added.id, 9) == []
    counts = await store.deliveries.counts()
    assert (counts[DeliveryState.DROPPED], counts[DeliveryState.SENDING]) == (1, 1)
    assert await store.deliveries.sent(first.id, [5], NOW), "what is on its way is recorded all the same"


async def test_all_of_a_chat_oldest_first(store: SqlChatStore) -> None:
    ids = [(await add(store, place)).id for place in (THREAD, GROUP, PRIVATE, THREAD)]
    assert [one.id for one in await store.subscriptions.of_chat(GROUP.chat_id)] == [ids[0], ids[1], ids[3]]


async def test_what_is_due_comes_by_its_time_then_by_id(store: SqlChatStore) -> None:
    first, second, third = [await add(store, due=after(seconds)) for seconds in (0, -5, 0)]
    await add(store, due=after(0.000001))
    await add(store, due=None)
    await add(store, paused=Pause.PERSON)
    assert [one.id for one in await store.subscriptions.due(NOW, 9)] == [second.id, first.id, third.id]
    assert [one.id for one in await store.subscriptions.due(NOW, 2)] == [second.id, first.id]


async def test_where_the_bot_is_not_active_nothing_is_due_until_it_is_back(store: SqlChatStore) -> None:
    added = await add(store, GROUP)
    await store.places.set_membership(GROUP.chat_id, MembershipState.REMOVED, NOW)
    assert await store.subscriptions.due(after(99), 9) == []
    await store.places.set_membership(GROUP.chat_id, MembershipState.ACTIVE, NOW)
    assert await store.subscriptions.due(after(99), 9) == [added]


async def test_batches_come_by_id_without_the_paused(store: SqlChatStore) -> None:
    ids = [(await add(store)).id for _ in range(3)]
    await add(store, paused=Pause.REFUSED)
    assert [one.id for one in await store.subscriptions.batch(0, 2)] == ids[:2]
    assert [one.id for one in await store.subscriptions.batch(ids[1], 9)] == ids[2:]


async def test_what_was_refused_in_this_very_place_goes_on(store: SqlChatStore) -> None:
    refused = await add(store, THREAD, paused=Pause.REFUSED)
    by_person = await add(store, THREAD, paused=Pause.PERSON)
    elsewhere = await add(store, GROUP, paused=Pause.REFUSED)
    assert await store.subscriptions.resume(THREAD) == 1
    paused = {one.id: one.paused for one in await store.subscriptions.of_chat(GROUP.chat_id)}
    assert paused == {refused.id: None, by_person.id: Pause.PERSON, elsewhere.id: Pause.REFUSED}


# editions


async def test_a_plan_is_recorded_wholly(store: SqlChatStore) -> None:
    added = await add(store)
    assert await store.editions.record([plan(added, parts=2, missed=(after(-7200), after(-3600)))]) == [True]
    editions = await store.editions.of_subscription(added.id, 9)
    assert [(one.due, one.state, one.stories) for one in editions] == [
        (NOW, EditionState.PLANNED, 2),
        (after(-3600), EditionState.MISSED, 0),
        (after(-7200), EditionState.MISSED, 0),
    ]
    assert (editions[0].made, editions[0].closed, editions[1].closed) == (NOW, None, NOW)
    other = await add(store)
    assert await store.editions.latest([added.id, other.id, 999]) == {added.id: editions[0]}
    assert await store.editions.latest([]) == {}
    moved_on = await store.subscriptions.find(added.id)
    assert moved_on is not None
    assert (moved_on.reached, moved_on.next_due) == (NOW, NOW + DAY)
    assert await store.told.told({PRIVATE}, NOW) == {PRIVATE: {101: frozenset("ab")}}
    claimed = await store.deliveries.claim(NOW, 9)
    assert [(one.part, one.edition_id, one.priority) for one in claimed] == [(0, editions[0].id, Priority.DIGEST)]


async def test_one_that_was_planned_already_is_not_recorded(store: SqlChatStore) -> None:
    added = await add(store)
    assert await store.editions.record([plan(added)]) == [True]
    assert await store.editions.record([plan(added)]) == [False], "its next due time is another by now"
    again = plan(added, expected=NOW + DAY)
    assert await store.editions.record([again]) == [False], "that due time has its edition"
    put_back = plan(added, next_due=NOW + 2 * DAY)
    found = await store.subscriptions.find(added.id)
    assert found is not None
    assert await store.subscriptions.reschedule(found, after(-80_000), NOW)
    assert await store.editions.record([put_back]) == [False], "that due time has its edition"
    moved_on = await store.subscriptions.find(added.id)
    assert moved_on is not None
    assert (moved_on.reached, moved_on.next_due) == (NOW, NOW + 2 * DAY), "it is not due for ever"
    assert (await store.deliveries.counts())[DeliveryState.WAITING] == 1
    assert len(await store.editions.of_subscription(added.id, 9)) == 1


async def test_of_a_gone_or_paused_one_nothing_is_recorded(store: SqlChatStore) -> None:
    gone, paused, fine = await add(store), await add(store), await add(store)
    await store.subscriptions.delete(gone.id)
    await store.subscriptions.save(paused.model_copy(update={"paused": Pause.PERSON}))
    assert await store.editions.record([plan(gone), plan(paused), plan(fine)]) == [False, False, True]
    assert (await store.editions.counts())[EditionState.PLANNED] == 1


async def test_only_missed_ones_without_an_edition(store: SqlChatStore) -> None:
    added = await add(store)
    missed = plan(added, parts=0, due=None, told=None, missed=(after(-3600), NOW))
    assert await store.editions.record([missed]) == [True]
    missed_ones = await store.editions.of_subscription(added.id, 9)
    assert [(one.due, one.state) for one in missed_ones] == [(NOW, MISSED), (after(-3600), MISSED)]
    found = await store.subscriptions.find(added.id)
    assert found is not None
    assert found.next_due == NOW + DAY


async def test_a_missed_due_time_that_has_an_edition_keeps_it(store: SqlChatStore) -> None:
    added = await add(store)
    await store.editions.record([plan(added)])
    found = await store.subscriptions.find(added.id)
    assert found is not None
    await store.editions.record([plan(found, missed=(NOW,))])
    assert [one.state for one in await store.editions.of_subscription(added.id, 9)] == [EditionState.PLANNED] * 2


async def test_untold_is_what_was_lost_after_the_last_edition_was_made(store: SqlChatStore) -> None:
    added, other = await add(store), await add(store, GROUP)
    await store.editions.record([plan(added, missed=(after(-3600),)), plan(other)])
    assert await store.editions.untold([added.id, other.id]) == frozenset(), "that edition spoke of what was missed"
    found = await store.subscriptions.find(added.id)
    assert found is not None
    await store.editions.record([plan(found, parts=0, due=None, told=None, missed=(NOW + DAY,))])
    assert await store.editions.untold([added.id, other.id]) == {added.id}
    assert await store.editions.untold([other.id]) == frozenset()
    found = await store.subscriptions.find(added.id)
    assert found is not None
    await store.editions.record([plan(found)])
    assert await store.editions.untold([added.id]) == frozenset()


async def test_one_that_is_lost_after_the_next_was_made_is_untold(store: SqlChatStore) -> None:
    added = await add(store)
    await store.editions.record([plan(added)])
    found = await store.subscriptions.find(added.id)
    assert found is not None
    await store.editions.record([plan(found)])
    assert await store.editions.untold([added.id]) == frozenset()
    [first] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.drop(first.id, "too old", NOW + DAY + timedelta(hours=1))
    assert await store.editions.untold([added.id]) == {added.id}


async def test_one_that_was_refused_is_untold_and_so_is_one_before_any_was_read(store: SqlChatStore) -> None:
    added = await add(store)
    await store.editions.record([plan(added, missed=(after(-3600),))])
    [delivery] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.refused(delivery.id, "no", after(1))
    assert await store.editions.untold([added.id]) == {added.id}


async def test_parts_that_arrived_count_as_told_whatever_became_of_the_others(store: SqlChatStore) -> None:
    added = await add(store)
    stories = {100 + number: ("a",) for number in range(1, 5)}
    await store.editions.record([plan(added, parts=4, told=Told(place=PRIVATE, at=NOW, stories=stories))])
    for outcome in ("sent", "unsure", "refused", "drop"):
        [delivery] = await store.deliveries.claim(NOW, 9)
        match outcome:
            case "sent":
                await store.deliveries.sent(delivery.id, [1], NOW)
            case "unsure":
                await store.deliveries.unsure(delivery.id, "no answer", NOW)
            case "refused":
                await store.deliveries.refused(delivery.id, "no", NOW)
            case _:
                await store.deliveries.drop(delivery.id, "too old", NOW)
    assert await state_of(store, added) is EditionState.REFUSED
    assert set((await store.told.told({PRIVATE}, after(-1)))[PRIVATE]) == {101, 102}


async def test_two_processes_record_one_edition(store: SqlChatStore, other: SqlChatStore) -> None:
    added = [await add(store) for _ in range(20)]
    plans = [plan(one) for one in added]
    done = await asyncio.gather(store.editions.record(plans), other.editions.record(plans))
    assert [one + another for one, another in zip(*done, strict=True)] == [1] * len(plans)
    assert (await store.deliveries.counts())[DeliveryState.WAITING] == len(plans)


async def test_nothing_new_is_closed_at_once_and_stays_so_when_its_message_was_sent(store: SqlChatStore) -> None:
    silent, said = await add(store), await add(store, GROUP)
    nothing = {"state": EditionState.NOTHING_NEW, "told": None, "stories": 0}
    await store.editions.record([plan(silent, parts=0, **nothing), plan(said, parts=1, **nothing)])
    [edition] = await store.editions.of_subscription(silent.id, 1)
    assert edition.closed == NOW
    [delivery] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.sent(delivery.id, [9], NOW)
    [edition] = await store.editions.of_subscription(said.id, 1)
    assert (edition.state, edition.closed) == (EditionState.NOTHING_NEW, NOW)


async def test_an_edition_is_late_when_its_last_part_was(store: SqlChatStore) -> None:
    in_time, late = await add(store), await add(store, GROUP)
    await store.editions.record([plan(in_time), plan(late, parts=2)])
    for seconds in (0.0, LATE_AFTER.total_seconds() + 1):
        for delivery in await store.deliveries.claim(NOW, 9):
            await store.deliveries.sent(delivery.id, [delivery.id], after(seconds))
    assert await state_of(store, in_time) is EditionState.SENT
    assert await state_of(store, late) is EditionState.LATE


async def test_a_refusal_pauses_the_subscription_and_what_was_told_is_not(store: SqlChatStore) -> None:
    added = await add(store, THREAD)
    await store.editions.record([plan(added)])
    [delivery] = await store.deliveries.claim(NOW, 9)
    assert await store.deliveries.refused(delivery.id, "TOPIC_CLOSED", NOW)
    assert await state_of(store, added) is EditionState.REFUSED
    found = await store.subscriptions.find(added.id)
    assert found is not None
    assert found.paused is Pause.REFUSED
    assert await store.told.told({THREAD}, after(-9e6)) == {}


async def test_what_was_dropped_is_missed_and_was_not_told(store: SqlChatStore) -> None:
    added = await add(store)
    await store.editions.record([plan(added)])
    [delivery] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.drop(delivery.id, "too old", NOW)
    assert await state_of(store, added) is MISSED
    assert await store.told.told({PRIVATE}, after(-9e6)) == {}
    found = await store.subscriptions.find(added.id)
    assert found is not None
    assert found.paused is None


OUTCOMES = ("sent", "refused", "unsure", "drop", "crash")


@given(st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=4), st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_state_follows_from_what_became_of_the_parts(
    store: SqlChatStore, outcomes: list[str], late: bool
) -> None:
    place = Place(chat_id=(await add(store)).id + 10**6)
    added = await add(store, place)
    await store.editions.record([plan(added, parts=len(outcomes))])
    now = after(LATE_AFTER.total_seconds() + 1 if late else 1)
    for number, outcome in enumerate(outcomes):
        assert await state_of(store, added) is EditionState.PLANNED
        [delivery] = [one for one in await store.deliveries.claim(NOW, 99) if one.place == place]
        assert delivery.part == number
        match outcome:
            case "sent":
                await store.deliveries.sent(delivery.id, [number + 1], now)
            case "drop":
                await store.deliveries.drop(delivery.id, "too old", now)
            case "refused":
                await store.deliveries.refused(delivery.id, "no", now)
            case "unsure":
                await store.deliveries.unsure(delivery.id, "no answer", now)
            case "crash":
                await store.deliveries.recover()
    assert await state_of(store, added) is expected(outcomes, late=late)


def expected(outcomes: Sequence[str], *, late: bool) -> EditionState:
    if "refused" in outcomes:
        return EditionState.REFUSED
    if "drop" in outcomes:
        return EditionState.MISSED
    if "unsure" in outcomes or "crash" in outcomes:
        return EditionState.UNSURE
    return EditionState.LATE if late else EditionState.SENT


async def test_a_part_that_waits_again_leaves_it_planned(store: SqlChatStore) -> None:
    added = await add(store)
    await store.editions.record([plan(added)])
    [delivery] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.retry(delivery.id, after(60), "busy")
    assert await state_of(store, added) is EditionState.PLANNED


async def test_counts_have_every_state(store: SqlChatStore) -> None:
    assert await store.editions.counts() == dict.fromkeys(EditionState, 0)


# told


async def test_all_articles_of_a_story_told_twice(store: SqlChatStore) -> None:
    for seconds, articles in ((0, ("a",)), (5, ("a", "b"))):
        told = Told(place=THREAD, at=after(seconds), stories={1: articles, 2: ("c",)})
        await store.deliveries.record([], told=told)
    assert await store.told.told({THREAD, GROUP}, after(-1)) == {THREAD: {1: frozenset("ab"), 2: frozenset("c")}}
    assert (await store.told.told({THREAD}, after(1)))[THREAD][1] == frozenset("ab")
    assert await store.told.told({THREAD}, after(6)) == {}
    assert await store.told.last_told(THREAD) == after(5)
    assert await store.told.last_told(GROUP) is None


async def test_stories_are_found_by_the_message_that_tells_them(store: SqlChatStore) -> None:
    await store.deliveries.record([message(THREAD, stories=((2, 2**62), (1, 11)))])
    [delivery] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.sent(delivery.id, [77], NOW)
    assert await store.told.find_stories(GROUP, 77) == [(1, 11), (2, 2**62)]
    assert await store.told.find_stories(GROUP, 78) == []
    assert await store.told.find_stories(PRIVATE, 77) == []


async def test_looking_says_when_it_was_looked_before(store: SqlChatStore) -> None:
    assert await store.told.look(GROUP, "порти", NOW) is None
    assert await store.told.look(GROUP, "порти", after(5)) == NOW
    assert await store.told.look(GROUP, "порти", after(6)) == after(5)
    assert await store.told.look(THREAD, "порти", after(6)) is None
    assert await store.told.look(GROUP, "ports", after(6)) is None


async def test_what_is_old_goes(store: SqlChatStore) -> None:
    await store.deliveries.record([message(stories=((1, 11),))], told=Told(place=PRIVATE, at=NOW, stories={1: ("a",)}))
    [delivery] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.sent(delivery.id, [77], NOW)
    await store.told.look(PRIVATE, "x", NOW)
    assert await store.told.delete_before(NOW) == 0
    assert await store.told.delete_before(after(1)) == 3
    assert await store.told.find_stories(PRIVATE, 77) == []


# migration of chats, forgetting


async def test_everything_moves_with_its_chat(store: SqlChatStore) -> None:
    added = await add(store, THREAD)
    await store.editions.record([plan(added, parts=2)])
    await store.told.look(THREAD, "x", NOW)
    await store.deliveries.record([message(GROUP, stories=((1, 11),))])
    for delivery in await store.deliveries.claim(NOW, 9):
        if delivery.place == GROUP:
            await store.deliveries.sent(delivery.id, [77], NOW)
    for _ in range(2):
        await store.places.migrate(GROUP.chat_id, NEW, NOW)
    found = await store.subscriptions.find(added.id)
    assert found is not None
    assert found.place == NEW_THREAD
    assert await store.told.told({NEW_THREAD}, NOW) == {NEW_THREAD: {101: frozenset("ab")}}
    assert await store.told.look(NEW_THREAD, "x", after(1)) == NOW
    assert await store.told.find_stories(NEW_GROUP, 77) == [], "message ids begin anew there"
    late = await store.subscriptions.add(subscription(THREAD))
    assert late.place == NEW_THREAD


async def test_subscriptions_outlive_their_maker(store: SqlChatStore) -> None:
    added = await add(store, GROUP)
    await store.turns.forget_person(7)
    found = await store.subscriptions.find(added.id)
    assert found is not None
    assert found.person_id == 0
    await store.told.look(GROUP, "x", NOW)
    await store.told.look(THREAD, "x", NOW)
    await store.turns.forget_place(GROUP)
    assert await store.told.look(GROUP, "x", NOW) is None
    assert await store.told.look(THREAD, "x", NOW) == NOW
    await store.turns.forget_chat(GROUP.chat_id)
    assert await store.told.look(THREAD, "x", NOW) is None


@pytest.mark.parametrize("parts", [1, 3])
async def test_ten_thousand_waiting_parts_are_claimed_by_place(store: SqlChatStore, parts: int) -> None:
    """Each place one after the other, whatever the number of the others."""
    added = [await add(store, Place(chat_id=10_000 + number)) for number in range(40)]
    assert all(await store.editions.record([plan(one, parts=parts) for one in added]))
    claimed = await store.deliveries.claim(NOW, 99)
    assert {one.place for one in claimed} == {one.place for one in added}
    assert {one.part for one in claimed} == {0}


# a clock that had gone ahead


async def test_what_was_recorded_ahead_counts_as_recorded_now(store: SqlChatStore) -> None:
    ahead, near = NOW + 900 * DAY, NOW + timedelta(hours=1)
    far, soon = await add(store, due=ahead), await add(store, GROUP, due=near)
    nothing = {"state": EditionState.NOTHING_NEW, "told": None, "stories": 0}
    await store.editions.record([plan(far), plan(soon, parts=0, **nothing)])
    await store.told.look(PRIVATE, "x", ahead)
    [waiting] = await store.deliveries.claim(ahead, 9)
    await store.deliveries.retry(waiting.id, near, "busy")
    await store.subscriptions.turn_back(NOW, longest_wait=DAY)
    assert await store.editions.of_subscription(far.id, 9) == []
    [edition] = await store.editions.of_subscription(soon.id, 9)
    assert (edition.due, edition.made, edition.closed) == (near, NOW, NOW), "that one is not sent again"
    assert await store.told.look(PRIVATE, "x", NOW) == NOW
    assert await store.deliveries.claim(NOW, 9) == [], "it may wait for an hour"
    await store.subscriptions.turn_back(NOW, longest_wait=timedelta())
    assert [one.id for one in await store.deliveries.claim(NOW, 9)] == [waiting.id]


async def test_only_when_it_is_due_changes_and_only_for_who_knows_it(store: SqlChatStore) -> None:
    added, never = await add(store), await add(store, due=None)
    assert await store.subscriptions.save(added.model_copy(update={"silent": False}))
    assert await store.subscriptions.reschedule(added, NOW, NOW + DAY)
    assert not await store.subscriptions.reschedule(added, NOW, NOW + DAY), "it has another due time by now"
    assert await store.subscriptions.reschedule(never, NOW, NOW + DAY)
    found = await store.subscriptions.find(added.id)
    assert found == added.model_copy(update={"silent": False, "reached": NOW, "next_due": NOW + DAY})
    assert not await store.subscriptions.reschedule(added.model_copy(update={"id": 99}), NOW, NOW)


async def test_what_was_unsure_and_turns_out_to_have_been_sent_was_sent(
    store: SqlChatStore, other: SqlChatStore
) -> None:
    """Another process starts, and takes what is being sent for what was broken off."""
    added = await add(store)
    await store.editions.record([plan(added, parts=2)])
    for number in (1, 2):
        [delivery] = await store.deliveries.claim(NOW, 9)
        await other.deliveries.recover()
        assert await state_of(store, added) is (EditionState.PLANNED if number == 1 else EditionState.UNSURE)
        assert await store.deliveries.sent(delivery.id, [number], NOW)
    assert await state_of(store, added) is EditionState.SENT
