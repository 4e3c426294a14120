"""Buttons, each handed to what put it there. A button that nobody understands any more says so."""

from bot.chat.buttons import read_tap
from bot.chat.desk import Desk
from bot.chat.examples import Examples
from bot.chat.handlers.actions import ASK, FORGET, SET
from bot.chat.handlers.forgetting import Forgetting
from bot.chat.handlers.questions import Questions
from bot.chat.handlers.settings import SettingsScreen
from bot.chat.nouns import Tapped


class Taps:
    """Every tap is answered, so that no button goes on waiting; whose tap it is, the parts check."""

    def __init__(
        self, desk: Desk, examples: Examples, questions: Questions, settings: SettingsScreen, forgetting: Forgetting
    ) -> None:
        self._desk = desk
        self._examples = examples
        self._questions = questions
        self._settings = settings
        self._forgetting = forgetting

    async def answer(self, tapped: Tapped) -> None:
        """Any tap."""
        match read_tap(tapped.data):
            case (action, ("example",)) if action == ASK:
                await self._ask_example(tapped)
            case (action, (name, *values)) if action == SET:
                await self._settings.change(tapped, name, values)
            case (action, (what, owner)) if action == FORGET and owner.lstrip("-").isdecimal():
                await self._forgetting.decide(tapped, what, int(owner))
            case _:
                await self._refuse(tapped)

    async def _ask_example(self, tapped: Tapped) -> None:
        messages = (await self._desk.manners.of(tapped)).messages
        question = await self._examples.find(messages)
        if question is None:
            await self._refuse(tapped)
            return
        await self._desk.answer_tap(tapped)
        await self._questions.answer_button(tapped, question)

    async def _refuse(self, tapped: Tapped) -> None:
        messages = (await self._desk.manners.of(tapped)).messages
        await self._desk.answer_tap(tapped, messages.text("bot-old-button"))
