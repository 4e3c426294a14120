"""What reads and changes votes, each a plain function of a connection."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, exists, func, or_, select

from bot.model.feedback import Reviewed, Votes
from bot.model.update import UpdateState
from bot.store.chat import updates as incoming
from bot.store.chat.tables import feedback, turns
from bot.store.chat.turns import with_messages
from bot.store.sqlite import insert_or_replace
from bot.store.times import compose_time


class Vote(NamedTuple):
    """As given."""

    turn_id: int
    person_id: int
    liked: bool
    now: datetime


def vote(connection: Connection, given: Vote, update_id: int | None) -> bool | None:
    """See `FeedbackStore.vote`."""
    theirs = (feedback.c.turn == given.turn_id, feedback.c.person == given.person_id)
    before = connection.execute(select(feedback.c.liked).where(*theirs)).scalar_one_or_none()
    if update_id is not None and not incoming.close(connection, update_id, UpdateState.DONE):
        return before
    if connection.execute(select(turns.c.id).where(turns.c.id == given.turn_id)).one_or_none() is None:
        return None
    if before == given.liked:
        connection.execute(delete(feedback).where(*theirs))
        return None
    row = {"turn": given.turn_id, "person": given.person_id, "liked": given.liked, "given": compose_time(given.now)}
    connection.execute(insert_or_replace(feedback), row)
    return given.liked


def read_votes(connection: Connection, turn_id: int) -> Votes:
    """See `FeedbackStore.votes`."""
    counted = select(feedback.c.liked, func.count()).where(feedback.c.turn == turn_id).group_by(feedback.c.liked)
    found: dict[bool, int] = dict(connection.execute(counted).all())
    return Votes(up=found.get(True, 0), down=found.get(False, 0))


def read_reviewed(connection: Connection, since: datetime, at_most: int) -> list[Reviewed]:
    """See `FeedbackStore.reviewed`."""
    disliked = exists().where(feedback.c.turn == turns.c.id, ~feedback.c.liked)
    wanted = select(turns).where(turns.c.asked >= compose_time(since), or_(turns.c.abstained, disliked))
    newest = wanted.order_by(turns.c.asked.desc(), turns.c.id.desc()).limit(at_most)
    rows = connection.execute(newest).mappings().all()
    readable = [(row["id"], turn) for row in rows if (turn := with_messages(connection, row))]
    return [Reviewed(turn, read_votes(connection, turn_id)) for turn_id, turn in readable]
