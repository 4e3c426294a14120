"""A question to begin with that the articles at hand do answer."""

from time import monotonic

from bot.answer.service import AnswerService
from bot.model.answer import Answer
from bot.text.messages import Messages

KEPT = 600.0
"""Seconds for which an example serves; articles come and go."""
TRIED = 5
"""Names tried when the usual example has no answer."""
LONGEST = 60


class Examples:
    """The usual example where it is answered, else one about a name that many passages hold."""

    def __init__(self, answers: AnswerService) -> None:
        self._answers = answers
        self._found: dict[str, tuple[float, str | None]] = {}

    async def find(self, messages: Messages) -> str | None:
        """In the language of the messages; None when nothing is answered, as over no articles at all."""
        kept = self._found.get(messages.language)
        if kept is None or kept[0] < monotonic():
            kept = (monotonic() + KEPT, await self._choose(messages))
            self._found[messages.language] = kept
        return kept[1]

    async def _choose(self, messages: Messages) -> str | None:
        names = [name for name in await self._answers.frequent_names(TRIED) if len(name) <= LONGEST]
        tried = [messages.text("bot-example"), *(messages.text("bot-example-name", name=name) for name in names)]
        for question in tried:
            if isinstance(await self._answers.answer(question), Answer):
                return question
        return None
