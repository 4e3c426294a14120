"""Telegram's limits on sending, kept on our side: over all, per chat, per group.

Telegram publishes no exact numbers: about 30 messages a second over all, one a second per chat, 20 a minute per group
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). Groups are counted per chat, not per
thread. Paid bots have higher ones, so all three are settings.
"""

from collections import deque
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

MINUTE = 60.0
MARGIN = 0.05
"""Seconds added to waits of a second and more, less to shorter ones: Telegram counts when a message arrives, we when
it leaves. Over all it is added only where the answer, which says that it has arrived, comes later than that."""


class Rates(NamedTuple):
    """Messages: a second over all, a second in one chat, a minute in one group."""

    per_second: float = 30.0
    per_chat_second: float = 1.0
    per_group_minute: int = 20


class SendLimits:
    """When the next message may leave. `now` in seconds of one monotonic clock; group ids are below zero."""

    def __init__(self, rates: Rates = Rates()) -> None:  # noqa: B008 (a tuple of numbers)
        self._rates = rates
        self._all = _Window(1.0)
        self._chats: dict[int, deque[float]] = {}
        self._until: dict[int, float] = {}

    def room(self, now: float) -> int:
        """How many messages may leave now over all."""
        return max(0, int(self._rates.per_second) - self._all.count(now))

    def busy(self, now: float) -> set[int]:
        """Chats to which nothing may leave now; forgets those that have been quiet."""
        for chat_id in [one for one, until in self._until.items() if until <= now]:
            del self._until[chat_id]
        while self._chats and self._chats[quiet := next(iter(self._chats))][-1] < now - MINUTE - MARGIN:
            del self._chats[quiet]
        return set(self._until)

    def take(self, chat_id: int, now: float, message: int | None = None) -> bool:
        """Whether a message may leave to this chat now; it is counted. `message`: its number, for `arrived`."""
        if self._until.get(chat_id, 0.0) > now:
            return False
        self._all.add(now, message)
        sent = self._chats.pop(chat_id, deque())
        self._chats[chat_id] = sent  # at the end: the order is that of the last use
        _forget(sent, now - MINUTE - MARGIN)
        sent.append(now)
        wait = 1.0 / self._rates.per_chat_second
        if chat_id < 0 and len(sent) >= self._rates.per_group_minute:
            wait = max(wait, sent[-self._rates.per_group_minute] + MINUTE - now)
        self._hold(chat_id, now + wait + MARGIN * min(1.0, wait))
        return True

    def arrived(self, message: int, now: float) -> None:
        """Telegram has answered: it counted the message before that, and nothing need be added for the way."""
        self._all.arrived(message, now)

    def pause(self, chat_id: int, seconds: float, now: float) -> None:
        """Telegram asked for quiet in this chat; the others go on."""
        self._hold(chat_id, now + seconds)

    def next_change(self, now: float) -> float | None:
        """Seconds until more may leave than now; None when nothing is held up."""
        if not self.room(now) and (free := self._all.find_next(now)) is not None:
            return max(0.0, free - now)
        ends = [until - now for until in self._until.values() if until > now]
        return min(ends, default=None)

    def _hold(self, chat_id: int, until: float) -> None:
        self._until[chat_id] = max(until, self._until.get(chat_id, 0.0))


class _Window:
    """Messages that count: each until its answer is `seconds` old, at most that and MARGIN after it left."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until: dict[int, float] = {}
        self._ends: list[tuple[float, int]] = []
        """A heap; what is not in `_until` any more, or with another end, is over."""
        self._unnamed = count(-1, -1)

    def add(self, now: float, message: int | None) -> None:
        self._end(next(self._unnamed) if message is None else message, now + self._seconds + MARGIN)

    def arrived(self, message: int, now: float) -> None:
        if message in self._until and now + self._seconds < self._until[message]:
            self._end(message, now + self._seconds)

    def count(self, now: float) -> int:
        self._forget(now)
        return len(self._until)

    def find_next(self, now: float) -> float | None:
        """When one less counts."""
        self._forget(now)
        return self._ends[0][0] if self._ends else None

    def _end(self, message: int, end: float) -> None:
        self._until[message] = end
        heappush(self._ends, (end, message))

    def _forget(self, now: float) -> None:
        while self._ends and (self._ends[0][0] <= now or self._until.get(self._ends[0][1]) != self._ends[0][0]):
            end, message = heappop(self._ends)
            if self._until.get(message) == end:
                del self._until[message]


def _forget(moments: deque[float], before: float) -> None:
    while moments and moments[0] <= before:
        moments.popleft()
