"""What operators may say: whom else the bot answers."""

import re
from collections.abc import Awaitable, Callable

from bot.chat.desk import Desk
from bot.chat.handlers.opening import Openings
from bot.chat.handlers.reports import Reports
from bot.chat.nouns import Command
from bot.chat.render import render_sentence
from bot.model.grant import Grant
from bot.text.messages import Messages

Answer = Callable[[Command], Awaitable[object]]
_ID = re.compile(r"-?\d{1,19}")
MOST_SHOWN = 100


class Operators:
    """/allow, /disallow, /allowed, /open, /close, /opened and /report. To everybody else there are no such commands."""

    def __init__(self, desk: Desk, reports: Reports, openings: Openings) -> None:
        self._desk = desk
        self._table: dict[str, Answer] = {
            "allow": self._allow,
            "disallow": self._disallow,
            "allowed": self._list,
            "report": reports.show,
            "open": openings.open,
            "close": openings.close,
            "opened": openings.show,
        }

    def find(self, name: str) -> Answer | None:
        """What answers an operator's command."""
        return self._table.get(name)

    async def _allow(self, command: Command) -> None:
        messages = (await self._desk.manners.of(command)).messages
        subject = _read_subject(command)
        if subject is None:
            await self._desk.say(command, messages.text("bot-allow-how"), messages)
            return
        grant = Grant(subject_id=subject, granted_by=command.sender.id, granted=self._desk.clock())
        await self._desk.store.access.allow(grant)
        await self._tell(command, "bot-allow-person" if subject > 0 else "bot-allow-chat", subject, messages)

    async def _disallow(self, command: Command) -> None:
        messages = (await self._desk.manners.of(command)).messages
        subject = _read_subject(command)
        if subject is None:
            await self._desk.say(command, messages.text("bot-allow-how"), messages)
            return
        gone = await self._desk.store.access.revoke(subject)
        if gone:
            await self._desk.store.subscriptions.pause_chat(subject)
        await self._tell(command, "bot-disallow-done" if gone else "bot-disallow-none", subject, messages)

    async def _list(self, command: Command) -> None:
        messages = (await self._desk.manners.of(command)).messages
        grants = await self._desk.store.access.grants()
        lines = [str(grant.subject_id) for grant in grants[-MOST_SHOWN:]]
        text = "\n".join([messages.text("bot-allowed-title"), *lines]) if lines else messages.text("bot-allowed-none")
        await self._desk.reply(command, [render_sentence(text, messages, trusted=False)])

    async def _tell(self, command: Command, name: str, subject: int, messages: Messages) -> None:
        text = messages.text(name, id=str(subject))
        await self._desk.reply(command, [render_sentence(text, messages, trusted=False)])


def _read_subject(command: Command) -> int | None:
    """The id that was named; in a group, without one, the group itself."""
    if not command.argument:
        return None if command.chat_kind == "private" else command.place.chat_id
    if not _ID.fullmatch(command.argument):
        return None
    subject = int(command.argument)
    return subject if 0 < abs(subject) < 2**63 else None
