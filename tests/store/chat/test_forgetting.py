"""`/forget`: what it erases, what it keeps, and that the files hold nothing of it any more."""

from pathlib import Path

from bot.model.chat_settings import ChatSettings
from bot.model.delivery import DeliveryState
from bot.model.place import Place
from bot.model.subscription import EditionState
from bot.model.update import UpdateState
from bot.store.chat.sql import SqlChatStore
from tests.store.chat.samples import (
    GROUP,
    NOW,
    PRIVATE,
    THREAD,
    after,
    find_delivery,
    outgoing,
    send,
    state_of,
    turn,
    update,
)
from tests.store.chat.test_editions import add, plan
from tests.store.chat.test_editions import state_of as edition_state_of
from tests.store.chat.test_watches import watch

SECRET = "Xanthippe asks " * 40


async def _ask(store: SqlChatStore, update_id: int, place: Place, person_id: int, text: str = "answer") -> None:
    await store.updates.add([update(update_id, place)])
    one = turn(update_id, place, person_id=person_id, answer_message_ids=(update_id + 100,), question=text)
    assert await store.deliveries.record([outgoing(text, place, person_id=person_id)], update_id=update_id, turn=one)


async def _payload(store: SqlChatStore, update_id: int) -> str | None:
    [delivery] = await store.deliveries.of_update(update_id)
    return delivery.payload


async def test_a_persons_turns_are_erased_everywhere_and_counted(store: SqlChatStore) -> None:
    for update_id, place in enumerate((PRIVATE, GROUP, THREAD), 1):
        await _ask(store, update_id, place, 7)
    await _ask(store, 4, GROUP, 8)
    assert await store.turns.forget_person(7) == 3
    assert [await store.turns.find(number) for number in (1, 2, 3)] == [None] * 3
    assert await store.turns.find_by_answer(GROUP, 102) is None
    assert await store.turns.find_by_answer(GROUP, 104) is not None
    assert [await _payload(store, number) for number in (1, 2, 3, 4)] == [None, None, None, "answer"]
    assert await store.turns.forget_person(7) == 0


async def test_rows_and_states_of_deliveries_stay(store: SqlChatStore) -> None:
    await _ask(store, 1, PRIVATE, 7)
    sending = await send(store)
    await store.deliveries.sent(sending.id, [5])
    before = await find_delivery(store, sending.id)
    await store.turns.forget_person(7)
    expected = before.model_copy(update={"payload": None, "person_id": None, "turn_id": None})
    assert await store.deliveries.find(sending.id) == expected
    assert await state_of(store, 1) == UpdateState.DONE


async def test_what_waits_is_dropped(store: SqlChatStore) -> None:
    await _ask(store, 1, GROUP, 7)
    await store.turns.forget_person(7)
    [dropped] = await store.deliveries.of_update(1)
    assert (dropped.state, dropped.error) == (DeliveryState.DROPPED, "forgotten")
    assert await store.deliveries.claim(NOW, 9) == []


async def test_what_was_being_sent_is_never_sent_again(store: SqlChatStore) -> None:
    for change in ("retry", "rewrite"):
        sending = await send(store, outgoing(person_id=7))
        await store.turns.forget_person(7)
        assert (await find_delivery(store, sending.id)).state == DeliveryState.SENDING
        if change == "retry":
            assert await store.deliveries.retry(sending.id, NOW, "flood")
        else:
            assert await store.deliveries.rewrite(sending.id, "sendMessage", "its text again")
        after_all = await find_delivery(store, sending.id)
        assert (after_all.state, after_all.payload) == (DeliveryState.DROPPED, None)


async def test_deliveries_in_the_private_chat_or_of_the_persons_turns_are_the_persons(store: SqlChatStore) -> None:
    await store.updates.add([update(1, PRIVATE), update(2, GROUP), update(3, GROUP)])
    await store.deliveries.record([outgoing("private")], update_id=1)
    await store.deliveries.record([outgoing("of the turn", GROUP)], update_id=2, turn=turn(2, GROUP))
    await store.deliveries.record([outgoing("somebody else's", GROUP, person_id=8)], update_id=3)
    assert await store.turns.forget_person(7) == 1
    assert [await _payload(store, number) for number in (1, 2, 3)] == [None, None, "somebody else's"]


async def test_a_place_is_forgotten_and_only_that_place(store: SqlChatStore) -> None:
    for update_id, (place, person) in enumerate(((THREAD, 7), (THREAD, 8), (GROUP, 7), (PRIVATE, 7)), 1):
        await _ask(store, update_id, place, person)
    assert await store.turns.forget_place(THREAD) == 2
    assert [await _payload(store, number) for number in (1, 2, 3, 4)] == [None, None, "answer", "answer"]
    assert [await store.turns.find(number) is None for number in (1, 2, 3, 4)] == [True, True, False, False]


