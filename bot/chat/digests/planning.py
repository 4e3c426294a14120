"""What is due at a moment becomes editions: recorded once each, together with the messages that carry them."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.chat.digests.composing import Composed, EditionComposer, Past
from bot.chat.reading import Readers
from bot.digest.schedule import next_due, settle
from bot.digest.stories import Known
from bot.ingest.feeds.service import FeedService
from bot.model.chat_protocols import ChatStore
from bot.model.place import Place
from bot.model.subscription import REMEMBERED, Edition, EditionPlan, EditionState, Subscription, Told

log = logging.getLogger(__name__)

AT_ONCE = 50
"""Subscriptions planned and recorded together: answers wait for one transaction of so many."""
BESIDE = 4
"""Places planned beside each other."""
UNREAD = (EditionState.MISSED, EditionState.REFUSED)
LOOKED_BACK = 60
"""Editions looked through for the last one that was made."""


class Planner:
    """Plans every due edition once: whoever records first wins, and a crash before that leaves it due."""

    def __init__(
        self, store: ChatStore, readers: Readers, wake: Callable[[], None], feeds: FeedService | None = None
    ) -> None:
        self._store = store
        self._composer = EditionComposer(readers, feeds)
        self._wake = wake

    async def refresh(self) -> int:
        """For the start: due times computed anew, since the zones' rules may have changed. How many did change."""
        changed, after = 0, 0
        while batch := await self._store.subscriptions.batch(after, AT_ONCE):
            for one in batch:
                due = next_due(one.schedule, one.reached)
                if due != one.next_due:
                    changed += await self._store.subscriptions.save(one.model_copy(update={"next_due": due}))
            after = batch[-1].id
        return changed

    async def plan(self, now: datetime) -> int:
        """All that is due at `now`; how many editions were recorded, those that were missed not counted. Two
        subscriptions of a place never tell a story twice."""
        recorded = 0
        while batch := await self._store.subscriptions.due(now, AT_ONCE):
            told: dict[Place, Known] = {**await self._store.told.told({one.place for one in batch}, now - REMEMBERED)}
            latest = await self._store.editions.latest([one.id for one in batch])
            plans = await self._plan_all(batch, latest, told, now)
            done = await self._store.editions.record(plans)
            recorded += sum(was and plan.due is not None for was, plan in zip(done, plans, strict=True))
            self._wake()
            if not any(done):
                break  # somebody else was quicker with all of them: the next look shows what is left
        return recorded

    async def _plan_all(
        self, batch: Sequence[Subscription], latest: Mapping[int, Edition], told: dict[Place, Known], now: datetime
    ) -> list[EditionPlan]:
        """In the order of the batch. Some places beside each other, since stories are told elsewhere meanwhile; those
        of one place one after the other."""
        by_place: dict[Place, list[Subscription]] = {}
        for one in batch:
            by_place.setdefault(one.place, []).append(one)
        plans: dict[int, EditionPlan] = {}
        waiting = iter(by_place.items())

        async def work() -> None:
            for place, those in waiting:
                for one in those:
                    plan = plans[one.id] = await self._plan(one, latest.get(one.id), told, now)
                    if plan.told and len(those) > 1:
                        told[place] = merge_known(told.get(place, {}), plan.told)
                    await asyncio.sleep(0)  # whoever asks a question meanwhile comes between two plans

        try:
            async with asyncio.TaskGroup() as working:
                for _ in range(BESIDE):
                    working.create_task(work())
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from None
        return [plans[one.id] for one in batch]

    async def _plan(
        self, subscription: Subscription, latest: Edition | None, told: dict[Place, Known], now: datetime
    ) -> EditionPlan:
        """`latest`: the edition before this one. `told`: what places know."""
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
        past = await self._read_past(subscription, latest, settled.missed)
        known = told.get(subscription.place, {})
        composed = await self._composer.compose(subscription, settled.due, past, known, now)
        return _fill(plan, composed)

    async def _read_past(
        self, subscription: Subscription, latest: Edition | None, missed: tuple[datetime, ...]
    ) -> Past:
        """The last edition that anybody can have read: one that was refused told nothing."""
        editions = [latest] if latest else []
        if latest and latest.state in UNREAD:
            editions = await self._store.editions.of_subscription(subscription.id, LOOKED_BACK)
            missed = (*(await self._store.editions.missed(subscription.id)), *missed)
        read = [one for one in editions if one.state not in UNREAD]
        return Past(missed, read[0] if read else None)


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
