"""Who may use the bot, and how much. What is not let in gets one polite notice an hour and goes no further."""

from datetime import datetime
from math import ceil
from typing import Any, Literal, NamedTuple

from telegram.ext import ApplicationHandlerStop

from bot.chat.budget import Budget, Notices
from bot.chat.buttons import read_tap
from bot.chat.desk import Desk
from bot.chat.handlers.actions import AGAIN, ASK, DIGEST, STORY, WATCH, WATCHES
from bot.chat.nouns import (
    ChannelPost,
    Command,
    Edited,
    Incoming,
    MembershipChange,
    Question,
    Reopened,
    Tapped,
    Unsupported,
)
from bot.chat.render import COMMANDS, render_sentence
from bot.model.membership import MembershipState
from bot.text.messages import Messages

Access = Literal["open", "listed"]
OTHERS = 5
"""Times as many commands, taps and stickers as questions: they cost little, but each may make a message."""
KNOWN = ("start", *COMMANDS)
"""In groups other commands may be another bot's, and nobody is told that we do not answer them."""
LOOKED_UP = ("add", "digest", "latest", "new", "timeline", "trend", "story", "watch")
"""Commands that cost as much as a question."""


class Budgets(NamedTuple):
    """Of everybody, each for themselves, and of every group."""

    people: Budget
    groups: Budget


class Gate:
    """Stands before all handlers. Operators are always let in, and have no budget."""

    def __init__(self, desk: Desk, access: Access, *, per_person: int, per_group: int) -> None:
        self._desk = desk
        self._access = access
        self._questions = Budgets(Budget(per_person), Budget(per_group))
        self._others = Budgets(Budget(OTHERS * per_person), Budget(OTHERS * per_group))
        self._refused = Notices()
        self._spent = Notices()

    async def let_in(self, heard: Incoming) -> bool:
        """Whether who speaks may use the bot here: everybody where access is open, else operators, and people and
        chats on the list."""
        if self._access == "open" or self._desk.is_operator(heard):
            return True
        return await self._desk.store.access.is_allowed({heard.sender.id, heard.place.chat_id})

    def is_refusal_due(self, chat_id: int) -> bool:
        """Whether a chat that is not let in is to be told so now; it counts as told."""
        return self._refused.is_due(chat_id, self._desk.clock())

    async def check(self, heard: Incoming, _context: Any = None) -> None:
        """Raises ApplicationHandlerStop for what must go no further; its update is closed then."""
        if isinstance(heard, MembershipChange | Reopened | ChannelPost):
            return
        await self._mark_active(heard)
        if not await self.let_in(heard):
            await self._refuse(heard)
            raise ApplicationHandlerStop
        if not self._desk.is_operator(heard):
            await self._spend(heard, self._questions if _costs(heard) else self._others)

    async def _mark_active(self, heard: Incoming) -> None:
        """Whoever speaks to the bot has not blocked it, and has not removed it from where they speak."""
        membership = await self._desk.store.places.membership(heard.place.chat_id)
        if membership and membership.state is not MembershipState.ACTIVE:
            now = self._desk.clock()
            await self._desk.store.places.set_membership(heard.place.chat_id, MembershipState.ACTIVE, now)

    async def _refuse(self, heard: Incoming) -> None:
        private = heard.chat_kind == "private"
        if not private and isinstance(heard, Command) and heard.name not in KNOWN:
            return
        number = heard.sender.id if private else heard.place.chat_id
        messages = (await self._desk.manners.of(heard)).messages
        text = messages.text("bot-refused" if private else "bot-refused-place", id=str(number))
        self._desk.metrics.refusals.labels("access").inc()
        await self._notify(heard, text, messages, self._refused, heard.place.chat_id)

    async def _spend(self, heard: Incoming, budgets: Budgets) -> None:
        now = self._desk.clock()
        chat_id = heard.place.chat_id
        until = budgets.people.spend(heard.sender.id, now)
        name = "bot-budget"
        if until is None and heard.chat_kind != "private":
            until, name = budgets.groups.spend(chat_id, now), "bot-budget-group"
        if until is None:
            return
        messages = (await self._desk.manners.of(heard)).messages
        minutes = max(1, ceil((until - now).total_seconds() / 60))
        text = messages.text(name, when=messages.text("bot-in-minutes", count=minutes))
        key = heard.sender.id if name == "bot-budget" else chat_id
        self._desk.metrics.refusals.labels("budget").inc()
        await self._notify(heard, text, messages, self._spent, key, until)
        raise ApplicationHandlerStop

    async def _notify(
        self, heard: Incoming, text: str, messages: Messages, notices: Notices, key: int, until: datetime | None = None
    ) -> None:
        """A tap is always told, which costs no message."""
        asked = heard.question if isinstance(heard, Edited) else heard
        now = self._desk.clock()
        if isinstance(heard, Tapped):
            await self._desk.answer_tap(heard, text)
        elif isinstance(asked, Question | Command | Unsupported) and notices.is_due(key, now, until):
            await self._desk.reply(asked, [render_sentence(text, messages, trusted=False)])


def _costs(heard: Incoming) -> bool:
    """Whether the bot has to look something up for it."""
    if isinstance(heard, Tapped):
        return read_tap(heard.data).action in (ASK, AGAIN, DIGEST, STORY, WATCH, WATCHES)
    if isinstance(heard, Command):
        return heard.name in LOOKED_UP
    return isinstance(heard, Question | Edited)
