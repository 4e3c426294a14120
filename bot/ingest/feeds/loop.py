"""The loop that asks feeds when they are due, several at the same time, while the process serves."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.ingest.feeds.service import FeedService
from bot.model.errors import BriefingError
from bot.model.feed import Feed

log = logging.getLogger(__name__)

LOOK, AT_ONCE = 1.0, 8
"""Seconds between two looks at what is due; feeds that are checked at the same time."""
FAILED = 30.0
"""Seconds until a look that failed, for a store or an index that cannot be used, is tried again."""


class FeedLoop:
    """What is due stands in the store: a restart forgets nothing, and what another process adds, removes or checks is
    seen with the next look."""

    def __init__(
        self,
        service: FeedService,
        clock: Callable[[], datetime],
        *,
        seconds: float = LOOK,
    ) -> None:
        self._service = service
        self._clock = clock
        self._seconds = seconds
        self._in_hand: dict[str, asyncio.Task[None]] = {}
        self._put_off: dict[str, float] = {}

    async def run(self) -> None:
        """Until it is cancelled; checks under way are given up then, and are due still at the next start."""
        try:
            while True:
                looked = await self._look()
                await asyncio.sleep(self._seconds if looked else FAILED)
        finally:
            tasks = list(self._in_hand.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _look(self) -> bool:
        """Begins what is due and what there is room for; False when the store cannot be read."""
        busy = set(self._in_hand)  # one that ends meanwhile may still be told to be due
        room = AT_ONCE - len(busy)
        if room <= 0:
            return True
        try:
            due = await self._service.store.due(self._clock(), AT_ONCE + len(busy) + len(self._put_off))
        except BriefingError as error:
            log.warning("feeds not looked at", extra={"reason": error.text})
            return False
        now = asyncio.get_running_loop().time()
        self._put_off = {url: until for url, until in self._put_off.items() if until > now}
        free = [one for one in due if one.url not in busy and one.url not in self._put_off]
        for feed in free[:room]:
            task = asyncio.create_task(self._check(feed), name="feed")
            self._in_hand[feed.url] = task
            task.add_done_callback(lambda _task, url=feed.url: self._in_hand.pop(url, None))  # type: ignore[misc]
        return True

    async def _check(self, feed: Feed) -> None:
        """A failure that is none of the feed's own is logged; the feed is due still, and is let alone for a while."""
        try:
            if await self._service.put_off(feed, self._clock()):
                return
            check = await self._service.check(feed, self._clock())
        except BriefingError as error:
            log.warning("feed not checked", extra={"feed": feed.url, "reason": error.text})
        except Exception:
            log.exception("feed not checked", extra={"feed": feed.url})
        else:
            if check.new or check.updated:
                log.info("feed checked", extra={"feed": feed.url, "new": check.new, "updated": check.updated})
            return
        self._put_off[feed.url] = asyncio.get_running_loop().time() + FAILED
