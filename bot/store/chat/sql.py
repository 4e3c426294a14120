"""The stores of the chat over one database."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.model.chat_settings import ChatSettings
from bot.model.delivery import Delivery, DeliveryState, Outgoing
from bot.model.dialog import Dialog
from bot.model.feedback import Reviewed, Votes
from bot.model.grant import Grant
from bot.model.membership import Membership, MembershipState
from bot.model.place import Place
from bot.model.subscription import Told
from bot.model.turn import PlacedTurn
from bot.model.update import Update, UpdateState
from bot.store.chat import deliveries, dialogs, feedback, moving, places, turns, updates
from bot.store.chat.database import ChatDatabase, open_chat_database
from bot.store.chat.noticed import Noticed
from bot.store.chat.rows import (
    compose_delivery,
    compose_notices,
    compose_turn,
    compose_turn_messages,
    compose_update,
)
from bot.store.chat.sql_collections import SqlCollections
from bot.store.chat.sql_digests import SqlEditions, SqlSubscriptions, SqlTold, SqlWatches
from bot.store.chat.tables import REVISION, metadata
from bot.store.migrate import Schema

SCHEMA = Schema(REVISION, "bot.store.chat:migrations", metadata)


async def open_chat_store(place: str | Path, *, busy_timeout: float = 5.0) -> "SqlChatStore":
    """The store at a path or a `sqlite://` URL, created with its folder when missing, migrated when old.

    `busy_timeout`: seconds to wait for another process's lock. Raises StoreError as `open_store` does.
    """
    return SqlChatStore(await open_chat_database(place, SCHEMA, busy_timeout=busy_timeout))


class SqlChatStore:
    """ChatStore over a database. Belongs to the event loop that opened it."""

    def __init__(self, database: ChatDatabase) -> None:
        self._database = database
        self.updates = SqlUpdates(database, noticed := Noticed())
        self.deliveries = SqlDeliveries(database, noticed)
        self.turns = SqlTurns(database)
        self.feedback = SqlFeedback(database)
        self.places = SqlPlaces(database)
        self.people = SqlPeople(database)
        self.dialogs = SqlDialogs(database)
        self.access = SqlAccess(database)
        self.subscriptions = SqlSubscriptions(database)
        self.editions = SqlEditions(database)
        self.told = SqlTold(database)
        self.watches = SqlWatches(database)
        self.collections = SqlCollections(database)

    async def check(self) -> None:
        """Raises StoreError when nothing can be written."""
        await self._database.check()

    async def close(self) -> None:
        """Releases the database and ends the driver's threads; closing twice is harmless."""
        await self._database.close()


class SqlUpdates:
    """UpdateStore over a database: see there."""

    def __init__(self, database: ChatDatabase, noticed: Noticed) -> None:
        self._database = database
        self._noticed = noticed

    async def add(self, batch: Sequence[Update]) -> int | None:
        """The offset that confirms them all, once they are on the disk."""
        if not batch:
            return None
        rows = [compose_update(one) for one in batch]
        await self._database.write(partial(updates.add, rows=rows))
        self._noticed.updates = True
        return max(one.update_id for one in batch) + 1

    async def claim(self, at_most: int) -> list[Update]:
        """Looks before it takes the write lock, unless there is work for sure: an idle worker holds up nobody."""
        if not self._noticed.updates and not await self._database.read(partial(updates.find_next, at_most=1)):
            return []
        self._noticed.updates = False
        taken = await self._database.write(partial(updates.claim, at_most=at_most))
        self._noticed.claimed([one.update_id for one in taken], more=len(taken) == at_most)
        return taken

    async def finish(self, update_id: int) -> bool:
        """Whether it was open. One that was closed with what answers it takes no further transaction."""
        if self._noticed.take_closed(update_id):
            return False
        return await self._database.write(partial(updates.close, update_id=update_id, state=UpdateState.DONE))

    async def fail(self, update_id: int, error: str) -> bool:
        """Whether it was open."""
        self._noticed.take_closed(update_id)
        work = partial(updates.close, update_id=update_id, state=UpdateState.FAILED, error=error)
        return await self._database.write(work)

    async def put_back(self, update_id: int) -> bool:
        """Whether it was in hand."""
        return await self._database.write(partial(updates.put_back, update_id=update_id))

    async def requeue(self, max_attempts: int) -> int:
        """How many wait again."""
        return await self._database.write(partial(updates.requeue, max_attempts=max_attempts))

    async def find(self, update_id: int) -> Update | None:
        """One update."""
        return await self._database.read(partial(updates.find, update_id=update_id))

    async def counts(self) -> dict[UpdateState, int]:
        """Every state, zeros included."""
        return await self._database.read(updates.read_counts)

    async def delete_before(self, moment: datetime) -> int:
        """How many were deleted."""
        return await self._database.erase(partial(updates.delete_before, moment=moment))


