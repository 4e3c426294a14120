"""When a feed is asked next: as often as it publishes, later and later while it fails. Pure but for the dice."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from statistics import median
from typing import NamedTuple

from bot.model.errors import BriefingError, FetchError
from bot.model.feed import Feed, Trouble

SHORTEST, FIRST, LONGEST = timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=6)
LONGEST_BACK_OFF = timedelta(hours=24)
SOON = timedelta(minutes=1)
"""Until the rest of what a check could not do at once is done."""
JITTER = 0.1
"""Share by which a wait is made longer or shorter, so that feeds of one site are not all asked at once."""
LOOKED_AT = 20
"""Newest entries whose distances tell how often a feed publishes."""
_DICE = Random()  # noqa: S311 (nothing depends on its secrecy)


class Pace(NamedTuple):
    """How often a feed publishes, by the dates of its entries: see `Feed`."""

    newest: datetime | None = None
    usual: timedelta | None = None
    longest: timedelta | None = None


def measure_pace(published: Sequence[datetime | None]) -> Pace:
    """Of the newest twenty entries with dates."""
    dates = sorted((date for date in published if date), reverse=True)[:LOOKED_AT]
    if len(dates) < 2:
        return Pace(dates[0] if dates else None)
    waits = [later - earlier for later, earlier in pairwise(dates)]
    return Pace(dates[0], timedelta(seconds=median(wait.total_seconds() for wait in waits)), max(waits))


def choose_interval(pace: Pace, now: datetime) -> timedelta:
    """Half of the usual time between two entries; longer when it has been silent for long: an eighth of the silence.
    Within five minutes and six hours. Half an hour for a feed whose entries carry no dates."""
    if pace.newest is None or pace.usual is None:
        return FIRST
    return min(max(pace.usual / 2, (now - pace.newest) / 8, SHORTEST), LONGEST)


def after_success(
    feed: Feed, now: datetime, pace: Pace, *, soon: bool = False, wait: float = 0.0, dice: Random = _DICE
) -> Feed:
    """Checked, without trouble, and due again after the interval; `soon`: something is left to do. `wait`: seconds that
    it must be at least, since the server says so."""
    interval = choose_interval(pace, now)
    next_check = now + max(_shaken(SOON if soon else interval, dice), timedelta(seconds=wait))
    return feed.model_copy(
        update={
            "checked": now,
            "succeeded": now,
            "failing_since": None,
            "failures": 0,
            "trouble": None,
            "interval": interval,
            "newest": pace.newest,
            "usual": pace.usual,
            "longest": pace.longest,
            "next_check": next_check,
        }
    )


def after_failure(feed: Feed, now: datetime, error: BriefingError, dice: Random = _DICE) -> Feed:
    """Checked in vain: the wait doubles, up to a day; longer when the server says so, or that the feed is gone."""
    failures = feed.failures + 1
    wait = min(feed.interval * 2 ** min(failures - 1, 12), LONGEST_BACK_OFF)
    if isinstance(error, FetchError):
        wait = LONGEST_BACK_OFF if error.gone else wait
        wait = max(_shaken(wait, dice), timedelta(seconds=error.retry_after or 0.0))
    return feed.model_copy(
        update={
            "checked": now,
            "failing_since": feed.failing_since or now,
            "failures": failures,
            "trouble": Trouble(message_id=error.message_id, values=error.values),
            "next_check": now + wait,
        }
    )


def pace_of(feed: Feed) -> Pace:
    """As it was measured when the feed was read last."""
    return Pace(feed.newest, feed.usual, feed.longest)


def _shaken(wait: timedelta, dice: Random) -> timedelta:
    return wait * dice.uniform(1 - JITTER, 1 + JITTER)
