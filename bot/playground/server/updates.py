"""The queue of updates: ids, sticky filters, confirmation by offset, expiry, redelivery."""

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

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
BY_PERSON = {"callback_query", "inline_query", "chosen_inline_result"}
"""Kinds that a webhook orders by the person they come from; all others by their chat."""
REMEMBERED = 1000
"""Updates that were delivered and can be delivered again."""
DAY = 86400.0
AHEAD = 10
ANSWER_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, eq=False)
class Pending:
    """An update that was not confirmed yet, in the shape that is sent; `expires` in seconds of the clock.

    `lane`: a webhook brings the updates of one lane one after the other, and those of different lanes side by side.
    """

    update_id: int
    body: Json
    expires: float
    lane: str


def find_lane(update_id: int, body: Json) -> str:
    """Messages and their edits by chat; other kinds by person or chat, apart from messages (add_update in Client.cpp,
    webhook_queue_id). What has no such shape stands alone."""
    kind, payload = next(((name, value) for name, value in body.items() if name in KINDS), ("", None))
    owner = payload.get("from" if kind in BY_PERSON else "chat") if isinstance(payload, dict) else None
    if not isinstance(owner, dict) or "id" not in owner:
        return f"update {update_id}"
    is_message = kind.endswith(("message", "channel_post"))
    return f"{'message' if is_message else kind} {owner['id']}"


class Updates:
    """Each of `arrived` is called whenever something was added. Ids only grow; expired updates simply vanish."""

    def __init__(self, now: Callable[[], float], first_id: int = 730_000_001) -> None:
        self._now = now
        self._next = first_id
        self._pending: list[Pending] = []
        self.allowed: set[str] = set(KINDS) - NOT_BY_DEFAULT
        self.arrived: list[Callable[[], None]] = []
        self._delivered: deque[Pending] = deque(maxlen=REMEMBERED)

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
        self._queue(Pending(update_id, body, date + LIFETIMES.get(kind, DAY), find_lane(update_id, body)))
        return update_id

    def inject(self, body: Json) -> int:
        """Queues any object as an update, also one that no library can parse; its id is put in."""
        update_id, self._next = self._next, self._next + 1
        shaped = body | {"update_id": update_id}
        self._queue(Pending(update_id, shaped, self._now() + DAY, find_lane(update_id, shaped)))
        return update_id

    def _queue(self, update: Pending) -> None:
        self._pending.append(update)
        for tell in self.arrived:
            tell()

    def pending(self) -> list[Json]:
        """What waits, oldest first."""
        return [update.body for update in self.waiting()]

    def waiting(self) -> list[Pending]:
        """What `pending` gives, with all that is known of it."""
        self._pending = [update for update in self._pending if update.expires > self._now()]
        return list(self._pending)

    def forget(self, update: Pending, is_delivered: bool = True) -> None:
        """One that a webhook took, or that is given up; a duplicate of the same id stays."""
        if update in self._pending:
            self._pending.remove(update)
        if is_delivered:
            self._delivered.append(update)

    def delivered(self) -> list[Json]:
        """What a webhook took, in the order in which it was taken; the last thousand."""
        return [update.body for update in self._delivered]

    def again(self, update_id: int) -> None:
        """Queues an update once more that a webhook took or that still waits; LookupError when it is not known."""
        known = [update for update in [*self._delivered, *self._pending] if update.update_id == update_id]
        if not known:
            raise LookupError(f"no update {update_id} was delivered by webhook")
        self._queue(replace(known[-1]))

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
