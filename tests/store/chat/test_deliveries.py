"""The contract of `DeliveryStore`, sentence by sentence."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest

from bot.model.delivery import Delivery, DeliveryState, Outgoing, Priority
from bot.model.errors import StoreError
from bot.model.membership import MembershipState
from bot.model.place import Place
from bot.model.update import UpdateState
from bot.store.chat.sql import SqlChatStore
from tests.store.chat.samples import (
    GROUP,
    NOW,
    PRIVATE,
    QUERY,
    THREAD,
    after,
    find_delivery,
    outgoing,
    send,
    state_of,
    texts,
    turn,
    update,
)

WAITING, SENDING, SENT, REFUSED, UNSURE, DROPPED = DeliveryState
CHANGES: dict[str, Callable[[SqlChatStore, int], Awaitable[bool]]] = {
    "sent": lambda store, one: store.deliveries.sent(one, [5]),
    "refused": lambda store, one: store.deliveries.refused(one, "why"),
    "unsure": lambda store, one: store.deliveries.unsure(one, "why"),
    "retry": lambda store, one: store.deliveries.retry(one, NOW, "why"),
    "rewrite": lambda store, one: store.deliveries.rewrite(one, "deleteMessage", "{}"),
    "drop": lambda store, one: store.deliveries.drop(one, "why"),
}

# record


async def test_every_field_is_kept(store: SqlChatStore) -> None:
    message = Outgoing(
        place=THREAD,
        method="sendMessage",
        payload='{"text": "🕊"}',
        created=NOW,
        priority=Priority.DIGEST,
        person_id=7,
        not_before=after(5),
    )
    await store.updates.add([update(3, THREAD)])
    assert await store.deliveries.record([message], update_id=3, turn=turn(3, THREAD))
    [recorded] = await store.deliveries.of_update(3)
    assert recorded == Delivery(
        id=recorded.id,
        update_id=3,
        part=0,
        turn_id=3,
        person_id=7,
        place=THREAD,
        priority=Priority.DIGEST,
        method="sendMessage",
        payload='{"text": "🕊"}',
        state=WAITING,
        message_ids=(),
        error=None,
        created=NOW,
        not_before=after(5),
        attempts=0,
    )
    assert await store.deliveries.find(recorded.id) == recorded
    assert await store.deliveries.find(recorded.id + 1) is None


async def test_an_answer_is_recorded_with_its_turn_and_its_update_is_done(store: SqlChatStore) -> None:
    await store.updates.add([update(1)])
    await store.updates.claim(1)
    assert await store.deliveries.record([outgoing("one"), outgoing("two")], update_id=1, turn=turn(1))
    assert await state_of(store, 1) == UpdateState.DONE
    assert await store.turns.find(1) == turn(1)
    parts = await store.deliveries.of_update(1)
    assert [(one.part, one.payload, one.turn_id) for one in parts] == [(0, "one", 1), (1, "two", 1)]


async def test_an_update_may_need_no_message(store: SqlChatStore) -> None:
    await store.updates.add([update(1)])
    assert await store.deliveries.record([], update_id=1)
    assert await state_of(store, 1) == UpdateState.DONE


@pytest.mark.parametrize("before", ["unknown", "done", "set aside"])
async def test_the_answer_to_one_update_is_recorded_once(store: SqlChatStore, before: str) -> None:
    if before != "unknown":
        await store.updates.add([update(1)])
        await (store.updates.finish(1) if before == "done" else store.updates.fail(1, "x"))
    state = await state_of(store, 1)
    assert not await store.deliveries.record([outgoing()], update_id=1, turn=turn(1))
    assert await store.deliveries.of_update(1) == []
    assert await store.turns.find(1) is None
    assert await state_of(store, 1) == state


async def test_of_two_that_answer_one_update_at_once_one_succeeds(store: SqlChatStore, other: SqlChatStore) -> None:
    await store.updates.add([update(1)])
    answers = (one.deliveries.record([outgoing(text)], update_id=1) for one, text in ((store, "a"), (other, "b")))
    assert sorted(await asyncio.gather(*answers)) == [False, True]
    assert len(await store.deliveries.of_update(1)) == 1


async def test_all_of_an_answer_is_recorded_or_nothing(store: SqlChatStore) -> None:
    await store.updates.add([update(1)])
    await store.updates.claim(1)
    with pytest.raises(StoreError):
        await store.deliveries.record(
            [outgoing(), outgoing(place=Place(chat_id=2**64))], update_id=1, turn=turn(1, question_message_id=4)
        )
    assert await state_of(store, 1) == UpdateState.IN_HAND
    assert await store.deliveries.of_update(1) == []
    assert await store.turns.find_by_question(PRIVATE, 4) is None
    assert await store.deliveries.record([outgoing()], update_id=1, turn=turn(1))


async def test_a_reply_that_cannot_be_written_is_refused(store: SqlChatStore) -> None:
    await store.updates.add([update(1)])
    broken = turn(1).reply.model_copy(update={"query": QUERY.model_copy(update={"question": "\ud83d"})})
    with pytest.raises(StoreError, match="cannot be"):
        await store.deliveries.record([outgoing()], update_id=1, turn=turn(1, reply=broken))
    assert await state_of(store, 1) == UpdateState.WAITING


async def test_a_lone_surrogate_is_recorded_as_its_escape(store: SqlChatStore) -> None:
    sending = await send(store, outgoing('{"text": "\ud83d"}'))
    assert sending.payload is not None
    assert json.loads(sending.payload) == {"text": "\ud83d"}


async def test_deliveries_without_an_update_are_all_recorded(store: SqlChatStore) -> None:
    for text in ("a", "b"):
        assert await store.deliveries.record([outgoing(text)])
    assert (await store.deliveries.counts())[WAITING] == 2


async def test_a_turn_recorded_anew_replaces_the_one_before_but_keeps_its_answer_messages(store: SqlChatStore) -> None:
    await store.updates.add([update(1), update(2)])
    await store.deliveries.record([], update_id=1, turn=turn(1, question_message_id=4, answer_message_ids=(5, 6)))
    edited = turn(1, question_message_id=7, answer_message_ids=(5,), question="edited", asked=after(60))
    assert await store.deliveries.record([], update_id=2, turn=edited)
    assert await store.turns.find(1) == edited.model_copy(update={"answer_message_ids": (5, 6)})
    assert await store.turns.find_by_question(PRIVATE, 4) is None


async def test_what_waits_of_a_turn_is_dropped_when_it_is_recorded_anew(store: SqlChatStore) -> None:
    await store.updates.add([update(1), update(2)])
    await store.deliveries.record([outgoing("a"), outgoing("b"), outgoing("c")], update_id=1, turn=turn(1))
    sent, sending = await send(store), None
    await store.deliveries.sent(sent.id, [5])
    sending = await send(store)
    await store.deliveries.record([outgoing("anew")], update_id=2, turn=turn(1, answer_message_ids=(5,)))
    carried = await store.deliveries.of_turn(1)
    assert [(one.payload, one.state) for one in carried] == [
        ("a", SENT),
        ("b", SENDING),
        ("c", DROPPED),
        ("anew", WAITING),
    ]
    await store.deliveries.sent(sending.id, [6])
    found = await store.turns.find(1)
    assert found is not None
    assert found.answer_message_ids == (5, 6), "what was in hand still becomes a message of the turn"


async def test_the_update_of_a_delivery_is_forgotten_with_it(store: SqlChatStore) -> None:
    """Ids of updates may begin anew: the answer to a later one must not meet the parts of an earlier."""
    await store.updates.add([update(1)])
    await store.deliveries.record([outgoing("old")], update_id=1)
    await store.updates.delete_before(after(1))
    await store.updates.add([update(1)])
    assert await store.deliveries.record([outgoing("new")], update_id=1)
    assert texts(await store.deliveries.of_update(1)) == ["new"]
    assert (await store.deliveries.counts())[WAITING] == 2


# claim


async def test_a_claim_takes_in_hand_and_counts(store: SqlChatStore) -> None:
    await store.deliveries.record([outgoing()])
    [taken] = await store.deliveries.claim(NOW, 5)
    assert (taken.state, taken.attempts) == (SENDING, 1)
    assert await store.deliveries.find(taken.id) == taken
    assert await store.deliveries.claim(NOW, 5) == []


async def test_answers_go_before_digests_then_in_the_order_recorded(store: SqlChatStore) -> None:
    digests = [outgoing(f"digest {chat}", Place(chat_id=chat), priority=Priority.DIGEST) for chat in (1, 2)]
    await store.deliveries.record([*digests, *(outgoing(f"answer {chat}", Place(chat_id=chat)) for chat in (9, 8))])
    assert texts(await store.deliveries.claim(NOW, 3)) == ["answer 9", "answer 8", "digest 1"]
    assert texts(await store.deliveries.claim(NOW, 3)) == ["digest 2"]


async def test_one_of_a_place_at_a_time_in_order(store: SqlChatStore) -> None:
    await store.deliveries.record([outgoing("1"), outgoing("2"), outgoing("group", GROUP), outgoing("thread", THREAD)])
    first, *_ = claimed = await store.deliveries.claim(NOW, 9)
    assert texts(claimed) == ["1", "group", "thread"]
    assert await store.deliveries.claim(NOW, 9) == []
    await store.deliveries.sent(first.id, [1])
    assert texts(await store.deliveries.claim(NOW, 9)) == ["2"]


async def test_in_a_place_too_an_answer_goes_before_an_earlier_digest(store: SqlChatStore) -> None:
    await store.deliveries.record([outgoing("digest", priority=Priority.DIGEST), outgoing("answer")])
    assert texts(await store.deliveries.claim(NOW, 9)) == ["answer"]


async def test_nothing_is_claimed_before_its_time(store: SqlChatStore) -> None:
    await store.deliveries.record([outgoing(not_before=after(1))])
    assert await store.deliveries.claim(after(0.999999), 9) == []
    assert len(await store.deliveries.claim(after(1), 9)) == 1


async def test_one_that_is_not_due_holds_up_its_place_and_no_other(store: SqlChatStore) -> None:
    await store.deliveries.record([outgoing("first", not_before=after(9)), outgoing("second"), outgoing("b", GROUP)])
    await store.deliveries.record([outgoing("digest", priority=Priority.DIGEST)])
    assert texts(await store.deliveries.claim(NOW, 9)) == ["b"]
    assert texts(await store.deliveries.claim(after(9), 9)) == ["first"]


async def test_a_digest_that_is_not_due_does_not_hold_up_an_answer(store: SqlChatStore) -> None:
    await store.deliveries.record([outgoing("digest", priority=Priority.DIGEST, not_before=after(9))])
    assert (await send(store, outgoing("answer"))).payload == "answer"


async def test_nothing_is_claimed_for_a_busy_chat(store: SqlChatStore) -> None:
    await store.deliveries.record([outgoing("private"), outgoing("group", GROUP), outgoing("thread", THREAD)])
    assert texts(await store.deliveries.claim(NOW, 9, busy=[GROUP.chat_id])) == ["private"]
    assert texts(await store.deliveries.claim(NOW, 9, busy={PRIVATE.chat_id})) == ["group", "thread"]


@pytest.mark.parametrize("state", [MembershipState.REMOVED, MembershipState.BLOCKED])
async def test_a_paused_chat_waits_until_it_is_back(store: SqlChatStore, state: MembershipState) -> None:
    await store.places.set_membership(GROUP.chat_id, state, NOW)
    await store.deliveries.record([outgoing("group", GROUP), outgoing("thread", THREAD), outgoing("private")])
    assert texts(await store.deliveries.claim(NOW, 9)) == ["private"]
    await store.places.set_membership(GROUP.chat_id, MembershipState.ACTIVE, after(5))
    assert texts(await store.deliveries.claim(NOW, 9)) == ["group", "thread"]


async def test_two_that_claim_at_once_never_get_the_same(store: SqlChatStore, other: SqlChatStore) -> None:
    await store.deliveries.record([outgoing(place=Place(chat_id=number % 10)) for number in range(40)])
    claims = await asyncio.gather(*(one.deliveries.claim(NOW, 2) for one in (store, other) * 5))
    assert sorted(one.place.chat_id for claim in claims for one in claim) == list(range(10))


# what became of it


async def test_sent_keeps_telegrams_ids(store: SqlChatStore) -> None:
    sending = await send(store, outgoing())
    await store.deliveries.unsure(sending.id, "timed out")
    assert await store.deliveries.sent(sending.id, [10, 11])
    done = await find_delivery(store, sending.id)
    assert (done.state, done.message_ids, done.error) == (SENT, (10, 11), None)


async def test_sent_messages_become_answer_messages_of_the_turn(store: SqlChatStore) -> None:
    await store.updates.add([update(1, THREAD)])
    await store.deliveries.record([outgoing(place=THREAD)], update_id=1, turn=turn(1, THREAD, question_message_id=4))
    await store.deliveries.sent((await send(store)).id, [11, 10])
    found = await store.turns.find_by_answer(THREAD, 10)
    assert found is not None
    assert (found.id, found.question_message_id, found.answer_message_ids) == (1, 4, (10, 11))


async def test_an_edit_that_was_sent_keeps_the_message(store: SqlChatStore) -> None:
    await store.updates.add([update(1)])
    await store.deliveries.record([outgoing()], update_id=1, turn=turn(1, answer_message_ids=(10,)))
    await store.deliveries.sent((await send(store)).id, [10])
    found = await store.turns.find_by_answer(PRIVATE, 10)
    assert found is not None
    assert found.answer_message_ids == (10,)


async def test_refused_is_for_good(store: SqlChatStore) -> None:
    sending = await send(store, outgoing())
    assert await store.deliveries.refused(sending.id, "Forbidden: \udcff")
    assert (await find_delivery(store, sending.id)).error == "Forbidden: \\udcff"
    assert await store.deliveries.claim(after(10**9), 9) == []


async def test_unsure_is_not_sent_again_and_holds_up_nobody(store: SqlChatStore) -> None:
    sending = await send(store, outgoing("first"))
    await store.deliveries.record([outgoing("second")])
    assert await store.deliveries.unsure(sending.id, "timed out")
    unsure = await find_delivery(store, sending.id)
    assert (unsure.state, unsure.error) == (UNSURE, "timed out")
    assert texts(await store.deliveries.claim(after(10**9), 9)) == ["second"]


@pytest.mark.parametrize("unsure", [False, True])
async def test_retry_waits_for_its_time(store: SqlChatStore, unsure: bool) -> None:
    sending = await send(store, outgoing("first"))
    if unsure:
        await store.deliveries.unsure(sending.id, "timed out")
    await store.deliveries.record([outgoing("second")])
    assert await store.deliveries.retry(sending.id, after(3), "flood")
    assert await store.deliveries.claim(after(2), 9) == [], "the next part must not overtake it"
    again = await send(store, now=after(3))
    assert (again.payload, again.attempts, again.error) == ("first", 2, "flood")


async def test_rewrite_sends_another_call_at_once(store: SqlChatStore) -> None:
    sending = await send(store, outgoing("edit"))
    await store.deliveries.retry(sending.id, after(3), "flood")
    await send(store, now=after(3))
    assert await store.deliveries.rewrite(sending.id, "editMessageText", '"\ud83d"')
    again = await send(store, now=NOW)
    assert (again.id, again.method, again.payload) == (sending.id, "editMessageText", '"\\ud83d"')


async def test_drop_gives_up_what_waits_or_is_in_hand(store: SqlChatStore) -> None:
    sending = await send(store, outgoing())
    assert await store.deliveries.drop(sending.id, "too old")
    dropped = await find_delivery(store, sending.id)
    assert (dropped.state, dropped.error) == (DROPPED, "too old")
    await store.updates.add([update(1)])
    await store.deliveries.record([outgoing()], update_id=1)
    [waiting] = await store.deliveries.of_update(1)
    assert await store.deliveries.drop(waiting.id, "too old")
    assert await store.deliveries.claim(NOW, 9) == []


@pytest.mark.parametrize("final", ["sent", "refused", "drop"])
@pytest.mark.parametrize("change", CHANGES)
async def test_what_is_settled_stays(store: SqlChatStore, final: str, change: str) -> None:
    sending = await send(store, outgoing())
    assert await CHANGES[final](store, sending.id)
    settled = await store.deliveries.find(sending.id)
    assert not await CHANGES[change](store, sending.id)
    assert await store.deliveries.find(sending.id) == settled


@pytest.mark.parametrize("change", [name for name in CHANGES if name != "drop"])
async def test_what_waits_is_not_in_hand(store: SqlChatStore, change: str) -> None:
    await store.updates.add([update(1)])
    await store.deliveries.record([outgoing()], update_id=1)
    [waiting] = await store.deliveries.of_update(1)
    assert not await CHANGES[change](store, waiting.id)
    assert await store.deliveries.find(waiting.id) == waiting


@pytest.mark.parametrize("change", CHANGES)
async def test_an_unknown_delivery_changes_nothing(store: SqlChatStore, change: str) -> None:
    assert not await CHANGES[change](store, 99)
    assert sum((await store.deliveries.counts()).values()) == 0


# recover, counts


async def test_what_was_being_sent_is_unsure_after_a_crash(store: SqlChatStore) -> None:
    places = [Place(chat_id=chat) for chat in (3, 2, 1)]
    await store.deliveries.record([outgoing(f"{place.chat_id}", place) for place in places])
    await store.deliveries.claim(NOW, 2)
    unsure = await store.deliveries.recover()
    assert [(one.payload, one.state) for one in unsure] == [("3", UNSURE), ("2", UNSURE)]
    assert unsure[0].error is not None
    assert await store.deliveries.recover() == []
    assert texts(await store.deliveries.claim(NOW, 9)) == ["1"]


async def test_counts_name_every_state(store: SqlChatStore) -> None:
    assert await store.deliveries.counts() == dict.fromkeys(DeliveryState, 0)
    await store.deliveries.record([outgoing(place=Place(chat_id=chat)) for chat in range(8)])
    sent, refused, unsure, dropped, *_ = await store.deliveries.claim(NOW, 6)
    await store.deliveries.sent(sent.id, [1])
    await store.deliveries.refused(refused.id, "x")
    await store.deliveries.unsure(unsure.id, "x")
    await store.deliveries.drop(dropped.id, "x")
    assert await store.deliveries.counts() == {WAITING: 2, SENDING: 2, SENT: 1, REFUSED: 1, UNSURE: 1, DROPPED: 1}


async def test_a_message_that_is_gone_is_no_turns_any_more(store: SqlChatStore) -> None:
    await store.updates.add([update(1)])
    await store.deliveries.record([outgoing("a")], update_id=1, turn=turn(1, answer_message_ids=(5, 6)))
    claimed = await send(store)
    assert await store.deliveries.rewrite(claimed.id, "sendMessage", "anew", 5)
    found = await store.turns.find(1)
    assert found is not None
    assert found.answer_message_ids == (6,)


async def test_what_may_be_made_twice_waits_again_after_a_crash_and_the_rest_is_unsure(store: SqlChatStore) -> None:
    edit = outgoing("edit").model_copy(update={"method": "editMessageText"})
    for number, one in enumerate((edit, outgoing("new", GROUP)), start=1):
        await store.updates.add([update(number)])
        await store.deliveries.record([one], update_id=number, turn=turn(number))
    assert len(await store.deliveries.claim(NOW, 2)) == 2
    assert [one.payload for one in await store.deliveries.recover(("editMessageText",))] == ["new"]
    counts = await store.deliveries.counts()
    assert (counts[WAITING], counts[UNSURE], counts[SENDING]) == (1, 1, 0)
    assert [one.payload for one in await store.deliveries.claim(NOW, 2)] == ["edit"]


async def test_a_sent_message_that_belongs_to_no_turn_loses_its_payload(store: SqlChatStore) -> None:
    await store.updates.add([update(1)])
    await store.deliveries.record([outgoing("an answer")], update_id=1, turn=turn(1))
    claimed = await send(store)
    await store.deliveries.sent(claimed.id, [5])
    assert (await find_delivery(store, claimed.id)).payload == "an answer"
    claimed = await send(store, outgoing("a list for an operator"))
    await store.deliveries.sent(claimed.id, [6])
    assert (await find_delivery(store, claimed.id)).payload is None


async def test_so_many_digests_are_taken_and_no_answer_is_held_up(store: SqlChatStore) -> None:
    def make(chat: int, priority: Priority) -> Outgoing:
        place = Place(chat_id=chat)
        return Outgoing(place=place, method="sendMessage", payload="{}", created=NOW, priority=priority)

    await store.deliveries.record([make(chat, Priority.DIGEST) for chat in range(1, 5)])
    assert await store.deliveries.claim(NOW, 9, most_digests=0) == []
    await store.deliveries.record([make(9, Priority.ANSWER)])
    claimed = await store.deliveries.claim(NOW, 9, most_digests=2)
    assert [one.place.chat_id for one in claimed] == [9, 1, 2]
    assert [one.place.chat_id for one in await store.deliveries.claim(NOW, 9)] == [3, 4]
