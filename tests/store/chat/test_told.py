"""The edges of `ToldStore`: parts of one digest, any words, what moved and what is gone."""

from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.place import Place
from bot.model.subscription import Told
from bot.store.chat.sql import SqlChatStore
from tests.store.chat.samples import GROUP, NOW, PRIVATE, THREAD, after
from tests.store.chat.test_editions import NEW, NEW_GROUP, add, message, plan


async def _tell(store: SqlChatStore, place: Place, at: datetime, stories: dict[int, tuple[str, ...]]) -> None:
    assert await store.deliveries.record([], told=Told(place=place, at=at, stories=stories))


async def test_nothing_is_known_of_a_place_that_was_told_nothing(store: SqlChatStore) -> None:
    assert await store.told.told(set(), NOW) == {}
    assert await store.told.told({PRIVATE}, NOW) == {}
    assert await store.told.last_told(PRIVATE) is None


async def test_what_is_told_twice_in_different_places_is_known_in_each(store: SqlChatStore) -> None:
    await _tell(store, GROUP, NOW, {1: ("a",)})
    await _tell(store, THREAD, NOW, {1: ("b",)})
    told = await store.told.told({GROUP, THREAD, PRIVATE}, NOW)
    assert told == {GROUP: {1: frozenset("a")}, THREAD: {1: frozenset("b")}}


async def test_a_message_of_several_parts_tells_its_own_stories(store: SqlChatStore) -> None:
    added = await add(store, GROUP)
    await store.editions.record([plan(added, parts=2)])
    for message_id in (71, 72):
        [delivery] = await store.deliveries.claim(NOW, 9)
        await store.deliveries.sent(delivery.id, [message_id], NOW)
    assert await store.told.find_stories(GROUP, 71) == [(1, 101)]
    assert await store.told.find_stories(THREAD, 72) == [(2, 102)]


async def test_what_may_not_have_arrived_tells_no_story(store: SqlChatStore) -> None:
    await store.deliveries.record([message(GROUP, stories=((1, 11),))])
    [delivery] = await store.deliveries.claim(NOW, 9)
    await store.deliveries.unsure(delivery.id, "no answer", NOW)
    assert await store.told.find_stories(GROUP, 77) == []
    await store.deliveries.sent(delivery.id, [77], NOW)
    assert await store.told.find_stories(GROUP, 77) == [(1, 11)]


async def test_only_what_is_older_goes(store: SqlChatStore) -> None:
    await _tell(store, GROUP, NOW, {1: ("a",)})
    await _tell(store, GROUP, after(5), {2: ("b",)})
    await store.told.look(GROUP, "x", after(5))
    assert await store.told.delete_before(after(5)) == 1
    assert await store.told.told({GROUP}, NOW) == {GROUP: {2: frozenset("b")}}
    assert await store.told.look(GROUP, "x", after(6)) == after(5)


async def test_what_was_looked_for_in_the_new_chat_stays(store: SqlChatStore) -> None:
    await store.told.look(GROUP, "x", NOW)
    await store.told.look(NEW_GROUP, "x", after(5))
    await store.places.migrate(GROUP.chat_id, NEW, NOW)
    assert await store.told.look(NEW_GROUP, "x", after(6)) == after(5)
    assert await store.told.look(GROUP, "x", after(7)) == after(6), "the old chat is where it is now"


async def test_what_is_told_to_the_old_chat_is_known_where_it_is_now(store: SqlChatStore) -> None:
    await store.places.migrate(GROUP.chat_id, NEW, NOW)
    await _tell(store, GROUP, NOW, {1: ("a",)})
    assert await store.told.told({NEW_GROUP}, NOW) == {NEW_GROUP: {1: frozenset("a")}}
    assert await store.told.last_told(NEW_GROUP) == NOW


@given(words=st.text(st.characters(exclude_categories=()), max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_words_are_looked_for(store: SqlChatStore, words: str) -> None:
    await store.told.look(GROUP, words, NOW)
    assert await store.told.look(GROUP, words, after(1)) == NOW
