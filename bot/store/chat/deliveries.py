"""What reads and changes deliveries, each a plain function of a connection."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from bot.model.delivery import Delivery, DeliveryState, Priority
from bot.model.subscription import Pause, Told
from bot.model.update import UpdateState
from bot.store.chat import editions, subscriptions, telling, watches
from bot.store.chat import updates as incoming
from bot.store.chat.moving import moved
from bot.store.chat.places import is_away
from bot.store.chat.rows import Values, compose_text, read_delivery
from bot.store.chat.tables import deliveries, feedback, notices, turn_messages, turns
from bot.store.chat.tables import editions as edition_rows
from bot.store.chat.tables import watches as watch_rows
from bot.store.prepared import Prepared, Row, add_rows
from bot.store.sqlite import ids_parameter, insert_or_replace, wanted_ids
from bot.store.times import compose_time, read_time

WAITING, SENDING, SENT, REFUSED, UNSURE, DROPPED = (state.value for state in DeliveryState)
IN_HAND = (SENDING, UNSURE)
WRITING = ("sendMessage", "sendPhoto", "sendDocument")
"""What Telegram refuses where we may not write; it takes edits there."""


class Outcome(NamedTuple):
    """What answering one update gave, as rows; `turn` has its messages with it."""

    deliveries: list[Values]
    update_id: int | None
    turn: Values | None
    messages: list[Values]
    told: Told | None = None
    notices: Sequence[Values] = ()


def _select_next() -> Select[Any]:
    """Ids of the first waiting delivery of each place that has none being sent, if it is due."""
    other = deliveries.alias()
    same_place = and_(other.c.chat == deliveries.c.chat, other.c.thread == deliveries.c.thread)
    before = tuple_(other.c.priority, other.c.id) < tuple_(deliveries.c.priority, deliveries.c.id)
    barred = (
        exists().where(same_place, other.c.state == SENDING),
        exists().where(same_place, other.c.state == WAITING, before),
        is_away(deliveries.c.chat),
        deliveries.c.chat.in_(select(wanted_ids().c.value)),
    )
    due = or_(deliveries.c.not_before.is_(None), deliveries.c.not_before <= bindparam("now"))
    found = select(deliveries.c.id, deliveries.c.priority).where(
        deliveries.c.state == WAITING, due, *(~bar for bar in barred)
    )
    return found.order_by(deliveries.c.priority, deliveries.c.id).limit(bindparam("at_most"))


_NEXT = Prepared(_select_next())
_WANTED = deliveries.c.id.in_(select(wanted_ids().c.value))
_CLAIM = Prepared(
    update(deliveries).where(_WANTED).values(state=SENDING, attempts=deliveries.c.attempts + 1).returning(deliveries)
)
_OF_TURN = deliveries.c.turn == bindparam("of")
_DROP_WAITING = Prepared(
    update(deliveries)
    .where(_OF_TURN, deliveries.c.state == WAITING)
    .values(state=DROPPED, error="the turn was recorded anew")
)
_NO_FEEDBACK = Prepared(delete(feedback).where(feedback.c.turn == bindparam("of")))
_NO_QUESTIONS = Prepared(delete(turn_messages).where(turn_messages.c.turn == bindparam("of"), ~turn_messages.c.answers))
_MARK_SENT = Prepared(
    update(deliveries)
    .where(deliveries.c.id == bindparam("one"), or_(*(deliveries.c.state == state for state in IN_HAND)))
    .values(state=SENT, message_ids=bindparam("messages"), error=None)
    .returning(deliveries)
)
_COUNTS = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)


def record(connection: Connection, outcome: Outcome) -> bool:
    """See `DeliveryStore.record`."""
    if find_noted(connection, [one["key"] for one in outcome.notices]):
        return False
    if outcome.update_id is not None and not incoming.close(connection, outcome.update_id, UpdateState.DONE):
        return False
    if outcome.turn is not None:
        _record_turn(connection, outcome.turn, outcome.messages)
    if outcome.deliveries:
        add_rows(connection, insert, deliveries, moved(connection, outcome.deliveries))
    if outcome.notices:
        connection.execute(insert(notices), list(outcome.notices))
    if outcome.told is not None:
        telling.mark(connection, [(outcome.told, None)])
    return True


def find_noted(connection: Connection, keys: Collection[str]) -> set[str]:
    """See `DeliveryStore.noted`."""
    if not keys:
        return set()
    return set(connection.execute(select(notices.c.key).where(notices.c.key.in_(keys))).scalars())


def _record_turn(connection: Connection, turn: Values, messages: Sequence[Values]) -> None:
    add_rows(connection, insert_or_replace, turns, moved(connection, [turn]))
    _NO_FEEDBACK.change(connection, of=turn["id"])
    # An answer message may have become known since the turn was read: those stay.
    _NO_QUESTIONS.change(connection, of=turn["id"])
    add_rows(connection, insert_or_replace, turn_messages, messages)
    _DROP_WAITING.change(connection, of=turn["id"])


def find_next(
    connection: Connection, now: datetime, at_most: int, busy: Collection[int], most_digests: int | None = None
) -> list[int]:
    """Ids of the deliveries that `claim` would take, in its order."""
    found = _NEXT.all(connection, now=compose_time(now), at_most=at_most, ids=ids_parameter(busy))
    answers = [number for number, priority in found if priority < Priority.DIGEST]
    digests = [number for number, priority in found if priority >= Priority.DIGEST]
    return answers + digests[:most_digests]


def claim(
    connection: Connection, now: datetime, at_most: int, busy: Collection[int], most_digests: int | None = None
) -> list[Delivery]:
    """See `DeliveryStore.claim`."""
    wanted = find_next(connection, now, at_most, busy, most_digests)
    taken = _CLAIM.all(connection, ids=ids_parameter(wanted))
    return sorted(map(read_delivery, taken), key=lambda one: (one.priority, one.id))


def close(connection: Connection, delivery_id: int, state: DeliveryState, error: str, now: datetime | None) -> bool:
    """REFUSED or UNSURE, when it is in hand: whether it was."""
    if not _change(connection, delivery_id, IN_HAND, state=state.value, error=compose_text(error)):
        return False
    row = _read(connection, delivery_id)
    _close_edition(connection, row, now)
    if state is DeliveryState.REFUSED and row["watch"] is not None:
        watches.pause_refused(connection, row["watch"])
    return True


def drop(connection: Connection, delivery_id: int, reason: str, now: datetime | None) -> bool:
    """See `DeliveryStore.drop`."""
    if not _change(connection, delivery_id, (WAITING, *IN_HAND), state=DROPPED, error=compose_text(reason)):
        return False
    _close_edition(connection, _read(connection, delivery_id), now)
    return True


def mark_sent(connection: Connection, delivery_id: int, message_ids: Sequence[int], now: datetime | None) -> bool:
    """See `DeliveryStore.sent`."""
    row = _MARK_SENT.find(connection, one=delivery_id, messages=ids_parameter(message_ids))
    if row is None:
        return False
    telling.show(connection, row["chat"], message_ids, row["stories"], now or read_time(row["created"]))
    _close_edition(connection, row, now)
    if row["method"] in WRITING:
        subscriptions.resume_where_written(connection, row["chat"], row["thread"])
    if row["turn"] is None:  # nobody could have it forgotten later, and nothing reads it any more
        connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(payload=None))
    elif message_ids:
        of_turn = {"chat": row["chat"], "turn": row["turn"], "answers": True, "pane": row["pane"]}
        rows = [of_turn | {"message_id": message_id} for message_id in message_ids]
        add_rows(connection, insert_or_replace, turn_messages, rows)
    return True


def retry(connection: Connection, delivery_id: int, not_before: datetime, error: str) -> bool:
    """See `DeliveryStore.retry`."""
    values = {"not_before": compose_time(not_before), "error": compose_text(error)}
    return _change(connection, delivery_id, IN_HAND, state=_waiting_unless_forgotten(), **values)


def rewrite(connection: Connection, delivery_id: int, method: str, payload: str, gone: int | None) -> bool:
    """See `DeliveryStore.rewrite`."""
    forgotten = deliveries.c.payload.is_(None)
    values = {"method": method, "not_before": None, "state": _waiting_unless_forgotten()}
    payload_kept = case((forgotten, None), else_=compose_text(payload))
    if not _change(connection, delivery_id, IN_HAND, payload=payload_kept, **values):
        return False
    chat = select(deliveries.c.chat).where(deliveries.c.id == delivery_id).scalar_subquery()
    lost = and_(turn_messages.c.chat == chat, turn_messages.c.message_id == gone, turn_messages.c.answers)
    connection.execute(turn_messages.delete().where(lost))
    return True


def recover(connection: Connection, harmless: Collection[str]) -> list[Delivery]:
    """See `DeliveryStore.recover`."""
    sending = update(deliveries).where(deliveries.c.state == SENDING)
    again = case((deliveries.c.method.in_(harmless), _waiting_unless_forgotten()), else_=UNSURE)
    values = {"state": again, "not_before": None, "error": "being sent when the process ended"}
    changed = connection.execute(sending.values(values).returning(deliveries)).mappings().all()
    for row in changed:
        _close_edition(connection, row, None)
    return sorted((one for one in map(read_delivery, changed) if one.state == UNSURE), key=lambda one: one.id)


def delete_before(connection: Connection, moment: datetime) -> int:
    """See `DeliveryStore.delete_before`."""
    connection.execute(delete(notices).where(notices.c.recorded < compose_time(moment)))
    going_on = exists().where(edition_rows.c.id == deliveries.c.edition, edition_rows.c.closed.is_(None))
    to_tell = exists().where(watch_rows.c.id == deliveries.c.watch, watch_rows.c.paused == Pause.REFUSED.value)
    old = delete(deliveries).where(
        deliveries.c.created < compose_time(moment),
        deliveries.c.state.in_((SENT, REFUSED, UNSURE, DROPPED)),
        deliveries.c.turn.is_(None),
        deliveries.c.update_id.is_(None),
        ~going_on,
        ~and_(deliveries.c.state == REFUSED, to_tell),
    )
    return connection.execute(old).rowcount


def find(connection: Connection, delivery_id: int) -> Delivery | None:
    """See `DeliveryStore.find`."""
    row = connection.execute(select(deliveries).where(deliveries.c.id == delivery_id)).mappings().one_or_none()
    return read_delivery(row) if row else None


def read_of_update(connection: Connection, update_id: int) -> list[Delivery]:
    """See `DeliveryStore.of_update`."""
    found = select(deliveries).where(deliveries.c.update_id == update_id).order_by(deliveries.c.part)
    return [read_delivery(row) for row in connection.execute(found).mappings()]


def read_of_turn(connection: Connection, turn_id: int) -> list[Delivery]:
    """See `DeliveryStore.of_turn`."""
    found = select(deliveries).where(deliveries.c.turn == turn_id).order_by(deliveries.c.id)
    return [read_delivery(row) for row in connection.execute(found).mappings()]


def read_counts(connection: Connection) -> dict[DeliveryState, int]:
    """See `DeliveryStore.counts`."""
    found: dict[str, int] = dict(connection.execute(_COUNTS).all())
    return {state: found.get(state.value, 0) for state in DeliveryState}


def _read(connection: Connection, delivery_id: int) -> RowMapping:
    return connection.execute(select(deliveries).where(deliveries.c.id == delivery_id)).mappings().one()


def _close_edition(connection: Connection, row: Row, now: datetime | None) -> None:
    """Of a delivery that was closed just now."""
    if row["edition"] is not None:
        editions.close_done(connection, [row["edition"]], now or read_time(row["created"]))


def _waiting_unless_forgotten() -> ColumnElement[str]:
    return case((deliveries.c.payload.is_(None), DROPPED), else_=WAITING)


def _change(connection: Connection, delivery_id: int, states: Collection[str], **values: Any) -> bool:
    """Whether the delivery was in one of the states."""
    changing = update(deliveries).where(deliveries.c.id == delivery_id, deliveries.c.state.in_(states))
    return connection.execute(changing.values(values)).rowcount > 0
