"""What is to be sent, in order and within Telegram's limits; answers before digests."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from pydantic import ValidationError

from bot.chat.backoff import insist
from bot.chat.calls import DELETE, EDIT, MARKUP, NEW, read_call
from bot.chat.limits import SendLimits
from bot.chat.pump import IDLE, Pump
from bot.chat.sending import Sender, make_ready
from bot.model.chat_protocols import ChatStore
from bot.model.delivery import Delivery

SLOTS = 32
"""Calls under way at once."""


class Outbox:
    """Claims what is due and hands it to the sender. `wake` it when something was recorded."""

    def __init__(self, store: ChatStore, sender: Sender, limits: SendLimits, clock: Callable[[], datetime]) -> None:
        self._deliveries = store.deliveries
        self._turns = store.turns
        self._limits = limits
        self._clock = clock
        self._looked = 0.0
        self._pump = Pump("outbox", self._claim, sender.send, slots=SLOTS, idle=self._idle)
        self.wake = self._pump.wake
        self.run = self._pump.run
        self.finish = self._pump.finish

    async def recover(self) -> int:
        """For the start: what was being sent when the process ended is unsure; edits and deletions, which do no harm
        when they are done twice, are made again. Returns how many are unsure."""
        unsure = await self._deliveries.recover((EDIT, DELETE, MARKUP))
        again = [one for one in unsure if await self._is_an_edit(one)]
        for one in again:
            await self._deliveries.retry(one.id, self._clock(), "being sent when the process ended")
        return len(unsure) - len(again)

    async def _is_an_edit(self, delivery: Delivery) -> bool:
        """Whether it was to take the place of a message that is known. What cannot be read stays unsure."""
        if delivery.payload is None or delivery.turn_id is None:
            return False
        turn = await self._turns.find(delivery.turn_id)
        try:
            ready = make_ready(delivery, read_call(delivery.payload), turn)
        except ValidationError:
            return False
        return ready is not None and ready.method not in NEW

    async def _claim(self, free: int) -> Sequence[Delivery]:
        now = self._looked = monotonic()
        room = min(free, self._limits.room(now))
        if not room:
            return ()
        digests = self._limits.room_for_digests(now)
        claimed = await self._deliveries.claim(self._clock(), room, self._limits.busy(now), most_digests=digests)
        return [one for one in claimed if await self._may_leave(one)]

    async def _may_leave(self, delivery: Delivery) -> bool:
        """Two threads of one chat may be claimed at once: the second waits. Edits count for nothing."""
        if delivery.method not in NEW or self._limits.take(delivery.place.chat_id, monotonic(), delivery.id):
            return True
        soon = self._clock() + timedelta(seconds=self._limits.next_change(monotonic()) or 0.0)
        await insist(partial(self._deliveries.retry, delivery.id, soon, "another message to this chat goes first"))
        return False

    def _idle(self) -> float:
        """Counted from the last look: what was held up then may be free by now."""
        change = self._limits.next_change(self._looked)
        return IDLE if change is None else min(IDLE, max(change, 0.01))
