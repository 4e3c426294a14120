"""SQLite's part of backups: a copy taken while others write, what a copy holds, and a database held alone."""

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import URL, select
from sqlalchemy.exc import DBAPIError

from bot.model.backup import DatabaseCopy, DatabaseName
from bot.model.errors import StoreError
from bot.store import migrate
from bot.store.chat.sql import SCHEMA as CHAT_SCHEMA
from bot.store.chat.tables import metadata as chat_metadata
from bot.store.sql import SCHEMA
from bot.store.sqlite import open_once, translated
from bot.store.tables import metadata

_SCHEMAS = {"articles.db": SCHEMA, "chat.db": CHAT_SCHEMA}
_TABLES = {"articles.db": metadata, "chat.db": chat_metadata}
_BROKEN = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_LEAVE_WAL = ("PRAGMA journal_mode = DELETE", "BEGIN EXCLUSIVE")
"""Every connection of this program keeps a database in WAL mode, which it cannot leave while another is open
(https://www.sqlite.org/pragma.html#pragma_journal_mode)."""
_LOOK_ALONE = ("PRAGMA locking_mode = EXCLUSIVE", "SELECT count(*) FROM sqlite_master")
"""The first look takes the lock, which it cannot have while another is open (https://www.sqlite.org/wal.html#noshm)."""
_MAGIC = b"SQLite format 3\0"
"""https://www.sqlite.org/fileformat.html#magic_header_string"""
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def copy_database(source: Path, target: Path, *, patience: float = 30.0) -> None:
    """The database as it stands at one moment, in one new file without a log beside it.

    All pages are copied in one step (https://www.sqlite.org/backup.html): one read transaction, beside which others
    read and write on, and which no write makes begin anew. `patience`: seconds to wait for a lock that shuts out
    readers too. Raises StoreError when the source cannot be read or the target not be written.
    """
    with (
        translated(str(source)),
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=patience)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy, progress=_give_up_after(patience))
        copy.execute("PRAGMA journal_mode = DELETE")


def describe_copy(file: Path) -> DatabaseCopy:
    """What a file that nobody writes holds; read through once, and not changed.

    Raises StoreError when it is damaged or is no database of this program: ours have neither triggers nor views nor
    virtual tables, whose code would run when the database is used.
    """
    with translated(str(file)), closing(_open_unchanging(file)) as connection:
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise _error(file, "it is damaged")
        tables = _list_tables(connection, file)
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        counts = {name: _count(connection, name) for name in sorted(tables - {"alembic_version"})}
        with file.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    try:
        return DatabaseCopy(revision=revision[0], bytes=file.stat().st_size, sha256=sha256, counts=counts)
    except (ValidationError, TypeError) as error:
        raise _error(file, "foreign database") from error


def knows_revision(name: DatabaseName, revision: str) -> bool:
    """Whether this program can bring a database of that revision to its own."""
    return migrate.knows_revision(_SCHEMAS[name], revision)


def check_tables(name: DatabaseName, file: Path) -> None:
    """Raises StoreError when a table or a column that the program uses is missing in a migrated database."""
    with translated(str(file)), open_once(URL.create("sqlite", database=str(file)), 5.0) as connection:
        for table in _TABLES[name].sorted_tables:
            connection.execute(select(table).limit(0)).close()


def fold_log(file: Path) -> None:
    """Brings a database that nobody else has open into its one file. Raises StoreError when somebody has."""
    with translated(str(file)), closing(_open_alone(file, _LEAVE_WAL)):
        pass


def check_unused(file: Path) -> None:
    """Raises StoreError when another connection has the database open (`is_locked` tells); changes nothing in it."""
    with translated(str(file)):
        connection = _open_old(file, _LOOK_ALONE)
        if connection:
            connection.close()


@contextmanager
def held_alone(file: Path) -> Iterator[None]:
    """As long as this lasts nobody else has the database open for use, and its one file holds all of it.

    A file that is not there is held by being left alone; of a damaged one SQLite cannot tell. Raises StoreError as
    `check_unused` does.
    """
    with translated(str(file)):
        connection = _open_old(file, _LEAVE_WAL)
    try:
        yield
    finally:
        if connection:
            connection.close()


def is_locked(error: StoreError) -> bool:
    """Whether somebody else's use of the database is what is wrong."""
    return _find_code(error) in _BUSY


def is_disk_trouble(error: StoreError) -> bool:
    """Whether the disk, or the right to write on it, is what is wrong, and not what the database holds."""
    return isinstance(error.__cause__, OSError) or _find_code(error) in _DISK


def _find_code(error: StoreError) -> int:
    """SQLite's primary result code; 0 where it was not SQLite."""
    cause = error.__cause__
    return int(getattr(cause.orig if isinstance(cause, DBAPIError) else cause, "sqlite_errorcode", 0)) & 0xFF


def _open_old(file: Path, statements: Sequence[str]) -> sqlite3.Connection | None:
    """None for what is no database: SQLite, when it closes such a file, deletes the log beside it."""
    if not file.exists() or _begin(file) not in (b"", _MAGIC):
        return None
    try:
        return _open_alone(file, statements)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in _BROKEN:
            return None
        raise


def _begin(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(len(_MAGIC))


def _open_alone(file: Path, statements: Sequence[str]) -> sqlite3.Connection:
    uri = f"{file.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=1.0, isolation_level=None)
    try:
        for statement in statements:
            connection.execute(statement).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _open_unchanging(file: Path) -> sqlite3.Connection:
    """For a file that may be hostile: nothing of it is run, no file is made beside it."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _list_tables(connection: sqlite3.Connection, file: Path) -> set[str]:
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    rows = found.fetchall()
    tables = {name for kind, name, _ in rows if kind == "table"}
    virtual = any(kind == "table" and str(sql).upper().startswith("CREATE VIRTUAL") for kind, _, sql in rows)
    if virtual or "alembic_version" not in tables or any(kind not in ("table", "index") for kind, _, _ in rows):
        raise _error(file, "foreign database")
    return tables


def _count(connection: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    count: int = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0]  # noqa: S608 (quoted above)
    return count


def _give_up_after(seconds: float) -> Callable[[int, int, int], None]:
    """Python itself would try for ever: https://docs.python.org/3/library/sqlite3.html#sqlite3.Connection.backup."""
    deadline = time.monotonic() + seconds

    def look(status: int, _remaining: int, _total: int) -> None:
        if status & 0xFF in _BUSY and time.monotonic() >= deadline:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = status
            raise error

    return look


def _error(file: Path, reason: str) -> StoreError:
    return StoreError(f"{file}: {reason}", place=str(file), reason=reason)
