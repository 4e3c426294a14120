"""Buttons, each handed to what put it there. A button that nobody understands any more says so."""

from collections.abc import Awaitable, Callable, Sequence

from bot.chat.buttons import is_id, read_tap
from bot.chat.desk import Desk
from bot.chat.examples import Examples
from bot.chat.handlers.actions import AGAIN, ASK, CLOSE, FORGET, REPORT, SET, VIEW, VOTE
from bot.chat.handlers.evidence import Evidence
from bot.chat.handlers.forgetting import Forgetting
from bot.chat.handlers.questions import Questions
from bot.chat.handlers.reports import Reports
from bot.chat.handlers.settings import SettingsScreen
from bot.chat.keyboards import DOWN, UP
from bot.chat.nouns import Tapped, find_reply_to

Take = Callable[[Tapped, Sequence[str]], Awaitable[bool]]


class Taps:
    """Every tap is answered, so that no button goes on waiting; whose tap it is, the parts check."""

    def __init__(
        self,
        desk: Desk,
        examples: Examples,
        questions: Questions,
        settings: SettingsScreen,
        forgetting: Forgetting,
        reports: Reports,
    ) -> None:
        self._desk = desk
        self._examples = examples
        self._questions = questions
        self._settings = settings
        self._forgetting = forgetting
        self._reports = reports
        self._evidence = Evidence(desk, questions)
        self._further: dict[str, Take] = {}

    def add(self, action: str, take: Take) -> None:
        """Further buttons: `take` gets the arguments of their data; False: nobody understands them any more."""
        self._further[action] = take

    async def answer(self, tapped: Tapped) -> None:
        """Any tap."""
        tap = read_tap(tapped.data)
        if take := self._further.get(tap.action):
            if not await take(tapped, tap.arguments):
                await self._refuse(tapped)
            return
        match tap:
            case (action, ("example",)) if action == ASK:
                await self._ask_example(tapped)
            case (action, (name, *values)) if action == SET:
                await self._settings.change(tapped, name, values)
            case (action, (what, owner)) if action == FORGET and is_id(owner):
                await self._forgetting.decide(tapped, what, int(owner))
            case (action, (what,)) if action == REPORT:
                await self._reports.tap(tapped, what)
            case (action, (turn_id, *arguments)) if is_id(turn_id):
                await self._tap_answer(tapped, action, int(turn_id), arguments)
            case _:
                await self._refuse(tapped)

    async def _tap_answer(self, tapped: Tapped, action: str, turn_id: int, arguments: Sequence[str]) -> None:
        """A button below an answer or a pane."""
        match action, tuple(arguments):
            case view, (name, *rest) if view == VIEW:
                await self._evidence.open(tapped, turn_id, name, rest)
            case vote, (which,) if vote == VOTE and which in (UP, DOWN):
                await self._evidence.vote(tapped, turn_id, liked=which == UP)
            case again, () if again == AGAIN:
                await self._evidence.ask_again(tapped, turn_id)
            case close, (opener,) if close == CLOSE and is_id(opener):
                await self._evidence.close(tapped, turn_id, int(opener))
            case _:
                await self._refuse(tapped)

    async def _ask_example(self, tapped: Tapped) -> None:
        messages = (await self._desk.manners.of(tapped)).messages
        question = await self._examples.find(messages)
        if question is None:
            await self._refuse(tapped)
            return
        await self._desk.answer_tap(tapped)
        await self._questions.answer_button(tapped, question, find_reply_to(tapped))

    async def _refuse(self, tapped: Tapped) -> None:
        messages = (await self._desk.manners.of(tapped)).messages
        await self._desk.answer_tap(tapped, messages.text("bot-old-button"))