async def test_settings_and_raw_updates_stay(store: SqlChatStore) -> None:
    await store.people.save_settings(7, ChatSettings(quotes=1))
    await store.places.save_settings(GROUP, ChatSettings(quotes=2))
    await store.updates.add([update(1, GROUP), update(2, PRIVATE)])
    await store.turns.forget_person(7)
    await store.turns.forget_place(GROUP)
    assert await store.people.settings(7) == ChatSettings(quotes=1)
    assert await store.places.settings(GROUP) == ChatSettings(quotes=2)
    assert (await store.updates.counts())[UpdateState.WAITING] == 2


def _holding(folder: Path) -> list[str]:
    """Names of the files in which the secret stands."""
    return sorted(path.name for path in folder.iterdir() if b"Xanthippe" in path.read_bytes())


async def test_no_file_holds_what_was_forgotten(store: SqlChatStore, file: Path) -> None:
    for number in range(1, 30):
        await _ask(store, number, GROUP, 7 if number % 3 else 8, SECRET if number % 3 else "kept")
    assert _holding(file.parent)
    await store.turns.forget_person(7)
    assert _holding(file.parent) == []
    assert await store.turns.find(3) is not None


async def test_no_file_holds_the_raw_updates_that_went(store: SqlChatStore, file: Path) -> None:
    await store.updates.add([update(1, payload=SECRET)])
    await store.updates.finish(1)
    assert await store.updates.delete_before(after(1)) == 1
    assert _holding(file.parent) == []


async def test_forgetting_a_chat_forgets_all_its_threads_and_no_other_chat(store: SqlChatStore) -> None:
    for number, place in enumerate((GROUP, THREAD, PRIVATE), start=1):
        await store.updates.add([update(number, place)])
        await store.deliveries.record([outgoing("text", place)], update_id=number, turn=turn(number, place))
    assert await store.turns.forget_chat(GROUP.chat_id) == 2
    assert [await store.turns.find(number) is None for number in (1, 2, 3)] == [True, True, False]
    assert [(await store.deliveries.of_update(number))[0].payload for number in (1, 2, 3)] == [None, None, "text"]


async def test_editions_whose_messages_are_dropped_are_missed(store: SqlChatStore) -> None:
    waiting = await add(store)
    sent = await add(store, THREAD)
    await store.editions.record([plan(sent, parts=2)])
    [first] = await store.deliveries.claim(NOW, 9)
    await store.editions.record([plan(waiting)])
    await store.turns.forget_person(PRIVATE.chat_id)
    [edition] = await store.editions.of_subscription(waiting.id, 9)
    assert (edition.state, edition.closed) == (EditionState.MISSED, NOW)
    assert await store.told.told({PRIVATE}, after(-9e6)) == {}
    await store.deliveries.sent(first.id, [5], NOW)
    await store.turns.forget_place(THREAD)
    assert await edition_state_of(store, sent) is EditionState.MISSED
    assert (await store.editions.counts())[EditionState.PLANNED] == 0


async def test_forgetting_leaves_closed_editions_as_they_are(store: SqlChatStore) -> None:
    sent, said = await add(store), await add(store)
    nothing = plan(said).model_copy(update={"state": EditionState.NOTHING_NEW, "told": None, "stories": 0})
    await store.editions.record([plan(sent), nothing])
    while found := await store.deliveries.claim(NOW, 9):
        await store.deliveries.sent(found[0].id, [5], after(60))
    before = [await store.editions.of_subscription(one.id, 9) for one in (sent, said)]
    await store.turns.forget_chat(PRIVATE.chat_id)
    assert [await store.editions.of_subscription(one.id, 9) for one in (sent, said)] == before
    assert await store.told.told({PRIVATE}, after(-9e6)) != {}


async def test_a_persons_watches_go_with_their_alerts_and_what_their_chat_looked_for(store: SqlChatStore) -> None:
    theirs, other = await store.watches.add(watch(GROUP)), await store.watches.add(watch(GROUP, person_id=8))
    for one in (theirs, other):
        await store.watches.save(one, [outgoing(str(one.id), GROUP).model_copy(update={"watch_id": one.id})])
    for place in (PRIVATE, GROUP):
        await store.told.look(place, "порти", NOW)
    await store.turns.forget_person(7)
    assert await store.watches.of_chat(GROUP.chat_id) == [other.model_copy(update={"version": 1})]
    assert [one.payload for one in await store.deliveries.claim(NOW, 9)] == [str(other.id)]
    assert (await store.deliveries.counts())[DeliveryState.DROPPED] == 1
    assert [await store.told.look(place, "порти", after(1)) for place in (PRIVATE, GROUP)] == [None, NOW]
