"""How a feed is: whether it fails or has fallen silent, and what that means for answers. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.model.feed import Feed, FeedState

QUIET, UNUSUAL = timedelta(days=3), 3
"""A feed is silent after three times the longest wait of late, and not before three days: weekends are no news."""
FAILING_FOR = timedelta(days=1)
"""How long a feed must have failed before operators are told."""
STALE = timedelta(days=1)
"""An answer says how old the newest article is when it is older than that, and than the liveliest feed explains."""


class FeedHealth(NamedTuple):
    """All feeds in a few numbers. `late`: seconds since the longest overdue one should have been asked, 0 when none is.
    `quiet`: seconds since an article came by any feed; None before the first."""

    states: dict[FeedState, int]
    articles: int
    late: float
    quiet: float | None


def measure_health(feeds: Sequence[Feed], now: datetime) -> FeedHealth:
    """How they are at `now`; every state is counted, zeros included."""
    states = dict.fromkeys(FeedState, 0)
    for feed in feeds:
        states[find_state(feed, now)] += 1
    late = max([0.0, *((now - feed.next_check).total_seconds() for feed in feeds)])
    brought = [feed.brought for feed in feeds if feed.brought]
    quiet = (now - max(brought)).total_seconds() if brought else None
    return FeedHealth(states, sum(feed.articles for feed in feeds), late, quiet)


def find_state(feed: Feed, now: datetime) -> FeedState:
    """How it is at `now`; failures come before silence."""
    if feed.trouble is not None:
        return FeedState.FAILING
    if feed.succeeded is None:
        return FeedState.NEW
    return FeedState.SILENT if now - _last_new(feed) > max(QUIET, UNUSUAL * _longest(feed)) else FeedState.GOOD


def is_worth_telling(feed: Feed, now: datetime) -> bool:
    """Whether operators are to be told of the state it is in: it fails for a day, or has fallen silent."""
    state = find_state(feed, now)
    if state is FeedState.FAILING:
        return now - (feed.failing_since or now) >= FAILING_FOR
    return state is FeedState.SILENT


def name_notice(feed: Feed, state: FeedState) -> str:
    """What operators are told of a feed in this state: the same as long as it lasts, another when it comes again."""
    since = {FeedState.FAILING: feed.failing_since, FeedState.SILENT: _last_new(feed)}.get(state, feed.told_at)
    return f"feed {feed.url} {state} {since}"


def choose_stale_after(feeds: Sequence[Feed]) -> timedelta | None:
    """How old the newest article may be before an answer says so; None without feeds, when nothing is to be new."""
    return min((max(STALE, 2 * _longest(feed)) for feed in feeds), default=None)


def _last_new(feed: Feed) -> datetime:
    return max(moment for moment in (feed.added, feed.newest, feed.brought) if moment)


def _longest(feed: Feed) -> timedelta:
    return feed.longest or timedelta()
