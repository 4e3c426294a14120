"""The contract of `WatchStore`, sentence by sentence."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from bot.model.delivery import DeliveryState
from bot.model.membership import MembershipState
from bot.model.place import Place
from bot.model.subscription import Pause, Watch
from bot.store.chat.sql import SqlChatStore
from tests.store.chat.samples import ABSTENTION, ANSWER, GROUP, NOW, PRIVATE, THREAD, after, outgoing

NEW = -1009999999999


def watch(place: Place = PRIVATE, **changes: object) -> Watch:
    made = Watch(
        place=place,
        person_id=7,
        created=NOW,
        question="Чого вимагає Росія?",
        language="uk",
        reply=ANSWER,
        checked=after(5),
        most_a_day=10,
        alert_day=date(2026, 5, 1),
        alerts=2,
    )
    return made.model_copy(update=changes)


async def test_it_is_stored_as_it_is_and_gets_an_id(store: SqlChatStore, other: SqlChatStore) -> None:
    for one in (watch(THREAD), watch(reply=ABSTENTION, alert_day=None, paused=Pause.PERSON)):
        added = await store.watches.add(one)
        assert added == one.model_copy(update={"id": added.id})
        assert await other.watches.find(added.id) == added


async def test_saving_replaces_all_but_where_it_is_and_records_what_is_told(store: SqlChatStore) -> None:
    added = await store.watches.add(watch(THREAD))
    told = added.model_copy(update={"reply": ABSTENTION, "alerts": 3, "place": PRIVATE})
    assert await store.watches.save(told, [outgoing(place=THREAD), outgoing(place=THREAD)])
    assert await store.watches.find(added.id) == told.model_copy(update={"place": THREAD, "version": 1})
    assert (await store.deliveries.counts())[DeliveryState.WAITING] == 2


async def test_whoever_knows_an_older_version_changes_nothing(store: SqlChatStore, other: SqlChatStore) -> None:
    added = await store.watches.add(watch())
    done = await asyncio.gather(store.watches.save(added, [outgoing()]), other.watches.save(added, [outgoing()]))
    assert sorted(done) == [False, True]
    assert (await store.deliveries.counts())[DeliveryState.WAITING] == 1
    await store.watches.delete(added.id)
    assert not await store.watches.save(added, [outgoing()])
    assert not await store.watches.delete(added.id)
    assert await store.watches.find(added.id) is None


async def test_all_of_a_chat_oldest_first(store: SqlChatStore) -> None:
    ids = [(await store.watches.add(watch(place))).id for place in (THREAD, PRIVATE, GROUP)]
    assert [one.id for one in await store.watches.of_chat(GROUP.chat_id)] == [ids[0], ids[2]]


async def test_batches_leave_out_the_paused_and_places_where_the_bot_is_not(store: SqlChatStore) -> None:
    ids = [(await store.watches.add(watch(place))).id for place in (THREAD, PRIVATE, PRIVATE)]
    await store.watches.add(watch(paused=Pause.PERSON))
    assert [one.id for one in await store.watches.batch(0, 2)] == ids[:2]
    assert [one.id for one in await store.watches.batch(ids[1], 9)] == ids[2:]
    await store.places.set_membership(THREAD.chat_id, MembershipState.REMOVED, NOW)
    assert [one.id for one in await store.watches.batch(0, 9)] == ids[1:]


async def test_they_move_with_their_chat(store: SqlChatStore) -> None:
    added = await store.watches.add(watch(THREAD))
    await store.places.migrate(GROUP.chat_id, NEW, NOW)
    found = await store.watches.find(added.id)
    assert found is not None
    assert found.place == Place(chat_id=NEW, thread_id=5)
    assert (await store.watches.add(watch(GROUP))).place == Place(chat_id=NEW)


async def test_they_are_forgotten_with_their_person_chat_or_place(store: SqlChatStore, file: Path) -> None:
    secret = "Xanthippe"
    mine = await store.watches.add(watch(GROUP, question=secret))
    others = [await store.watches.add(watch(place, person_id=8, question=secret)) for place in (GROUP, THREAD)]
    await store.turns.forget_person(7)
    assert await store.watches.find(mine.id) is None
    assert [one.id for one in await store.watches.of_chat(GROUP.chat_id)] == [one.id for one in others]
    await store.turns.forget_place(THREAD)
    assert [one.id for one in await store.watches.of_chat(GROUP.chat_id)] == [others[0].id]
    await store.turns.forget_chat(GROUP.chat_id)
    assert await store.watches.of_chat(GROUP.chat_id) == []
    assert not [path.name for path in file.parent.iterdir() if secret.encode() in path.read_bytes()]


async def test_one_that_cannot_be_read_is_as_if_it_were_not_there(store: SqlChatStore, file: Path) -> None:
    broken, fine = await store.watches.add(watch()), await store.watches.add(watch())
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("UPDATE watches SET reply = '{}' WHERE id = ?", (broken.id,))
        raw.commit()
    assert await store.watches.find(broken.id) is None
    assert [one.id for one in await store.watches.batch(0, 9)] == [fine.id]
    assert [one.id for one in await store.watches.of_chat(PRIVATE.chat_id)] == [fine.id]
