"""The loop of what the bot does by itself: new articles into stories, due editions, buttons of old answers, watches."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.chat.alerts import Alerts
from bot.chat.amending import AmendedAnswers
from bot.chat.background import Background
from bot.chat.digests.planning import Planner
from bot.chat.reading import Readers
from bot.model.errors import BriefingError

log = logging.getLogger(__name__)

TICK = 5.0
"""Seconds between two looks at the clock and at the articles."""
FIRST = 2.0
"""Seconds from the start to the first look, at most: who waited for the start is answered before; what fell due
meanwhile goes soon."""
EARLIEST = datetime(2024, 1, 1, tzinfo=UTC)
"""Before it nobody can have run this. A small machine without a battery starts in 1970 until it has asked for the time;
to believe it would put back all that was ever sent."""
CHECKS = 3
"""Ticks in a row in which watches are checked after articles have changed: whoever ingests stores them first, and they
can be found a moment later."""


class Ticking:
    """Watches are checked when articles have changed, when they say that they are due, and when they go on."""

    def __init__(
        self,
        readers: Readers,
        planner: Planner,
        alerts: Alerts,
        amended: AmendedAnswers,
        clock: Callable[[], datetime],
        seconds: float = TICK,
    ) -> None:
        self._readers = readers
        self._planner = planner
        self._alerts = alerts
        self._amended = amended
        self._clock = clock
        self._seconds = seconds
        self._planned: datetime | None = None
        self._checks = 0
        self._seen: tuple[str | None, ...] = ()
        self._watching = Background("watches", most=1)

    async def run(self) -> None:
        """Until it is cancelled; a failure is logged, and the next tick tries again. No digest waits for watches."""
        await asyncio.sleep(min(FIRST, self._seconds))
        try:
            while True:
                now = self._clock()
                for step in (self._update, self._plan, self._amend):
                    await _survive(step, now)
                if not self._watching.is_full:
                    self._watching.start(_survive(self._watch, now))
                await asyncio.sleep(self._seconds)
        finally:
            await self._watching.close()

    async def _update(self, now: datetime) -> None:
        await self._readers.update(now)
        if self._readers.seen != self._seen:
            self._seen, self._checks = self._readers.seen, CHECKS

    async def _plan(self, now: datetime) -> None:
        if now < EARLIEST:
            log.warning("the clock was never set: no digest is planned", extra={"now": now.isoformat()})
            return
        if self._planned is None:
            await self._planner.refresh(now)
        elif now < self._planned:
            log.warning("the clock was put back", extra={"seconds": (self._planned - now).total_seconds()})
            await self._planner.refresh(now, longest_wait=timedelta())
        self._planned = now
        recorded = await self._planner.plan(now)
        if recorded:
            log.info("editions recorded", extra={"count": recorded})

    async def _amend(self, now: datetime) -> None:
        if not self._checks and not self._amended.is_due(now):
            return
        if count := await self._amended.check(now):
            log.info("buttons changed", extra={"count": count})

    async def _watch(self, now: datetime) -> None:
        if not self._checks and not self._alerts.is_due(now):
            alerts = await self._alerts.check_back(now)
        else:
            alerts = await self._alerts.check(now)
            self._checks = max(0, self._checks - 1)
        if alerts:
            log.info("alerts recorded", extra={"count": alerts})


async def _survive(step: Callable[[datetime], Awaitable[None]], now: datetime) -> None:
    try:
        await step(now)
    except BriefingError as error:
        log.warning("not done in this tick", extra={"step": step.__name__, "reason": error.text})
    except Exception:
        log.exception("not done in this tick", extra={"step": step.__name__})
