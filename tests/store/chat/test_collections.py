"""The contract of `CollectionStore`, sentence by sentence."""

from datetime import datetime

from bot.model.collection import Opening
from bot.model.membership import MembershipState
from bot.store.chat.sql import SqlChatStore
from tests.store.chat.samples import NOW, after

ONE, TWO, THREE, NEW = -1001, -1002, -1003, -1009


def opening(owner: int, reader: int, opened: datetime = NOW) -> Opening:
    return Opening(owner_id=owner, reader_id=reader, opened_by=7, opened=opened)


async def test_at_first_nobody_reads_anything_else(store: SqlChatStore) -> None:
    assert await store.collections.readable(ONE) == []
    assert await store.collections.find_own(ONE) is None
    assert await store.collections.openings() == []


async def test_a_chat_has_one_of_its_own_under_a_name_that_says_nothing_of_it(store: SqlChatStore) -> None:
    name = await store.collections.get_own(ONE, NOW)
    assert await store.collections.get_own(ONE, after(1)) == name
    assert await store.collections.find_own(ONE) == name
    assert await store.collections.readable(ONE) == [name]
    assert await store.collections.readable(TWO) == []
    assert "1001" not in name
    assert name.isalnum()
    assert await store.collections.get_own(TWO, NOW) != name


async def test_what_is_opened_is_read_after_ones_own_and_until_it_is_closed(store: SqlChatStore) -> None:
    one, two = await store.collections.get_own(ONE, NOW), await store.collections.get_own(TWO, after(1))
    assert await store.collections.open(opening(ONE, TWO))
    assert await store.collections.readable(TWO) == [two, one]
    assert await store.collections.readable(ONE) == [one]
    assert await store.collections.readable(THREE) == []
    assert await store.collections.close(ONE, TWO)
    assert await store.collections.readable(TWO) == [two]
    assert not await store.collections.close(ONE, TWO)


async def test_opening_twice_or_to_oneself_changes_nothing(store: SqlChatStore) -> None:
    assert await store.collections.open(opening(ONE, TWO))
    assert not await store.collections.open(opening(ONE, TWO, after(1)))
    assert not await store.collections.open(opening(ONE, ONE))
    assert await store.collections.openings() == [opening(ONE, TWO)]


async def test_openings_come_oldest_first_and_readers_ascending(store: SqlChatStore) -> None:
    for number, (owner, reader) in enumerate([(ONE, TWO), (TWO, THREE), (ONE, THREE)]):
        await store.collections.open(opening(owner, reader, after(number)))
    assert [(one.owner_id, one.reader_id) for one in await store.collections.openings()] == [
        (ONE, TWO),
        (TWO, THREE),
        (ONE, THREE),
    ]
    assert await store.collections.opened_by_owner(ONE) == [THREE, TWO]
    assert await store.collections.opened_by_owner(THREE) == []


async def test_it_can_be_opened_before_there_is_one(store: SqlChatStore) -> None:
    await store.collections.open(opening(ONE, TWO))
    assert await store.collections.readable(TWO) == []
    name = await store.collections.get_own(ONE, NOW)
    assert await store.collections.readable(TWO) == [name]


async def test_while_the_bot_is_away_from_the_owner_nobody_else_reads_it(store: SqlChatStore) -> None:
    name = await store.collections.get_own(ONE, NOW)
    await store.collections.open(opening(ONE, TWO))
    await store.places.set_membership(ONE, MembershipState.REMOVED, after(1))
    assert await store.collections.readable(TWO) == []
    assert await store.collections.readable(ONE) == [name], "kept for when it is back"
    await store.places.set_membership(ONE, MembershipState.ACTIVE, after(2))
    assert await store.collections.readable(TWO) == [name]


async def test_it_follows_a_migration_and_so_do_its_readers(store: SqlChatStore) -> None:
    one, two = await store.collections.get_own(ONE, NOW), await store.collections.get_own(TWO, after(1))
    await store.collections.open(opening(ONE, TWO))
    await store.collections.open(opening(TWO, ONE))
    await store.places.migrate(ONE, NEW, after(2))
    assert await store.collections.readable(NEW) == [one, two]
    assert await store.collections.readable(TWO) == [two, one]
    assert {(each.owner_id, each.reader_id) for each in await store.collections.openings()} == {(NEW, TWO), (TWO, NEW)}
    assert await store.collections.readable(ONE) == [one, two], "the old id means the same chat"
    assert await store.collections.get_own(ONE, after(3)) == one
    await store.places.migrate(NEW, THREE, after(4))
    assert await store.collections.find_own(ONE) == await store.collections.find_own(THREE) == one
    assert await store.collections.open(opening(NEW, NEW - 1))
    assert await store.collections.opened_by_owner(THREE) == [TWO, NEW - 1][::-1]


async def test_should_both_chats_own_one_the_new_chat_reads_both(store: SqlChatStore) -> None:
    old, new = await store.collections.get_own(ONE, NOW), await store.collections.get_own(NEW, after(1))
    await store.collections.open(opening(ONE, NEW))
    await store.places.migrate(ONE, NEW, after(2))
    assert await store.collections.readable(NEW) == [old, new]
    assert await store.collections.openings() == [], "nobody is opened what is theirs"


async def test_what_is_disowned_is_read_by_nobody_and_named_until_it_is_deleted(store: SqlChatStore) -> None:
    name, kept = await store.collections.get_own(ONE, NOW), await store.collections.get_own(TWO, NOW)
    await store.collections.open(opening(ONE, TWO))
    await store.collections.open(opening(TWO, ONE))
    assert await store.collections.disown(ONE) == [name]
    assert await store.collections.readable(ONE) == [kept]
    assert await store.collections.readable(TWO) == [kept]
    assert await store.collections.disowned() == [name]
    assert [(one.owner_id, one.reader_id) for one in await store.collections.openings()] == [(TWO, ONE)]
    assert await store.collections.get_own(ONE, after(1)) != name
    await store.collections.deleted(name)
    assert await store.collections.disowned() == []
    assert await store.collections.disown(THREE) == []


async def test_a_name_that_is_owned_is_not_forgotten(store: SqlChatStore) -> None:
    name = await store.collections.get_own(ONE, NOW)
    await store.collections.deleted(name)
    assert await store.collections.find_own(ONE) == name