class SqlDeliveries:
    """DeliveryStore over a database: see there."""

    def __init__(self, database: ChatDatabase, noticed: Noticed) -> None:
        self._database = database
        self._noticed = noticed

    async def record(
        self,
        batch: Sequence[Outgoing],
        *,
        update_id: int | None = None,
        turn: PlacedTurn | None = None,
        beside: int | None = None,
        told: Told | None = None,
        once: Collection[str] = (),
    ) -> bool:
        """One transaction."""
        turn_id = turn.id if turn else beside
        outcome = deliveries.Outcome(
            [compose_delivery(part, one, update_id, turn_id) for part, one in enumerate(batch)],
            update_id,
            compose_turn(turn) if turn else None,
            compose_turn_messages(turn) if turn else [],
            told,
            compose_notices(once, batch),
        )
        recorded = await self._database.write(partial(deliveries.record, outcome=outcome))
        self._noticed.recorded(update_id if recorded else None, deliveries=recorded and bool(batch))
        return recorded

    async def noted(self, keys: Collection[str]) -> set[str]:
        """Of these."""
        return await self._database.read(partial(deliveries.find_noted, keys=keys))

    async def claim(
        self, now: datetime, at_most: int, busy: Collection[int] = (), *, most_digests: int | None = None
    ) -> list[Delivery]:
        """Looks before it takes the write lock, unless something was just recorded: an idle sender holds up nobody."""
        look = partial(deliveries.find_next, now=now, at_most=1, busy=busy, most_digests=most_digests)
        if not self._noticed.deliveries and not await self._database.read(look):
            return []
        take = partial(deliveries.claim, now=now, at_most=at_most, busy=busy, most_digests=most_digests)
        self._noticed.deliveries = False
        taken = await self._database.write(take)
        self._noticed.deliveries |= len(taken) == at_most
        return taken

    async def sent(self, delivery_id: int, message_ids: Sequence[int], now: datetime | None = None) -> bool:
        """Whether it was in hand."""
        work = partial(deliveries.mark_sent, delivery_id=delivery_id, message_ids=message_ids, now=now)
        return await self._database.write(work)

    async def refused(self, delivery_id: int, error: str, now: datetime | None = None) -> bool:
        """Whether it was in hand."""
        return await self._close(delivery_id, DeliveryState.REFUSED, error, now)

    async def unsure(self, delivery_id: int, error: str, now: datetime | None = None) -> bool:
        """Whether it was in hand."""
        return await self._close(delivery_id, DeliveryState.UNSURE, error, now)

    async def retry(self, delivery_id: int, not_before: datetime, error: str) -> bool:
        """Whether it was in hand."""
        work = partial(deliveries.retry, delivery_id=delivery_id, not_before=not_before, error=error)
        return await self._database.write(work)

    async def rewrite(self, delivery_id: int, method: str, payload: str, gone: int | None = None) -> bool:
        """Whether it was in hand."""
        work = partial(deliveries.rewrite, delivery_id=delivery_id, method=method, payload=payload, gone=gone)
        return await self._database.write(work)

    async def drop(self, delivery_id: int, reason: str, now: datetime | None = None) -> bool:
        """Whether it waited or was in hand."""
        return await self._database.write(partial(deliveries.drop, delivery_id=delivery_id, reason=reason, now=now))

    async def recover(self, harmless: Collection[str] = ()) -> list[Delivery]:
        """What became unsure."""
        return await self._database.write(partial(deliveries.recover, harmless=harmless))

    async def find(self, delivery_id: int) -> Delivery | None:
        """One delivery."""
        return await self._database.read(partial(deliveries.find, delivery_id=delivery_id))

    async def of_update(self, update_id: int) -> list[Delivery]:
        """By part."""
        return await self._database.read(partial(deliveries.read_of_update, update_id=update_id))

    async def of_turn(self, turn_id: int) -> list[Delivery]:
        """In the order recorded."""
        return await self._database.read(partial(deliveries.read_of_turn, turn_id=turn_id))

    async def counts(self) -> dict[DeliveryState, int]:
        """Every state, zeros included."""
        return await self._database.read(deliveries.read_counts)

    async def delete_before(self, moment: datetime) -> int:
        """How many were deleted."""
        return await self._database.erase(partial(deliveries.delete_before, moment=moment))

    async def _close(self, delivery_id: int, state: DeliveryState, error: str, now: datetime | None) -> bool:
        work = partial(deliveries.close, delivery_id=delivery_id, state=state, error=error, now=now)
        return await self._database.write(work)


