"""The contracts of what the chat keeps of digests and watches. Each sentence of a docstring here has a test in
tests/store/chat/. Errors and datetimes: as in `chat_protocols`.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.model.delivery import Outgoing
from bot.model.place import Place
from bot.model.subscription import Edition, EditionPlan, EditionState, Subscription, Watch


class SubscriptionStore(Protocol):
    """Digests that places get. A chat that migrates takes along its subscriptions and watches, and what it was told.
    One that this version cannot read any more is as if it were not there."""

    async def add(self, subscription: Subscription) -> Subscription:
        """Stores it and returns it with its id. In a chat that has migrated: where that is now."""

    async def save(self, subscription: Subscription) -> bool:
        """Replaces what is stored under its id, but for where it is; False when there is nothing."""

    async def delete(self, subscription_id: int) -> bool:
        """With its editions; those of its deliveries that wait are dropped, and what these alone were to tell counts
        as not told. False when there was none."""

    async def find(self, subscription_id: int) -> Subscription | None:
        """One subscription."""

    async def of_chat(self, chat_id: int) -> list[Subscription]:
        """All of a chat, its threads included, oldest first."""

    async def due(self, now: datetime, at_most: int) -> list[Subscription]:
        """Those whose `next_due` is at `now` or before, by it and then by id.

        Not those that are paused, and not those in chats where the bot is not active: they keep their `next_due`.
        """

    async def batch(self, after: int, at_most: int) -> list[Subscription]:
        """Those that are not paused, with ids above `after`, by id."""

    async def reschedule(self, subscription: Subscription, reached: datetime, next_due: datetime | None) -> bool:
        """Changes when it is due and nothing else. False when it is gone, or has another `next_due` by now."""

    async def turn_back(self, now: datetime, longest_wait: timedelta) -> None:
        """The clock had gone ahead: what was recorded as later than `now` counts as recorded at `now`.

        That is when editions were made, watches checked, and words looked for. Editions due more than a day after `now`
        are gone. Deliveries that were to wait for longer than `longest_wait` wait no longer.
        """

    async def resume(self, place: Place) -> int:
        """Those of the very place that were paused because Telegram refused go on; how many these are. Its watches do
        too, as `WatchStore.resume` says."""

    async def resume_chat(self, chat_id: int) -> int:
        """The same for all of a chat, its threads included."""

    async def try_again(self, before: datetime) -> int:
        """Those that were paused because Telegram refused, before `before` the last time, go on; how many these are.
        Telegram does not tell when everybody, and so the bot, may write in a group again."""

    async def pause_chat(self, chat_id: int) -> int:
        """All of a chat that are not paused, its watches too, are paused as if by a person; how many subscriptions."""

    async def speak(self, chat_id: int, language: str) -> None:
        """All of a chat, its watches too, are told in that language from now on."""


class EditionStore(Protocol):
    """One edition a due time. An edition is recorded before anything of it is sent, together with its deliveries.

    PLANNED until its last delivery is closed. Then REFUSED when one was refused, and the subscription is paused
    (Pause.REFUSED); else MISSED when one was dropped; else UNSURE when one is unsure; else LATE when the last one was
    sent more than LATE_AFTER after it was due; else SENT. An UNSURE one is SENT or LATE once its unsure parts turn out
    to have been sent. What a REFUSED or MISSED edition was to tell counts as not told, but for the stories of those of
    its parts that were sent or are unsure.
    """

    async def record(self, plans: Sequence[EditionPlan]) -> list[bool]:
        """Each plan wholly or not at all, in one transaction; whether each was recorded.

        False when the subscription is gone or paused, its `next_due` is not the expected one, or it has an edition for
        that due time; in this last case it only moves on. Missed due times that have an edition keep it. The deliveries
        are parts 0, 1, 2...
        """

    async def of_subscription(self, subscription_id: int, at_most: int) -> list[Edition]:
        """The latest due first."""

    async def latest(self, subscription_ids: Collection[int]) -> dict[int, Edition]:
        """The latest due edition of each subscription that has one."""

    async def untold(self, subscription_ids: Collection[int]) -> frozenset[int]:
        """Those of the subscriptions an edition of which was missed or refused, and was closed after the last one was
        made that was neither: nobody was told of it yet."""

    async def counts(self) -> dict[EditionState, int]:
        """How many are in each state, zeros included."""

    async def delete_before(self, moment: datetime) -> int:
        """Deletes the closed ones due before `moment`, and how many. Those of a subscription from the last one on that
        was neither missed nor refused stay, and so does what deliveries or what was told refer to."""


class ToldStore(Protocol):
    """What places were told, and asked /new for."""

    async def told(self, places: Collection[Place], since: datetime) -> dict[Place, dict[int, frozenset[str]]]:
        """Of each place the stories told at `since` or later, with the articles they had; places without are left out.

        Of a story told more than once: all articles it had then.
        """

    async def last_told(self, place: Place) -> datetime | None:
        """When the place was told anything last."""

    async def find_stories(self, place: Place, message_id: int) -> list[tuple[int, int]]:
        """(number, story id) of what a message of ours in this chat tells, by number. The thread is not compared."""

    async def look(self, place: Place, words: str, now: datetime) -> datetime | None:
        """When the place looked for these words before; from now on: `now`."""

    async def delete_before(self, moment: datetime) -> int:
        """Deletes what was told, shown and looked for before `moment`, and how many rows these were."""


class WatchStore(Protocol):
    """Standing questions. One whose alert Telegram refused is paused (Pause.REFUSED)."""

    async def add(self, watch: Watch) -> Watch:
        """Stores it and returns it with its id. In a chat that has migrated: where that is now."""

    async def save(self, watch: Watch, deliveries: Sequence[Outgoing] = ()) -> bool:
        """Replaces what is stored under its id, but for where it is, and records the deliveries, all or nothing.

        False, and nothing changes, when it is gone or its version is another by now; the version grows by one.
        """

    async def delete(self, watch_id: int) -> bool:
        """Its alerts that wait are dropped. False when there was none."""

    async def resume(self, watch_id: int) -> bool:
        """One that was paused because Telegram refused goes on, and the alerts that were refused wait again, unless
        they were tried ten times. Its version grows by one. False for any other."""

    async def active(self) -> frozenset[int]:
        """Ids of those that `batch` gives."""

    async def find(self, watch_id: int) -> Watch | None:
        """One watch. One that this version cannot read any more is as if it were not there."""

    async def of_chat(self, chat_id: int) -> list[Watch]:
        """All of a chat, its threads included, oldest first."""

    async def batch(self, after: int, at_most: int) -> list[Watch]:
        """Those that are not paused, in chats where the bot is active, with ids above `after`, by id."""
