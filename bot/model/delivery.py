"""Deliveries: what we send out, a recorded row each before it is sent."""

from enum import IntEnum, StrEnum

from pydantic import AwareDatetime

from bot.model.base import Noun
from bot.model.place import Place


class Priority(IntEnum):
    """What goes first, the smaller number before the larger."""

    ANSWER = 0
    DIGEST = 1


class DeliveryState(StrEnum):
    """What is known of a delivery.

    WAITING -> SENDING -> SENT, REFUSED (Telegram said no, for good) or UNSURE (no word: it may have arrived); or
    back to WAITING, to be tried again. DROPPED: we decided not to send it (its question was edited, it was
    forgotten, it is too old).
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNSURE = "unsure"
    DROPPED = "dropped"


class Outgoing(Noun):
    """One call to make, composed and not yet recorded.

    `payload` is JSON that the chat front composes and reads (`chat/calls.py`), without `chat_id` and
    `message_thread_id`: those come from `place` when it is sent, so that a chat that migrates takes its deliveries
    along. `person_id`: whose question it answers, who may have it forgotten. `not_before` None: due at once.
    `pane`: a message beside an answer that shows its evidence, no page of the answer itself. `stories`: the stories
    that it tells, as (number in the message, story id). `watch_id`: the watch whose alert it is.
    """

    place: Place
    method: str
    payload: str
    created: AwareDatetime
    priority: Priority = Priority.ANSWER
    person_id: int | None = None
    not_before: AwareDatetime | None = None
    pane: bool = False
    stories: tuple[tuple[int, int], ...] = ()
    watch_id: int | None = None


class Delivery(Noun):
    """A recorded call and what became of it.

    `update_id` and `part` (from 0): the update it answers, None once that update was deleted, and which of its
    deliveries this is. `turn_id`: the turn whose answer it carries. `payload` None: it was forgotten.
    `message_ids`: what Telegram calls it. `attempts`: how often it was claimed. `edition_id`: the edition it is a part
    of.
    """

    id: int
    update_id: int | None
    part: int
    turn_id: int | None
    person_id: int | None
    place: Place
    priority: Priority
    method: str
    payload: str | None
    state: DeliveryState
    message_ids: tuple[int, ...]
    error: str | None
    created: AwareDatetime
    not_before: AwareDatetime | None
    attempts: int
    pane: bool = False
    edition_id: int | None = None
