"""Subscriptions: which digest a place gets and when; its editions; standing questions."""

from datetime import date, time, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from bot.model.base import Noun
from bot.model.delivery import Outgoing
from bot.model.place import Place
from bot.model.turn import Reply

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
LATE_AFTER = timedelta(minutes=15)
"""After its due time; an edition that leaves later says that it is late."""
USEFUL = timedelta(hours=6)
"""After its due time; an edition that has not left by then is missed, and the next one says so."""

REMEMBERED = timedelta(days=60)
"""How far back a place's knowledge of stories goes."""


class Schedule(Noun):
    """When: local `times`, ascending, each once; `days`, ISO weekdays (1 Monday), ascending; `zone`: an IANA name."""

    times: Annotated[tuple[time, ...], Field(min_length=1, max_length=24)]
    zone: str
    days: Annotated[tuple[int, ...], Field(min_length=1, max_length=7)] = EVERY_DAY


class Filters(Noun):
    """What about; all empty: everything. A story is chosen when an article of it is by one of the `outlets` (capitals
    aside), it holds one of the `words` or `phrases`, and none of the `excluded` words or phrases. Words are compared by
    their stems, phrases as written, capitals aside.
    """

    outlets: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.outlets or self.words or self.phrases or self.excluded)


class Length(StrEnum):
    """Headlines; a sentence a story; or up to three."""

    HEADLINES = "headlines"
    STANDARD = "standard"
    FULL = "full"


class Pause(StrEnum):
    """Why nothing is sent: somebody paused it; or Telegram refused (a closed thread, no right to write)."""

    PERSON = "person"
    REFUSED = "refused"


class Subscription(Noun):
    """A place, when, and what about. `id` 0: not stored yet.

    `silent`: say nothing when there is nothing new. `reached`: the due times up to this one have their editions.
    `next_due`: the first due time after it; None when there is none, or it was not computed yet. `person_id`: who made
    it; 0 once forgotten.
    """

    id: int = 0
    place: Place
    person_id: int
    created: AwareDatetime
    schedule: Schedule
    filters: Filters = Filters()
    length: Length = Length.STANDARD
    silent: bool = False
    language: str = "en"
    paused: Pause | None = None
    reached: AwareDatetime
    next_due: AwareDatetime | None = None


class EditionState(StrEnum):
    """What became of one due time.

    PLANNED (its deliveries wait) -> SENT, LATE (sent well after it was due), UNSURE (a part may not have arrived),
    REFUSED (Telegram refused a part), or MISSED (it could not be sent while it was of use; also one that nobody was
    there to plan). NOTHING_NEW: nothing had happened, said or kept silent.
    """

    PLANNED = "planned"
    SENT = "sent"
    LATE = "late"
    MISSED = "missed"
    NOTHING_NEW = "nothing new"
    REFUSED = "refused"
    UNSURE = "unsure"


class Edition(Noun):
    """The digest for one due time of a subscription. `made`: when it was recorded; `closed`: when its state became
    final."""

    id: int
    subscription_id: int
    due: AwareDatetime
    state: EditionState
    made: AwareDatetime
    closed: AwareDatetime | None = None
    stories: int = 0


class Told(Noun):
    """What a place has been told: story id -> the ids of the articles that the story had then."""

    place: Place
    at: AwareDatetime
    stories: dict[int, tuple[str, ...]]


class EditionPlan(Noun):
    """An edition ready to be recorded, together with all it changes.

    `expected`: the `next_due` that the subscription was read with; when it has another by now, somebody else was
    quicker and nothing is recorded. `missed`: earlier due times that are recorded as missed. `due` None: there is no
    edition, only missed ones. `state`: PLANNED, or NOTHING_NEW. `reached`, `next_due`: the subscription's from now on.
    """

    subscription_id: int
    expected: AwareDatetime | None
    made: AwareDatetime
    reached: AwareDatetime
    next_due: AwareDatetime | None
    due: AwareDatetime | None = None
    missed: tuple[AwareDatetime, ...] = ()
    state: EditionState = EditionState.PLANNED
    deliveries: tuple[Outgoing, ...] = ()
    told: Told | None = None
    stories: int = 0


class Watch(Noun):
    """A standing question of a place. `id` 0: not stored yet.

    `reply`: what the place knows: the reply it was last told. `most_a_day`: alerts; `alert_day`, `alerts`: how many
    there were on that day, in the place's zone. `version` grows with each change. `person_id`: who made it.
    """

    id: int = 0
    place: Place
    person_id: int
    created: AwareDatetime
    question: str
    language: str
    reply: Reply
    checked: AwareDatetime
    most_a_day: int = 3
    alert_day: date | None = None
    alerts: int = 0
    paused: Pause | None = None
    version: int = 0
