"""The contract of `UpdateStore`, sentence by sentence."""

import asyncio
import json
from datetime import timedelta, timezone

import pytest
from pydantic import ValidationError

from bot.model.errors import StoreError
from bot.model.place import Place
from bot.model.update import Update, UpdateState
from bot.store.chat.sql import SqlChatStore
from tests.store.chat.samples import GROUP, NOW, PRIVATE, THREAD, after, ids, state_of, update

WAITING, IN_HAND, DONE, FAILED = UpdateState

# add


@pytest.mark.parametrize("place", [PRIVATE, GROUP, THREAD, None])
async def test_an_update_is_kept_as_it_came(store: SqlChatStore, place: Place | None) -> None:
    one = update(3, place, payload='{"text": "Привіт 🕊 \\u0000", "n": 1.0}')
    await store.updates.add([one])
    assert await store.updates.find(3) == one
    assert await store.updates.find(4) is None


async def test_every_field_is_kept(store: SqlChatStore) -> None:
    one = Update(update_id=2**62, place=THREAD, received=NOW, payload="?", state=FAILED, error="no JSON", attempts=2)
    await store.updates.add([one])
    assert await store.updates.find(2**62) == one


async def test_times_come_back_in_utc(store: SqlChatStore) -> None:
    await store.updates.add([update(1, received=NOW.astimezone(timezone(timedelta(hours=-7))))])
    found = await store.updates.find(1)
    assert found is not None
    assert found.received == NOW
    assert found.received.utcoffset() == timedelta(0)


async def test_the_offset_is_one_above_the_greatest_of_the_batch(store: SqlChatStore) -> None:
    assert await store.updates.add([update(12), update(10), update(11)]) == 13
    assert await store.updates.add([update(4)]) == 5, "ids begin anew after a week of silence"
    assert await store.updates.add([]) is None


async def test_what_is_stored_stays_as_it_is(store: SqlChatStore) -> None:
    await store.updates.add([update(1, payload="first"), update(2)])
    await store.updates.claim(1)
    await store.updates.finish(1)
    assert await store.updates.add([update(1, payload="again"), update(2), update(3)]) == 4
    known = await store.updates.find(1)
    assert known is not None
    assert (known.payload, known.state) == ("first", DONE)
    assert await store.updates.counts() == {WAITING: 2, IN_HAND: 0, DONE: 1, FAILED: 0}


async def test_one_id_twice_in_a_batch_is_stored_once(store: SqlChatStore) -> None:
    await store.updates.add([update(1, payload="first"), update(1, payload="second")])
    assert ids(await store.updates.claim(5)) == [1]


async def test_all_or_none_of_a_batch_is_stored(store: SqlChatStore) -> None:
    too_large = update(2, Place(chat_id=2**64))
    with pytest.raises(StoreError):
        await store.updates.add([update(1), too_large])
    assert await store.updates.find(1) is None


async def test_a_lone_surrogate_is_stored_as_its_escape(store: SqlChatStore) -> None:
    """Such an update must not block the rest: Telegram would send it again and again."""
    await store.updates.add([update(1, payload='{"text": "\ud83d"}')])
    found = await store.updates.find(1)
    assert found is not None
    assert json.loads(found.payload) == {"text": "\ud83d"}
    assert await store.updates.fail(1, "bad \udcff")


@pytest.mark.parametrize("update_id", [-1, 2**63])
def test_an_id_that_no_database_could_hold_is_no_update(update_id: int) -> None:
    with pytest.raises(ValidationError):
        update(update_id)


# claim


async def test_the_smallest_waiting_is_taken_first_and_counted(store: SqlChatStore) -> None:
    await store.updates.add([update(number, Place(chat_id=number)) for number in (5, 3, 4)])
    [taken] = await store.updates.claim(1)
    assert (taken.update_id, taken.state, taken.attempts) == (3, IN_HAND, 1)
    assert await store.updates.find(3) == taken
    assert ids(await store.updates.claim(9)) == [4, 5]
    assert await store.updates.claim(9) == []


async def test_one_of_a_place_at_a_time(store: SqlChatStore) -> None:
    await store.updates.add([update(1), update(2), update(3, GROUP), update(4, THREAD), update(5, THREAD)])
    assert ids(await store.updates.claim(9)) == [1, 3, 4]
    assert await store.updates.claim(9) == []


@pytest.mark.parametrize("how", ["finish", "fail"])
async def test_the_next_of_a_place_comes_when_the_one_before_is_done_or_set_aside(
    store: SqlChatStore, how: str
) -> None:
    await store.updates.add([update(1), update(2)])
    await store.updates.claim(1)
    assert await (store.updates.finish(1) if how == "finish" else store.updates.fail(1, "why"))
    assert ids(await store.updates.claim(9)) == [2]


