"""From when on something counts as news for a reader."""

from datetime import datetime, timedelta
from typing import NamedTuple

from bot.digest.choosing import Outline

BEFORE = timedelta(days=3)
"""How long before the last digest an article may have been published that arrived after it: feeds lag, archives do
not count as news."""
SLACK = timedelta(minutes=10)
"""What arrived so short before the last digest counts again: it may not have been in a story yet. Nothing is told
twice for it, since a place's knowledge decides that."""
LEAST, MOST = timedelta(days=1), timedelta(days=7)


class Window(NamedTuple):
    """`since`: what arrived then or later counts; `published`: unless it was published before that.

    Arrival decides where there was a digest before: nothing that came late is lost between two of them.
    """

    since: datetime | None
    published: datetime

    def holds(self, outline: Outline) -> bool:
        """Whether an article of the story is news. Articles without a date count by their arrival alone."""
        return any(self._holds(*member) for member in outline.times)

    def _holds(self, joined: datetime, published: datetime | None) -> bool:
        if published is None:
            return joined >= (self.since or self.published)
        return published >= self.published and (self.since is None or joined >= self.since)


def since_last(last: datetime) -> Window:
    """What arrived after the last digest."""
    return Window(last - SLACK, last - BEFORE)


def since_last_asked(last: datetime, now: datetime) -> Window:
    """For who asks in between: also what the last digest had no room for, or filtered out, within a day."""
    return since_last(min(last, now - LEAST))


def first_window(now: datetime, span: timedelta, newest: datetime | None) -> Window:
    """For a first digest: the last `span` (one to seven days), counted from `now`; over a corpus whose newest article
    is older than that, the last seven days before that article: the digest is not empty then."""
    span = max(LEAST, min(span, MOST))
    if newest is None or newest > now - span:
        return Window(None, now - span)
    return Window(None, newest - MOST)
