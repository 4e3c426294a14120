"""`ask`: one question, one answer."""

import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.app import Workspace, open_workspace
from bot.commands.options import Considered, Corpus, Engine
from bot.commands.shared import OK, UNUSABLE, guarded, messages_of, start, tell
from bot.model.answer import Abstention, Coverage, Reason
from bot.model.errors import InputError
from bot.model.query import Query
from bot.model.turn import Reply
from bot.settings import EngineName, Settings

UNUSABLE_QUESTIONS = (Reason.EMPTY_QUESTION, Reason.NO_WORDS, Reason.TOO_LONG)
"""Reasons that are about the question, not about the corpus: exit status 2."""
_SKIPPED_SHOWN = 5


@guarded
def ask(
    question: Annotated[list[str], typer.Argument(help="The question, in quotation marks or without.")],
    corpus: Corpus = None,
    engine: Engine = None,
    k: Considered = 30,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Answer a question with the articles' own sentences.

    Each number leads to the article that the sentence stands in.

    Exit status: 0 for an answer and for "the corpus does not say", 2 when the question or the folder cannot be
    used, 1 for any other error.
    """
    typed = _readable(" ".join(question))
    settings = start(quick=True)
    try:
        reply, workspace, stale_for = asyncio.run(_ask(settings, typed, corpus, engine, k))
    except InputError as error:
        if as_json:
            _print_object(_unusable(typed, error), typed)
        raise
    if as_json:
        _print_object(reply, typed)
    status = _tell_unusable(reply, settings)
    if not as_json and status == OK:
        _print_text(reply, workspace, settings, stale_for)
    raise typer.Exit(status)


async def _ask(
    settings: Settings, question: str, corpus: Path | None, engine: EngineName | None, k: int
) -> tuple[Reply, Workspace, timedelta | None]:
    """The reply, what it comes from, and how old that is when it should be newer."""
    now = datetime.now(UTC)
    async with open_workspace(settings, corpus, engine) as workspace:
        reply = await workspace.service().answer(question, now=now.astimezone(), k=k)
        return reply, workspace, await _find_staleness(workspace, reply.coverage.newest, now)


async def _find_staleness(workspace: Workspace, newest: datetime | None, now: datetime) -> timedelta | None:
    """How old the newest article is, when the feeds should have brought newer ones."""
    if workspace.feeds is None or newest is None:
        return None
    from bot.ingest.feeds.health import choose_stale_after

    after = choose_stale_after(await workspace.feeds.feeds())
    return now - newest if after is not None and now - newest > after else None


def _readable(typed: str) -> str:
    """Bytes of the command line that are no text in its encoding become U+FFFD."""
    return typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unusable(question: str, error: InputError) -> Abstention:
    """The object that --json still prints when there was nothing to ask."""
    query = Query(question=question, language="en")
    return Abstention(query=query, reason=Reason.EMPTY_CORPUS, detail=error.text, coverage=Coverage(articles=0))


def _tell_unusable(reply: Reply, settings: Settings) -> int:
    if isinstance(reply, Abstention) and reply.reason in UNUSABLE_QUESTIONS:
        tell(messages_of(settings).text(f"abstain-{reply.reason.value}", detail=reply.detail))
        return UNUSABLE
    return OK


def _print_object(reply: Reply, typed: str) -> None:
    from bot.answer.as_json import reply_as_json

    print_json(reply_as_json(reply, typed))


def print_json(value: Any) -> None:
    """One JSON document on stdout; in an encoding other than UTF-8 with every other letter escaped."""
    narrow = "utf" not in (sys.stdout.encoding or "").lower()
    print(json.dumps(value, ensure_ascii=narrow, indent=2))


def _print_text(reply: Reply, workspace: Workspace, settings: Settings, stale_for: timedelta | None) -> None:
    from bot.commands.reply_text import print_reply
    from bot.terminal import make_console

    messages = messages_of(settings)
    tell_skipped(workspace, settings)
    print_reply(make_console(), reply, messages)
    if workspace.origin == "sample":
        tell(messages.text("answer-from-sample"))
    if stale_for:
        tell(messages.text("bot-stale", time=messages.span(stale_for)))


def tell_skipped(workspace: Workspace, settings: Settings) -> None:
    """What of a folder could not be read, on stderr: the first few, and how many more."""
    skipped = workspace.report.skipped if workspace.report and workspace.origin == "folder" else ()
    if not skipped:
        return
    messages = messages_of(settings)
    tell(messages.text("answer-skipped", count=len(skipped)))
    for each in skipped[:_SKIPPED_SHOWN]:
        place = each.path if each.line is None else f"{each.path}:{each.line}"
        tell(f"  {place}: {each.reason}")
    if (more := len(skipped) - _SKIPPED_SHOWN) > 0:
        tell(messages.text("answer-skipped-more", count=more))
