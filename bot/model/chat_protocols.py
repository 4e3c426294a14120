"""The contracts of what the chat keeps. Each sentence of a docstring here has a test in tests/store/chat/.

Every method raises StoreError when the database cannot be used; one that raises has changed nothing. Datetimes are
UTC-aware in and out. Whatever changes something is on the disk when it returns.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.model.chat_settings import ChatSettings
from bot.model.collection_protocols import CollectionStore
from bot.model.delivery import Delivery, DeliveryState, Outgoing
from bot.model.dialog import Dialog
from bot.model.digest_protocols import EditionStore, SubscriptionStore, ToldStore, WatchStore
from bot.model.feedback import Reviewed, Votes
from bot.model.grant import Grant
from bot.model.membership import Membership, MembershipState
from bot.model.place import Place
from bot.model.subscription import Told
from bot.model.turn import PlacedTurn
from bot.model.update import Update, UpdateState


class UpdateStore(Protocol):
    """Raw updates: stored before they are confirmed, processed once each, in order per place."""

    async def add(self, updates: Sequence[Update]) -> int | None:
        """Stores what is not stored yet, all or none; an update_id that is stored stays as it is.

        Returns the offset that confirms them all (the greatest update_id + 1), None for no updates.
        """

    async def claim(self, at_most: int) -> list[Update]:
        """Takes waiting updates in hand, the smallest update_id first, and counts the attempt.

        At most one of a place at a time, and never before an earlier one of that place is done or set aside; those
        without a place wait for nobody. Two that claim at once never get the same one.
        """

    async def finish(self, update_id: int) -> bool:
        """Done, when it waits or is in hand: True. Anything else stays as it is: False."""

    async def fail(self, update_id: int, error: str) -> bool:
        """Set aside with its error, when it waits or is in hand: True. Anything else stays as it is: False."""

    async def put_back(self, update_id: int) -> bool:
        """In hand -> waiting again, before the later ones of its place: True. Anything else stays: False."""

    async def requeue(self, max_attempts: int) -> int:
        """For the start after a crash: all in hand wait again, and how many these are.

        Those taken in hand `max_attempts` times or more may be what ends the process: they are set aside.
        """

    async def find(self, update_id: int) -> Update | None:
        """One update."""

    async def counts(self) -> dict[UpdateState, int]:
        """How many are in each state, zeros included."""

    async def delete_before(self, moment: datetime) -> int:
        """Deletes what was received before `moment` and is done or set aside, and how many; the rest waits on."""


class DeliveryStore(Protocol):
    """Messages to send, recorded before they are sent. "In hand" means SENDING or UNSURE."""

    async def record(
        self,
        deliveries: Sequence[Outgoing],
        *,
        update_id: int | None = None,
        turn: PlacedTurn | None = None,
        beside: int | None = None,
        told: Told | None = None,
        once: Collection[str] = (),
    ) -> bool:
        """Stores the deliveries as parts 0, 1, 2..., the turn, what was told, and that the update is done: all of it or
        nothing.

        `beside`: the id of a turn, recorded before, that the deliveries belong to; without a `turn`.

        False, and nothing changes, when the update is unknown, done or set aside: it was answered before. The turn
        replaces the one with its id, whose answer messages and panes stay its own; the deliveries of that turn which
        still wait are dropped, and so are the votes on its answer before. What is for a chat that has
        migrated is recorded for the chat it became. `once`: keys of what the deliveries tell: False, and nothing
        changes, when one of them was recorded before.
        """

    async def noted(self, keys: Collection[str]) -> set[str]:
        """Those of the keys that were recorded, as `once`."""

    async def claim(
        self, now: datetime, at_most: int, busy: Collection[int] = (), *, most_digests: int | None = None
    ) -> list[Delivery]:
        """Takes what is due in hand as SENDING, counting the attempt: by priority, then in the order recorded; of
        digests at most so many, None: as many as there are.

        One of a place at a time, and never before an earlier one of the same or higher priority there, even when
        that one is not due yet. Nothing for a chat in `busy` (chat ids) or one whose membership is not active.
        Two that claim at once never get the same one.
        """

    async def sent(self, delivery_id: int, message_ids: Sequence[int], now: datetime | None = None) -> bool:
        """SENT, with Telegram's ids: True; False when it is not in hand.

        The ids become answer messages of its turn, those of a pane its pane messages; its stories can be found by
        them. What belongs to no turn loses its payload. The last open delivery of an edition closes it: see
        `EditionStore`; `now` tells whether it is late. After a new message, what was paused in that very place because
        Telegram refused goes on: see `SubscriptionStore.resume`.
        """

    async def refused(self, delivery_id: int, error: str, now: datetime | None = None) -> bool:
        """REFUSED for good, with Telegram's words: True; False when it is not in hand."""

    async def unsure(self, delivery_id: int, error: str, now: datetime | None = None) -> bool:
        """UNSURE whether it arrived: True; False when it is not in hand."""

    async def retry(self, delivery_id: int, not_before: datetime, error: str) -> bool:
        """WAITING again until `not_before`: True; False when it is not in hand. One that was forgotten is dropped."""

    async def rewrite(self, delivery_id: int, method: str, payload: str, gone: int | None = None) -> bool:
        """WAITING again, due at once, as another call (a message to edit that is gone is sent anew): True.

        False when it is not in hand. One that was forgotten is dropped. The message `gone` of its chat is no turn's
        answer message any more.
        """

    async def drop(self, delivery_id: int, reason: str, now: datetime | None = None) -> bool:
        """DROPPED, with the reason as its error: True; False when it neither waits nor is in hand."""

    async def recover(self, harmless: Collection[str] = ()) -> list[Delivery]:
        """For the start after a crash: what was SENDING becomes UNSURE; returned in the order recorded.

        Calls of the methods in `harmless`, which may be made twice, become WAITING, due at once, and are not returned.
        """

    async def find(self, delivery_id: int) -> Delivery | None:
        """One delivery."""

    async def of_update(self, update_id: int) -> list[Delivery]:
        """The deliveries that answer an update, by part."""

    async def of_turn(self, turn_id: int) -> list[Delivery]:
        """The deliveries that carry a turn's answer, edits included, in the order recorded."""

    async def counts(self) -> dict[DeliveryState, int]:
        """How many are in each state, zeros included."""

    async def delete_before(self, moment: datetime) -> int:
        """Deletes those created before `moment` that are closed or unsure, and how many. Keys of `once` go with them.

        Those stay that belong to a turn, to an update that is kept, to an edition that is not closed, or that were
        refused and are to be sent again when their watch goes on.
        """


