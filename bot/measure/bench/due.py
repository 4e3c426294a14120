"""Subscriptions that fall due together."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from datetime import time as clock_time
from random import Random

from bot.model.place import Place
from bot.model.subscription import Filters, Length, Schedule, Subscription
from bot.store.chat.sql import SqlChatStore

SEED = 2026
FILTERS = 400
"""Different filters among the subscriptions; half of the subscriptions have none."""
FIRST_CHAT = 1_000_000
WORDS = (
    "bridge",
    "terminal",
    "fare",
    "inquiry",
    "turbines",
    "heaters",
    "fishing",
    "dam",
    "budget",
    "appeal",
    "villages",
    "hospital",
    "port",
    "brewery",
)


async def subscribe(store: SqlChatStore, count: int, due: datetime) -> None:
    """In as many private chats; every second with a filter, in all lengths."""
    chance = Random(SEED)  # noqa: S311 (no secret)
    wanted = [Filters(words=tuple(chance.sample(WORDS, 2)), excluded=(chance.choice(WORDS),)) for _ in range(FILTERS)]
    for number in range(count):
        filters = chance.choice(wanted) if number % 2 else Filters()
        length = chance.choice(list(Length))
        await store.subscriptions.add(_make(Place(chat_id=FIRST_CHAT + number), due, filters, length))


async def subscribe_to_everything(store: SqlChatStore, chats: Sequence[int], due: datetime) -> None:
    """The standard digest, in these private chats."""
    for chat in chats:
        await store.subscriptions.add(_make(Place(chat_id=chat), due, Filters(), Length.STANDARD))


def _make(place: Place, due: datetime, filters: Filters, length: Length) -> Subscription:
    return Subscription(
        place=place,
        person_id=1,
        created=due - timedelta(hours=1),
        schedule=Schedule(times=(clock_time(due.hour, due.minute),), zone="UTC"),
        filters=filters,
        length=length,
        reached=due - timedelta(hours=1),
        next_due=due,
    )
