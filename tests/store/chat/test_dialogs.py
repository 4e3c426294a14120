"""The contract of `DialogStore`, sentence by sentence; and what migration, forgetting and an upgrade do to dialogs."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from bot.model.chat_settings import ChatSettings
from bot.model.dialog import Dialog
from bot.model.errors import StoreError
from bot.model.place import Place
from bot.store.chat import tables
from bot.store.chat.sql import SqlChatStore, open_chat_store
from tests.store.chat.samples import ABSTENTION, GROUP, NOW, PRIVATE, THREAD, after

NEW = -1009999999999
NEW_GROUP, NEW_THREAD = Place(chat_id=NEW), Place(chat_id=NEW, thread_id=5)


def dialog(
    place: Place = PRIVATE, person_id: int = 7, kind: str = "zone", since: float = 0, state: str = "{}"
) -> Dialog:
    return Dialog(place=place, person_id=person_id, kind=kind, since=after(since), state=state)


# find and begin


async def test_nothing_waits_at_first(store: SqlChatStore) -> None:
    assert await store.dialogs.find(PRIVATE, 7, NOW) is None


async def test_what_was_begun_is_found_as_it_was(store: SqlChatStore, other: SqlChatStore) -> None:
    begun = dialog(THREAD, state='{"said": "Київ 🕊"}')
    await store.dialogs.begin(begun)
    assert await store.dialogs.find(THREAD, 7, NOW) == begun
    assert await other.dialogs.find(THREAD, 7, NOW) == begun, "it is on the disk"


async def test_only_in_this_very_place_and_only_the_persons_own(store: SqlChatStore) -> None:
    for place, person_id in ((GROUP, 7), (THREAD, 7), (GROUP, 8)):
        await store.dialogs.begin(dialog(place, person_id, kind=f"{place.thread_id} {person_id}"))
    kinds = {
        (place, person_id): found.kind if (found := await store.dialogs.find(place, person_id, NOW)) else None
        for place in (GROUP, THREAD, PRIVATE)
        for person_id in (7, 8)
    }
    assert kinds == {
        (GROUP, 7): "None 7",
        (THREAD, 7): "5 7",
        (PRIVATE, 7): None,
        (GROUP, 8): "None 8",
        (THREAD, 8): None,
        (PRIVATE, 8): None,
    }


async def test_one_that_was_begun_before_is_as_if_it_were_not_there(store: SqlChatStore) -> None:
    await store.dialogs.begin(dialog(since=60))
    assert await store.dialogs.find(PRIVATE, 7, after(60)) == dialog(since=60)
    assert await store.dialogs.find(PRIVATE, 7, after(60.000001)) is None
    assert await store.dialogs.find(PRIVATE, 7, after(59)) == dialog(since=60)


async def test_beginning_replaces_the_one_before(store: SqlChatStore) -> None:
    await store.dialogs.begin(dialog(kind="zone", since=5, state='{"a": 1}'))
    await store.dialogs.begin(dialog(kind="digest", since=1))
    assert await store.dialogs.find(PRIVATE, 7, NOW) == dialog(kind="digest", since=1)
    assert await store.dialogs.end(PRIVATE, 7)
    assert await store.dialogs.find(PRIVATE, 7, NOW) is None


async def test_in_a_chat_that_has_migrated_it_is_begun_where_the_chat_is_now(store: SqlChatStore) -> None:
    await store.places.migrate(GROUP.chat_id, NEW, NOW)
    await store.dialogs.begin(dialog(THREAD))
    assert await store.dialogs.find(NEW_THREAD, 7, NOW) == dialog(NEW_THREAD)
    assert await store.dialogs.find(THREAD, 7, NOW) is None


# end


async def test_ending_says_whether_there_was_one_and_ends_no_other(store: SqlChatStore) -> None:
    for place, person_id in ((GROUP, 7), (THREAD, 7), (GROUP, 8)):
        await store.dialogs.begin(dialog(place, person_id))
    assert await store.dialogs.end(GROUP, 7)
    assert not await store.dialogs.end(GROUP, 7)
    assert await store.dialogs.find(GROUP, 7, NOW) is None
    assert await store.dialogs.find(THREAD, 7, NOW) == dialog(THREAD)
    assert await store.dialogs.find(GROUP, 8, NOW) == dialog(GROUP, 8)


async def test_one_that_is_too_old_to_be_found_can_still_be_ended(store: SqlChatStore) -> None:
    await store.dialogs.begin(dialog(since=0))
    assert await store.dialogs.find(PRIVATE, 7, after(900)) is None
    assert await store.dialogs.end(PRIVATE, 7)


async def test_a_closed_store_refuses(store: SqlChatStore) -> None:
    await store.close()
    for work in (store.dialogs.find(PRIVATE, 7, NOW), store.dialogs.begin(dialog()), store.dialogs.end(PRIVATE, 7)):
        with pytest.raises(StoreError, match="closed"):
            await work


@given(
    st.builds(
        dialog,
        place=st.builds(Place, chat_id=st.integers(-(2**63), 2**63 - 1), thread_id=st.none() | st.integers(1, 2**53)),
        person_id=st.integers(-(2**63), 2**63 - 1),
        kind=st.text(),
        since=st.floats(-1e9, 1e9),
        state=st.text(),
    )
)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_dialog_comes_back_as_it_was(store: SqlChatStore, begun: Dialog) -> None:
    await store.dialogs.begin(begun)
    assert await store.dialogs.find(begun.place, begun.person_id, begun.since) == begun


# migration of chats


async def test_dialogs_move_with_their_chat_thread_by_thread(store: SqlChatStore) -> None:
    for place, person_id in ((GROUP, 7), (THREAD, 7), (GROUP, 8), (PRIVATE, 7)):
        await store.dialogs.begin(dialog(place, person_id))
    for _ in range(2):
        await store.places.migrate(GROUP.chat_id, NEW, after(1))
    assert await store.dialogs.find(NEW_GROUP, 7, NOW) == dialog(NEW_GROUP)
    assert await store.dialogs.find(NEW_THREAD, 7, NOW) == dialog(NEW_THREAD)
    assert await store.dialogs.find(NEW_GROUP, 8, NOW) == dialog(NEW_GROUP, 8)
    assert await store.dialogs.find(PRIVATE, 7, NOW) == dialog(PRIVATE)
    assert await store.dialogs.find(GROUP, 7, NOW) is None


async def test_one_that_was_begun_in_the_new_chat_stays(store: SqlChatStore) -> None:
    await store.dialogs.begin(dialog(GROUP, kind="old"))
    await store.dialogs.begin(dialog(GROUP, 8, kind="old"))
    await store.dialogs.begin(dialog(NEW_GROUP, kind="new", since=2))
    await store.places.migrate(GROUP.chat_id, NEW, after(3))
    assert await store.dialogs.find(NEW_GROUP, 7, NOW) == dialog(NEW_GROUP, kind="new", since=2)
    assert await store.dialogs.find(NEW_GROUP, 8, NOW) == dialog(NEW_GROUP, 8, kind="old")


# forgetting


async def test_forgetting_a_person_ends_what_was_begun_with_them_everywhere(store: SqlChatStore, file: Path) -> None:
    for place, person_id in ((GROUP, 7), (THREAD, 7), (PRIVATE, 7), (GROUP, 8)):
        await store.dialogs.begin(dialog(place, person_id, state='"Xanthippe"' if person_id == 7 else "{}"))
    assert await store.turns.forget_person(7) == 0, "dialogs are no turns"
    for place in (GROUP, THREAD, PRIVATE):
        assert await store.dialogs.find(place, 7, NOW) is None
    assert await store.dialogs.find(GROUP, 8, NOW) == dialog(GROUP, 8)
    assert not [path.name for path in file.parent.iterdir() if b"Xanthippe" in path.read_bytes()]


async def test_forgetting_a_place_ends_what_was_begun_there_and_only_there(store: SqlChatStore) -> None:
    for place, person_id in ((GROUP, 7), (GROUP, 8), (THREAD, 7), (PRIVATE, 7)):
        await store.dialogs.begin(dialog(place, person_id))
    await store.turns.forget_place(GROUP)
    assert [await store.dialogs.find(GROUP, person_id, NOW) for person_id in (7, 8)] == [None, None]
    assert await store.dialogs.find(THREAD, 7, NOW) == dialog(THREAD)
    assert await store.dialogs.find(PRIVATE, 7, NOW) == dialog(PRIVATE)


# the upgrade that brought them

FIRST = "chat_0001"
MOMENT = 1_777_638_615_000_000
OLD_ROWS: dict[str, tuple[object, ...]] = {
    "updates": (1, GROUP.chat_id, None, MOMENT, '{"text": "Київ"}', "waiting", None, 2),
    "turns": (1, GROUP.chat_id, 0, 7, MOMENT, None, "who?", ABSTENTION.model_dump_json()),
    "turn_messages": (GROUP.chat_id, 6, 1, True),
    "deliveries": (
        *(1, 1, 0, 1, 7, GROUP.chat_id, 0, 0, "sendMessage", "{}"),
        *("sent", "[6]", None, MOMENT, None, 1),
    ),
    "place_settings": (GROUP.chat_id, 0, "uk", None, None),
    "person_settings": (7, None, "Europe/Kyiv", 2),
    "memberships": (GROUP.chat_id, "removed", MOMENT, True),
    "moved_chats": (-1, -2),
    "grants": (7, 1, MOMENT),
}
"""A row of every table of the first revision, as that version wrote it."""


def _move(file: Path, revision: str) -> None:
    """Takes a database up to a revision, or down to the first."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(tables.__file__).parent / "migrations"))
        config.set_main_option("path_separator", "os")
        (command.downgrade if revision == FIRST and file.stat().st_size else command.upgrade)(config, revision)
    engine.dispose()