class TurnStore(Protocol):
    """What was asked and answered. A turn that this version cannot read any more is as if it were not there."""

    async def find(self, turn_id: int) -> PlacedTurn | None:
        """One turn."""

    async def find_by_answer(self, place: Place, message_id: int) -> PlacedTurn | None:
        """The turn one of whose answer messages or panes this is; the thread is not compared: ids are the chat's."""

    async def find_by_question(self, place: Place, message_id: int) -> PlacedTurn | None:
        """The turn whose question stood in this message. The thread is not compared."""

    async def find_latest(self, place: Place, person_id: int, since: datetime) -> PlacedTurn | None:
        """The turn this person asked last in this very place, at `since` or later; of two at once the later update."""

    async def chain(self, turn_id: int, at_most: int) -> list[PlacedTurn]:
        """The turn and those it continues, oldest first, the last `at_most`; ends where one is missing."""

    async def recent(self, since: datetime, at_most: int, citing: Collection[str] | None = None) -> list[PlacedTurn]:
        """Turns asked at `since` or later that were answered, the newest first. `citing`: only those whose answers cite
        one of these articles."""

    async def cited(self, collection: str) -> frozenset[str]:
        """Ids of the articles of a collection that the answers of kept turns and watches cite."""

    async def forget_person(self, person_id: int) -> int:
        """Erases the person's turns, dialogs, votes and watches everywhere, and what their private chat looked for;
        how many turns these were. Votes of others on those turns go with them. Their subscriptions stay, without their
        id.

        Deliveries to the person, in answer to the person, in the person's private chat or of their watches lose their
        payload and the person's id; their rows and states stay, but those that wait are dropped, which closes the
        editions they were the last of.
        """

    async def forget_chat(self, chat_id: int) -> int:
        """The same for everything in one chat, all its threads."""

    async def forget_place(self, place: Place) -> int:
        """The same for everything in one place, and only there."""


