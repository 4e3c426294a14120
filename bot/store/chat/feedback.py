"""What reads and changes votes, each a plain function of a connection."""

from datetime import datetime

from sqlalchemy import Connection, delete, exists, func, or_, select

from bot.model.feedback import Reviewed, Votes
from bot.store.chat.tables import feedback, turns
from bot.store.chat.turns import with_messages
from bot.store.sqlite import insert_or_replace
from bot.store.times import compose_time


def vote(connection: Connection, turn_id: int, person_id: int, liked: bool, now: datetime) -> bool | None:
    """See `FeedbackStore.vote`."""
    if connection.execute(select(turns.c.id).where(turns.c.id == turn_id)).one_or_none() is None:
        return None
    theirs = (feedback.c.turn == turn_id, feedback.c.person == person_id)
    before = connection.execute(select(feedback.c.liked).where(*theirs)).scalar_one_or_none()
    if before == liked:
        connection.execute(delete(feedback).where(*theirs))
        return None
    row = {"turn": turn_id, "person": person_id, "liked": liked, "given": compose_time(now)}
    connection.execute(insert_or_replace(feedback), row)
    return liked


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
