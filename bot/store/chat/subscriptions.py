"""What reads and changes subscriptions, each a plain function of a connection."""

from datetime import datetime

from sqlalchemy import Connection, and_, delete, insert, select, update

from bot.model.delivery import DeliveryState
from bot.model.place import Place
from bot.model.subscription import Pause, Subscription
from bot.store.chat.digest_rows import compose_subscription, read_subscription
from bot.store.chat.moving import moved
from bot.store.chat.places import is_away
from bot.store.chat.rows import compose_place
from bot.store.chat.tables import deliveries, editions, subscriptions, watches
from bot.store.times import compose_time

WHERE = ("chat", "thread")


def add(connection: Connection, subscription: Subscription) -> Subscription:
    """See `SubscriptionStore.add`."""
    [row] = moved(connection, [compose_subscription(subscription)])
    stored = connection.execute(insert(subscriptions).values(row).returning(subscriptions)).mappings().one()
    return read_subscription(stored)


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
    connection.execute(waiting.values(state=DeliveryState.DROPPED.value, error="the subscription was deleted"))
    return connection.execute(delete(subscriptions).where(subscriptions.c.id == subscription_id)).rowcount > 0


def find(connection: Connection, subscription_id: int) -> Subscription | None:
    """See `SubscriptionStore.find`."""
    found = select(subscriptions).where(subscriptions.c.id == subscription_id)
    row = connection.execute(found).mappings().one_or_none()
    return read_subscription(row) if row else None


def read_of_chat(connection: Connection, chat_id: int) -> list[Subscription]:
    """See `SubscriptionStore.of_chat`."""
    found = select(subscriptions).where(subscriptions.c.chat == chat_id).order_by(subscriptions.c.id)
    return [read_subscription(row) for row in connection.execute(found).mappings()]


def read_due(connection: Connection, now: datetime, at_most: int) -> list[Subscription]:
    """See `SubscriptionStore.due`."""
    away = is_away(subscriptions.c.chat)
    due = and_(subscriptions.c.next_due <= compose_time(now), subscriptions.c.paused.is_(None), ~away)
    found = select(subscriptions).where(due).order_by(subscriptions.c.next_due, subscriptions.c.id).limit(at_most)
    return [read_subscription(row) for row in connection.execute(found).mappings()]


def read_batch(connection: Connection, after: int, at_most: int) -> list[Subscription]:
    """See `SubscriptionStore.batch`."""
    found = select(subscriptions).where(subscriptions.c.id > after, subscriptions.c.paused.is_(None))
    rows = connection.execute(found.order_by(subscriptions.c.id).limit(at_most)).mappings()
    return [read_subscription(row) for row in rows]


def resume(connection: Connection, place: Place) -> int:
    """See `SubscriptionStore.resume`."""
    watching = update(watches).filter_by(**compose_place(place), paused=Pause.REFUSED.value)
    connection.execute(watching.values(paused=None, version=watches.c.version + 1))
    refused = update(subscriptions).filter_by(**compose_place(place), paused=Pause.REFUSED.value)
    return connection.execute(refused.values(paused=None)).rowcount