def _columns(file: Path) -> dict[str, list[str]]:
    """Every table with the names of its columns."""
    with closing(sqlite3.connect(file)) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [column for _, column, *_ in raw.execute(f"PRAGMA table_info({name})")] for name in names}


def _rows(file: Path, columns: dict[str, list[str]]) -> dict[str, list[tuple[object, ...]]]:
    """What stands in those columns of those tables."""
    with closing(sqlite3.connect(file)) as raw:
        return {
            name: raw.execute(f"SELECT {', '.join(wanted)} FROM {name}").fetchall() for name, wanted in columns.items()
        }


def _lay_first(file: Path) -> dict[str, list[str]]:
    """A database of the first revision with a row in every table; its columns."""
    file.touch()
    _move(file, FIRST)
    columns = {name: wanted for name, wanted in _columns(file).items() if name != "alembic_version"}
    assert columns.keys() == OLD_ROWS.keys()
    with closing(sqlite3.connect(file)) as raw:
        for name, row in OLD_ROWS.items():
            raw.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)
        raw.commit()
    return columns


async def test_a_database_of_the_first_revision_keeps_all_its_rows(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    columns = _lay_first(file)
    store = await open_chat_store(file)
    assert _rows(file, columns) == {name: [row] for name, row in OLD_ROWS.items()}
    found = await store.turns.find_by_answer(GROUP, 6)
    assert found is not None
    assert (found.question, found.reply, found.answer_message_ids) == ("who?", ABSTENTION, (6,))
    assert [(one.payload, one.attempts) for one in await store.updates.claim(9)] == [('{"text": "Київ"}', 3)]
    assert await store.places.settings(GROUP) == ChatSettings(language="uk")
    assert await store.people.settings(7) == ChatSettings(time_zone="Europe/Kyiv", quotes=2)
    assert await store.access.is_allowed([7])
    await store.dialogs.begin(dialog())
    assert await store.dialogs.find(PRIVATE, 7, NOW) == dialog()
    await store.close()


def test_down_and_up_again_takes_only_what_was_added(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    first = _lay_first(file)
    _move(file, "head")
    newest = _columns(file)
    _move(file, FIRST)
    assert "dialogs" not in _columns(file)
    assert {name: wanted for name, wanted in _columns(file).items() if name in first} == first
    assert _rows(file, first) == {name: [row] for name, row in OLD_ROWS.items()}
    _move(file, "head")
    assert _columns(file) == newest