class SqlTurns:
    """TurnStore over a database: see there."""

    def __init__(self, database: ChatDatabase) -> None:
        self._database = database

    async def find(self, turn_id: int) -> PlacedTurn | None:
        """One turn."""
        return await self._database.read(partial(turns.find, turn_id=turn_id))

    async def find_by_answer(self, place: Place, message_id: int) -> PlacedTurn | None:
        """The turn that this message answers."""
        work = partial(turns.find_by_message, place=place, message_id=message_id, answers=True)
        return await self._database.read(work)

    async def find_by_question(self, place: Place, message_id: int) -> PlacedTurn | None:
        """The turn that this message asks."""
        work = partial(turns.find_by_message, place=place, message_id=message_id, answers=False)
        return await self._database.read(work)

    async def find_latest(self, place: Place, person_id: int, since: datetime) -> PlacedTurn | None:
        """The person's last turn here."""
        return await self._database.read(partial(turns.find_latest, place=place, person_id=person_id, since=since))

    async def chain(self, turn_id: int, at_most: int) -> list[PlacedTurn]:
        """Oldest first."""
        return await self._database.read(partial(turns.read_chain, turn_id=turn_id, at_most=at_most))

    async def recent(self, since: datetime, at_most: int, citing: Collection[str] | None = None) -> list[PlacedTurn]:
        """The newest first."""
        return await self._database.read(partial(turns.read_recent, since=since, at_most=at_most, citing=citing))

    async def cited(self, collection: str) -> frozenset[str]:
        """Article ids."""
        return await self._database.read(partial(turns.read_cited, collection=collection))

    async def forget_person(self, person_id: int) -> int:
        """How many turns were erased."""
        return await self._database.erase(partial(turns.forget_person, person_id=person_id))

    async def forget_chat(self, chat_id: int) -> int:
        """How many turns were erased."""
        return await self._database.erase(partial(turns.forget_chat, chat_id=chat_id))

    async def forget_place(self, place: Place) -> int:
        """How many turns were erased."""
        return await self._database.erase(partial(turns.forget_place, place=place))


class SqlFeedback:
    """FeedbackStore over a database: see there."""

    def __init__(self, database: ChatDatabase) -> None:
        self._database = database

    async def vote(
        self, turn_id: int, person_id: int, liked: bool, now: datetime, *, update_id: int | None = None
    ) -> bool | None:
        """What holds now."""
        given = feedback.Vote(turn_id, person_id, liked, now)
        return await self._database.write(partial(feedback.vote, given=given, update_id=update_id))

    async def votes(self, turn_id: int) -> Votes:
        """On one turn."""
        return await self._database.read(partial(feedback.read_votes, turn_id=turn_id))

    async def reviewed(self, since: datetime, at_most: int) -> list[Reviewed]:
        """Newest first."""
        return await self._database.read(partial(feedback.read_reviewed, since=since, at_most=at_most))


class SqlPlaces:
    """PlaceStore over a database: see there."""

    def __init__(self, database: ChatDatabase) -> None:
        self._database = database

    async def settings(self, place: Place) -> ChatSettings:
        """As chosen here."""
        return await self._database.read(partial(places.read_place_settings, place=place))

    async def save_settings(self, place: Place, settings: ChatSettings) -> None:
        """Replaces them."""
        await self._database.write(partial(places.save_place_settings, place=place, settings=settings))

    async def membership(self, chat_id: int) -> Membership | None:
        """Where the bot stands."""
        return await self._database.read(partial(places.find_membership, chat_id=chat_id))

    async def set_membership(self, chat_id: int, state: MembershipState, now: datetime) -> None:
        """Pauses or resumes."""
        await self._database.write(partial(places.set_membership, chat_id=chat_id, state=state, now=now))

    async def mark_introduced(self, chat_id: int, now: datetime) -> None:
        """Once for all."""
        await self._database.write(partial(places.mark_introduced, chat_id=chat_id, now=now))

    async def migrate(self, old_chat_id: int, new_chat_id: int, now: datetime) -> None:
        """One transaction."""
        await self._database.write(partial(moving.migrate, old=old_chat_id, new=new_chat_id, now=now))


class SqlPeople:
    """PersonStore over a database: see there."""

    def __init__(self, database: ChatDatabase) -> None:
        self._database = database

    async def settings(self, person_id: int) -> ChatSettings:
        """As chosen by the person."""
        return await self._database.read(partial(places.read_person_settings, person_id=person_id))

    async def save_settings(self, person_id: int, settings: ChatSettings) -> None:
        """Replaces them."""
        await self._database.write(partial(places.save_person_settings, person_id=person_id, settings=settings))


class SqlDialogs:
    """DialogStore over a database: see there."""

    def __init__(self, database: ChatDatabase) -> None:
        self._database = database

    async def find(self, place: Place, person_id: int, since: datetime) -> Dialog | None:
        """The person's here."""
        return await self._database.read(partial(dialogs.find, place=place, person_id=person_id, since=since))

    async def begin(self, dialog: Dialog) -> None:
        """Replaces the one before."""
        await self._database.write(partial(dialogs.begin, dialog=dialog))

    async def end(self, place: Place, person_id: int) -> bool:
        """Whether there was one."""
        return await self._database.write(partial(dialogs.end, place=place, person_id=person_id))


class SqlAccess:
    """AccessStore over a database: see there."""

    def __init__(self, database: ChatDatabase) -> None:
        self._database = database

    async def allow(self, grant: Grant) -> None:
        """The first grant stays."""
        await self._database.write(partial(places.allow, grant=grant))

    async def revoke(self, subject_id: int) -> bool:
        """Whether it was on the list."""
        return await self._database.write(partial(places.revoke, subject_id=subject_id))

    async def is_allowed(self, subject_ids: Collection[int]) -> bool:
        """Whether any of them is on the list."""
        return await self._database.read(partial(places.is_allowed, subject_ids=subject_ids))

    async def grants(self) -> list[Grant]:
        """Oldest first."""
        return await self._database.read(places.read_grants)
