"""Signs that a question was seen, before its answer is there. Nothing waits for them, and nothing fails with them."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any

from bot.chat.api import TelegramApi
from bot.chat.background import Background
from bot.chat.backoff import pause
from bot.chat.nouns import Command, Question
from bot.model.errors import BriefingError, CallRefusedError

log = logging.getLogger(__name__)

SEEN, NOD = "👀", "👍"
NOT_AGAIN = 3600.0
"""Seconds for which no reaction is tried in a chat that refused one."""
GONE = "message to react not found"
"""The question was deleted meanwhile: that says nothing about the chat."""
MOST = 64
"""Signs under way at once; while there are so many, further questions get none."""
SOON = 0.3
"""Seconds: whoever has the answer by then needs no sign that it is being written. One that comes after the answer
would even say that more is to come."""


def _nothing() -> None:
    """Nothing is to be taken back."""


class Acknowledger:
    """Shows "typing" where the question was asked, and in groups reacts to it where reactions are allowed."""

    def __init__(self, api: TelegramApi, soon: float = SOON) -> None:
        self._api = api
        self._soon = soon
        self._signs = Background("acknowledge", MOST)
        self.close = self._signs.close
        self._refused: dict[int, float] = {}

    def acknowledge(self, question: Question | Command) -> Callable[[], None]:
        """Returns at once; what it returns is called when the answer is there, so that nothing is typed any more."""
        if self._signs.is_full:
            return _nothing
        waiting = asyncio.Event()
        self._signs.start(self._show_typing(question, waiting))
        if question.chat_kind != "private" and self._may_react(question.place.chat_id):
            self._signs.start(self._react(question, SEEN))
        return waiting.set

    def nod(self, question: Question) -> None:
        """A reaction that is the whole answer: to thanks. Returns at once."""
        if not self._signs.is_full and self._may_react(question.place.chat_id):
            self._signs.start(self._react(question, NOD))

    async def _show_typing(self, question: Question | Command, answered: asyncio.Event) -> None:
        await pause(self._soon, answered)
        if answered.is_set():
            return
        params: dict[str, Any] = {"chat_id": question.place.chat_id, "action": "typing"}
        if question.place.thread_id is not None:
            params["message_thread_id"] = question.place.thread_id
        with suppress(BriefingError):
            await self._api.call("sendChatAction", params)

    async def _react(self, question: Question | Command, emoji: str) -> None:
        params = {
            "chat_id": question.place.chat_id,
            "message_id": question.message_id,
            "reaction": [{"type": "emoji", "emoji": emoji}],
        }
        try:
            await self._api.call("setMessageReaction", params)
        except CallRefusedError as error:
            log.info("no reaction", extra={"reason": error.text})
            if GONE not in error.text.casefold():
                self._refused[question.place.chat_id] = monotonic() + NOT_AGAIN
        except BriefingError as error:
            log.info("no reaction", extra={"reason": error.text})

    def _may_react(self, chat_id: int) -> bool:
        return self._refused.get(chat_id, 0.0) <= monotonic()
