"""What the stores' statements cost and see: counted and interrupted through SQLAlchemy's own events."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest_asyncio
from sqlalchemy import URL, Engine, event

from bot.store.reading import read_batch
from bot.store.sql import SqlStore, open_store
from bot.store.sqlite import open_engine
from tests.store.samples import read_all, sample


class _Watched:
    """A store, its engine, and the statements it sent."""

    def __init__(self, engine: Engine, file: Path) -> None:
        self.engine = engine
        self.file = file
        self.store = SqlStore(engine, str(file))
        self.sent: list[str] = []
        self.between: str | None = None
        self.beginning = asyncio.Event()
        self.loop = asyncio.get_running_loop()
        event.listen(engine, "before_cursor_execute", self._note)

    def _note(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        self.sent.append(statement)
        if statement.startswith("BEGIN IMMEDIATE"):
            self.loop.call_soon_threadsafe(self.beginning.set)
        if self.between and "json_each" in statement:
            with closing(sqlite3.connect(self.file, isolation_level=None)) as writer:
                writer.execute("PRAGMA foreign_keys = ON")
                writer.execute(self.between)


@pytest_asyncio.fixture
async def watched(tmp_path: Path) -> AsyncIterator[_Watched]:
    file = tmp_path / "briefing.db"
    await (await open_store(file)).close()
    watch = _Watched(open_engine(URL.create("sqlite", database=str(file)), 1.0, 6), file)
    yield watch
    await watch.store.close()


async def test_passages_sends_one_statement_per_500_ids(watched: _Watched) -> None:
    watched.sent.clear()
    await watched.store.passages(range(1000))
    assert len(watched.sent) == 2
    await watched.store.passages(range(1001))
    assert len(watched.sent) == 5
    assert len(set(watched.sent)) == 1, "the text must not change, or it is prepared anew for every question"


async def test_passages_searches_both_tables_by_their_keys(watched: _Watched) -> None:
    await watched.store.put([sample()])
    watched.sent.clear()
    await watched.store.passages([1])
    statement = watched.sent[0]
    with closing(sqlite3.connect(watched.file)) as raw:
        arguments = ["[1]"] * statement.count("?")
        plan = [step for *_, step in raw.execute(f"EXPLAIN QUERY PLAN {statement}", arguments)]
    assert [step for step in plan if "SCAN" in step and "VIRTUAL TABLE" not in step] == []
    assert len([step for step in plan if "INTEGER PRIMARY KEY" in step]) == 2


async def test_a_batch_is_one_state_even_when_another_writes_inside_it(watched: _Watched) -> None:
    await watched.store.put([sample()])
    watched.between = "DELETE FROM articles"
    with watched.engine.connect() as connection:
        batch = read_batch(connection, collection="public", after=None, size=5)
    assert batch == [sample()]
    watched.between = None
    assert await read_all(watched.store) == []


async def test_a_cancelled_write_changes_nothing_and_leaves_the_store_usable(watched: _Watched) -> None:
    with closing(sqlite3.connect(watched.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(watched.store.put([sample("cancelled")]))
        await watched.beginning.wait()
        waiting.cancel()
        other.execute("COMMIT")
        await asyncio.wait([waiting])
    assert waiting.cancelled()
    await watched.store.put([sample("after")])
    assert await watched.store.hashes("public") == {"after": "00ff"}


async def test_articles_are_counted_again_only_after_a_write_of_anybody(watched: _Watched) -> None:
    await watched.store.put([sample("one")])
    assert [count.articles for count in await watched.store.outlets("public")] == [1]
    watched.sent.clear()
    assert [count.articles for count in await watched.store.outlets("public")] == [1]
    assert [statement for statement in watched.sent if "articles" in statement] == []
    with closing(sqlite3.connect(watched.file, isolation_level=None)) as other:
        other.execute("DELETE FROM articles")
    assert await watched.store.outlets("public") == []
