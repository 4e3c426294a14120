"""The file itself: migrations, locks, durability, closing, and what statements cost."""

import asyncio
import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event

from bot.model.errors import StoreError
from bot.store.chat import deliveries, tables, updates
from bot.store.chat.database import open_chat_database
from bot.store.chat.sql import SCHEMA, SqlChatStore, open_chat_store
from bot.store.chat.tables import REVISION, metadata
from bot.store.sql import open_store
from bot.store.sqlite import driver_of
from bot.store.tables import REVISION as ARTICLES
from tests.store.chat.samples import GROUP, NOW, outgoing, update
from tests.store.samples import sample


@contextmanager
def _raw(file: Path, *statements: str) -> Iterator[sqlite3.Connection]:
    """Another program's connection, after these statements."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        yield connection


@contextmanager
def _scripts_and_engine(file: Path) -> Iterator[MigrationContext]:
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        yield MigrationContext.configure(connection)
    engine.dispose()


# migrations


async def test_a_new_file_gets_its_folder_and_the_tables_the_code_knows(tmp_path: Path) -> None:
    file = tmp_path / "data" / "chat.db"
    await (await open_chat_store(file)).close()
    with _scripts_and_engine(file) as context:
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == REVISION


def test_the_code_knows_the_newest_revision() -> None:
    assert ScriptDirectory(str(Path(tables.__file__).parent / "migrations")).get_current_head() == REVISION


async def test_each_database_refuses_the_other_ones_file(tmp_path: Path) -> None:
    await (await open_chat_store(tmp_path / "chat.db")).close()
    await (await open_store(tmp_path / "articles.db")).close()
    with pytest.raises(StoreError, match=f"revision {ARTICLES}"):
        await open_chat_store(tmp_path / "articles.db")
    with pytest.raises(StoreError, match=f"revision {REVISION}"):
        await open_store(tmp_path / "chat.db")


# locks


async def test_the_chat_never_waits_for_a_bulk_ingestion(tmp_path: Path) -> None:
    articles = await open_store(tmp_path / "articles.db")
    chat = await open_chat_store(tmp_path / "chat.db", busy_timeout=0.05)
    with _raw(tmp_path / "articles.db", "BEGIN IMMEDIATE"):
        assert await chat.updates.add([update(1)]) == 2
    with _raw(tmp_path / "chat.db", "BEGIN IMMEDIATE"):
        await articles.put([sample()])
    await chat.close()
    await articles.close()


async def test_a_lock_that_is_never_given_raises_and_changes_nothing(file: Path) -> None:
    store = await open_chat_store(file, busy_timeout=0.05)
    await store.updates.add([update(1)])
    with _raw(file, "BEGIN IMMEDIATE"):
        for work in (
            store.updates.add([update(2)]),
            store.updates.claim(1),
            store.deliveries.record([outgoing()], update_id=1),
            store.check(),
        ):
            with pytest.raises(StoreError, match="locked"):
                await work
        assert (await store.updates.find(1)) == update(1)
    assert await store.updates.find(2) is None
    await store.check()
    await store.close()


async def test_looking_for_work_takes_no_lock(file: Path) -> None:
    store = await open_chat_store(file, busy_timeout=0.05)
    with _raw(file, "BEGIN IMMEDIATE"):
        assert await store.updates.claim(9) == []
        assert await store.deliveries.claim(NOW, 9) == []
    await store.close()


async def test_two_connections_that_write_at_once_lose_nothing(store: SqlChatStore, other: SqlChatStore) -> None:
    await asyncio.gather(
        *(one.updates.add([update(number * 2 + odd)]) for number in range(25) for odd, one in ((0, store), (1, other)))
    )
    assert sum((await store.updates.counts()).values()) == 50


async def test_a_cancelled_write_leaves_the_store_usable(store: SqlChatStore, file: Path) -> None:
    with _raw(file, "BEGIN IMMEDIATE") as raw:
        waiting = asyncio.create_task(store.updates.add([update(1)]))
        behind = asyncio.create_task(store.updates.add([update(2)]))
        await asyncio.sleep(0.05)
        waiting.cancel()
        raw.execute("COMMIT")
        await asyncio.wait([waiting])
    assert waiting.cancelled()
    assert await behind == 3
    assert await store.updates.find(2) == update(2)


async def test_writes_that_wait_share_commits_and_fail_alone(file: Path) -> None:
    database = await open_chat_database(file, SCHEMA, busy_timeout=1)
    with _raw(file, "CREATE TABLE seen (n INTEGER PRIMARY KEY)"):
        pass

    def add(number: int, connection: Connection) -> int:
        connection.exec_driver_sql(f"INSERT INTO seen VALUES ({number})")
        if number == 7:
            connection.exec_driver_sql("INSERT INTO seen VALUES (1)")  # there already: 7 must go with it
        return number

    commits: list[Connection] = []
    note = commits.append
    event.listen(Engine, "commit", note)
    done = await asyncio.gather(*(database.write(partial(add, n)) for n in range(20)), return_exceptions=True)
    event.remove(Engine, "commit", note)
    assert 1 <= len(commits) <= 3
    with closing(sqlite3.connect(file)) as watching:
        stored = [number for (number,) in watching.execute("SELECT n FROM seen ORDER BY n")]
    assert [number for number, one in enumerate(done) if isinstance(one, StoreError)] == [7]
    assert stored == [number for number in range(20) if number != 7]
    await database.close()


async def test_a_read_only_database_fails_its_check(file: Path) -> None:
    reader = await open_chat_store(f"sqlite:///file:{file}?mode=ro&uri=true")
    with pytest.raises(StoreError, match="read-only"):
        await reader.check()
    await reader.close()


# durability


async def test_every_commit_is_synced_and_what_is_deleted_overwritten(file: Path) -> None:
    database = await open_chat_database(file, SCHEMA, busy_timeout=1)
    pragmas = {
        name: await database.read(lambda connection, name=name: connection.exec_driver_sql(f"PRAGMA {name}").scalar())  # type: ignore[misc]
        for name in ("synchronous", "secure_delete", "journal_mode", "foreign_keys")
    }
    assert pragmas == {"synchronous": 2, "secure_delete": 1, "journal_mode": "wal", "foreign_keys": 1}
    await database.close()


# closing


async def test_a_closed_store_refuses_everything(store: SqlChatStore) -> None:
    await store.close()
    await store.close()
    for work in (store.updates.counts(), store.deliveries.claim(NOW, 1), store.check(), store.turns.find(1)):
        with pytest.raises(StoreError, match="closed"):
            await work


async def test_closing_leaves_one_file(file: Path) -> None:
    store = await open_chat_store(file)
    await store.updates.add([update(1)])
    assert len(list(file.parent.iterdir())) > 1
    await store.close()
    gc.collect()  # an unclosed connection would warn here, and warnings are errors
    assert [path.name for path in file.parent.iterdir()] == [file.name]


# cost


def test_claims_search_by_index_and_sort_nothing(file: Path) -> None:
    engine = create_engine(f"sqlite:///{file}")
    run: list[str] = []
    with engine.connect() as connection:
        driver = driver_of(connection)
        driver.set_trace_callback(run.append)
        updates.find_next(connection, 1)
        deliveries.find_next(connection, NOW, 1, [GROUP.chat_id])
        driver.set_trace_callback(None)
        plans = [step for one in run for *_, step in driver.execute(f"EXPLAIN QUERY PLAN {one}").fetchall()]
    engine.dispose()
    assert plans
    assert [step for step in plans if "TEMP B-TREE" in step or ("SCAN" in step and "VIRTUAL TABLE" not in step)] == []
