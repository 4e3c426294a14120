"""A subscription in the making: what was chosen so far, kept as the state of a dialog. Pure."""

from datetime import datetime, time
from typing import Literal

from bot.digest.schedule import next_due
from bot.model.base import Noun
from bot.model.place import Place
from bot.model.subscription import EVERY_DAY, Filters, Length, Schedule, Subscription

KIND = "subscribe"
"""Of the dialog."""
WORKDAYS = (1, 2, 3, 4, 5)
MORNING = time(8)
MOST_TIMES = 24

Asked = Literal["times", "zone", "words"]
"""What the next words of the person are taken for."""


class Draft(Noun):
    """`subscription_id`: the one that is changed; 0: a new one. `zone` None: nobody chose one, so it is UTC.

    `message`: the form is this message; None: any of ours that came after the message `after`. Other forms of the same
    person are of other drafts. `hears`: what the next words are taken for if they can be read as that, since the screen
    that is open is about it; nobody was asked for them. `offered`: outlets that buttons stand for, in their order;
    `zones`: zones that were offered for what was typed.
    """

    subscription_id: int = 0
    times: tuple[time, ...] = (MORNING,)
    days: tuple[int, ...] = EVERY_DAY
    zone: str | None = None
    filters: Filters = Filters()
    length: Length = Length.STANDARD
    silent: bool = False
    asked: Asked | None = None
    hears: Asked | None = None
    offered: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    message: int | None = None
    after: int = 0

    def is_form(self, message_id: int) -> bool:
        """Whether this message shows the draft."""
        return message_id == self.message if self.message is not None else message_id > self.after

    def toggle_time(self, chosen: time) -> "Draft":
        """With the time, or without; one always stays."""
        times = set(self.times) ^ {chosen}
        return self.with_times(tuple(times)) if times else self

    def with_times(self, times: tuple[time, ...]) -> "Draft":
        """Other times, the first of them when there are too many."""
        return self.model_copy(update={"times": tuple(sorted(set(times)))[:MOST_TIMES], "asked": None})

    def toggle_day(self, day: int) -> "Draft":
        """With the weekday, or without; one always stays."""
        days = set(self.days) ^ {day}
        return self.model_copy(update={"days": tuple(sorted(days))}) if days else self

    def toggle_outlet(self, outlet: str) -> "Draft":
        """Only this outlet too, or not any more."""
        chosen = self.filters.outlets
        outlets = tuple(one for one in chosen if one != outlet) if outlet in chosen else (*chosen, outlet)
        return self.with_filters(self.filters.model_copy(update={"outlets": outlets}))

    def with_filters(self, filters: Filters) -> "Draft":
        """About something else."""
        return self.model_copy(update={"filters": filters, "asked": None})

    @property
    def schedule(self) -> Schedule:
        return Schedule(times=self.times, days=self.days, zone=self.zone or "UTC")

    def finish(self, place: Place, person_id: int, language: str, now: datetime) -> Subscription:
        """As a new subscription, due from now on."""
        return Subscription(
            id=self.subscription_id,
            place=place,
            person_id=person_id,
            created=now,
            schedule=self.schedule,
            filters=self.filters,
            length=self.length,
            silent=self.silent,
            language=language,
            reached=now,
            next_due=next_due(self.schedule, now),
        )


def open_draft(subscription: Subscription, message: int) -> Draft:
    """To change a subscription, in the message that listed it."""
    return Draft(
        message=message,
        subscription_id=subscription.id,
        times=subscription.schedule.times,
        days=subscription.schedule.days,
        zone=subscription.schedule.zone,
        filters=subscription.filters,
        length=subscription.length,
        silent=subscription.silent,
    )
