"""What became of a subscription's earlier due times, as its next edition has to know it. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.model.subscription import Edition, EditionState

UNREAD = (EditionState.MISSED, EditionState.REFUSED)
"""Nobody can have read these, or not the whole of them."""


class Past(NamedTuple):
    """`missed`: due times that nobody was told of yet, ascending; `unsure`: those of editions that may not have
    arrived, and nobody was told that. `last`: the last edition that was read, None before the first. `since`: what came
    after it is news; None: as before the first."""

    missed: tuple[datetime, ...] = ()
    unsure: tuple[datetime, ...] = ()
    last: Edition | None = None
    since: datetime | None = None


def look_back(editions: Sequence[Edition], missed: tuple[datetime, ...]) -> Past:
    """`editions`: the latest ones, the latest due first. `missed`: due times that have no edition yet, ascending.

    An edition may be lost after the next one was made: it waited until it was of no use any more. That next one spoke
    of neither it nor its stories.
    """
    read = [one for one in editions if one.state not in UNREAD]
    if not read:
        return Past((*sorted(one.due for one in editions), *missed))
    spoken = max(one.made for one in read)
    lost = sorted(one.due for one in editions if one.state in UNREAD and one.closed and one.closed > spoken)
    unsure = sorted(
        one.due
        for one in editions
        if one.state is EditionState.UNSURE and (one is read[0] or (one.closed and one.closed > spoken))
    )
    before = [one for one in read if not lost or one.due < lost[0]]
    return Past((*lost, *missed), tuple(unsure), read[0], before[0].made if before else None)
