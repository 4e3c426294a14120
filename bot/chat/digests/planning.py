"""What is due at a moment becomes editions: recorded once each, together with the messages that carry them."""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.chat.digests.composing import Composed, EditionComposer
from bot.chat.digests.past import look_back
from bot.chat.reading import Readers
from bot.digest.schedule import next_due, settle
from bot.digest.stories import Known
from bot.ingest.feeds.service import FeedService
from bot.model.chat_protocols import ChatStore
from bot.model.errors import BriefingError
from bot.model.place import Place
from bot.model.subscription import REMEMBERED, Edition, EditionPlan, EditionState, Subscription, Told

log = logging.getLogger(__name__)

AT_ONCE = 50
"""Subscriptions planned and recorded together: answers wait for one transaction of so many."""
BESIDE = 4
"""Places planned beside each other."""
LONGEST_WAIT = timedelta(days=1)
"""For which a delivery may wait; one that waits longer was told so by a clock that was wrong."""
LOOKED_BACK = 60
"""Editions looked through for the last one that was read."""


class Planner:
    """Plans every due edition once: whoever records first wins, and a crash before that leaves it due."""

    def __init__(
        self, store: ChatStore, readers: Readers, wake: Callable[[], None], feeds: FeedService | None = None
    ) -> None:
        self._store = store
        self._composer = EditionComposer(readers, feeds)
        self._wake = wake
        self._failing: set[int] = set()

    async def refresh(self, now: datetime, longest_wait: timedelta = LONGEST_WAIT) -> int:
        """Due times computed anew: for the start, since the zones' rules may have changed, and for a clock that was put
        back: what it had reached lies ahead again. How many did change."""
        await self._store.subscriptions.turn_back(now, longest_wait)
        changed, after = 0, 0
        while batch := await self._store.subscriptions.batch(after, AT_ONCE):
            for one in batch:
                reached = min(one.reached, now)
                due = next_due(one.schedule, reached)
                if (reached, due) != (one.reached, one.next_due):
                    changed += await self._store.subscriptions.reschedule(one, reached, due)
            after = batch[-1].id
        return changed

    async def plan(self, now: datetime) -> int:
        """All that is due at `now`; how many editions were recorded, those that were missed not counted. Two
        subscriptions of a place never tell a story twice. One that cannot be planned is logged and stops no other: it
        stays due."""
        recorded, failed = 0, set[int]()
        while batch := await self._find_due(now, failed):
            plans = await self._plan_all(batch, await self._read_known(batch, now), now)
            failed |= {one.id for one in batch} - {plan.subscription_id for plan in plans}
            done = await self._store.editions.record(plans)
            recorded += sum(was and plan.due is not None for was, plan in zip(done, plans, strict=True))
            self._wake()
            if plans and not any(done):
                break  # somebody else was quicker with all of them: the next look shows what is left
        return recorded

    async def _find_due(self, now: datetime, failed: Collection[int]) -> list[Subscription]:
        due = await self._store.subscriptions.due(now, AT_ONCE + len(failed))
        return [one for one in due if one.id not in failed][:AT_ONCE]

    async def _read_known(self, batch: Sequence[Subscription], now: datetime) -> "_Known":
        ids = [one.id for one in batch]
        told = await self._store.told.told({one.place for one in batch}, now - REMEMBERED)
        latest, untold = await self._store.editions.latest(ids), await self._store.editions.untold(ids)
        return _Known({**told}, latest, untold)

    async def _plan_all(self, batch: Sequence[Subscription], known: "_Known", now: datetime) -> list[EditionPlan]:
        """In the order of the batch, but for those that failed. Some places beside each other, since stories are told
        elsewhere meanwhile; those of one place one after the other."""
        by_place: dict[Place, list[Subscription]] = {}
        for one in batch:
            by_place.setdefault(one.place, []).append(one)
        plans: dict[int, EditionPlan] = {}
        waiting = iter(by_place.items())

        async def work() -> None:
            for place, those in waiting:
                for one in those:
                    plan = await self._try_to_plan(one, known, now)
                    if plan:
                        plans[one.id] = plan
                    if plan and plan.told and len(those) > 1:
                        known.told[place] = merge_known(known.told.get(place, {}), plan.told)
                    await asyncio.sleep(0)  # whoever asks a question meanwhile comes between two plans

        async with asyncio.TaskGroup() as working:
            for _ in range(BESIDE):
                working.create_task(work())
        return [plans[one.id] for one in batch if one.id in plans]

    async def _try_to_plan(self, subscription: Subscription, known: "_Known", now: datetime) -> EditionPlan | None:
        """None when it failed, for whatever reason: a place whose articles cannot be read, say."""
        try:
            plan = await self._plan(subscription, known, now)
        except Exception as error:  # noqa: BLE001 (the next one must be planned all the same)
            self._log_failure(subscription.id, error)
            return None
        self._failing.discard(subscription.id)
        return plan

    def _log_failure(self, subscription_id: int, error: Exception) -> None:
        """Once: it is tried again every few seconds."""
        if subscription_id not in self._failing:
            self._failing.add(subscription_id)
            extra = {"subscription": subscription_id, "reason": getattr(error, "text", type(error).__name__)}
            log.warning("edition not planned", extra=extra, exc_info=not isinstance(error, BriefingError))

    async def _plan(self, subscription: Subscription, known: "_Known", now: datetime) -> EditionPlan:
        settled = settle(subscription.schedule, subscription.reached, now)
        plan = EditionPlan(
            subscription_id=subscription.id,
            expected=subscription.next_due,
            made=now,
            reached=now,
            next_due=next_due(subscription.schedule, now),
            due=settled.due,
            missed=settled.missed,
        )
        if settled.due is None:
            return plan
        latest = known.latest.get(subscription.id)
        editions = [latest] if latest else []
        if subscription.id in known.untold:
            editions = await self._store.editions.of_subscription(subscription.id, LOOKED_BACK)
        past = look_back(editions, settled.missed)
        told = known.told.get(subscription.place, {})
        return _fill(plan, await self._composer.compose(subscription, settled.due, past, told, now))


class _Known(NamedTuple):
    """Of the subscriptions of a batch: what their places were `told`, which grows while they are planned; the last
    edition of each; those that have something `untold`."""

    told: dict[Place, Known]
    latest: Mapping[int, Edition]
    untold: Collection[int]


def merge_known(known: Known, told: Told) -> Known:
    """What a place knows once it was told more."""
    more = {story: known.get(story, frozenset()) | frozenset(articles) for story, articles in told.stories.items()}
    return {**known, **more}


def _fill(plan: EditionPlan, composed: Composed) -> EditionPlan:
    return plan.model_copy(
        update={
            "deliveries": composed.deliveries,
            "told": composed.told,
            "stories": composed.stories,
            "state": EditionState.PLANNED if composed.told else EditionState.NOTHING_NEW,
        }
    )
