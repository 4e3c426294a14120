"""`sources` and `show`: what there is, and the text of one article."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.app import Workspace, open_workspace
from bot.commands.options import Corpus
from bot.commands.shared import guarded, messages_of, start, tell
from bot.model.article import Article
from bot.model.errors import InputError, NotFoundError
from bot.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from bot.text.messages import Messages


@guarded
def sources(corpus: Corpus = None) -> None:
    """List the outlets with their articles, from when to when."""
    from bot.terminal import make_console

    settings = start()
    asyncio.run(_list_sources(settings, corpus, make_console()))


@guarded
def show(
    article_id: Annotated[str, typer.Argument(metavar="ARTICLE_ID", help="The id under a source of an answer.")],
    first: Annotated[int | None, typer.Option("--from", min=0, help="First character, counted from 0.")] = None,
    last: Annotated[int | None, typer.Option("--to", min=0, help="The character to stop before.")] = None,
    corpus: Corpus = None,
) -> None:
    """Print the clean text of an article.

    It is the text that the offsets of every quote count in.

    With --from or --to, and when the output goes to a file or another program, exactly that text and nothing else.
    """
    settings = start()
    article = asyncio.run(_get_article(settings, article_id, corpus))
    if first is None and last is None:
        _print_whole(article, settings)
    else:
        _print_exactly(_slice(article, first or 0, len(article.text) if last is None else last))


async def _list_sources(settings: Settings, corpus: Path | None, console: "Console") -> None:
    messages = messages_of(settings)
    async with open_workspace(settings, corpus) as workspace:
        if workspace.origin == "sample":
            tell(messages.text("answer-from-sample"))
        await print_sources(workspace, console, messages)


async def print_sources(workspace: Workspace, console: "Console", messages: "Messages") -> None:
    """A table of outlets, most articles first; below it the coverage, and how old the newest article is."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from bot.commands.reply_text import coverage_sentence
    from bot.terminal import one_line

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(messages.text("sources-outlet"))
    table.add_column(messages.text("sources-articles"), justify="right")
    for name in ("sources-oldest", "sources-newest"):
        table.add_column(messages.text(name), justify="right")
    for line in await workspace.store.outlets(workspace.collection):
        ends = (line.coverage.oldest, line.coverage.newest)
        days = [messages.day(end.astimezone(UTC)) if end else "–" for end in ends]
        outlet = one_line(line.outlet) if line.outlet else messages.text("answer-no-outlet")
        table.add_row(Text(outlet), str(line.articles), *days)
    console.print(table)
    coverage = await workspace.store.coverage(workspace.collection)
    console.print(coverage_sentence(coverage, messages))
    if coverage.newest:
        newest = messages.since(coverage.newest.astimezone(UTC), datetime.now(UTC))
        console.print(messages.text("sources-age", newest=newest))


async def _get_article(settings: Settings, article_id: str, corpus: Path | None) -> Article:
    async with open_workspace(settings, corpus) as workspace:
        article = await workspace.store.find_article(workspace.collection, article_id)
    if article is None:
        raise NotFoundError(f"no article {article_id!r}", message_id="error-no-article", id=article_id)
    return article


def _slice(article: Article, first: int, last: int) -> str:
    """Raises InputError when the span is not inside the text."""
    length = len(article.text)
    if not first <= last <= length:
        ends = {"from": str(first), "to": str(last), "length": str(length)}
        raise InputError(f"no span {first}..{last} in {length} characters", message_id="error-span", **ends)
    return article.text[first:last]


def _print_whole(article: Article, settings: Settings) -> None:
    """To a terminal with a head line on stderr, so that the text stays the only thing on stdout."""
    if sys.stdout.isatty():
        tell(_head(article, messages_of(settings)))
    _print_exactly(article.text)


def _print_exactly(text: str) -> None:
    """No wrapping and no decoration; a terminal gets no control characters, and a line end after the text."""
    if sys.stdout.isatty():
        from bot.terminal import harmless

        text = f"{harmless(text)}\n"
    sys.stdout.write(text)


def _head(article: Article, messages: "Messages") -> str:
    from bot.terminal import one_line

    parts = [
        article.title or messages.text("answer-no-title"),
        article.outlet or messages.text("answer-no-outlet"),
        messages.day(article.published.astimezone(UTC)) if article.published else messages.text("answer-no-date"),
        messages.text("show-language", language=article.language),
        messages.text("show-length", count=len(article.text)),
    ]
    return " · ".join(map(one_line, parts))
