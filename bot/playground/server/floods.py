"""Telegram's limits on sending: overall, per chat, per group."""

import math
from collections import deque
from dataclasses import dataclass, field

MINUTE = 60.0


@dataclass
class Floods:
    """Limits as settings of the test (`enabled=False` switches all off). A refused message counts for nothing."""

    enabled: bool = True
    per_second: int = 30
    per_chat_second: float = 1.0
    chat_burst: int = 3
    per_group_minute: int = 20
    paid_per_second: int = 1000
    _all: deque[float] = field(default_factory=deque)
    _chats: dict[int, tuple[float, float]] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)

    def find_wait(self, chat_id: int, is_group: bool, now: float, is_paid: bool = False) -> int | None:
        """Seconds to wait before this message may be sent, at least 1; None: it may go, and was counted."""
        if not self.enabled:
            return None
        tokens = self._tokens(chat_id, now)
        waits = [
            window_wait(self._all, self.paid_per_second if is_paid else self.per_second, 1.0, now),
            (1 - tokens) / self.per_chat_second if tokens < 1 else 0.0,
        ]
        group = self._groups.setdefault(chat_id, deque())
        if is_group:
            waits.append(window_wait(group, self.per_group_minute, MINUTE, now))
        if wait := max(waits):
            return max(1, math.ceil(wait))
        self._all.append(now)
        group.append(now)
        self._chats[chat_id] = (tokens - 1, now)
        return None

    def _tokens(self, chat_id: int, now: float) -> float:
        tokens, at = self._chats.get(chat_id, (float(self.chat_burst), now))
        return min(float(self.chat_burst), tokens + (now - at) * self.per_chat_second)


def window_wait(sent: deque[float], limit: int, seconds: float, now: float) -> float:
    """Seconds until fewer than `limit` lie in the trailing window; forgets what lies before it."""
    while sent and sent[0] <= now - seconds:
        sent.popleft()
    return sent[len(sent) - limit] + seconds - now if len(sent) >= limit else 0.0
