"""Commands: each a method that answers, in one table."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.chat.buttons import Button, compose_data
from bot.chat.desk import Desk
from bot.chat.examples import Examples
from bot.chat.handlers.actions import ASK
from bot.chat.handlers.forgetting import Forgetting
from bot.chat.handlers.operators import Operators
from bot.chat.handlers.settings import SettingsScreen
from bot.chat.nouns import Command, Question
from bot.chat.render import (
    render_help,
    render_introduction,
    render_privacy,
    render_sources,
    render_start,
    render_why,
)
from bot.model.turn import PlacedTurn

REMEMBERED = timedelta(days=1)
"""How far back /why looks for the person's last answer here."""
Answer = Callable[[Command], Awaitable[object]]


class Commands:
    """Answers commands. One that is not known is answered in private only: in groups it may be another bot's."""

    def __init__(
        self,
        desk: Desk,
        examples: Examples,
        settings: SettingsScreen,
        forgetting: Forgetting,
        operators: Operators,
        further: Mapping[str, Answer],
    ) -> None:
        self._desk = desk
        self._examples = examples
        self._operators = operators
        self._table: dict[str, Answer] = {
            "start": self._start,
            "help": self._help,
            "ask": self._ask,
            "sources": self._sources,
            "why": self._why,
            "settings": settings.show,
            "privacy": self._privacy,
            "forget": forgetting.ask,
            "cancel": self._cancel,
            **further,
        }

    async def answer(self, command: Command) -> None:
        """Any command that was meant for us."""
        of_operators = self._operators.find(command.name) if self._desk.is_operator(command) else None
        if answer := of_operators or self._table.get(command.name):
            await answer(command)
        elif command.chat_kind == "private":
            await self._unknown(command)

    async def introduce(self, question: Question) -> None:
        """To who greets, or asks what we are: in private as at the start, in a group as when we came."""
        if question.chat_kind == "private":
            await self._start(question)
            return
        manner = await self._desk.manners.of(question)
        coverage = await (await self._desk.reader(question)).answers.coverage()
        page = render_introduction(manner.messages, coverage, sample=self._desk.sample, zone=manner.zone)
        await self._desk.reply(question, [page])

    async def _start(self, command: Command | Question) -> None:
        manner = await self._desk.manners.of(command)
        coverage = await (await self._desk.reader(command)).answers.coverage()
        page = render_start(manner.messages, coverage, sample=self._desk.sample, zone=manner.zone)
        example = await self._examples.find(manner.messages)
        keyboard = [[Button(example, compose_data(ASK, "example"))]] if example else []
        await self._desk.reply(command, [page], keyboard)

    async def _help(self, command: Command) -> None:
        manner = await self._desk.manners.of(command)
        group = command.chat_kind != "private"
        page = render_help(manner.messages, username=self._desk.identity.username, group=group)
        await self._desk.reply(command, [page])

    async def _ask(self, command: Command) -> None:
        """Without a question."""
        messages = (await self._desk.manners.of(command)).messages
        await self._desk.say(command, messages.text("bot-ask-empty"), messages)

    async def _sources(self, command: Command) -> None:
        manner = await self._desk.manners.of(command)
        answers = (await self._desk.reader(command)).answers
        outlets, coverage = await answers.outlets(), await answers.coverage()
        sample, now = self._desk.sample, self._desk.clock()
        page = render_sources(outlets, coverage, manner.messages, sample=sample, zone=manner.zone, now=now)
        await self._desk.reply(command, [page])

    async def _why(self, command: Command) -> None:
        manner = await self._desk.manners.of(command)
        reader = await self._desk.reader(command)
        turn = await self._find_turn(command)
        if turn is None or not await reader.may_see(turn.reply):
            await self._desk.say(command, manner.messages.text("bot-why-nothing"), manner.messages)
            return
        heads = await reader.answers.heads(turn.reply)
        pages = render_why(turn.reply, manner.messages, zone=manner.zone, heads=heads, typed=turn.question)
        await self._desk.reply(command, pages)

    async def _find_turn(self, command: Command) -> PlacedTurn | None:
        """The answer that the command replies to, else the person's last one here."""
        turns = self._desk.store.turns
        if command.answers is not None and (turn := await turns.find_by_answer(command.place, command.answers)):
            return turn
        return await turns.find_latest(command.place, command.sender.id, self._desk.clock() - REMEMBERED)

    async def _privacy(self, command: Command) -> None:
        await self._desk.reply(command, [render_privacy((await self._desk.manners.of(command)).messages)])

    async def _cancel(self, command: Command) -> None:
        messages = (await self._desk.manners.of(command)).messages
        dialogs, person = self._desk.store.dialogs, command.sender.id
        begun = await dialogs.find(command.place, person, self._desk.clock() - REMEMBERED)
        await self._desk.say(command, messages.text("bot-cancelled" if begun else "bot-cancel-nothing"), messages)
        await dialogs.end(command.place, person)

    async def _unknown(self, command: Command) -> None:
        messages = (await self._desk.manners.of(command)).messages
        await self._desk.say(command, messages.text("bot-unknown-command", command=f"/{command.name}"), messages)
