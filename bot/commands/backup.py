"""`backup` and `restore`: all that the bot keeps, in one file, and back from it."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bot.app import chat_database_path, database_path, make_data_dir, open_data
from bot.commands.shared import guarded, messages_of, start
from bot.model.backup import DatabaseName, Manifest
from bot.model.errors import EngineError, InputError, StoreError
from bot.settings import Settings

COPIED: tuple[DatabaseName, ...] = ("chat.db", "articles.db")
"""In this order: an article that the chat's copy speaks of was stored before, so the later copy has it."""

File = Annotated[Path, typer.Argument(metavar="FILE", help="The file of the backup.", show_default=False)]
Force = Annotated[
    bool,
    typer.Option("--force", help="Replace what the data directory holds; its old databases are kept beside the new."),
]


@guarded
def backup(file: File) -> None:
    """Copy all that the bot keeps into one new file.

    Articles, and what is kept of chats and people. `serve` and `ingest` may run meanwhile. The index is left out,
    since it can be made again, and so are settings. The file is readable by its owner only.
    """
    settings = start()
    with _written_below(file):
        manifest = _write(settings, file, datetime.now(UTC))
        megabytes = max(file.stat().st_size / 1e6, 0.1)
    print(messages_of(settings).text("backup-done", path=str(file), megabytes=f"{megabytes:.1f}"))
    _print_counts(manifest, settings)


@guarded
def restore(file: File, force: Force = False) -> None:
    """Put a backup into the data directory, and index it.

    The backup is unpacked and checked first: when anything is wrong with it, nothing is changed. A bot that serves the
    data directory makes way for a moment and goes on over what was restored; nothing else may use it meanwhile.
    """
    from bot.commands.backup_file import read_manifest

    settings = start()
    read_manifest(file)
    make_data_dir(settings)
    with _written_below(settings.data_dir):
        manifest, kept = _restore(settings, file, force=force)
    messages = messages_of(settings)
    print(messages.text("backup-restored", path=str(file), day=messages.day(manifest.created)))
    _print_counts(manifest, settings)
    if kept:
        print(messages.text("backup-kept", names=messages.joined(path.name for path in kept)))


def _write(settings: Settings, file: Path, now: datetime) -> Manifest:
    """Copies stand beside the file until it is whole; it appears under its name at once."""
    from bot.commands.backup_file import write_backup
    from bot.store.backup import copy_database, describe_copy

    _check_new(file)
    sources = {name: path for name in COPIED if _has_content(path := settings.data_dir / name)}
    if not sources:
        text = f"nothing to back up in {settings.data_dir}"
        raise InputError(text, message_id="backup-nothing", path=str(settings.data_dir))
    with TemporaryDirectory(prefix=".backup-", dir=file.parent) as made:
        folder = Path(made)
        for name, source in sources.items():
            copy_database(source, folder / name)
        described = {name: describe_copy(folder / name) for name in sources}
        manifest = Manifest(version=_find_version(), created=now, databases=described)
        write_backup(folder / "backup", folder, manifest)
        _check_new(file)
        (folder / "backup").rename(file)
    return manifest


def _check_new(file: Path) -> None:
    if os.path.lexists(file):
        raise InputError(f"{file} is there already", message_id="backup-exists", path=str(file))


def _has_content(database: Path) -> bool:
    return database.is_file() and database.stat().st_size > 0


def _find_version() -> str:
    from importlib.metadata import version

    return version("briefing-bot")


def _restore(settings: Settings, file: Path, *, force: bool) -> tuple[Manifest, list[Path]]:
    """What was restored, and the old files as they are called now."""
    from bot.commands.backup_file import unpack_backup
    from bot.commands.replacing import check_empty, replace_when_free

    check_empty(settings.data_dir, force=force)
    with TemporaryDirectory(prefix=".restore-", dir=settings.data_dir) as made:
        manifest = unpack_backup(file, Path(made))
        with _content_errors(file, settings.data_dir):
            asyncio.run(_make_ready(settings.model_copy(update={"data_dir": Path(made)})))
            _put_on_disk(manifest, Path(made))
        return manifest, replace_when_free(Path(made), settings.data_dir, datetime.now(UTC), force=force)


async def _make_ready(settings: Settings) -> None:
    """A data directory of its own, brought to today's revisions and with its index, before it takes any place."""
    from bot.store.backup import check_tables
    from bot.store.chat.sql import open_chat_store
    from bot.store.sql import open_store

    articles, chat = database_path(settings), chat_database_path(settings)
    if chat.is_file():
        await (await open_chat_store(chat)).close()
        check_tables("chat.db", chat)
    if articles.is_file():
        await (await open_store(articles)).close()
        check_tables("articles.db", articles)
        async with open_data(settings):
            pass


def _put_on_disk(manifest: Manifest, folder: Path) -> None:
    from bot.store.backup import fold_log

    for name in manifest.databases:
        fold_log(folder / name)
        with (folder / name).open("rb") as stream:
            os.fsync(stream.fileno())


@contextmanager
def _written_below(path: Path) -> Iterator[None]:
    """The system's errors about what is written at or below `path` -> StoreError."""
    try:
        yield
    except OSError as error:
        raise _not_written(path, error.strerror or type(error).__name__) from error


@contextmanager
def _content_errors(file: Path, folder: Path) -> Iterator[None]:
    """Whole files whose rows no store could have written; a disk that is full is told apart from them."""
    from bot.store.backup import is_disk_trouble

    try:
        yield
    except EngineError as error:  # made from nothing, so it is not the backup's doing
        raise _not_written(folder, error.text) from error
    except (StoreError, ValueError) as error:
        if isinstance(error, StoreError) and is_disk_trouble(error):
            raise _not_written(folder, str(error.values.get("reason", error.text))) from error
        text = f"backup {file} holds what cannot be used: {error}"
        raise InputError(text, message_id="backup-damaged", path=str(file)) from error


def _not_written(path: Path, reason: str) -> StoreError:
    return StoreError(f"{path}: {reason}", message_id="backup-not-written", path=str(path), reason=reason)


def _print_counts(manifest: Manifest, settings: Settings) -> None:
    messages = messages_of(settings)
    counts = {table: number for copy in manifest.databases.values() for table, number in copy.counts.items()}
    for table in ("articles", "turns", "subscriptions", "watches"):
        if table in counts:
            print(messages.text(f"backup-{table}", count=counts[table]))
