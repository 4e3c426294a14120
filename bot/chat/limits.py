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
TOGETHER = 0.1
"""Seconds whose digests may leave at once: what leaves together counts no more together, a second later."""
SPARED = 1
"""Messages that digests leave room for: an answer need not wait until the oldest of them counts no more."""
LEAST_SPARED = 20
"""Where fewer messages than this may leave a second, each counts: digests may take all."""


class Rates(NamedTuple):
    """Messages: a second over all, a second in one chat, a minute in one group."""

    per_second: float = 30.0
    per_chat_second: float = 1.0
    per_group_minute: int = 20


class SendLimits:
    """When the next message may leave. `now` in seconds of one monotonic clock; group ids are below zero."""

    def __init__(self, rates: Rates = Rates()) -> None:  # noqa: B008 (a tuple of numbers)
        self._rates = rates
        self._spared = SPARED if rates.per_second >= LEAST_SPARED * SPARED else 0
        self._all = _Window(1.0)
        self._pace = _Pace(rates.per_second)
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

    def room_for_digests(self, now: float) -> int:
        """How many digests may leave now: evenly, so that an answer never waits for a whole second of them, and not
        all that may leave."""
        return max(0, min(self.room(now) - self._spared, self._pace.room(now)))

    def take(self, chat_id: int, now: float, message: int | None = None, *, digest: bool = False) -> bool:
        """Whether a message may leave to this chat now; it is counted. `message`: its number; it counts until it has
        `arrived`, and for the second after that."""
        if self._until.get(chat_id, 0.0) > now:
            return False
        self._all.add(now, message)
        if digest:
            self._pace.take(now)
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
        """Telegram has answered, or nothing is to be sent: whenever it counted the message, it was before that."""
        self._all.arrived(message, now)

    def pause(self, chat_id: int, seconds: float, now: float) -> None:
        """Telegram asked for quiet in this chat; the others go on."""
        self._hold(chat_id, now + seconds)

    def next_change(self, now: float) -> float | None:
        """Seconds until more may leave than now; None when nothing is held up."""
        room, free = self.room(now), self._all.find_next(now)
        if not room and free is not None:
            return max(0.0, free - now)
        ends = [self._pace.find_next(now)] if not self._pace.room(now) else []
        ends += [max(0.0, free - now)] if free is not None and 0 < room <= self._spared else []
        ends += [until - now for until in self._until.values() if until > now]
        return min(ends, default=None)

    def _hold(self, chat_id: int, until: float) -> None:
        self._until[chat_id] = max(until, self._until.get(chat_id, 0.0))


class _Window:
    """Messages that count: each while it is on its way and `seconds` longer."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._on_the_way: set[int] = set()
        self._ends: deque[float] = deque()

    def add(self, now: float, message: int | None) -> None:
        """Of a message without a number nobody hears when it arrives."""
        if message is None:
            self._ends.append(now + self._seconds + MARGIN)
        else:
            self._on_the_way.add(message)

    def arrived(self, message: int, now: float) -> None:
        if message in self._on_the_way:
            self._on_the_way.remove(message)
            self._ends.append(now + self._seconds)

    def count(self, now: float) -> int:
        _forget(self._ends, now)
        return len(self._ends) + len(self._on_the_way)

    def find_next(self, now: float) -> float | None:
        """When one less counts; None when that depends on what is on its way."""
        _forget(self._ends, now)
        return self._ends[0] if self._ends else None


class _Pace:
    """A bucket of tokens that fills with the rate: what comes after a pause may leave together, but no more."""

    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._most = max(1.0, per_second * TOGETHER)
        self._tokens, self._at = self._most, 0.0

    def room(self, now: float) -> int:
        return int(self._fill(now))

    def take(self, now: float) -> None:
        self._tokens, self._at = self._fill(now) - 1.0, now

    def find_next(self, now: float) -> float:
        """Seconds until there is one more."""
        return max(0.0, (1.0 - self._fill(now)) / self._per_second)

    def _fill(self, now: float) -> float:
        return min(self._most, self._tokens + (now - self._at) * self._per_second)


def _forget(moments: deque[float], before: float) -> None:
    while moments and moments[0] <= before:
        moments.popleft()