class FeedbackStore(Protocol):
    """Votes on answers, and what is worth a look."""

    async def vote(
        self, turn_id: int, person_id: int, liked: bool, now: datetime, *, update_id: int | None = None
    ) -> bool | None:
        """The person's vote on a turn's answer from now on; the same vote once more takes it back: None.

        None, and nothing is recorded, when there is no such turn. The update is done with it; one that was done before
        changes nothing, and what holds is returned.
        """

    async def votes(self, turn_id: int) -> Votes:
        """On one turn."""

    async def reviewed(self, since: datetime, at_most: int) -> list[Reviewed]:
        """Turns asked at `since` or later that abstained or that somebody voted down, newest first.

        Turns that this version cannot read any more are left out.
        """


class PlaceStore(Protocol):
    """What is known of places and chats."""

    async def settings(self, place: Place) -> ChatSettings:
        """As chosen in this very place; empty when nothing was."""

    async def save_settings(self, place: Place, settings: ChatSettings) -> None:
        """Replaces them."""

    async def membership(self, chat_id: int) -> Membership | None:
        """None for a chat nothing was recorded of."""

    async def set_membership(self, chat_id: int, state: MembershipState, now: datetime) -> None:
        """Where the bot stands. Unless active, nothing is claimed for the chat; what waited is when it is back.

        `since` stays when the state does.
        """

    async def mark_introduced(self, chat_id: int, now: datetime) -> None:
        """The bot has introduced itself; kept when it is removed and comes back. An unknown chat is active from now."""

    async def migrate(self, old_chat_id: int, new_chat_id: int, now: datetime) -> None:
        """Everything of the old chat, thread by thread, becomes the new one's; what is chosen there already stays.

        Updates, deliveries and turns that come for the old chat later go to the new one. The new chat is active,
        unless something else was recorded of it. Doing it again is harmless.
        """


class PersonStore(Protocol):
    """What is known of people: nothing but what they chose."""

    async def settings(self, person_id: int) -> ChatSettings:
        """Empty when nothing was chosen."""

    async def save_settings(self, person_id: int, settings: ChatSettings) -> None:
        """Replaces them."""


class DialogStore(Protocol):
    """What was begun with people and waits for their next words."""

    async def find(self, place: Place, person_id: int, since: datetime) -> Dialog | None:
        """The person's dialog in this very place, when it was begun at `since` or later."""

    async def begin(self, dialog: Dialog) -> None:
        """Replaces the one that the person has in that place. In a chat that has migrated: where it is now."""

    async def end(self, place: Place, person_id: int) -> bool:
        """Ends it; False when there was none."""


class AccessStore(Protocol):
    """The allow-list."""

    async def allow(self, grant: Grant) -> None:
        """Adds a person or chat; the first grant stays."""

    async def revoke(self, subject_id: int) -> bool:
        """False when it was not on the list."""

    async def is_allowed(self, subject_ids: Collection[int]) -> bool:
        """Whether any of them (a person, a chat) is on the list."""

    async def grants(self) -> list[Grant]:
        """The whole list, oldest first."""


class ChatStore(Protocol):
    """All of the above over one database: one transaction reaches across them."""

    @property
    def updates(self) -> UpdateStore: ...

    @property
    def deliveries(self) -> DeliveryStore: ...

    @property
    def turns(self) -> TurnStore: ...

    @property
    def feedback(self) -> FeedbackStore: ...

    @property
    def places(self) -> PlaceStore: ...

    @property
    def people(self) -> PersonStore: ...

    @property
    def dialogs(self) -> DialogStore: ...

    @property
    def access(self) -> AccessStore: ...

    @property
    def subscriptions(self) -> SubscriptionStore: ...

    @property
    def editions(self) -> EditionStore: ...

    @property
    def told(self) -> ToldStore: ...

    @property
    def watches(self) -> WatchStore: ...

    @property
    def collections(self) -> CollectionStore: ...

    async def check(self) -> None:
        """Raises StoreError when nothing can be written."""

    async def close(self) -> None:
        """Releases the database; closing twice is harmless."""
