"""What reads and changes watches, each a plain function of a connection."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, select, update

from bot.model.delivery import DeliveryState
from bot.model.subscription import Pause, Watch
from bot.store.chat.digest_rows import compose_watch, find_readable_watch, read_first
from bot.store.chat.moving import moved
from bot.store.chat.places import is_away
from bot.store.chat.rows import Values
from bot.store.chat.tables import deliveries, watches

WHERE = ("chat", "thread", "version")
MOST_TRIES = 10
"""After so many attempts an alert that is always refused is not sent again: it is the alert that is wrong."""


def add(connection: Connection, row: Values) -> int:
    """See `WatchStore.add`; the id."""
    [placed] = moved(connection, [row])
    number: int = connection.execute(insert(watches).values(placed).returning(watches.c.id)).scalar_one()
    return number


def save(connection: Connection, watch: Watch, outgoing: Sequence[Values]) -> bool:
    """See `WatchStore.save`."""
    values = {name: one for name, one in compose_watch(watch).items() if name not in WHERE}
    held = update(watches).where(watches.c.id == watch.id, watches.c.version == watch.version)
    if not connection.execute(held.values(values | {"version": watch.version + 1})).rowcount:
        return False
    if outgoing:
        connection.execute(insert(deliveries), moved(connection, outgoing))
    return True


def remove(connection: Connection, watch_id: int) -> bool:
    """See `WatchStore.delete`."""
    waiting = update(deliveries).where(
        deliveries.c.watch == watch_id, deliveries.c.state == DeliveryState.WAITING.value
    )
    connection.execute(waiting.values(state=DeliveryState.DROPPED.value, error="the watch was deleted"))
    return connection.execute(delete(watches).where(watches.c.id == watch_id)).rowcount > 0


def pause_refused(connection: Connection, watch_id: int) -> None:
    """Telegram refused its alert."""
    going_on = update(watches).where(watches.c.id == watch_id, watches.c.paused.is_(None))
    connection.execute(going_on.values(paused=Pause.REFUSED.value, version=watches.c.version + 1))


def resume(connection: Connection, watch_id: int) -> bool:
    """See `WatchStore.resume`."""
    return resume_refused(connection, watches.c.id == watch_id) > 0


def resume_refused(connection: Connection, where: ColumnElement[bool]) -> int:
    """Those of the watches that Telegram refused go on, and their refused alerts wait again: what they tell is known
    to nobody yet. How many watches."""
    refused = (where, watches.c.paused == Pause.REFUSED.value)
    again = update(deliveries).where(
        deliveries.c.watch.in_(select(watches.c.id).where(*refused)),
        deliveries.c.state == DeliveryState.REFUSED.value,
        deliveries.c.payload.is_not(None),
        deliveries.c.attempts < MOST_TRIES,
    )
    connection.execute(again.values(state=DeliveryState.WAITING.value, not_before=None))
    going_on = update(watches).where(*refused).values(paused=None, version=watches.c.version + 1)
    return connection.execute(going_on).rowcount


def read_active(connection: Connection) -> frozenset[int]:
    """See `WatchStore.active`."""
    found = select(watches.c.id).where(watches.c.paused.is_(None), ~is_away(watches.c.chat))
    return frozenset(connection.execute(found).scalars())


def find(connection: Connection, watch_id: int) -> Watch | None:
    """See `WatchStore.find`."""
    row = connection.execute(select(watches).where(watches.c.id == watch_id)).mappings().one_or_none()
    return find_readable_watch(row) if row else None


def read_of_chat(connection: Connection, chat_id: int) -> list[Watch]:
    """See `WatchStore.of_chat`."""
    found = select(watches).where(watches.c.chat == chat_id).order_by(watches.c.id)
    return _readable(connection.execute(found).mappings().all())


def read_batch(connection: Connection, after: int, at_most: int) -> list[Watch]:
    """See `WatchStore.batch`."""
    found = select(watches).where(watches.c.id > after, watches.c.paused.is_(None), ~is_away(watches.c.chat))
    return read_first(connection, found.order_by(watches.c.id), at_most, find_readable_watch)


def _readable(rows: Sequence[RowMapping]) -> list[Watch]:
    return [watch for row in rows if (watch := find_readable_watch(row))]
