"""Databases as migrations leave them, and what SQLite says that stands in one."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from bot.store.migrate import Schema


class Facts(NamedTuple):
    """Sets, since a column that came later stands behind the others."""

    columns: frozenset[tuple[object, ...]]
    indexes: frozenset[tuple[object, ...]]
    foreign_keys: frozenset[tuple[object, ...]]
    others: frozenset[tuple[object, ...]]


def migrate_to(file: Path, schema: Schema, revision: str = "head") -> None:
    """Makes the file, from nothing to a revision."""
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", schema.scripts)
        config.set_main_option("path_separator", "os")
        command.upgrade(config, revision)
    engine.dispose()


def read_facts(file: Path) -> Facts:
    """Columns with type, NOT NULL, default and place in the key; indexes with their columns; what points where, and
    what then happens; tables without row ids, triggers, views."""
    with closing(sqlite3.connect(file)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return Facts(
            frozenset((one, *row[1:]) for one in tables for row in _ask(connection, "table_xinfo", one)),
            frozenset(index for one in tables for index in _list_indexes(connection, one)),
            frozenset((one, *row[2:]) for one in tables for row in _ask(connection, "foreign_key_list", one)),
            frozenset(
                connection.execute(
                    "SELECT type, name FROM sqlite_master WHERE type NOT IN ('table', 'index') UNION ALL"
                    " SELECT 'without rowid', name FROM pragma_table_list WHERE wr AND schema = 'main'"
                )
            ),
        )


def _list_indexes(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for _, name, unique, origin, partial in _ask(connection, "index_list", table):
        columns = tuple(row[1:] for row in _ask(connection, "index_xinfo", str(name)))
        shown = name if origin == "c" else ""  # those of constraints are numbered
        named = tuple(column[1:] for column in columns)  # places change with the order of columns
        found.append((table, shown, unique, origin, partial, named))
    return found


def _ask(connection: sqlite3.Connection, pragma: str, name: str) -> list[tuple[object, ...]]:
    return connection.execute(f"PRAGMA {pragma}('{name}')").fetchall()
