"""The files of a data directory, put aside and replaced while nobody uses them."""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from bot.commands.making_way import asked_to_make_way
from bot.model.errors import InputError, StoreError
from bot.store.backup import check_unused, held_alone, is_locked

DATABASES = ("chat.db", "articles.db")
INDEX = "index"
IN_USE = "backup-in-use"
_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite writes beside a database; with another database it would be played into that."""
PATIENCE = 30.0
"""Seconds for whoever serves to bring to an end what is in hand, which takes up to ten, and to close everything."""
_PAUSE = 0.2


class _Move(NamedTuple):
    before: Path
    after: Path


def find_databases(folder: Path) -> list[Path]:
    """The files of the databases of a data directory, with what stands beside them."""
    return [path for name in DATABASES for end in _BESIDE if (path := folder / f"{name}{end}").exists()]


def check_empty(folder: Path, *, force: bool) -> None:
    """Raises InputError when the folder has any databases, without `force`."""
    if not force and find_databases(folder):
        raise InputError(f"{folder} holds data", message_id="backup-not-empty", path=str(folder))


def replace_when_free(new: Path, folder: Path, now: datetime, *, force: bool) -> list[Path]:
    """As `replace_data`, once a bot that serves the folder has made way; it goes on over the new data. What else uses
    the folder does not make way: StoreError after so many seconds."""
    with asked_to_make_way(folder) as heard:
        end = time.monotonic() + (PATIENCE if heard else 0.0)
        while True:
            try:
                _check_unused(folder)
                return replace_data(new, folder, now, force=force)
            except StoreError as error:
                if error.message_id != IN_USE or time.monotonic() >= end:
                    raise
            time.sleep(_PAUSE)


def replace_data(new: Path, folder: Path, now: datetime, *, force: bool) -> list[Path]:
    """Moves databases and index from `new`, on the same file system, into `folder`; gives the old databases, which
    keep their folder, under names with the time in them. The old index is deleted: it can be made again.

    All is moved or nothing, but when the process is killed meanwhile: then the old files stand under the names they
    were given. Raises StoreError when somebody uses the databases of the folder, as `check_empty` does, and OSError.
    """
    with _all_held(folder):
        check_empty(folder, force=force)
        stamp = _find_stamp(folder, now)
        aside = [_Move(old, folder / _name_aside(old.name, stamp)) for old in find_databases(folder)]
        index = _Move(folder / INDEX, folder / _name_aside(INDEX, stamp))
        moves = [*aside, *([index] if index.before.exists() else [])]
        moves += [_Move(new / name, folder / name) for name in (*DATABASES, INDEX) if (new / name).exists()]
        _move_all(moves)
        _sync(folder)
    shutil.rmtree(index.after, ignore_errors=True)
    return [move.after for move in aside]


def _check_unused(folder: Path) -> None:
    """Before anything is locked that somebody may be using."""
    for name in DATABASES:
        with _told_in_use(folder):
            check_unused(folder / name)


@contextmanager
def _all_held(folder: Path) -> Iterator[None]:
    with ExitStack() as held:
        for name in DATABASES:
            with _told_in_use(folder):
                held.enter_context(held_alone(folder / name))
        yield


@contextmanager
def _told_in_use(folder: Path) -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        if not is_locked(error):
            raise
        raise StoreError(error.text, message_id=IN_USE, path=str(folder)) from error


def _move_all(moves: Sequence[_Move]) -> None:
    done: list[_Move] = []
    try:
        for move in moves:
            move.before.rename(move.after)
            done.append(move)
    except OSError:
        for move in reversed(done):
            move.after.rename(move.before)
        raise


def _find_stamp(folder: Path, now: datetime) -> str:
    """One that no name in the folder has: a rename would overwrite without asking."""
    taken = "".join(path.name for path in folder.iterdir())
    first = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return next(stamp for n in count(1) if (stamp := first if n == 1 else f"{first}-{n}") not in taken)


def _name_aside(name: str, stamp: str) -> str:
    """ "chat.before-20260102T030405Z.db-wal": SQLite still finds the log that belongs to its database."""
    stem, dot, suffix = name.partition(".")
    return f"{stem}.before-{stamp}{dot}{suffix}"


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
