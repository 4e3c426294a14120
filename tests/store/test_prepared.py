"""Statements made once: the same rows as through SQLAlchemy, and the same refusals."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    create_engine,
    insert,
    select,
    update,
)

from bot.store.prepared import Prepared, add_rows
from bot.store.sqlite import insert_new, insert_or_replace, savepoint

words = Table("words", MetaData(), Column("id", Integer, primary_key=True), Column("word", Text, nullable=False))
_BELOW = select(words).where(words.c.id < bindparam("most"), words.c.word != "none").order_by(words.c.id)
BELOW = Prepared(_BELOW)


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as opened:
        words.create(opened)
        yield opened
    engine.dispose()


@given(st.dictionaries(st.integers(0, 99), st.text(st.characters(codec="utf-8")), max_size=5), st.integers(0, 99))
def test_rows_are_those_that_sqlalchemy_gives(rows: dict[int, str], most: int) -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as opened:
        words.create(opened)
        add_rows(opened, insert, words, [{"id": number, "word": word} for number, word in rows.items()])
        expected = [dict(row) for row in opened.execute(_BELOW, {"most": most}).mappings()]
        assert [dict(row) for row in BELOW.all(opened, most=most)] == expected
        found = BELOW.find(opened, most=most)
        assert (dict(found) if found else None) == next(iter(expected), None)
        assert BELOW.scalars(opened, most=most) == [row["id"] for row in expected]
    engine.dispose()


def test_a_change_says_how_many_rows_it_changed(connection: Connection) -> None:
    add_rows(connection, insert, words, [{"id": 1, "word": "a"}, {"id": 2, "word": "a"}])
    renaming = Prepared(update(words).where(words.c.word == bindparam("old")).values(word=bindparam("new")))
    assert renaming.change(connection, old="a", new="b") == 2
    assert renaming.change(connection, old="a", new="b") == 0


def test_rows_that_are_there_stay_or_are_replaced(connection: Connection) -> None:
    add_rows(connection, insert_new, words, [{"id": 1, "word": "first"}])
    add_rows(connection, insert_new, words, [{"id": 1, "word": "second"}])
    assert [row["word"] for row in BELOW.all(connection, most=9)] == ["first"]
    add_rows(connection, insert_or_replace, words, [{"id": 1, "word": "third"}])
    assert [row["word"] for row in BELOW.all(connection, most=9)] == ["third"]
    add_rows(connection, insert, words, [])
    with pytest.raises(sqlite3.IntegrityError):
        add_rows(connection, insert, words, [{"id": 1, "word": "fourth"}])


def test_a_savepoint_that_fails_takes_only_what_is_its_own(connection: Connection) -> None:
    add_rows(connection, insert, words, [{"id": 1, "word": "before"}])

    def fail() -> None:
        with savepoint(connection):
            add_rows(connection, insert, words, [{"id": 2, "word": "inside"}])
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fail()
    with savepoint(connection):
        add_rows(connection, insert, words, [{"id": 3, "word": "after"}])
    assert BELOW.scalars(connection, most=9) == [1, 3]
