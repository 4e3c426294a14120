"""What a store knows without asking its database never keeps it from what is there."""

from bot.model.update import UpdateState
from bot.store.chat.sql import SqlChatStore
from tests.store.chat.samples import NOW, THREAD, after, outgoing, state_of, turn, update


async def test_what_another_process_stored_is_claimed(store: SqlChatStore, other: SqlChatStore) -> None:
    await store.updates.add([update(1)])
    assert [one.update_id for one in await store.updates.claim(8)] == [1]
    await other.updates.add([update(2, THREAD)])
    await other.deliveries.record([outgoing("theirs")])
    assert [one.update_id for one in await store.updates.claim(8)] == [2]
    assert [one.payload for one in await store.deliveries.claim(NOW, 8)] == ["theirs"]


async def test_what_is_not_due_yet_is_claimed_when_it_is(store: SqlChatStore) -> None:
    await store.deliveries.record([outgoing("later", not_before=after(5))])
    assert await store.deliveries.claim(NOW, 8) == []
    assert [one.payload for one in await store.deliveries.claim(after(5), 8)] == ["later"]


async def test_an_update_that_its_answer_closed_was_not_open(store: SqlChatStore) -> None:
    await store.updates.add([update(1)])
    await store.updates.claim(1)
    assert await store.deliveries.record([outgoing()], update_id=1, turn=turn(1))
    assert not await store.updates.finish(1)
    assert not await store.updates.fail(1, "too late")
    assert await state_of(store, 1) is UpdateState.DONE


async def test_an_update_whose_notice_was_told_before_is_still_open(store: SqlChatStore) -> None:
    await store.updates.add([update(1)])
    await store.updates.claim(1)
    assert await store.deliveries.record([outgoing()], once=["told"])
    assert not await store.deliveries.record([outgoing()], update_id=1, once=["told"])
    assert await store.updates.finish(1)
    assert await state_of(store, 1) is UpdateState.DONE


async def test_an_id_that_begins_anew_is_finished_anew(store: SqlChatStore) -> None:
    await store.updates.add([update(1)])
    await store.updates.claim(1)
    assert await store.deliveries.record([], update_id=1)
    await store.updates.delete_before(after(60))
    await store.updates.add([update(1)])
    assert [one.update_id for one in await store.updates.claim(1)] == [1]
    assert await store.updates.finish(1)
    assert await state_of(store, 1) is UpdateState.DONE
