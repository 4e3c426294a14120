"""Due times: local times of a zone as instants, right across its transitions. Pure.

A local time is resolved as RFC 5545 section 3.3.5 says, which is PEP 495's fold=0: a time that the clocks skip is read
with the offset from before the gap (02:30 becomes the instant that the clocks show as 03:30), a time that comes twice
is its first. A whole day that a zone skipped (Pacific/Apia, 30 December 2011) falls on the instants of its neighbour,
and instants that are equal count once.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.model.subscription import USEFUL, Schedule
from bot.text.zones import read_zone

DAY = timedelta(days=1)
AHEAD = timedelta(days=16)
"""Within which every schedule falls due: the longest wait is a week, beside a day that a zone skips."""
MOST_MISSED = 50
"""Missed due times that are recorded and told of, the last ones; after a year away nobody needs all."""
LOOK_BACK = timedelta(days=7)
"""How far back the first look for missed due times goes; each further look goes twice as far."""

KEPT = 4096
"""Due times computed once: thousands have the same schedule and fall due together."""


class Settled(NamedTuple):
    """What is to be done about the due times since the last look: `due` is sent, `missed`, ascending, are too old."""

    due: datetime | None = None
    missed: tuple[datetime, ...] = ()


def due_times(schedule: Schedule, after: datetime, until: datetime) -> list[datetime]:
    """The instants after `after`, up to and with `until`, in UTC, ascending, each once.

    A zone that is not known any more counts as UTC.
    """
    if until <= after:
        return []
    zone = read_zone(schedule.zone)
    first, last = (moment.astimezone(zone).date() for moment in (after, until))
    found = {one for day in _days(first - 2 * DAY, last + 2 * DAY) for one in _instants(schedule, day, zone)}
    return sorted(one for one in found if after < one <= until)


@lru_cache(maxsize=KEPT)
def next_due(schedule: Schedule, after: datetime) -> datetime | None:
    """The first instant after `after`; None at the end of the calendar."""
    try:
        return next(iter(due_times(schedule, after, after + AHEAD)), None)
    except OverflowError:
        return None


@lru_cache(maxsize=KEPT)
def settle(schedule: Schedule, reached: datetime, now: datetime) -> Settled:
    """Of the due times after `reached`, up to `now`: the last is still due within USEFUL and while the next one is
    further away than it is; the others are missed, the last fifty of them."""
    times = _last_due(schedule, reached, now)
    if not times:
        return Settled()
    last, following = times[-1], next_due(schedule, now)
    near = following is None or now - last <= following - now
    if now - last <= USEFUL and near:
        return Settled(last, tuple(times[:-1][-MOST_MISSED:]))
    return Settled(None, tuple(times[-MOST_MISSED:]))


def _last_due(schedule: Schedule, reached: datetime, now: datetime) -> list[datetime]:
    """At least the last due times that `settle` needs, or all there are: found from `now` back, so that a long time
    away costs no more than it must."""
    if now <= reached:
        return []
    back = min(LOOK_BACK, now - reached)
    while len(times := due_times(schedule, now - back, now)) <= MOST_MISSED and back < now - reached:
        back = min(2 * back, now - reached)
    return times


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def _instants(schedule: Schedule, day: date, zone: ZoneInfo) -> Iterator[datetime]:
    """Those of a local day, when it is one of the schedule's weekdays."""
    if day.isoweekday() in schedule.days:
        for time in schedule.times:
            yield datetime.combine(day, time.replace(fold=0), zone).astimezone(UTC)
