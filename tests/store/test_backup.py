"""Copies taken while another process writes, what a copy is checked for, and a database held alone."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.model.errors import StoreError
from bot.store.backup import (
    check_tables,
    check_unused,
    copy_database,
    describe_copy,
    fold_log,
    held_alone,
    is_disk_trouble,
    is_locked,
    knows_revision,
)
from bot.store.chat.sql import open_chat_store
from bot.store.chat.tables import REVISION as CHAT_REVISION
from bot.store.sql import open_store
from bot.store.sqlite import translated
from bot.store.tables import REVISION
from tests.store.chat.writer import PARTS
from tests.store.samples import sample

COPIES = 5


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """A process that writes as fast as it can; killed at the end."""
    command = [sys.executable, "-m", "tests.store.chat.writer", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield
        finally:
            process.kill()


def execute(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def fill(file: Path) -> Path:
    async def put() -> None:
        store = await open_store(file)
        await store.put([sample(f"a{number}") for number in range(3)])
        await store.close()

    asyncio.run(put())
    return file


def copied(file: Path, target: Path) -> Path:
    copy_database(file, target)
    return target


def make_chat(file: Path) -> Path:
    async def make() -> None:
        await (await open_chat_store(file)).close()

    asyncio.run(make())
    return file


def test_copies_taken_while_another_process_writes_are_whole_and_the_writer_goes_on(tmp_path: Path) -> None:
    file = make_chat(tmp_path / "chat.db")
    updates = []
    with writing(file):
        for number in range(COPIES):
            found = describe_copy(copied(file, tmp_path / f"{number}.db"))
            assert found.counts["deliveries"] == PARTS * found.counts["turns"], "an answer is in whole or not at all"
            updates.append(found.counts["updates"])
            while _count_updates(file) <= updates[-1]:
                pass
    assert updates == sorted(set(updates))


def _count_updates(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        count: int = connection.execute("SELECT count(*) FROM updates").fetchone()[0]
        return count


def test_a_copy_is_one_file_that_says_what_it_holds(tmp_path: Path) -> None:
    copy = copied(fill(tmp_path / "articles.db"), tmp_path / "copy.db")
    found = describe_copy(copy)
    assert (found.revision, found.bytes) == (REVISION, copy.stat().st_size)
    assert found.counts["articles"] == 3
    assert "alembic_version" not in found.counts
    assert not list(tmp_path.glob("copy.db-*"))
    assert describe_copy(copy) == found, "looking changes nothing"


def test_a_database_that_shuts_out_readers_is_waited_for_no_longer_than_said(tmp_path: Path) -> None:
    file = fill(tmp_path / "articles.db")
    with held_alone(file), pytest.raises(StoreError) as caught:
        copy_database(file, tmp_path / "copy.db", patience=0.1)
    assert is_locked(caught.value)


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        copy_database(tmp_path / "articles.db", tmp_path / "copy.db")
    assert not (tmp_path / "articles.db").exists()


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TRIGGER t AFTER INSERT ON articles BEGIN DELETE FROM articles; END"],
        ["CREATE VIEW v AS SELECT * FROM articles"],
        ["CREATE VIRTUAL TABLE f USING fts5(x)"],
        ["DROP TABLE alembic_version"],
        ["DELETE FROM alembic_version"],
        ["UPDATE alembic_version SET version_num = 'x; y'"],
    ],
)
def test_what_no_store_of_ours_makes_is_refused(tmp_path: Path, statements: list[str]) -> None:
    copy = copied(fill(tmp_path / "articles.db"), tmp_path / "copy.db")
    execute(copy, *statements)
    with pytest.raises(StoreError, match="foreign database"):
        describe_copy(copy)


def test_damage_is_found(tmp_path: Path) -> None:
    copy = copied(fill(tmp_path / "articles.db"), tmp_path / "copy.db")
    content = bytearray(copy.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    copy.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        describe_copy(copy)
    copy.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="not a database"):
        describe_copy(copy)


def test_a_table_or_a_column_too_few_is_found(tmp_path: Path) -> None:
    articles, chat = fill(tmp_path / "articles.db"), make_chat(tmp_path / "chat.db")
    check_tables("articles.db", articles)
    check_tables("chat.db", chat)
    execute(articles, "ALTER TABLE passages DROP COLUMN heading")
    with pytest.raises(StoreError, match="heading"):
        check_tables("articles.db", articles)
    execute(chat, "DROP TABLE dialogs")
    with pytest.raises(StoreError, match="dialogs"):
        check_tables("chat.db", chat)


def test_revisions_that_can_be_brought_to_todays_are_known_and_no_others() -> None:
    assert knows_revision("articles.db", REVISION)
    assert knows_revision("articles.db", "0001")
    assert knows_revision("chat.db", CHAT_REVISION)
    assert knows_revision("chat.db", "chat_0001")
    assert not knows_revision("articles.db", "chat_0001")
    assert not knows_revision("chat.db", "chat_9999")


async def test_what_a_store_has_open_is_not_held(tmp_path: Path) -> None:
    file = tmp_path / "articles.db"
    store = await open_store(file)
    await store.put([sample()])
    try:
        with pytest.raises(StoreError) as caught, held_alone(file):
            pass
        assert is_locked(caught.value)
        with pytest.raises(StoreError) as caught:
            check_unused(file)
        assert is_locked(caught.value)
        with pytest.raises(StoreError):
            fold_log(file)
    finally:
        await store.close()
    before = file.read_bytes()
    check_unused(file)
    assert file.read_bytes() == before
    with held_alone(file):
        pass


def test_while_a_database_is_held_nobody_opens_it_and_afterwards_it_is_free(tmp_path: Path) -> None:
    file = fill(tmp_path / "articles.db")
    with held_alone(file), pytest.raises(StoreError, match="locked"):
        asyncio.run(open_store(file, busy_timeout=0.1))
    fill(file)


def test_the_log_of_a_killed_process_is_folded_in(tmp_path: Path) -> None:
    file = make_chat(tmp_path / "chat.db")
    with writing(file):
        while _count_updates(file) < 50:
            pass
    assert (tmp_path / "chat.db-wal").exists()
    with held_alone(file):
        assert [path.name for path in tmp_path.iterdir()] == ["chat.db"]
    assert describe_copy(file).counts["updates"] >= 50


def test_nothing_and_damaged_files_hold_up_nobody(tmp_path: Path) -> None:
    with held_alone(tmp_path / "none.db"):
        assert list(tmp_path.iterdir()) == []
    (tmp_path / "damaged.db").write_bytes(b"no database at all" * 100)
    with held_alone(tmp_path / "damaged.db"):
        check_unused(tmp_path / "damaged.db")
    assert (tmp_path / "damaged.db").read_bytes() == b"no database at all" * 100


def test_a_disk_that_cannot_be_written_is_told_from_a_database_that_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught, translated("here"):
        execute(tmp_path / "full.db", "PRAGMA max_page_count = 1", "CREATE TABLE x (y)", "CREATE TABLE z (y)")
    assert is_disk_trouble(caught.value)
    with pytest.raises(StoreError) as caught:
        check_tables("articles.db", make_chat(tmp_path / "chat.db"))
    assert not is_disk_trouble(caught.value)
    with pytest.raises(StoreError) as caught:
        check_tables("articles.db", tmp_path / "no-such-folder" / "articles.db")
    assert is_disk_trouble(caught.value)
