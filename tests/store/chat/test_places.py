"""The contracts of `PlaceStore`, `PersonStore` and `AccessStore`, sentence by sentence."""

import pytest

from bot.model.chat_settings import ChatSettings
from bot.model.grant import Grant
from bot.model.membership import Membership, MembershipState
from bot.model.place import Place
from bot.store.chat.sql import SqlChatStore
from tests.store.chat.samples import GROUP, NOW, PRIVATE, THREAD, after, ids, outgoing, send, turn, update

ACTIVE, REMOVED, BLOCKED = MembershipState
CHOSEN = ChatSettings(language="uk", time_zone="Europe/Kyiv", quotes=2)
NEW = -1009999999999
NEW_GROUP, NEW_THREAD = Place(chat_id=NEW), Place(chat_id=NEW, thread_id=5)

# settings


async def test_nothing_is_chosen_at_first(store: SqlChatStore) -> None:
    assert await store.places.settings(GROUP) == ChatSettings()
    assert await store.people.settings(7) == ChatSettings()


async def test_a_place_keeps_what_was_chosen_there_and_only_there(store: SqlChatStore) -> None:
    await store.places.save_settings(THREAD, CHOSEN)
    assert await store.places.settings(THREAD) == CHOSEN
    assert await store.places.settings(GROUP) == ChatSettings()


async def test_a_person_is_not_a_place(store: SqlChatStore) -> None:
    await store.people.save_settings(7, CHOSEN)
    assert await store.people.settings(7) == CHOSEN
    assert await store.people.settings(8) == ChatSettings()
    assert await store.places.settings(PRIVATE) == ChatSettings()


async def test_saving_replaces_all_of_them(store: SqlChatStore) -> None:
    for settings in (CHOSEN, ChatSettings(quotes=3)):
        await store.places.save_settings(GROUP, settings)
        await store.people.save_settings(7, settings)
    assert await store.places.settings(GROUP) == await store.people.settings(7) == ChatSettings(quotes=3)


# memberships


async def test_nothing_is_known_of_a_new_chat(store: SqlChatStore) -> None:
    assert await store.places.membership(1) is None


async def test_a_state_is_since_it_began(store: SqlChatStore) -> None:
    for state, now in ((ACTIVE, NOW), (ACTIVE, after(1)), (REMOVED, after(2)), (REMOVED, after(3))):
        await store.places.set_membership(1, state, now)
    assert await store.places.membership(1) == Membership(chat_id=1, state=REMOVED, since=after(2))
    await store.places.set_membership(1, ACTIVE, after(4))
    assert await store.places.membership(1) == Membership(chat_id=1, state=ACTIVE, since=after(4))


async def test_an_introduction_outlasts_a_removal(store: SqlChatStore) -> None:
    await store.places.mark_introduced(1, NOW)
    assert await store.places.membership(1) == Membership(chat_id=1, state=ACTIVE, since=NOW, introduced=True)
    await store.places.set_membership(1, REMOVED, after(1))
    await store.places.mark_introduced(1, after(2))
    assert await store.places.membership(1) == Membership(chat_id=1, state=REMOVED, since=after(1), introduced=True)


# migration


async def _fill(store: SqlChatStore) -> None:
    """A group with a thread: an open update, a closed one, a sent and a waiting delivery, a turn in each place."""
    await store.updates.add([update(1, GROUP), update(2, THREAD), update(3, GROUP)])
    await store.deliveries.record(
        [outgoing("sent", GROUP), outgoing("waiting", GROUP)],
        update_id=1,
        turn=turn(1, GROUP, question_message_id=4, answer_message_ids=(5,)),
    )
    await store.deliveries.sent((await send(store)).id, [6])
    await store.deliveries.record([outgoing("thread", THREAD)], update_id=2, turn=turn(2, THREAD))
    await store.places.save_settings(GROUP, CHOSEN)
    await store.places.save_settings(THREAD, ChatSettings(quotes=1))
    await store.access.allow(Grant(subject_id=GROUP.chat_id, granted_by=1, granted=NOW))
    await store.places.mark_introduced(GROUP.chat_id, NOW)


async def test_everything_moves_to_the_new_chat_and_keeps_its_thread(store: SqlChatStore) -> None:
    await _fill(store)
    await store.places.migrate(GROUP.chat_id, NEW, after(1))
    assert [one.place for one in await store.updates.claim(9)] == [NEW_GROUP]
    assert {one.payload: one.place for one in await store.deliveries.claim(NOW, 9)} == {
        "waiting": NEW_GROUP,
        "thread": NEW_THREAD,
    }
    assert await store.places.settings(NEW_GROUP) == CHOSEN
    assert await store.places.settings(NEW_THREAD) == ChatSettings(quotes=1)
    assert await store.places.settings(GROUP) == ChatSettings()
    assert [one.subject_id for one in await store.access.grants()] == [NEW]
    assert await store.places.membership(NEW) == Membership(chat_id=NEW, state=ACTIVE, since=after(1), introduced=True)
    assert await store.places.membership(GROUP.chat_id) is None


async def test_turns_move_and_their_old_message_ids_mean_nothing_in_the_new_chat(store: SqlChatStore) -> None:
    await _fill(store)
    await store.places.migrate(GROUP.chat_id, NEW, NOW)
    assert await store.turns.find_latest(NEW_GROUP, 7, NOW) == turn(1, NEW_GROUP)
    assert await store.turns.find_latest(NEW_THREAD, 7, NOW) == turn(2, NEW_THREAD)
    assert await store.turns.find_latest(GROUP, 7, NOW) is None
    assert await store.turns.find_by_answer(NEW_GROUP, 5) is None
    assert await store.turns.find_by_question(NEW_GROUP, 4) is None


