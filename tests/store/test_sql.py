"""What only a database promises: files, migrations, locks, two connections."""

import asyncio
import gc
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.model.errors import StoreError
from bot.store import tables
from bot.store.sql import SCHEMA, SqlStore, open_store
from bot.store.tables import REVISION, metadata
from tests.store.migrated import migrate_to
from tests.store.samples import read_all, sample


@contextmanager
def _raw(file: Path, *statements: str) -> Iterator[sqlite3.Connection]:
    """Another program's connection, after these statements."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        yield connection


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    middle = slice(len(content) // 4, -4096)
    content[middle] = b"\xff" * len(content[middle])
    file.write_bytes(content)


async def _refusal(file: Path | str) -> str:
    with pytest.raises(StoreError) as caught:
        await open_store(file, busy_timeout=0.05)
    assert str(file) in caught.value.text
    return str(caught.value.values["reason"])


# migrations


async def test_a_new_file_gets_its_folder_and_the_tables_the_code_knows(sql: SqlStore, file: Path) -> None:
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_code_knows_the_newest_revision() -> None:
    assert ScriptDirectory(str(Path(tables.__file__).parent / "migrations")).get_current_head() == REVISION


async def test_an_upgrade_leaves_logging_output_and_working_directory_alone(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "alembic.ini").write_text("[alembic]\nscript_location = /nowhere\n")
    monkeypatch.chdir(tmp_path)
    migrate_to(file, SCHEMA, "0001")
    await (await open_store(file)).close()
    assert capfd.readouterr() == ("", "")
    assert _files(tmp_path) == ["alembic.ini", "data"]


async def test_two_that_open_a_new_file_at_once_take_turns(file: Path) -> None:
    stores = await asyncio.gather(*(open_store(file) for _ in range(4)))
    await stores[0].put([sample()])
    assert [await store.collections() for store in stores] == [["public"]] * 4
    for store in stores:
        await store.close()


async def test_reopening_keeps_the_data(file: Path) -> None:
    first = await open_store(file)
    await first.put([sample()])
    await first.close()
    second = await open_store(f"sqlite:///{file}")
    assert await read_all(second) == [sample()]
    await second.close()


# refusals when opening


async def test_a_newer_database_is_refused_and_left_alone(file: Path) -> None:
    store = await open_store(file)
    await store.put([sample()])
    await store.close()
    with _raw(file, "UPDATE alembic_version SET version_num = '9999'") as raw:
        assert "newer version" in await _refusal(file)
        assert raw.execute("SELECT count(*), (SELECT version_num FROM alembic_version) FROM articles").fetchall() == [
            (1, "9999")
        ]


async def test_another_programs_database_is_refused_and_left_alone(file: Path) -> None:
    with _raw(file, "CREATE TABLE accounts (id INTEGER)") as raw:
        assert "foreign" in await _refusal(file)
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == [("accounts",)]


@pytest.mark.parametrize("content", [b"Not a database at all. " * 99, b"%PDF-1.7\n", b"\0" * 4096])
async def test_a_file_that_is_no_database_is_refused_and_left_alone(file: Path, content: bytes) -> None:
    _write(file, content)
    assert "not a database" in await _refusal(file)
    with file.open("rb") as kept:
        assert kept.read() == content


async def test_a_damaged_database_raises_when_read(file: Path) -> None:
    store = await open_store(file)
    await store.put([sample(f"{number}", text="word " * 2000) for number in range(40)])
    await store.close()
    _damage(file)
    damaged = await open_store(file)
    with pytest.raises(StoreError, match="damaged"):
        await read_all(damaged)
    await damaged.close()


async def test_a_locked_database_is_refused(file: Path) -> None:
    with _raw(file, "CREATE TABLE other (id)", "BEGIN EXCLUSIVE"):
        assert "locked" in await _refusal(file)


async def test_a_folder_in_the_place_of_the_file_is_refused(file: Path) -> None:
    _write(file / "in the way", b"")
    assert "cannot be opened" in await _refusal(file)


async def test_a_file_in_the_place_of_the_folder_is_refused(file: Path) -> None:
    file.parent.write_text("in the way")
    assert await _refusal(file)


@pytest.mark.parametrize("locked", ["folder", "file"])
async def test_a_read_only_place_is_refused(file: Path, locked: str) -> None:
    await (await open_store(file)).close()
    path = file if locked == "file" else file.parent
    path.chmod(0o555)
    if os.access(path, os.W_OK):
        pytest.skip("the superuser may write everywhere")
    assert "read-only" in await _refusal(file)
    path.chmod(0o755)


@pytest.mark.parametrize("url", ["postgresql://host/name", "sqlite://", "sqlite:///:memory:", ":memory:", "no url://"])
async def test_anything_but_a_sqlite_file_is_refused(url: str) -> None:
    assert await _refusal(url)


# locks and connections


async def test_readers_see_the_last_state_while_another_writes(sql: SqlStore, file: Path) -> None:
    await sql.put([sample()])
    other = await open_store(file)
    with _raw(file, "BEGIN IMMEDIATE", "DELETE FROM passages", "DELETE FROM articles") as writer:
        assert await asyncio.gather(*(read_all(store) for store in (sql, other, sql, other))) == [[sample()]] * 4
        writer.execute("COMMIT")
    assert await read_all(sql) == await read_all(other) == []
    await other.close()


async def test_writers_in_one_process_take_turns(sql: SqlStore) -> None:
    await asyncio.gather(*(sql.put([sample(f"{number}", text="word " * 500)]) for number in range(20)))
    assert (await sql.coverage("public")).articles == 20


async def test_a_write_that_never_gets_the_lock_raises_and_changes_nothing(file: Path) -> None:
    store = await open_store(file, busy_timeout=0.05)
    await store.put([sample()])
    with _raw(file, "BEGIN IMMEDIATE"):
        with pytest.raises(StoreError, match="locked"):
            await store.put([sample(text="Later.")])
        with pytest.raises(StoreError, match="locked"):
            await store.remove("public", ["talks"])
    assert await read_all(store) == [sample()]
    await store.put([sample(text="Later.")])
    assert await store.texts("public", ["talks"]) == {"talks": "Later."}
    await store.close()


async def test_a_database_opened_for_reading_only_refuses_to_write(sql: SqlStore, file: Path) -> None:
    await sql.put([sample()])
    reader = await open_store(f"sqlite:///file:{file}?mode=ro&uri=true")
    assert await read_all(reader) == [sample()]
    with pytest.raises(StoreError, match="read-only"):
        await reader.put([sample(text="Later.")])
    await reader.close()


async def test_the_file_is_in_wal_mode_and_deletes_cascade(sql: SqlStore, file: Path) -> None:
    await sql.put([sample()])
    with _raw(file, "PRAGMA foreign_keys = ON") as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        raw.execute("DELETE FROM articles")
        assert raw.execute("SELECT count(*) FROM passages").fetchone() == (0,)


async def test_replacing_leaves_no_passage_behind(sql: SqlStore, file: Path) -> None:
    for _ in range(3):
        await sql.put([sample()])
    with _raw(file) as raw:
        assert raw.execute("SELECT count(*) FROM passages").fetchone() == (len(sample().passages),)


# closing


def _new_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    """Threads that live on; one that is about to end gets a second to do so."""
    new = [thread for thread in threading.enumerate() if thread not in before]
    for thread in new:
        thread.join(1.0)
    return [thread for thread in new if thread.is_alive()]


def test_closing_ends_every_thread_and_connection(file: Path) -> None:
    async def use() -> None:
        store = await open_store(file)
        await asyncio.gather(*(store.put([sample(f"{number}")]) for number in range(8)))
        assert threading.active_count() > len(before) + 2
        await store.close()
        await store.close()

    before = set(threading.enumerate())
    asyncio.run(use())
    gc.collect()  # an unclosed connection would warn here, and warnings are errors
    assert _new_threads(before) == []
    assert _files(file.parent) == [file.name]


@pytest.mark.parametrize("content", [b"Not a database at all. " * 99, None], ids=["no database", "a folder"])
def test_a_refused_file_leaves_no_thread_and_no_connection_behind(file: Path, content: bytes | None) -> None:
    before = set(threading.enumerate())
    _write(file if content else file / "in the way", content or b"")
    asyncio.run(_refusal(file))
    gc.collect()
    assert _new_threads(before) == []


async def test_a_closed_store_refuses_everything(sql: SqlStore) -> None:
    await sql.close()
    with pytest.raises(StoreError, match="closed"):
        await sql.passages([1])
    with pytest.raises(StoreError, match="closed"):
        await sql.put([sample()])


async def test_breaking_off_stored_articles_holds_nothing(sql: SqlStore, file: Path) -> None:
    await sql.put([sample("a"), sample("b"), sample("c")])
    reading = sql.stored_articles("public", batch=1)
    assert (await anext(reading))[0].article.id == "a"
    with _raw(file, "BEGIN EXCLUSIVE"):
        pass
    await sql.close()
    with pytest.raises(StoreError, match="closed"):
        await anext(reading)
