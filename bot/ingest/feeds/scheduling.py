"""When a feed is asked next: as often as it publishes, later and later while it fails. Pure but for the dice."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from statistics import median

from bot.model.errors import BriefingError, FetchError
from bot.model.feed import Feed, Trouble

SHORTEST, FIRST, LONGEST = timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=6)
LONGEST_BACK_OFF = timedelta(hours=24)
JITTER = 0.1
"""Share by which a wait is made longer or shorter, so that feeds of one site are not all asked at once."""
LOOKED_AT = 20
"""Newest entries whose distances tell how often a feed publishes."""
_DICE = Random()  # noqa: S311 (nothing depends on its secrecy)


def choose_interval(published: Sequence[datetime | None], now: datetime) -> timedelta:
    """Half of the usual time between two entries, and not longer than half of the silence since the last one was young;
    within five minutes and six hours. Half an hour for a feed whose entries carry no dates."""
    dates = sorted((date for date in published if date), reverse=True)[:LOOKED_AT]
    if len(dates) < 2:
        return FIRST
    usual = median((later - earlier).total_seconds() for later, earlier in pairwise(dates))
    silent = (now - dates[0]).total_seconds()
    return min(max(timedelta(seconds=max(usual, silent / 4) / 2), SHORTEST), LONGEST)


def after_success(feed: Feed, now: datetime, interval: timedelta, dice: Random = _DICE) -> Feed:
    """Checked, without trouble, and due again after the interval."""
    return feed.model_copy(
        update={
            "checked": now,
            "succeeded": now,
            "failures": 0,
            "trouble": None,
            "told": False,
            "interval": interval,
            "next_check": now + _shaken(interval, dice),
        }
    )


def after_failure(feed: Feed, now: datetime, error: BriefingError, dice: Random = _DICE) -> Feed:
    """Checked in vain: the wait doubles, up to a day; longer when the server says so, or that the feed is gone."""
    failures = feed.failures + 1
    wait = min(feed.interval * 2 ** min(failures, 12), LONGEST_BACK_OFF)
    if isinstance(error, FetchError):
        wait = LONGEST_BACK_OFF if error.gone else wait
        wait = max(wait, timedelta(seconds=error.retry_after or 0.0))
    trouble = Trouble(message_id=error.message_id, values=error.values)
    update = {"checked": now, "failures": failures, "trouble": trouble, "next_check": now + _shaken(wait, dice)}
    return feed.model_copy(update=update)


def _shaken(wait: timedelta, dice: Random) -> timedelta:
    return wait * dice.uniform(1 - JITTER, 1 + JITTER)