async def test_a_message_id_may_come_again_in_the_new_chat(store: SqlChatStore) -> None:
    await _fill(store)
    await store.places.migrate(GROUP.chat_id, NEW, NOW)
    again = turn(9, NEW_GROUP, question_message_id=4, answer_message_ids=(5, 6))
    await store.deliveries.record([], turn=again)
    assert await store.turns.find_by_answer(NEW_GROUP, 5) == await store.turns.find_by_question(NEW_GROUP, 4) == again
    assert await store.turns.find(1) == turn(1, NEW_GROUP)


async def test_what_is_sent_after_the_move_belongs_to_the_new_chat(store: SqlChatStore) -> None:
    await _fill(store)
    sending = await send(store)
    await store.places.migrate(GROUP.chat_id, NEW, NOW)
    await store.deliveries.retry(sending.id, NOW, "migrated")
    again = await send(store)
    assert (again.id, again.place) == (sending.id, NEW_GROUP)
    await store.deliveries.sent(again.id, [1])
    found = await store.turns.find_by_answer(NEW_GROUP, 1)
    assert found is not None
    assert (found.id, found.answer_message_ids) == (1, (1,))


async def test_what_comes_for_the_old_chat_later_goes_to_the_new(store: SqlChatStore) -> None:
    await store.places.migrate(GROUP.chat_id, NEW, NOW)
    await store.updates.add([update(1, THREAD), update(2, None)])
    assert [one.place for one in await store.updates.claim(9)] == [NEW_THREAD, None]
    await store.deliveries.record([outgoing(place=THREAD)], update_id=1, turn=turn(1, THREAD))
    assert (await send(store)).place == NEW_THREAD
    assert await store.turns.find_latest(NEW_THREAD, 7, NOW) == turn(1, NEW_THREAD)


async def test_what_was_chosen_in_the_new_chat_stays(store: SqlChatStore) -> None:
    await _fill(store)
    await store.places.save_settings(NEW_GROUP, ChatSettings(language="ru"))
    await store.access.allow(Grant(subject_id=NEW, granted_by=2, granted=after(1)))
    await store.places.set_membership(NEW, REMOVED, after(1))
    await store.places.migrate(GROUP.chat_id, NEW, after(2))
    assert await store.places.settings(NEW_GROUP) == ChatSettings(language="ru")
    assert await store.access.grants() == [Grant(subject_id=NEW, granted_by=2, granted=after(1))]
    assert await store.places.membership(NEW) == Membership(chat_id=NEW, state=REMOVED, since=after(1), introduced=True)


async def test_the_new_chat_is_active_though_the_old_was_left(store: SqlChatStore) -> None:
    await store.places.set_membership(GROUP.chat_id, REMOVED, NOW)
    await store.places.migrate(GROUP.chat_id, NEW, after(1))
    assert await store.places.membership(NEW) == Membership(chat_id=NEW, state=ACTIVE, since=after(1))


async def test_migrating_again_is_harmless(store: SqlChatStore) -> None:
    await _fill(store)
    await store.places.migrate(GROUP.chat_id, NEW, NOW)
    await store.places.save_settings(NEW_GROUP, ChatSettings(quotes=4))
    await store.places.set_membership(NEW, BLOCKED, after(1))
    await store.places.migrate(GROUP.chat_id, NEW, after(2))
    await store.places.migrate(NEW, NEW, after(3))
    assert await store.places.settings(NEW_GROUP) == ChatSettings(quotes=4)
    assert (await store.places.membership(NEW)) == Membership(
        chat_id=NEW, state=BLOCKED, since=after(1), introduced=True
    )
    await store.updates.add([update(8, GROUP)])
    assert ids(await store.updates.claim(9)) == [3]


@pytest.mark.parametrize("order", [[(1, 2), (2, 3)], [(2, 3), (1, 2)]])
async def test_moves_follow_each_other(store: SqlChatStore, order: list[tuple[int, int]]) -> None:
    for old, new in order:
        await store.places.migrate(old, new, NOW)
    await store.deliveries.record([outgoing(f"{chat}", Place(chat_id=chat)) for chat in (1, 2, 3)])
    assert [one.place.chat_id for one in await store.deliveries.claim(NOW, 9)] == [3]


async def test_a_move_back_is_no_move(store: SqlChatStore) -> None:
    await store.places.migrate(1, 2, NOW)
    await store.places.migrate(2, 1, NOW)
    await store.deliveries.record([outgoing(place=Place(chat_id=1))])
    assert (await send(store)).place == Place(chat_id=2)


# access


async def test_who_is_on_the_list_is_allowed(store: SqlChatStore) -> None:
    await store.access.allow(Grant(subject_id=7, granted_by=1, granted=NOW))
    assert await store.access.is_allowed([7])
    assert await store.access.is_allowed([8, 7])
    assert not await store.access.is_allowed([8, -7])
    assert not await store.access.is_allowed([])


async def test_the_list_is_oldest_first_and_the_first_grant_stays(store: SqlChatStore) -> None:
    first, second = (Grant(subject_id=one, granted_by=1, granted=when) for one, when in ((-5, after(9)), (7, NOW)))
    for grant in (first, second, Grant(subject_id=7, granted_by=2, granted=after(99))):
        await store.access.allow(grant)
    assert await store.access.grants() == [second, first]


async def test_who_is_revoked_is_no_longer_allowed(store: SqlChatStore) -> None:
    await store.access.allow(Grant(subject_id=7, granted_by=1, granted=NOW))
    assert await store.access.revoke(7)
    assert not await store.access.revoke(7)
    assert not await store.access.is_allowed([7])
