"""`feeds`: where articles come from by themselves."""

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.app import open_data, open_feeds
from bot.commands.shared import FAILED, describe_error, guarded, messages_of, start, tell
from bot.model.errors import BriefingError, InputError, NotFoundError
from bot.model.feed import Feed, FeedCheck
from bot.settings import Settings

if TYPE_CHECKING:
    from rich.text import Text

    from bot.ingest.feeds.service import FeedService
    from bot.text.messages import Messages

app = typer.Typer(help="Add, list and check the feeds that articles come from.", no_args_is_help=True)

Address = Annotated[str, typer.Argument(metavar="URL", help="The feed, or a page that names it.")]


@app.command()
@guarded
def add(url: Address) -> None:
    """Add a feed, and read it at once.

    While `briefing-bot serve` runs it is read again by itself.
    """
    settings = start()
    if asyncio.run(_add(settings, url)):
        raise typer.Exit(FAILED)


@app.command("list")
@guarded
def list_feeds() -> None:
    """List the feeds and how each is."""
    settings = start()
    asyncio.run(_list(settings))


@app.command()
@guarded
def remove(url: Address) -> None:
    """Remove a feed; its articles stay."""
    settings = start()
    feed = asyncio.run(_remove(settings, url))
    print_line(messages_of(settings).text("feed-removed", name=feed.title or feed.url))


@app.command()
@guarded
def check(
    url: Annotated[str | None, typer.Argument(metavar="[URL]", help="One feed. Without it: all of them.")] = None,
) -> None:
    """Read a feed now, due or not."""
    settings = start()
    if asyncio.run(_check(settings, url)):
        raise typer.Exit(FAILED)


@app.command("import")
@guarded
def import_feeds(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="A list of feeds, as feed readers export it.")],
) -> None:
    """Add the feeds of an OPML file. They are read by `serve`, or by `feeds check`."""
    settings = start()
    asyncio.run(_import(settings, file))


@app.command("export")
@guarded
def export_feeds(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Without it: the output.")] = None,
) -> None:
    """Write the feeds as OPML, which feed readers import."""
    settings = start()
    asyncio.run(_export(settings, file))


def print_line(text: str) -> None:
    """One sentence on the output, harmless and wrapped."""
    from rich.text import Text

    from bot.terminal import Hanging, make_console, one_line

    make_console().print(Hanging(Text(one_line(text))))


async def _add(settings: Settings, url: str) -> bool:
    """Whether the first check failed."""
    messages = messages_of(settings)
    async with open_feeds(settings) as feeds:
        added = await feeds.add(url, datetime.now(UTC))
        name = added.feed.title or added.feed.url
        print_line(messages.text("feed-added" if added.is_new else "feed-there", name=name))
        return await _check_each(settings, feeds, [added.feed]) if added.is_new else False


async def _check(settings: Settings, url: str | None) -> bool:
    async with open_feeds(settings) as feeds:
        chosen = [await feeds.get(url)] if url else await feeds.store.feeds()
        if not chosen:
            tell(messages_of(settings).text("feeds-none"))
        return await _check_each(settings, feeds, chosen)


async def _check_each(settings: Settings, feeds: "FeedService", chosen: Sequence[Feed]) -> bool:
    """Four at the same time, in the order in which they are done; whether any failed."""
    messages = messages_of(settings)
    room = asyncio.Semaphore(4)

    async def check_one(feed: Feed) -> tuple[Feed, FeedCheck | BriefingError]:
        async with room:
            try:
                return feed, await feeds.check(feed, datetime.now(UTC))
            except BriefingError as error:
                return feed, error

    failed = False
    for done in asyncio.as_completed(map(check_one, chosen)):
        feed, check = await done
        failed |= isinstance(check, BriefingError) or bool(check.feed and check.feed.trouble)
        print_line(f"{feed.title or feed.url}: {_describe(check, messages)}")
    return failed


def _describe(check: FeedCheck | BriefingError, messages: "Messages") -> str:
    from bot.ingest.feeds.telling import describe_check

    return describe_error(check, messages) if isinstance(check, BriefingError) else describe_check(check, messages)


async def _remove(settings: Settings, url: str) -> Feed:
    async with open_feeds(settings) as feeds:
        feed = await feeds.get(url)
        await feeds.remove(feed.url)
        return feed


async def _list(settings: Settings) -> None:
    async with open_data(settings, agree=False) as data:
        assert data.feeds is not None
        listed = await data.feeds.feeds()
    if not listed:
        tell(messages_of(settings).text("feeds-none"))
        return
    _print_table(listed, messages_of(settings))


def _print_table(feeds: Sequence[Feed], messages: "Messages") -> None:
    from rich import box
    from rich.table import Table

    from bot.ingest.feeds.telling import describe_moments
    from bot.terminal import make_console

    now = datetime.now(UTC)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(messages.text("feeds-feed"), overflow="fold", ratio=1)
    table.add_column(messages.text("feeds-articles"), justify="right")
    for name in ("feeds-success", "feeds-next"):
        table.add_column(messages.text(name), max_width=14)
    for feed in feeds:
        table.add_row(_cell(feed, now, messages), str(feed.articles), *describe_moments(feed, now, messages))
    make_console().print(table)


def _cell(feed: Feed, now: datetime, messages: "Messages") -> "Text":
    """Its name, its address, and what is wrong with it."""
    from rich.text import Text

    from bot.ingest.feeds.health import find_state
    from bot.ingest.feeds.telling import describe_state
    from bot.model.feed import FeedState
    from bot.terminal import one_line

    lines = [Text(one_line(feed.title), "bold")] if feed.title else []
    lines.append(Text(one_line(feed.url), "dim"))
    if find_state(feed, now) in (FeedState.FAILING, FeedState.SILENT):
        lines.append(Text(one_line(describe_state(feed, now, messages)), "yellow"))
    return Text("\n").join(lines)


async def _import(settings: Settings, file: Path) -> None:
    from bot.ingest.feeds.opml import read_opml

    messages = messages_of(settings)
    outlines = read_opml(_read(file, settings.max_file_bytes), str(file))
    async with open_feeds(settings) as feeds:
        new = await feeds.adopt(outlines, datetime.now(UTC))
    print_line(messages.text("feeds-imported", count=new, known=len(outlines) - new))


async def _export(settings: Settings, file: Path | None) -> None:
    from bot.ingest.feeds.opml import compose_opml

    async with open_data(settings, agree=False) as data:
        assert data.feeds is not None
        listed = await data.feeds.feeds()
    _write(compose_opml(listed, "Briefing Bot", datetime.now(UTC)), file)
    if file:
        print_line(messages_of(settings).text("feeds-exported", count=len(listed), path=str(file)))


def _write(text: bytes, file: Path | None) -> None:
    if file is None:
        sys.stdout.write(text.decode())
        return
    try:
        file.write_bytes(text)
    except OSError as error:
        raise _file_error(file, error) from error


def _read(file: Path, most: int) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(most)
    except FileNotFoundError as error:
        raise NotFoundError(f"{file} does not exist", path=str(file)) from error
    except OSError as error:
        raise _file_error(file, error) from error


def _file_error(file: Path, error: OSError) -> InputError:
    reason = error.strerror or type(error).__name__
    return InputError(f"{file}: {reason}", message_id="error-feeds-file", path=str(file), reason=reason)
