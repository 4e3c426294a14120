"""Statements that every message of a chat runs: their SQL made once, their rows straight from the driver.

SQLAlchemy says what a statement is; making it, finding its SQL and wrapping its result costs several times what SQLite
takes to run it. So this is for the hot ones only: values go in and come out as SQLite keeps them (a boolean is 0 or 1).
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Protocol

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

from bot.store.sqlite import driver_of

Values = Mapping[str, Any]


class Row(Protocol):
    """A row by the names of its columns."""

    def __getitem__(self, name: str, /) -> Any: ...


class Prepared:
    """A statement with its parameters by name, each of one value. Raises sqlite3.Error, which `translated` knows."""

    def __init__(self, statement: ClauseElement, columns: Sequence[str] | None = None) -> None:
        """`columns`: those that an insert gives values for."""
        self._statement = statement
        self._columns = None if columns is None else list(columns)

    @cached_property
    def _compiled(self) -> tuple[str, dict[str, Any]]:
        """SQL, and the values that stand in the statement itself. Made when first run: the start does not wait."""
        dialect = sqlite.dialect(paramstyle="named")
        compiled = self._statement.compile(dialect=dialect, column_keys=self._columns)
        return str(compiled), dict(compiled.params)

    def all(self, connection: Connection, **values: Any) -> list[sqlite3.Row]:
        """All rows, also those that a change returns."""
        sql, own = self._compiled
        cursor = _open(connection)
        try:
            return cursor.execute(sql, own | values).fetchall()
        finally:
            cursor.close()

    def find(self, connection: Connection, **values: Any) -> sqlite3.Row | None:
        """The first row."""
        rows = self.all(connection, **values)
        return rows[0] if rows else None

    def scalars(self, connection: Connection, **values: Any) -> list[Any]:
        """The first column of all rows."""
        return [row[0] for row in self.all(connection, **values)]

    def change(self, connection: Connection, **values: Any) -> int:
        """How many rows it changed."""
        sql, own = self._compiled
        cursor = _open(connection)
        try:
            return cursor.execute(sql, own | values).rowcount
        finally:
            cursor.close()

    def change_each(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Once for each row of values."""
        cursor = _open(connection)
        try:
            cursor.executemany(self._compiled[0], rows)
        finally:
            cursor.close()


def _open(connection: Connection) -> sqlite3.Cursor:
    cursor = driver_of(connection).cursor()
    cursor.row_factory = sqlite3.Row
    return cursor


def add_rows(
    connection: Connection, adding: Callable[[Table], ClauseElement], table: Table, rows: Sequence[Values]
) -> None:
    """Rows that all give values for the same columns. `adding`: `insert`, `insert_new` or `insert_or_replace`."""
    if rows:
        _prepare_insert(adding, table, tuple(rows[0])).change_each(connection, rows)


@lru_cache(maxsize=64)
def _prepare_insert(adding: Callable[[Table], ClauseElement], table: Table, columns: tuple[str, ...]) -> Prepared:
    return Prepared(adding(table), columns)
