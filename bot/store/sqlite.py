"""All that only SQLite understands: how it is opened, its SQL, its error codes. Another database gets its own file."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import (
    URL,
    BigInteger,
    ColumnElement,
    Connection,
    Subquery,
    Table,
    TableValuedAlias,
    Text,
    bindparam,
    cast,
    column,
    create_engine,
    event,
    func,
    select,
)
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, QueuePool

from bot.model.errors import StoreError

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers go on while one writes
    "PRAGMA synchronous = NORMAL",  # in WAL a power cut may lose the last commits, never the database
    "PRAGMA foreign_keys = ON",
    "PRAGMA wal_autocheckpoint = 32000",  # pages, 128 MB: see below
)
"""The keys of near-duplicates touch pages all over a large file, much the same ones with every batch: written back once
for three batches that is half of the bytes. Nothing is mapped into memory: every connection would hold pages of its own
as resident, 300 MB of a large file, for a tenth off the SQL of a question."""

_DURABLE = (
    "PRAGMA wal_autocheckpoint = 1000",  # SQLite's own: small writes, and what was forgotten leaves the log soon
    "PRAGMA synchronous = FULL",  # what was committed survives a power cut: Telegram was told that we have it
    "PRAGMA secure_delete = ON",  # what a person has forgotten is overwritten, not only unlinked
)

_REASONS = {
    sqlite3.SQLITE_BUSY: "it is locked by another process; try again when that has finished",
    sqlite3.SQLITE_LOCKED: "it is locked by another process; try again when that has finished",
    sqlite3.SQLITE_PERM: "it may not be written; check its permissions",
    sqlite3.SQLITE_READONLY: "it is on a read-only place; choose a data directory that can be written",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check that its folder exists and can be written",
    sqlite3.SQLITE_NOTADB: "it is not a database; move the file away and begin anew",
    sqlite3.SQLITE_CORRUPT: "it is damaged; restore it from a copy, or move the file away and begin anew",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write",
    sqlite3.SQLITE_CONSTRAINT: "two things share an id, or what one points to is not there",
}
"""By primary result code (https://www.sqlite.org/rescode.html); extended codes hold it in their low byte."""


def open_engine(url: URL, busy_timeout: float, connections: int) -> Engine:
    """So many connections, which any thread may use, one at a time each; each waits `busy_timeout` seconds for a lock.
    Opens no file yet."""
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        connect_args={"timeout": busy_timeout, "check_same_thread": False},
        hide_parameters=True,  # questions and answers stand in them, and errors reach logs
    )
    _prepare_connections(engine, _PRAGMAS)
    return engine


def open_durable(url: URL, busy_timeout: float) -> Engine:
    """An engine for threads: commits survive a power cut, at a sync of the disk each, and deleted rows are overwritten.
    Each connection waits `busy_timeout` seconds for a lock; opens no file yet."""
    engine = create_engine(
        url,
        connect_args={"timeout": busy_timeout},
        hide_parameters=True,  # questions and answers stand in them, and errors reach logs
    )
    _prepare_connections(engine, (*_PRAGMAS, *_DURABLE))
    return engine


@contextmanager
def open_once(url: URL, busy_timeout: float) -> Iterator[Connection]:
    """One connection outside the event loop, in one transaction, closed at the end."""
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": busy_timeout})
    _prepare_connections(engine, _PRAGMAS)
    with engine.begin() as connection:
        yield connection


def wanted_ids() -> TableValuedAlias:
    """A table of one column, `value`, from the parameter `ids` (see `ids_parameter`).

    However many ids: one text of SQL, compiled and prepared once.
    """
    return func.json_each(bindparam("ids")).table_valued(column("value", BigInteger), name="wanted")


def wanted_pairs() -> Subquery:
    """A table of two columns, `first` and `second`, from the parameter `pairs`: a JSON list of pairs of integers."""
    each = func.json_each(bindparam("pairs")).table_valued(column("value"), name="each_pair")
    pair = select(
        cast(func.json_extract(each.c.value, "$[0]"), BigInteger).label("first"),
        cast(func.json_extract(each.c.value, "$[1]"), BigInteger).label("second"),
    )
    return pair.subquery("wanted_pairs")


def json_items(values: ColumnElement[str], path: str) -> TableValuedAlias:
    """A table of one column, `value`: the items of the list that stands at `path` in a JSON text; none without one."""
    return func.json_each(values, path).table_valued(column("value", Text), name="items")


def as_json_list(one: ColumnElement[int]) -> ColumnElement[str]:
    """The values of a column over all rows of a query, in their order, as one JSON list."""
    return func.json_group_array(one)


def ids_parameter(ids: Iterable[int]) -> str:
    """The value of the parameter `ids`."""
    return json.dumps(list(ids), separators=(",", ":"))


def read_mark(connection: Connection) -> int:
    """Another number after each commit of another connection (https://www.sqlite.org/pragma.html#pragma_data_version)."""
    return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())


def begin_snapshot(connection: Connection) -> None:
    """All reads until the connection is given back see one state; SQLite's driver begins only for writes."""
    connection.exec_driver_sql("BEGIN")


def begin_writing(connection: Connection) -> None:
    """Waits for the write lock now, so that what is read next cannot change before it is written."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def is_writing(connection: Connection) -> bool:
    """Whether the transaction is still there: some errors (a full disk) make SQLite give up all of it."""
    return driver_of(connection).in_transaction


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Python's own connection below one of an engine for threads."""
    driver = connection.connection.dbapi_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("not a connection of SQLite's own driver")
    return driver


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """Within a transaction: all that is changed inside, or nothing. When SQLite gave up the whole transaction, that is
    what is left. Straight at the driver: SQLAlchemy's own costs more than most writes that it holds."""
    driver = driver_of(connection)
    driver.execute("SAVEPOINT one").close()
    try:
        yield
    except BaseException:
        if driver.in_transaction:
            driver.execute("ROLLBACK TO one").close()
            driver.execute("RELEASE one").close()
        raise
    driver.execute("RELEASE one").close()


def insert_new(table: Table, *unique: str) -> Insert:
    """Rows whose primary key, or whose `unique` columns, are there already are left as they are."""
    return insert(table).on_conflict_do_nothing(index_elements=list(unique or table.primary_key))


def insert_or_replace(table: Table, *kept: str) -> Insert:
    """Rows whose primary key is there already take the new values, but for the columns `kept`."""
    adding = insert(table)
    values = {one.name: one for one in adding.excluded if not table.c[one.name].primary_key and one.name not in kept}
    return adding.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)


def write_nothing(connection: Connection) -> None:
    """A page goes to the disk as for any other write, and says what it said before."""
    connection.exec_driver_sql("PRAGMA user_version = 0")


def empty_log(connection: Connection) -> None:
    """Overwritten rows stand in the write-ahead log until it is emptied; others that read now may put that off."""
    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Third-party errors about the database at `place` -> StoreError."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError, UnicodeEncodeError, OverflowError) as error:
        reason = _reason(error)
        raise StoreError(f"{place}: {reason}", place=place, reason=reason) from error


def _reason(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0)
    return _REASONS.get(code & 0xFF) or str(cause)


def _prepare_connections(engine: Engine, pragmas: Iterable[str]) -> None:
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        try:
            for pragma in pragmas:
                cursor.execute(pragma)
        except BaseException:
            cursor.close()
            connection.close()  # the pool does not know it yet, so nobody else would end its thread
            raise
        cursor.close()

    event.listen(engine, "connect", prepare)
