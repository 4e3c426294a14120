"""`watch-folder`: files dropped into a folder are taken in, until it is told to stop."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.app import make_arrivals, open_data
from bot.commands.shared import guarded, messages_of, start, tell
from bot.model.errors import NotFoundError
from bot.model.report import IngestReport
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.ingest.arrivals import Arrivals
    from bot.text.messages import Messages

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@guarded
def watch_folder(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that files are dropped into.")],
) -> None:
    """Take in what is dropped into a folder, until Ctrl-C.

    Looks every two seconds, and reads a file once it has stopped growing. A file that changes is read again and
    updates its articles; of a file that is removed the articles stay. BRIEFING_WATCH_FOLDER does the same inside serve.
    """
    settings = start()
    if not folder.is_dir():
        raise NotFoundError(f"{folder} is no folder", path=str(folder))
    asyncio.run(_watch(settings, folder))


async def _watch(settings: Settings, folder: Path) -> None:
    messages = messages_of(settings)
    async with open_data(settings) as data:
        arrivals = make_arrivals(settings, data)
        tell(messages.text("watch-folder-start", path=str(folder)))
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        for each in SIGNALS:
            loop.add_signal_handler(each, ended.set)
        async with folder_watched(settings, folder, arrivals, make_teller(messages)):
            await ended.wait()


@contextlib.asynccontextmanager
async def folder_watched(
    settings: Settings, folder: Path, arrivals: "Arrivals", on_report: Callable[[IngestReport], None]
) -> AsyncIterator[None]:
    """Beside whatever is done meanwhile. What is broken off at the end is made whole at the next start."""
    from bot.ingest.folder import FolderWatch

    watch = FolderWatch(folder, arrivals, max_bytes=settings.max_file_bytes, on_report=on_report)
    running = asyncio.create_task(watch.run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def make_teller(messages: "Messages") -> Callable[[IngestReport], None]:
    """Tells counts, and why something was not read."""

    def tell_report(report: IngestReport) -> None:
        counts = {"new": report.new, "updated": report.updated, "duplicate": len(report.duplicates)}
        said = [messages.text(f"watch-folder-{name}", count=count) for name, count in counts.items() if count]
        if said:
            tell(messages.joined(said))
        for skipped in report.skipped:
            place = skipped.path if skipped.line is None else f"{skipped.path}:{skipped.line}"
            tell(f"{messages.text('ingest-skipped')}: {place}: {skipped.reason}")

    return tell_report
