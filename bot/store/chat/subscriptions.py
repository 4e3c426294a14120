"""What reads and changes subscriptions, each a plain function of a connection."""

from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Update,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    select,
    union_all,
    update,
)

from bot.model.delivery import DeliveryState
from bot.model.place import Place
from bot.model.subscription import EditionState, Pause, Subscription
from bot.store.chat import watches as standing
from bot.store.chat.digest_rows import compose_subscription, find_readable_subscription, read_first
from bot.store.chat.editions import untell
from bot.store.chat.moving import moved
from bot.store.chat.places import is_away, is_in
from bot.store.chat.tables import deliveries, editions, looks, subscriptions, watches
from bot.store.prepared import Prepared
from bot.store.times import compose_time

WHERE = ("chat", "thread")
DAY = timedelta(days=1)
_REFUSED = Prepared(
    union_all(
        *(
            select(table.c.id).where(
                table.c.chat == bindparam("chat"),
                table.c.thread == bindparam("thread"),
                table.c.paused == Pause.REFUSED.value,
            )
            for table in (subscriptions, watches)
        )
    ).limit(1)
)


def add(connection: Connection, subscription: Subscription) -> Subscription:
    """See `SubscriptionStore.add`."""
    [row] = moved(connection, [compose_subscription(subscription)])
    stored = connection.execute(insert(subscriptions).values(row).returning(subscriptions)).mappings().one()
    added = find_readable_subscription(stored)
    assert added is not None
    return added


def save(connection: Connection, subscription: Subscription) -> bool:
    """See `SubscriptionStore.save`."""
    values = {name: one for name, one in compose_subscription(subscription).items() if name not in WHERE}
    changing = update(subscriptions).where(subscriptions.c.id == subscription.id).values(values)
    return connection.execute(changing).rowcount > 0


def remove(connection: Connection, subscription_id: int) -> bool:
    """See `SubscriptionStore.delete`."""
    theirs = select(editions.c.id).where(editions.c.subscription == subscription_id)
    waiting = update(deliveries).where(
        deliveries.c.edition.in_(theirs), deliveries.c.state == DeliveryState.WAITING.value
    )
    dropping = waiting.values(state=DeliveryState.DROPPED.value, error="the subscription was deleted")
    for edition_id in set(connection.execute(dropping.returning(deliveries.c.edition)).scalars()):
        untell(connection, edition_id)
    return connection.execute(delete(subscriptions).where(subscriptions.c.id == subscription_id)).rowcount > 0


def find(connection: Connection, subscription_id: int) -> Subscription | None:
    """See `SubscriptionStore.find`."""
    found = select(subscriptions).where(subscriptions.c.id == subscription_id)
    row = connection.execute(found).mappings().one_or_none()
    return find_readable_subscription(row) if row else None


def read_of_chat(connection: Connection, chat_id: int) -> list[Subscription]:
    """See `SubscriptionStore.of_chat`."""
    found = select(subscriptions).where(subscriptions.c.chat == chat_id).order_by(subscriptions.c.id)
    rows = connection.execute(found).mappings().all()
    return [one for row in rows if (one := find_readable_subscription(row))]


def read_due(connection: Connection, now: datetime, at_most: int) -> list[Subscription]:
    """See `SubscriptionStore.due`."""
    away = is_away(subscriptions.c.chat)
    due = and_(subscriptions.c.next_due <= compose_time(now), subscriptions.c.paused.is_(None), ~away)
    found = select(subscriptions).where(due).order_by(subscriptions.c.next_due, subscriptions.c.id)
    return read_first(connection, found, at_most, find_readable_subscription)


def read_batch(connection: Connection, after: int, at_most: int) -> list[Subscription]:
    """See `SubscriptionStore.batch`."""
    found = select(subscriptions).where(subscriptions.c.id > after, subscriptions.c.paused.is_(None))
    return read_first(connection, found.order_by(subscriptions.c.id), at_most, find_readable_subscription)


def reschedule(
    connection: Connection, subscription: Subscription, reached: datetime, next_due: datetime | None
) -> bool:
    """See `SubscriptionStore.reschedule`."""
    as_it_was = (
        subscriptions.c.id == subscription.id,
        subscriptions.c.next_due.is_not_distinct_from(compose_time(subscription.next_due)),
    )
    values = {"reached": compose_time(reached), "next_due": compose_time(next_due)}
    return connection.execute(update(subscriptions).where(*as_it_was).values(values)).rowcount > 0


def turn_back(connection: Connection, now: datetime, longest_wait: timedelta) -> None:
    """See `SubscriptionStore.turn_back`."""
    moment = compose_time(now)
    connection.execute(delete(editions).where(editions.c.due > compose_time(now + DAY)))
    for column in (editions.c.made, editions.c.closed, watches.c.checked, looks.c.at):
        connection.execute(update(column.table).where(column > moment).values({column.name: moment}))
    held_up = deliveries.c.not_before > compose_time(now + longest_wait)
    waiting = update(deliveries).where(deliveries.c.state == DeliveryState.WAITING.value, held_up)
    connection.execute(waiting.values(not_before=None))


def resume(connection: Connection, place: Place) -> int:
    """See `SubscriptionStore.resume`."""
    return _resume(connection, is_in(subscriptions, place), is_in(watches, place))


def resume_chat(connection: Connection, chat_id: int) -> int:
    """See `SubscriptionStore.resume_chat`."""
    return _resume(connection, subscriptions.c.chat == chat_id, watches.c.chat == chat_id)


def try_again(connection: Connection, before: datetime) -> int:
    """See `SubscriptionStore.try_again`."""
    lately = exists().where(
        editions.c.subscription == subscriptions.c.id,
        editions.c.state == EditionState.REFUSED.value,
        editions.c.closed >= compose_time(before),
    )
    return connection.execute(_go_on(~lately)).rowcount


def resume_where_written(connection: Connection, chat: int, thread: int) -> None:
    """What was refused in a place goes on there when something could be written."""
    if _REFUSED.find(connection, chat=chat, thread=thread) is not None:
        _resume(connection, *(and_(one.c.chat == chat, one.c.thread == thread) for one in (subscriptions, watches)))


def pause_chat(connection: Connection, chat_id: int) -> int:
    """See `SubscriptionStore.pause_chat`."""
    paused = [
        connection.execute(
            update(table).where(table.c.chat == chat_id, table.c.paused.is_(None)).values(paused=Pause.PERSON.value)
        ).rowcount
        for table in (subscriptions, watches)
    ]
    return paused[0]


def speak(connection: Connection, chat_id: int, language: str) -> None:
    """See `SubscriptionStore.speak`."""
    for one in read_of_chat(connection, chat_id):
        save(connection, one.model_copy(update={"language": language}))
    connection.execute(update(watches).where(watches.c.chat == chat_id).values(language=language))


def _resume(connection: Connection, where: ColumnElement[bool], watched: ColumnElement[bool]) -> int:
    standing.resume_refused(connection, watched)
    return connection.execute(_go_on(where)).rowcount


def _go_on(where: ColumnElement[bool]) -> Update:
    refused = update(subscriptions).where(where, subscriptions.c.paused == Pause.REFUSED.value)
    return refused.values(paused=None)
