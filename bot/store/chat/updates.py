"""What reads and changes raw updates, each a plain function of a connection."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, case, delete, exists, func, or_, select, update

from bot.model.update import Update, UpdateState
from bot.store.chat.moving import moved
from bot.store.chat.rows import Values, compose_text, read_update
from bot.store.chat.tables import updates
from bot.store.prepared import Prepared, add_rows
from bot.store.sqlite import ids_parameter, insert_new, wanted_ids
from bot.store.times import compose_time

WAITING, IN_HAND, DONE, FAILED = (state.value for state in UpdateState)
OPEN = (WAITING, IN_HAND)


def _select_next() -> Select[Any]:
    """Ids of the first open update of each place that has none in hand. NULL places equal none, so all of those."""
    other = updates.alias()
    same_place = and_(other.c.chat == updates.c.chat, other.c.thread == updates.c.thread)
    in_hand = exists().where(same_place, other.c.state == IN_HAND)
    earlier = exists().where(same_place, other.c.state == WAITING, other.c.update_id < updates.c.update_id)
    due = select(updates.c.update_id).where(updates.c.state == WAITING, ~in_hand, ~earlier)
    return due.order_by(updates.c.update_id).limit(bindparam("at_most"))


_NEXT = Prepared(_select_next())
_WANTED = updates.c.update_id.in_(select(wanted_ids().c.value))
_CLAIM = Prepared(
    update(updates).where(_WANTED).values(state=IN_HAND, attempts=updates.c.attempts + 1).returning(updates)
)
_ONE = updates.c.update_id == bindparam("one")
_IS_OPEN = or_(*(updates.c.state == state for state in OPEN))
_CLOSE = Prepared(update(updates).where(_ONE, _IS_OPEN).values(state=bindparam("to"), error=bindparam("why")))
_PUT_BACK = update(updates).where(_ONE, updates.c.state == IN_HAND).values(state=WAITING)
_COUNTS = select(updates.c.state, func.count()).group_by(updates.c.state)


def add(connection: Connection, rows: Sequence[Values]) -> None:
    """See `UpdateStore.add`."""
    add_rows(connection, insert_new, updates, moved(connection, rows))


def find_next(connection: Connection, at_most: int) -> list[int]:
    """Ids of the updates that `claim` would take, smallest first."""
    return _NEXT.scalars(connection, at_most=at_most)


def claim(connection: Connection, at_most: int) -> list[Update]:
    """See `UpdateStore.claim`."""
    taken = _CLAIM.all(connection, ids=ids_parameter(find_next(connection, at_most)))
    return sorted(map(read_update, taken), key=lambda one: one.update_id)


def close(connection: Connection, update_id: int, state: UpdateState, error: str | None = None) -> bool:
    """DONE or FAILED, when it is open: whether it was."""
    why = None if error is None else compose_text(error)
    return _CLOSE.change(connection, one=update_id, to=state.value, why=why) > 0


def put_back(connection: Connection, update_id: int) -> bool:
    """See `UpdateStore.put_back`."""
    return connection.execute(_PUT_BACK, {"one": update_id}).rowcount > 0


def requeue(connection: Connection, max_attempts: int) -> int:
    """See `UpdateStore.requeue`."""
    worn = updates.c.attempts >= max_attempts
    error = f"in hand when the process ended, {max_attempts} times or more"
    values = {"state": case((worn, FAILED), else_=WAITING), "error": case((worn, error), else_=updates.c.error)}
    changed = update(updates).where(updates.c.state == IN_HAND).values(values).returning(updates.c.state)
    return list(connection.execute(changed).scalars()).count(WAITING)


def find(connection: Connection, update_id: int) -> Update | None:
    """See `UpdateStore.find`."""
    row = connection.execute(select(updates).where(_ONE), {"one": update_id}).mappings().one_or_none()
    return read_update(row) if row else None


def read_counts(connection: Connection) -> dict[UpdateState, int]:
    """See `UpdateStore.counts`."""
    found: dict[str, int] = dict(connection.execute(_COUNTS).all())
    return {state: found.get(state.value, 0) for state in UpdateState}


def delete_before(connection: Connection, moment: datetime) -> int:
    """See `UpdateStore.delete_before`."""
    closed = or_(updates.c.state == DONE, updates.c.state == FAILED)
    return connection.execute(delete(updates).where(updates.c.received < compose_time(moment), closed)).rowcount
