"""`ingest` and `reindex`: articles into the data directory, and its index made anew."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Annotated

import typer

from bot.app import database_path, index_path, open_data, open_index, read_found
from bot.commands.shared import OK, SOME_SKIPPED, UNUSABLE, guarded, messages_of, start, tell
from bot.commands.sparing import spare_memory
from bot.model.errors import EngineError, NotFoundError
from bot.model.report import IngestReport
from bot.settings import Settings

if TYPE_CHECKING:
    from rich.progress import Progress

    from bot.text.messages import Messages


NICENESS = 10
"""Added to that of the shell: an idle machine is used whole, a busy one is left to others."""
MOST_WORKERS = 4
"""Processes that cut texts; one process writes, and four feed it."""


@guarded
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Folders and files of articles.")],
) -> None:
    """Read articles in, for every later question without --corpus.

    Reads .txt, .md, .html, .jsonl, .jsonl.gz, .pdf and .docx. What was read before is not read twice: the report tells
    new, updated, unchanged, duplicate and skipped, and why. Exit status: 0 when all was read, 3 when something was
    skipped, 2 when there was nothing to read.
    """
    spare_memory()
    settings = start()
    report = asyncio.run(_ingest(settings, paths))
    raise typer.Exit(_print_report(report, settings))


@guarded
def reindex() -> None:
    """Build the index of the ingested articles anew."""
    settings = start()
    if not database_path(settings).is_file():
        raise NotFoundError("nothing is ingested", message_id="error-nothing-ingested")
    articles, passages = asyncio.run(_reindex(settings))
    print(messages_of(settings).text("reindex-done", articles=articles, passages=passages))


async def _ingest(settings: Settings, paths: list[Path]) -> IngestReport:
    from bot.ingest.files import find_files
    from bot.ingest.service import ingest as ingest_articles

    found = await asyncio.to_thread(lambda: list(find_files(paths, settings.max_file_bytes)))
    if not found:
        return IngestReport()
    with _progress() as progress:
        task = progress.add_task(messages_of(settings).text("ingest-progress"), total=len(found))
        articles = read_found(found, settings.max_file_bytes, on_file=lambda: progress.advance(task))
        async with open_data(settings) as data:
            _step_back()
            return await ingest_articles(articles, store=data.store, engine=data.engine, workers=_count_workers())


def _step_back() -> None:
    """Whoever asks the bot beside this goes first, also before the processes that are begun from here."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def _count_workers() -> int:
    """A single core cuts in its own process."""
    cores = os.cpu_count() or 1
    return min(cores, MOST_WORKERS) if cores > 1 else 0


async def _reindex(settings: Settings) -> tuple[int, int]:
    """Counts of articles and passages indexed."""
    from bot.ingest.service import rebuild

    await asyncio.to_thread(_discard_damaged, index_path(settings))
    async with open_data(settings, agree=False) as data:
        coverage = await data.store.coverage(data.collection)
        with _progress() as progress:
            task = progress.add_task(messages_of(settings).text("reindex-progress"), total=coverage.articles)
            done = await rebuild(data.store, data.engine, on_progress=lambda n: progress.update(task, completed=n))
        return done, len(data.engine)


def _discard_damaged(index: Path) -> None:
    """An index that does not open is thrown away: it can always be made again."""
    try:
        open_index("disk", index).close()
    except EngineError:
        rmtree(index, ignore_errors=True)


@contextmanager
def _progress() -> "Iterator[Progress]":
    """A bar on stderr, gone when it is done; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        yield progress


def _print_report(report: IngestReport, settings: Settings) -> int:
    """Prints the report; the exit status."""
    messages = messages_of(settings)
    read = report.new + report.updated + report.unchanged + len(report.duplicates)
    if not read and not report.skipped:
        from bot.ingest.files import SUFFIXES

        tell(messages.text("ingest-nothing", kinds=", ".join(SUFFIXES)))
        return UNUSABLE
    _print_counts(report, messages)
    _print_reasons(report, messages)
    print(messages.text("ingest-where", path=str(settings.data_dir)))
    return SOME_SKIPPED if report.skipped else OK


def _print_counts(report: IngestReport, messages: "Messages") -> None:
    from rich.table import Table

    from bot.terminal import make_console

    counts = {
        "new": report.new,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "duplicate": len(report.duplicates),
        "skipped": len(report.skipped),
    }
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    for name, count in counts.items():
        table.add_row(messages.text(f"ingest-{name}"), str(count), style=None if count else "dim")
    console = make_console()
    console.print(table)
    console.print(messages.text("ingest-passages", count=report.passages))


def _print_reasons(report: IngestReport, messages: "Messages") -> None:
    from rich.text import Text

    from bot.terminal import Hanging, make_console, one_line

    console = make_console()
    for duplicate in report.duplicates:
        what = one_line(duplicate.path or duplicate.id)
        line = messages.text("ingest-duplicate-of", what=what, of=one_line(duplicate.of))
        console.print(Hanging(Text(line), f"{messages.text('ingest-duplicate')}: "))
    for skipped in report.skipped:
        place = skipped.path if skipped.line is None else f"{skipped.path}:{skipped.line}"
        line = f"{one_line(place)}: {one_line(skipped.reason)}"
        console.print(Hanging(Text(line), f"{messages.text('ingest-skipped')}: "))
