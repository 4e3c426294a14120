"""What goes by itself: raw updates after seven days; what places were told, and the records of what was sent, after
sixty. And what comes back by itself: a digest that Telegram refused, on the next day."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.model.chat_protocols import ChatStore
from bot.model.errors import StoreError
from bot.model.subscription import REMEMBERED

log = logging.getLogger(__name__)

KEPT = timedelta(days=7)
"""How long raw updates are kept; /privacy says so."""
EVERY = 3600.0
AGAIN = timedelta(hours=23)
"""After which a digest that Telegram refused is tried again: before its hour comes on the next day. Groups that are
closed for the night are open by then, and of that nobody tells us."""


async def clear(store: ChatStore, now: datetime) -> None:
    """What refers goes before what it refers to. And what was refused is tried again."""
    await store.subscriptions.try_again(now - AGAIN)
    if gone := await store.updates.delete_before(now - KEPT):
        log.info("old updates deleted", extra={"count": gone})
    old = now - REMEMBERED
    await store.told.delete_before(old)
    gone = await store.deliveries.delete_before(old) + await store.editions.delete_before(old)
    if gone:
        log.info("old deliveries and editions deleted", extra={"count": gone})


async def keep_house(store: ChatStore, clock: Callable[[], datetime], every: float = EVERY) -> None:
    """Until it is cancelled, once at the start and then every hour."""
    while True:
        try:
            await clear(store, clock())
        except StoreError as error:
            log.warning("old rows not deleted", extra={"reason": error.text})
        await asyncio.sleep(every)
