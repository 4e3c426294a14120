"""What reads turns, and what forgets them, each a plain function of a connection."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    true,
    update,
)

from bot.model.delivery import DeliveryState
from bot.model.place import Place
from bot.model.turn import PlacedTurn
from bot.store.chat import editions
from bot.store.chat.places import is_in, is_there
from bot.store.chat.rows import compose_place, find_readable_turn
from bot.store.chat.tables import deliveries, dialogs, feedback, looks, subscriptions, turn_messages, turns, watches
from bot.store.prepared import Prepared, Row
from bot.store.sqlite import json_items
from bot.store.times import compose_time

_FIND = Prepared(select(turns).where(turns.c.id == bindparam("one")))
_THEIRS = select(turns).where(
    is_there(turns), turns.c.person == bindparam("person"), turns.c.asked >= bindparam("since")
)
_LATEST = Prepared(_THEIRS.order_by(turns.c.asked.desc(), turns.c.id.desc()).limit(1))
_MESSAGES = Prepared(
    select(turn_messages.c.message_id, turn_messages.c.answers, turn_messages.c.pane).where(
        turn_messages.c.turn == bindparam("turn"), turn_messages.c.chat == bindparam("chat")
    )
)


def find(connection: Connection, turn_id: int) -> PlacedTurn | None:
    """See `TurnStore.find`."""
    row = _FIND.find(connection, one=turn_id)
    return with_messages(connection, row) if row else None


def find_by_message(connection: Connection, place: Place, message_id: int, *, answers: bool) -> PlacedTurn | None:
    """See `TurnStore.find_by_answer` and `find_by_question`. A turn that has moved on does not own the message."""
    wanted = (turn_messages.c.chat == place.chat_id, turn_messages.c.message_id == message_id)
    joined = and_(turns.c.id == turn_messages.c.turn, turns.c.chat == turn_messages.c.chat)
    found = select(turns).join(turn_messages, joined).where(*wanted, turn_messages.c.answers == answers)
    row = connection.execute(found).mappings().one_or_none()
    return with_messages(connection, row) if row else None


def find_latest(connection: Connection, place: Place, person_id: int, since: datetime) -> PlacedTurn | None:
    """See `TurnStore.find_latest`."""
    row = _LATEST.find(connection, **compose_place(place), person=person_id, since=compose_time(since))
    return with_messages(connection, row) if row else None


def read_chain(connection: Connection, turn_id: int, at_most: int) -> list[PlacedTurn]:
    """See `TurnStore.chain`."""
    chain: list[PlacedTurn] = []
    wanted: int | None = turn_id
    while wanted is not None and len(chain) < at_most and (turn := find(connection, wanted)):
        chain.append(turn)
        wanted = turn.continues
    return chain[::-1]


def read_recent(
    connection: Connection, since: datetime, at_most: int, citing: Collection[str] | None
) -> list[PlacedTurn]:
    """See `TurnStore.recent`."""
    found = select(turns).where(turns.c.asked >= compose_time(since), ~turns.c.abstained)
    if citing is not None:
        source = json_items(turns.c.reply, "$.sources")
        article = func.json_extract(source.c.value, "$.article.id")
        found = found.where(exists(select(source.c.value).where(article.in_(citing))))
    rows = connection.execute(found.order_by(turns.c.asked.desc(), turns.c.id.desc()).limit(at_most)).mappings().all()
    return [turn for row in rows if (turn := with_messages(connection, row))]


def read_cited(connection: Connection, collection: str) -> frozenset[str]:
    """See `TurnStore.cited`. SQLite looks into the replies itself: they are many, and long."""
    found: set[str] = set()
    for table in (turns, watches):
        source = json_items(table.c.reply, "$.sources")
        article = func.json_extract(source.c.value, "$.article.id")
        of = func.json_extract(source.c.value, "$.article.collection")
        cited = select(article).select_from(table.join(source, true())).where(of == collection).distinct()
        found.update(connection.execute(cited).scalars())
    return frozenset(found)


def forget_person(connection: Connection, person_id: int) -> int:
    """See `TurnStore.forget_person`. A private chat has the id of its person."""
    theirs = or_(turns.c.person == person_id, turns.c.chat == person_id)
    watched = select(watches.c.id).where(watches.c.person == person_id)
    to_them = or_(deliveries.c.person == person_id, deliveries.c.chat == person_id, deliveries.c.watch.in_(watched))
    forgotten = _forget(connection, theirs, to_them)
    connection.execute(delete(dialogs).where(dialogs.c.person == person_id))
    connection.execute(delete(feedback).where(feedback.c.person == person_id))
    connection.execute(delete(watches).where(watches.c.person == person_id))
    connection.execute(delete(looks).where(looks.c.chat == person_id))
    connection.execute(update(subscriptions).where(subscriptions.c.person == person_id).values(person=0))
    return forgotten


def forget_chat(connection: Connection, chat_id: int) -> int:
    """See `TurnStore.forget_chat`."""
    for table in (dialogs, watches, looks):
        connection.execute(delete(table).where(table.c.chat == chat_id))
    return _forget(connection, turns.c.chat == chat_id, deliveries.c.chat == chat_id)


def forget_place(connection: Connection, place: Place) -> int:
    """See `TurnStore.forget_place`."""
    for table in (dialogs, watches, looks):
        connection.execute(delete(table).where(is_in(table, place)))
    return _forget(connection, is_in(turns, place), is_in(deliveries, place))


def _forget(connection: Connection, theirs: ColumnElement[bool], to_them: ColumnElement[bool]) -> int:
    waiting = deliveries.c.state == DeliveryState.WAITING.value
    values = {
        "payload": None,
        "person": None,
        "state": case((waiting, DeliveryState.DROPPED.value), else_=deliveries.c.state),
        "error": case((waiting, "forgotten"), else_=deliveries.c.error),
    }
    answering = deliveries.c.turn.in_(select(turns.c.id).where(theirs))
    forgetting = update(deliveries).where(or_(to_them, answering)).values(values)
    touched = connection.execute(forgetting.returning(deliveries.c.edition)).scalars()
    editions.close_done(connection, {edition for edition in touched if edition is not None})
    return connection.execute(delete(turns).where(theirs)).rowcount


def with_messages(connection: Connection, row: Row) -> PlacedTurn | None:
    """The turn of a row of `turns`, with the messages of the chat it is in; None when it cannot be read any more."""
    found = _MESSAGES.all(connection, turn=row["id"], chat=row["chat"])
    return find_readable_turn(row, [(one["message_id"], bool(one["answers"]), bool(one["pane"])) for one in found])
