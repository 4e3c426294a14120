"""`chat`: question after question, each understood in the light of the ones before."""

import asyncio
import sys
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime

from bot.app import Workspace, open_workspace
from bot.commands.ask import tell_skipped
from bot.commands.options import Considered, Corpus, Engine
from bot.commands.shared import guarded, messages_of, report_error, start
from bot.model.turn import Turn
from bot.settings import Settings

REMEMBERED = 10
"""Turns kept for follow-ups."""


@guarded
def chat(corpus: Corpus = None, engine: Engine = None, k: Considered = 30) -> None:
    """Ask again and again, with follow-ups.

    "And Ukraine?" or "why?" is understood from the questions before.

    /sources lists the outlets. An empty line, /quit, Ctrl-D or Ctrl-C leaves.
    """
    settings = start()
    with asyncio.Runner() as runner:
        # The line is read outside the event loop: inside, the first Ctrl-C would not reach it.
        stack = AsyncExitStack()
        workspace = runner.run(stack.enter_async_context(open_workspace(settings, corpus, engine)))
        try:
            tell_skipped(workspace, settings)
            _Talk(runner, workspace, settings, k).go_on()
        finally:
            runner.run(stack.aclose())


class _Talk:
    def __init__(self, runner: asyncio.Runner, workspace: Workspace, settings: Settings, k: int) -> None:
        from bot.terminal import make_console

        self._runner = runner
        self._workspace = workspace
        self._service = workspace.service()
        self._messages = messages_of(settings)
        self._console = make_console()
        self._turns: list[Turn] = []
        self._k = k

    def go_on(self) -> None:
        """Until the person leaves. A question that fails never ends it."""
        coverage = self._runner.run(self._workspace.store.coverage(self._workspace.collection))
        if self._workspace.origin == "sample":
            self._say(self._messages.text("answer-from-sample"))
        self._say(self._messages.text("chat-welcome", count=coverage.articles))
        try:
            self._take_lines()
        except KeyboardInterrupt:
            self._console.print()
        self._say(self._messages.text("chat-bye"))

    def _take_lines(self) -> None:
        while (line := self._read_line()) not in ("", "/quit", "/exit"):
            try:
                self._take(line)
            except Exception as error:  # noqa: BLE001 (the top of a loop that must survive)
                report_error(error)

    def _read_line(self) -> str:
        """The next line without white space around it; empty at the end of the input. Typed lines are not echoed."""
        from bot.terminal import one_line

        prompt = f"\n{self._messages.text('chat-prompt')} "
        try:
            if sys.stdin.isatty():
                with suppress(ImportError):
                    import readline  # noqa: F401 (input() then edits lines and keeps a history)
                return input(prompt).strip()
            line = sys.stdin.readline().strip()
        except EOFError:
            self._console.print()
            return ""
        if line:
            self._console.print(f"{prompt}{one_line(line)}")
        return line

    def _take(self, line: str) -> None:
        if line == "/sources":
            from bot.commands.sources import print_sources

            self._runner.run(print_sources(self._workspace, self._console, self._messages))
        elif line.startswith("/"):
            from bot.terminal import one_line

            self._say(self._messages.text("chat-unknown-command", command=one_line(line)))
        else:
            self._answer(line)

    def _answer(self, question: str) -> None:
        from bot.commands.reply_text import print_reply

        now = datetime.now(UTC)
        reply = self._runner.run(self._service.answer(question, now=now, turns=self._turns, k=self._k))
        self._turns = [*self._turns, Turn(question=question, reply=reply, asked=now)][-REMEMBERED:]
        print_reply(self._console, reply, self._messages)

    def _say(self, sentence: str) -> None:
        from rich.text import Text

        from bot.terminal import Hanging

        self._console.print(Hanging(Text(sentence, "dim")))
