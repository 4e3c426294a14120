"""Telegram's limits on sending, kept on our side: over all, per chat, per group.

Telegram publishes no exact numbers: about 30 messages a second over all, one a second per chat, 20 a minute per group
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). Groups are counted per chat, not per
thread. Paid bots have higher ones, so all three are settings.
"""

from collections import deque
from typing import NamedTuple

MINUTE = 60.0
MARGIN = 0.05
"""Seconds added to waits of a second and more, less to shorter ones: Telegram counts when a message arrives, we when
it leaves."""


class Rates(NamedTuple):
    """Messages: a second over all, a second in one chat, a minute in one group."""

    per_second: float = 30.0
    per_chat_second: float = 1.0
    per_group_minute: int = 20


class SendLimits:
    """When the next message may leave. `now` in seconds of one monotonic clock; group ids are below zero."""

    def __init__(self, rates: Rates = Rates()) -> None:  # noqa: B008 (a tuple of numbers)
        self._rates = rates
        self._all: deque[float] = deque()
        self._chats: dict[int, deque[float]] = {}
        self._until: dict[int, float] = {}

    def room(self, now: float) -> int:
        """How many messages may leave now over all."""
        _forget(self._all, now - 1.0 - MARGIN)
        return max(0, int(self._rates.per_second) - len(self._all))

    def busy(self, now: float) -> set[int]:
        """Chats to which nothing may leave now; forgets those that have been quiet."""
        for chat_id in [one for one, until in self._until.items() if until <= now]:
            del self._until[chat_id]
        for chat_id in [one for one, sent in self._chats.items() if sent[-1] < now - MINUTE - MARGIN]:
            del self._chats[chat_id]
        return set(self._until)

    def take(self, chat_id: int, now: float) -> bool:
        """Whether a message may leave to this chat now; it is counted."""
        if self._until.get(chat_id, 0.0) > now:
            return False
        self._all.append(now)
        sent = self._chats.setdefault(chat_id, deque())
        _forget(sent, now - MINUTE - MARGIN)
        sent.append(now)
        wait = 1.0 / self._rates.per_chat_second
        if chat_id < 0 and len(sent) >= self._rates.per_group_minute:
            wait = max(wait, sent[-self._rates.per_group_minute] + MINUTE - now)
        self._hold(chat_id, now + wait + MARGIN * min(1.0, wait))
        return True

    def pause(self, chat_id: int, seconds: float, now: float) -> None:
        """Telegram asked for quiet in this chat; the others go on."""
        self._hold(chat_id, now + seconds)

    def next_change(self, now: float) -> float | None:
        """Seconds until more may leave than now; None when nothing is held up."""
        if not self.room(now) and self._all:
            return max(0.0, self._all[0] + 1.0 + MARGIN - now)
        ends = [until - now for until in self._until.values() if until > now]
        return min(ends, default=None)

    def _hold(self, chat_id: int, until: float) -> None:
        self._until[chat_id] = max(until, self._until.get(chat_id, 0.0))


def _forget(moments: deque[float], before: float) -> None:
    while moments and moments[0] <= before:
        moments.popleft()