async def test_a_place_in_hand_bars_even_an_earlier_latecomer(store: SqlChatStore) -> None:
    await store.updates.add([update(2)])
    await store.updates.claim(1)
    await store.updates.add([update(1)])
    assert await store.updates.claim(9) == []


async def test_updates_without_a_place_wait_for_nobody(store: SqlChatStore) -> None:
    await store.updates.add([update(1, None), update(2, None), update(3)])
    assert ids(await store.updates.claim(1)) == [1]
    assert ids(await store.updates.claim(9)) == [2, 3]


async def test_two_that_claim_at_once_never_get_the_same(store: SqlChatStore, other: SqlChatStore) -> None:
    await store.updates.add([update(number, Place(chat_id=number % 10)) for number in range(40)])
    claims = await asyncio.gather(*(one.updates.claim(2) for one in (store, other) * 5))
    taken = [one.update_id for claim in claims for one in claim]
    assert sorted(taken) == list(range(10))


# finish, fail, put back


@pytest.mark.parametrize("claimed", [0, 1])
async def test_finish_closes_what_waits_or_is_in_hand(store: SqlChatStore, claimed: int) -> None:
    await store.updates.add([update(1)])
    await store.updates.claim(claimed)
    assert await store.updates.finish(1)
    assert await state_of(store, 1) == DONE
    assert not await store.updates.finish(1)
    assert not await store.updates.fail(1, "too late")
    assert await state_of(store, 1) == DONE


@pytest.mark.parametrize("claimed", [0, 1])
async def test_fail_sets_aside_with_the_error(store: SqlChatStore, claimed: int) -> None:
    await store.updates.add([update(1)])
    await store.updates.claim(claimed)
    assert await store.updates.fail(1, "cannot be parsed")
    found = await store.updates.find(1)
    assert found is not None
    assert (found.state, found.error) == (FAILED, "cannot be parsed")
    assert not await store.updates.finish(1)
    assert not await store.updates.fail(1, "again")
    assert await store.updates.find(1) == found


async def test_unknown_updates_are_not_closed(store: SqlChatStore) -> None:
    assert not await store.updates.finish(9)
    assert not await store.updates.fail(9, "why")
    assert not await store.updates.put_back(9)
    assert sum((await store.updates.counts()).values()) == 0


async def test_what_was_put_back_comes_before_the_later_ones_of_its_place(store: SqlChatStore) -> None:
    await store.updates.add([update(1), update(2)])
    await store.updates.claim(1)
    assert await store.updates.put_back(1)
    [taken] = await store.updates.claim(9)
    assert (taken.update_id, taken.attempts) == (1, 2)


async def test_only_what_is_in_hand_is_put_back(store: SqlChatStore) -> None:
    await store.updates.add([update(1), update(2)])
    await store.updates.finish(1)
    assert not await store.updates.put_back(1)
    assert not await store.updates.put_back(2)
    assert (await state_of(store, 1), await state_of(store, 2)) == (DONE, WAITING)


# requeue


async def test_all_in_hand_wait_again_after_a_crash(store: SqlChatStore) -> None:
    await store.updates.add([update(number, Place(chat_id=number)) for number in range(5)])
    await store.updates.claim(3)
    await store.updates.finish(0)
    assert await store.updates.requeue(3) == 2
    assert ids(await store.updates.claim(9)) == [1, 2, 3, 4]


async def test_what_ended_the_process_too_often_is_set_aside(store: SqlChatStore) -> None:
    await store.updates.add([update(1), update(2)])
    for expected in (1, 1, 0):
        assert ids(await store.updates.claim(1)) == [1]
        assert await store.updates.requeue(3) == expected
    found = await store.updates.find(1)
    assert found is not None
    assert (found.state, found.attempts) == (FAILED, 3)
    assert found.error is not None
    assert "process ended" in found.error
    assert ids(await store.updates.claim(9)) == [2]


# counts, delete


async def test_counts_name_every_state(store: SqlChatStore) -> None:
    assert await store.updates.counts() == dict.fromkeys(UpdateState, 0)
    await store.updates.add([update(number, None) for number in range(10)])
    for one in await store.updates.claim(6):
        await (store.updates.finish(one.update_id) if one.update_id < 3 else store.updates.fail(one.update_id, "x"))
    await store.updates.claim(1)
    assert await store.updates.counts() == {WAITING: 3, IN_HAND: 1, DONE: 3, FAILED: 3}


async def test_old_updates_are_deleted_once_they_are_closed(store: SqlChatStore) -> None:
    old = [update(number, None, received=after(-1)) for number in range(4)]
    await store.updates.add([*old, update(4, None)])
    await store.updates.claim(2)
    await store.updates.finish(0)
    await store.updates.fail(2, "why")
    await store.updates.finish(4)
    assert await store.updates.delete_before(NOW) == 2
    assert [await state_of(store, number) for number in range(5)] == [None, IN_HAND, None, WAITING, DONE]
