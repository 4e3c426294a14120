"""The stores of digests and watches over the chat's database."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.model.delivery import Outgoing
from bot.model.place import Place
from bot.model.subscription import Edition, EditionPlan, EditionState, Subscription, Watch
from bot.store.chat import editions, subscriptions, telling, watches
from bot.store.chat.database import ChatDatabase
from bot.store.chat.digest_rows import compose_watch
from bot.store.chat.rows import Values, compose_delivery


class SqlSubscriptions:
    """SubscriptionStore over a database: see there."""

    def __init__(self, database: ChatDatabase) -> None:
        self._database = database

    async def add(self, subscription: Subscription) -> Subscription:
        """With its id."""
        return await self._database.write(partial(subscriptions.add, subscription=subscription))

    async def save(self, subscription: Subscription) -> bool:
        """Whether it was there."""
        return await self._database.write(partial(subscriptions.save, subscription=subscription))

    async def delete(self, subscription_id: int) -> bool:
        """Whether it was there."""
        return await self._database.write(partial(subscriptions.remove, subscription_id=subscription_id))

    async def find(self, subscription_id: int) -> Subscription | None:
        """One subscription."""
        return await self._database.read(partial(subscriptions.find, subscription_id=subscription_id))

    async def of_chat(self, chat_id: int) -> list[Subscription]:
        """Oldest first."""
        return await self._database.read(partial(subscriptions.read_of_chat, chat_id=chat_id))

    async def due(self, now: datetime, at_most: int) -> list[Subscription]:
        """By when they are due."""
        return await self._database.read(partial(subscriptions.read_due, now=now, at_most=at_most))

    async def batch(self, after: int, at_most: int) -> list[Subscription]:
        """By id."""
        return await self._database.read(partial(subscriptions.read_batch, after=after, at_most=at_most))

    async def reschedule(self, subscription: Subscription, reached: datetime, next_due: datetime | None) -> bool:
        """Whether it was as it is known here."""
        work = partial(subscriptions.reschedule, subscription=subscription, reached=reached, next_due=next_due)
        return await self._database.write(work)

    async def turn_back(self, now: datetime, longest_wait: timedelta) -> None:
        """In one transaction."""
        await self._database.write(partial(subscriptions.turn_back, now=now, longest_wait=longest_wait))

    async def resume(self, place: Place) -> int:
        """How many go on."""
        return await self._database.write(partial(subscriptions.resume, place=place))

    async def resume_chat(self, chat_id: int) -> int:
        """How many go on."""
        return await self._database.write(partial(subscriptions.resume_chat, chat_id=chat_id))

    async def try_again(self, before: datetime) -> int:
        """How many go on."""
        return await self._database.write(partial(subscriptions.try_again, before=before))

    async def pause_chat(self, chat_id: int) -> int:
        """How many are paused now."""
        return await self._database.write(partial(subscriptions.pause_chat, chat_id=chat_id))

    async def speak(self, chat_id: int, language: str) -> None:
        """In one transaction."""
        await self._database.write(partial(subscriptions.speak, chat_id=chat_id, language=language))


class SqlEditions:
    """EditionStore over a database: see there."""

    def __init__(self, database: ChatDatabase) -> None:
        self._database = database

    async def record(self, plans: Sequence[EditionPlan]) -> list[bool]:
        """One transaction."""
        planned = [editions.PlannedRows(plan, _compose_parts(plan.deliveries)) for plan in plans]
        return await self._database.write(partial(editions.record, planned=planned))

    async def of_subscription(self, subscription_id: int, at_most: int) -> list[Edition]:
        """The latest due first."""
        work = partial(editions.read_of_subscription, subscription_id=subscription_id, at_most=at_most)
        return await self._database.read(work)

    async def latest(self, subscription_ids: Collection[int]) -> dict[int, Edition]:
        """One statement."""
        return await self._database.read(partial(editions.read_latest, subscription_ids=subscription_ids))

    async def untold(self, subscription_ids: Collection[int]) -> frozenset[int]:
        """One statement."""
        return await self._database.read(partial(editions.read_untold, subscription_ids=subscription_ids))

    async def counts(self) -> dict[EditionState, int]:
        """Every state, zeros included."""
        return await self._database.read(editions.read_counts)

    async def delete_before(self, moment: datetime) -> int:
        """How many were deleted."""
        return await self._database.write(partial(editions.delete_before, moment=moment))


class SqlTold:
    """ToldStore over a database: see there."""

    def __init__(self, database: ChatDatabase) -> None:
        self._database = database

    async def told(self, places: Collection[Place], since: datetime) -> dict[Place, dict[int, frozenset[str]]]:
        """By place and story."""
        return await self._database.read(partial(telling.read_told, places=places, since=since))

    async def last_told(self, place: Place) -> datetime | None:
        """None: never."""
        return await self._database.read(partial(telling.find_last, place=place))

    async def find_stories(self, place: Place, message_id: int) -> list[tuple[int, int]]:
        """By number."""
        return await self._database.read(partial(telling.find_stories, place=place, message_id=message_id))

    async def look(self, place: Place, words: str, now: datetime) -> datetime | None:
        """When before."""
        return await self._database.write(partial(telling.look, place=place, words=words, now=now))

    async def delete_before(self, moment: datetime) -> int:
        """How many rows were deleted."""
        return await self._database.write(partial(telling.delete_before, moment=moment))


class SqlWatches:
    """WatchStore over a database: see there."""

    def __init__(self, database: ChatDatabase) -> None:
        self._database = database

    async def add(self, watch: Watch) -> Watch:
        """With its id, where its chat is now."""
        number = await self._database.write(partial(watches.add, row=compose_watch(watch)))
        found = await self.find(number)
        assert found is not None
        return found

    async def save(self, watch: Watch, deliveries: Sequence[Outgoing] = ()) -> bool:
        """One transaction; whether nobody was quicker."""
        outgoing = _compose_parts(deliveries)
        return await self._database.write(partial(watches.save, watch=watch, outgoing=outgoing))

    async def delete(self, watch_id: int) -> bool:
        """Whether it was there."""
        return await self._database.write(partial(watches.remove, watch_id=watch_id))

    async def resume(self, watch_id: int) -> bool:
        """Whether it goes on."""
        return await self._database.write(partial(watches.resume, watch_id=watch_id))

    async def active(self) -> frozenset[int]:
        """Ids."""
        return await self._database.read(watches.read_active)

    async def find(self, watch_id: int) -> Watch | None:
        """One watch."""
        return await self._database.read(partial(watches.find, watch_id=watch_id))

    async def of_chat(self, chat_id: int) -> list[Watch]:
        """Oldest first."""
        return await self._database.read(partial(watches.read_of_chat, chat_id=chat_id))

    async def batch(self, after: int, at_most: int) -> list[Watch]:
        """By id."""
        return await self._database.read(partial(watches.read_batch, after=after, at_most=at_most))


def _compose_parts(outgoing: Sequence[Outgoing]) -> list[Values]:
    return [compose_delivery(part, one, None, None) for part, one in enumerate(outgoing)]
