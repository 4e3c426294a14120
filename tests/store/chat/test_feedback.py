"""The contract of `FeedbackStore`, and of panes beside answers, sentence by sentence."""

from bot.model.feedback import Votes
from bot.model.update import UpdateState
from bot.store.chat.sql import SqlChatStore
from tests.store.chat.samples import ABSTENTION, ANSWER, GROUP, NOW, PRIVATE, after, outgoing, send, turn, update

UP, DOWN = True, False


async def _record(store: SqlChatStore, *numbers: int, **fields: object) -> None:
    for number in numbers:
        await store.updates.add([update(number)])
        await store.deliveries.record([], update_id=number, turn=turn(number, **fields))  # type: ignore[arg-type]


async def test_a_vote_holds_until_the_same_is_given_again(store: SqlChatStore) -> None:
    await _record(store, 1)
    assert await store.feedback.vote(1, 7, UP, NOW) is True
    assert await store.feedback.votes(1) == Votes(up=1)
    assert await store.feedback.vote(1, 7, DOWN, NOW) is False
    assert await store.feedback.votes(1) == Votes(down=1)
    assert await store.feedback.vote(1, 7, DOWN, NOW) is None
    assert await store.feedback.votes(1) == Votes()


async def test_everybody_has_one_vote_on_a_turn(store: SqlChatStore) -> None:
    await _record(store, 1, 2)
    for person, liked in ((7, UP), (8, UP), (9, DOWN)):
        await store.feedback.vote(1, person, liked, NOW)
    assert await store.feedback.votes(1) == Votes(up=2, down=1)
    assert await store.feedback.votes(2) == Votes()


async def test_a_vote_on_a_turn_that_is_not_there_is_none(store: SqlChatStore) -> None:
    assert await store.feedback.vote(5, 7, UP, NOW) is None
    await _record(store, 5)
    assert await store.feedback.votes(5) == Votes()


async def test_what_abstained_or_was_voted_down_is_reviewed_newest_first(store: SqlChatStore) -> None:
    await _record(store, 1, reply=ANSWER, asked=after(1))
    await _record(store, 2, reply=ABSTENTION, asked=after(2))
    await _record(store, 3, reply=ANSWER, asked=after(3))
    await _record(store, 4, reply=ANSWER, asked=after(4))
    await store.feedback.vote(1, 7, DOWN, NOW)
    await store.feedback.vote(1, 8, UP, NOW)
    await store.feedback.vote(3, 7, UP, NOW)
    found = await store.feedback.reviewed(NOW, 10)
    assert [(one.turn.id, one.votes) for one in found] == [(2, Votes()), (1, Votes(up=1, down=1))]
    assert [one.turn.id for one in await store.feedback.reviewed(after(2), 10)] == [2]
    assert [one.turn.id for one in await store.feedback.reviewed(NOW, 1)] == [2]


async def test_a_turn_recorded_anew_begins_without_votes(store: SqlChatStore) -> None:
    await _record(store, 1)
    await store.feedback.vote(1, 7, DOWN, NOW)
    await store.updates.add([update(2)])
    await store.deliveries.record([], update_id=2, turn=turn(1))
    assert await store.feedback.votes(1) == Votes()


async def test_forgetting_takes_votes_along(store: SqlChatStore) -> None:
    await _record(store, 1, person_id=7)
    await _record(store, 2, person_id=8, place=GROUP)
    for number in (1, 2):
        for person in (7, 9):
            await store.feedback.vote(number, person, DOWN, NOW)
    await store.turns.forget_person(7)
    assert await store.feedback.votes(1) == Votes()
    assert await store.feedback.votes(2) == Votes(down=1)
    await store.turns.forget_place(GROUP)
    assert await store.feedback.votes(2) == Votes()


async def test_a_pane_belongs_to_its_turn_and_is_no_answer_message(store: SqlChatStore) -> None:
    await _record(store, 1, answer_message_ids=(5,))
    await store.updates.add([update(2)])
    pane = outgoing("pane").model_copy(update={"pane": True})
    assert await store.deliveries.record([pane], update_id=2, beside=1)
    claimed = await send(store)
    assert (claimed.turn_id, claimed.pane) == (1, True)
    await store.deliveries.sent(claimed.id, [6])
    found = await store.turns.find_by_answer(PRIVATE, 6)
    assert found is not None
    assert (found.id, found.answer_message_ids, found.pane_message_ids) == (1, (5,), (6,))
    await store.updates.add([update(3)])
    await store.deliveries.record([], update_id=3, turn=turn(1))
    again = await store.turns.find(1)
    assert again is not None
    assert (again.answer_message_ids, again.pane_message_ids) == ((5,), (6,))


async def test_a_vote_counts_once_for_its_update(store: SqlChatStore) -> None:
    await _record(store, 1)
    await store.updates.add([update(2)])
    assert await store.feedback.vote(1, 7, UP, NOW, update_id=2) is True
    assert await store.feedback.vote(1, 7, UP, NOW, update_id=2) is True, "processed again after a crash"
    assert await store.feedback.votes(1) == Votes(up=1)
    found = await store.updates.find(2)
    assert found is not None
    assert found.state is UpdateState.DONE
