"""What goes by itself: raw updates after seven days."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.model.chat_protocols import UpdateStore
from bot.model.errors import StoreError

log = logging.getLogger(__name__)

KEPT = timedelta(days=7)
"""How long raw updates are kept; /privacy says so."""
EVERY = 3600.0


async def keep_house(updates: UpdateStore, clock: Callable[[], datetime], every: float = EVERY) -> None:
    """Until it is cancelled, once at the start and then every hour."""
    while True:
        try:
            gone = await updates.delete_before(clock() - KEPT)
            if gone:
                log.info("old updates deleted", extra={"count": gone})
        except StoreError as error:
            log.warning("old updates not deleted", extra={"reason": error.text})
        await asyncio.sleep(every)
