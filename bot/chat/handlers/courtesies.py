"""Thanks, greetings and "what can you do?": no question to the articles, and no answer made of them."""

from bot.chat.acknowledging import Acknowledger
from bot.chat.handlers.commands import Commands
from bot.chat.nouns import Question
from bot.text.courtesy import Courtesy, read_courtesy


class Courtesies:
    """Thanks get a reaction; so does a greeting in a group, where a text would be noise."""

    def __init__(self, commands: Commands, acknowledger: Acknowledger) -> None:
        self._commands = commands
        self._acknowledger = acknowledger

    async def take(self, question: Question) -> bool:
        """Whether the message was one. What follows /ask is asked, whatever it says."""
        courtesy = None if question.via == "command" else read_courtesy(question.text)
        if courtesy is None:
            return False
        if courtesy is Courtesy.ABOUT_US or (courtesy is Courtesy.GREETING and question.chat_kind == "private"):
            await self._commands.introduce(question)
        else:
            self._acknowledger.nod(question)
        return True
