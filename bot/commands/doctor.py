"""`doctor` and `settings`: is everything in order, and if not, what to do."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.app import data_dir_error, database_path, index_path, open_index, read_webhook
from bot.commands.findings import Finding, print_findings
from bot.commands.shared import FAILED, OK, describe_error, guarded, messages_of, start
from bot.model.article import PUBLIC
from bot.model.errors import BriefingError, SettingsError, StoreError
from bot.model.protocols import ArticleStore, FeedStore
from bot.settings import Settings, find_unknown, list_settings, read_language, read_settings

if TYPE_CHECKING:
    from bot.text.messages import Messages

LOW_DISK = 1_000_000_000
"""Bytes of free disk below which doctor warns."""

_IDS_SHOWN, _FEEDS_SHOWN = 5, 5


@guarded
def settings() -> None:
    """Show every setting, its value, and what set it."""
    from rich.text import Text

    from bot.terminal import Hanging, make_console, one_line

    current = start()
    messages = messages_of(current)
    console = make_console()
    for line in list_settings(current):
        value = _unset(line.field, messages) if line.value is None else one_line(line.value)
        origin = messages.text("settings-environment" if line.stated else "settings-default")
        console.print(Hanging(Text.assemble((line.variable, "bold"), " = ", value, (f"  ({origin})", "dim"))))
        console.print(Hanging(Text(messages.text(f"setting-{line.field}"), "dim"), "    "))
    for name in find_unknown():
        console.print(Hanging(Text(messages.text("settings-unknown", name=one_line(name)), "yellow")))


def _unset(field: str, messages: "Messages") -> str:
    return messages.text("settings-unset" if field == "index_engine" else "settings-none")


Serving = Annotated[
    bool,
    typer.Option("--serving", help="Only ask whether a serving bot answers at BRIEFING_LISTEN: for health checks."),
]


@guarded
def doctor(serving: Serving = False) -> None:
    """Check that all is in order, and say what to do where not.

    Looks at settings, texts, data directory, free disk, database, the index against the database, feeds, and with a
    token at Telegram.

    Exit status: 0 when all is well, 1 when something is wrong.
    """
    from bot.text.messages import read_messages

    messages = read_messages(read_language())
    findings = asyncio.run(_ask_serving(messages) if serving else _collect(messages))
    print_findings(findings, messages)
    raise typer.Exit(FAILED if any(finding.state == "problem" for finding in findings) else OK)


async def _ask_serving(messages: "Messages") -> list[Finding]:
    from bot.commands.serving import check_serving

    try:
        return [await check_serving(read_settings(), messages)]
    except SettingsError as error:
        return [Finding("problem", describe_error(error, messages))]


async def _collect(messages: "Messages") -> list[Finding]:
    try:
        current = read_settings()
    except SettingsError as error:
        return [Finding("problem", describe_error(error, messages))]
    findings = [Finding("ok", messages.text("doctor-settings"))]
    findings += [Finding("warning", messages.text("settings-unknown", name=name)) for name in find_unknown()]
    findings += [_check_texts(messages), _check_data_dir(current, messages), _check_disk(current, messages)]
    if any(finding.state == "problem" for finding in findings):
        return findings
    if database_path(current).is_file():
        findings += [finding async for finding in _check_data(current, messages)]
    else:
        findings.append(Finding("ok", messages.text("doctor-nothing")))
    from bot.commands.serving import check_telegram

    findings += _check_serving_settings(current, messages)
    return findings + [finding async for finding in check_telegram(current, messages)]


def _check_serving_settings(current: Settings, messages: "Messages") -> list[Finding]:
    """What `serve` would refuse, or what would make it answer nobody; nothing where no token is set."""
    if current.telegram_token is None:
        return []
    findings = []
    try:
        read_webhook(current)
    except SettingsError as error:
        findings.append(Finding("problem", describe_error(error, messages)))
    if current.access == "listed" and not current.operators:
        findings.append(Finding("warning", messages.text("serve-nobody")))
    return findings


def _check_texts(messages: "Messages") -> Finding:
    from bot.text.messages import LANGUAGES, read_messages
    from bot.text.resources import corpus_dir

    try:
        corpus_dir()
        for language in LANGUAGES:
            read_messages(language)
    except BriefingError as error:
        return Finding("problem", describe_error(error, messages))
    return Finding("ok", messages.text("doctor-texts"))


def _check_data_dir(current: Settings, messages: "Messages") -> Finding:
    path = str(current.data_dir)
    place = _nearest(current.data_dir)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        problem = data_dir_error(current, error.strerror or type(error).__name__)
        return Finding("problem", describe_error(problem, messages))
    found = "doctor-data-dir" if place == current.data_dir else "doctor-data-dir-none"
    return Finding("ok", messages.text(found, path=path))


def _check_disk(current: Settings, messages: "Messages") -> Finding:
    free = shutil.disk_usage(_nearest(current.data_dir)).free
    low = free < LOW_DISK
    text = messages.text("doctor-disk-low" if low else "doctor-disk", gigabytes=round(free / 1e9, 1))
    return Finding("warning" if low else "ok", text)


def _nearest(path: Path) -> Path:
    """The path, or the nearest folder above it that is there."""
    return next((each for each in (path, *path.parents) if each.exists()), Path(os.sep))


async def _check_data(current: Settings, messages: "Messages") -> AsyncIterator[Finding]:
    from bot.store.sql import open_store
    from bot.store.tables import REVISION

    try:
        store = await open_store(database_path(current))
    except StoreError as error:
        yield Finding("problem", describe_error(error, messages))
        return
    try:
        count = (await store.coverage(PUBLIC)).articles
        yield Finding("ok", messages.text("doctor-store", version=REVISION, count=count))
        async for finding in _check_index(current, store, messages):
            yield finding
        async for finding in _check_feeds(store.feeds, messages):
            yield finding
    except BriefingError as error:
        yield Finding("problem", describe_error(error, messages))
    finally:
        await store.close()


async def _check_index(current: Settings, store: ArticleStore, messages: "Messages") -> AsyncIterator[Finding]:
    from bot.ingest.agreeing import find_differing

    engine = open_index("disk", index_path(current))
    try:
        yield Finding("ok", messages.text("doctor-index", count=len(engine)))
        differing = await find_differing(store, engine)
    finally:
        engine.close()
    if not differing:
        yield Finding("ok", messages.text("doctor-index-agrees"))
        return
    ids = ", ".join(differing[:_IDS_SHOWN]) + (" …" if len(differing) > _IDS_SHOWN else "")
    yield Finding("problem", messages.text("doctor-index-differs", count=len(differing), ids=ids))


async def _check_feeds(feeds: FeedStore, messages: "Messages") -> AsyncIterator[Finding]:
    """One line for all, and one for each that operators are told of; nothing without feeds."""
    from bot.ingest.feeds.health import is_worth_telling, measure_health
    from bot.ingest.feeds.telling import describe_state
    from bot.model.feed import FeedState

    kept, now = await feeds.feeds(), datetime.now(UTC)
    if not kept:
        return
    health = measure_health(kept, now)
    good = health.states[FeedState.GOOD] + health.states[FeedState.NEW]
    text = messages.text("doctor-feeds", count=len(kept), good=good, articles=health.articles)
    bad = [one for one in kept if is_worth_telling(one, now)]
    yield Finding("warning" if bad else "ok", text)
    for one in bad[:_FEEDS_SHOWN]:
        state = describe_state(one, now, messages)
        yield Finding("warning", messages.text("doctor-feed", name=one.title or one.url, state=state))
