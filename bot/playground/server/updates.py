"""The queue of updates: ids, sticky filters, confirmation by offset, expiry, redelivery."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.server.shared import Json

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "chat_join_request",
    "poll",
    "poll_answer",
)
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
LIFETIMES = {"callback_query": 150.0, "inline_query": 30.0}
"""Seconds; everything else lives a day (section 2, row 7)."""
DAY = 86400.0
AHEAD = 10
ANSWER_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class Pending:
    """An update that was not confirmed yet, in the shape that is sent; `expires` in seconds of the clock."""

    update_id: int
    body: Json
    expires: float


class Updates:
    """`arrived` is called whenever something was added. Ids only grow; expired updates simply vanish."""

    def __init__(self, now: Callable[[], float], first_id: int = 730_000_001) -> None:
        self._now = now
        self._next = first_id
        self._pending: list[Pending] = []
        self.allowed: set[str] = set(KINDS) - NOT_BY_DEFAULT
        self.arrived: Callable[[], None] = lambda: None

    def allow(self, kinds: list[str] | None) -> None:
        """Sticky: an absent list changes nothing, an empty one restores the default. Affects only later updates."""
        if kinds is not None:
            self.allowed = {kind for kind in kinds if kind in KINDS} or set(KINDS) - NOT_BY_DEFAULT

    def add(self, kind: str, payload: Json, date: float) -> int | None:
        """The new update's id, or None where the bot did not ask for such updates. The payload is copied."""
        if kind not in self.allowed:
            return None
        update_id, self._next = self._next, self._next + 1
        body = {"update_id": update_id, kind: json.loads(json.dumps(payload))}
        self._pending.append(Pending(update_id, body, date + LIFETIMES.get(kind, DAY)))
        self.arrived()
        return update_id

    def inject(self, body: Json) -> int:
        """Queues any object as an update, also one that no library can parse; its id is put in."""
        update_id, self._next = self._next, self._next + 1
        self._pending.append(Pending(update_id, body | {"update_id": update_id}, self._now() + DAY))
        self.arrived()
        return update_id

    def pending(self) -> list[Json]:
        """What waits, oldest first."""
        self._pending = [update for update in self._pending if update.expires > self._now()]
        return [update.body for update in self._pending]

    def confirm(self, offset: int) -> None:
        """Forgets: below a positive offset; all but the last -offset for a negative one; nothing for 0, and nothing
        for one so far ahead that it cannot be meant (td/db/TQueue.cpp: "from_id is in the future")."""
        if 0 < offset <= self._next + AHEAD:
            self._pending = [update for update in self._pending if update.update_id >= offset]
        if offset < 0:
            self._pending = self._pending[offset:]

    def head(self, limit: int) -> list[Json]:
        """The oldest updates, at most `limit` and 4 MiB, at least one where there is one."""
        chosen: list[Json] = []
        size = 0
        for body in self.pending()[:limit]:
            size += len(json.dumps(body))
            if chosen and size > ANSWER_BYTES:
                break
            chosen.append(body)
        return chosen

    def clear(self) -> None:
        self._pending = []
