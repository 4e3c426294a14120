"""How much one person and one group may ask, and when a notice is due."""

from collections import deque
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)
MOST_KEYS = 10_000
"""Whoever was quiet longest is forgotten beyond that: the memory of a budget is bounded."""


class Budget:
    """At most so many of something within any hour, for each key. Kept in memory: a restart begins anew."""

    def __init__(self, per_hour: int) -> None:
        self._per_hour = per_hour
        self._spent: dict[int, deque[datetime]] = {}

    def spend(self, key: int, now: datetime) -> datetime | None:
        """None when it may go on, and it is counted; else when the next one may."""
        spent = self._spent.pop(key, deque())
        self._spent[key] = spent  # at the end: the order is that of the last use
        if len(self._spent) > MOST_KEYS:
            del self._spent[next(iter(self._spent))]
        while spent and spent[0] <= now - HOUR:
            spent.popleft()
        if len(spent) >= self._per_hour:
            return spent[0] + HOUR
        spent.append(now)
        return None


class Notices:
    """One notice for each key until a moment, an hour later where none is named; not one a message."""

    def __init__(self) -> None:
        self._said: dict[int, datetime] = {}

    def is_due(self, key: int, now: datetime, until: datetime | None = None) -> bool:
        """Whether to say it now; it counts as said. `until`: when what is said is no longer true."""
        before = self._said.pop(key, None)
        due = before is None or before <= now
        self._said[key] = (until or now + HOUR) if due or before is None else before
        if len(self._said) > MOST_KEYS:
            del self._said[next(iter(self._said))]
        return due
