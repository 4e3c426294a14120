"""Subscriptions in words: the form, a line of the list, what became of the last edition."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.chat.render.guard import clip, guard
from bot.chat.render.pages import Page
from bot.chat.render.runs import Group, Part, Run
from bot.chat.render.texts import render_sentence
from bot.chat.render.views.common import guarded_line, heading, render_view, small
from bot.model.subscription import EVERY_DAY, Edition, EditionState, Filters, Length, Pause, Schedule, Subscription
from bot.text.messages import Messages
from bot.text.zones import describe_zone, read_zone, show_zone

LONGEST_FILTERS = 300
LONGEST_SUMMARY = 160
"""Characters of a line of the list: ten of them make one message."""
STATES = {
    EditionState.PLANNED: "bot-sub-state-planned",
    EditionState.SENT: "bot-sub-state-sent",
    EditionState.LATE: "bot-sub-state-late",
    EditionState.MISSED: "bot-sub-state-missed",
    EditionState.NOTHING_NEW: "bot-sub-state-nothing",
    EditionState.REFUSED: "bot-sub-state-refused",
    EditionState.UNSURE: "bot-sub-state-unsure",
}


class Wanted(NamedTuple):
    """What a subscription or a draft of one says. `zone_chosen`: somebody chose the zone."""

    schedule: Schedule
    filters: Filters
    length: Length
    silent: bool
    zone_chosen: bool = True


class Listed(NamedTuple):
    """A subscription of the list and its last edition."""

    subscription: Subscription
    last: Edition | None


def render_form(wanted: Wanted, messages: Messages, *, changing: bool, note: str = "") -> Page:
    """The form as it is filled in; `note`: what to do on the screen that is open."""
    title = messages.text("bot-sub-title-change" if changing else "bot-sub-title")
    lines = [
        messages.text("bot-sub-when", when=_when(wanted.schedule, messages)),
        messages.text("bot-sub-zone", zone=_zone(wanted, messages)),
        messages.text("bot-sub-about", about=describe_filters(wanted.filters, messages)),
        messages.text("bot-sub-length", length=messages.text(f"bot-sub-length-{wanted.length.value}")),
        messages.text("bot-sub-nothing", nothing=messages.text(_silence(silent=wanted.silent))),
    ]
    listed: Group = ((heading(title), *(Part(guard((Run(line),))) for line in lines)),)
    return render_view([listed, *([small(note)] if note else [])], messages)


def render_subscribed(
    subscription: Subscription, now: datetime, messages: Messages, *, changed: bool = False, zone_chosen: bool = True
) -> Page:
    """It stands: what, and when it comes next. Whoever chose no zone is told by which the hours are."""
    name = "bot-sub-changed" if changed else "bot-sub-saved"
    paused = [messages.text("bot-sub-still-paused")] if subscription.paused else []
    said = " ".join([messages.text(name, next=_next(subscription, now, messages)), *paused])
    lines = [said] if zone_chosen else [said, messages.text("bot-sub-by-utc")]
    about = summarise(subscription, messages)
    return render_view([((Part(guard((Run(about, "bold"),))), *(Part((Run(one),)) for one in lines)),)], messages)


def render_subscriptions(listed: Sequence[Listed], thread_id: int | None, now: datetime, messages: Messages) -> Page:
    """The chat's, numbered as their buttons; those of other threads say so."""
    if not listed:
        return render_sentence(messages.text("bot-sub-none"), messages)
    groups: list[Group] = [((heading(messages.text("bot-sub-list-title")),),)]
    groups += [_group(number, one, thread_id, now, messages) for number, one in enumerate(listed, start=1)]
    return render_view(groups, messages)


def render_deleting(subscription: Subscription, messages: Messages) -> Page:
    """Asks once more."""
    about = summarise(subscription, messages)
    asked = Part((Run(messages.text("bot-sub-delete-ask")),))
    return render_view([((Part(guard((Run(about, "bold"),))), asked),)], messages)


def summarise(subscription: Subscription, messages: Messages) -> str:
    """One line: when, where, what about."""
    schedule = subscription.schedule
    when = f"{_when(schedule, messages)}, {show_zone(schedule.zone, messages.language)}"
    about = describe_filters(subscription.filters, messages)
    return f"{when} · {about} · {messages.text(f'bot-sub-length-{subscription.length.value}')}"


def describe_filters(filters: Filters, messages: Messages) -> str:
    """What about, in words."""
    if filters.is_empty:
        return messages.text("bot-sub-everything")
    said = []
    if filters.words or filters.phrases:
        wanted = [*filters.words, *map(messages.quoted, filters.phrases)]
        said.append(messages.joined(wanted))
    if filters.excluded:
        said.append(messages.text("bot-sub-without", words=messages.joined(_excluded(filters, messages))))
    if filters.outlets:
        said.append(messages.text("bot-sub-only-outlets", outlets=messages.joined(filters.outlets)))
    return clip("; ".join(said), LONGEST_FILTERS)


def _excluded(filters: Filters, messages: Messages) -> Iterator[str]:
    """Phrases in quotation marks, as they were typed."""
    return (messages.quoted(one) if " " in one else one for one in filters.excluded)


def _group(number: int, one: Listed, thread_id: int | None, now: datetime, messages: Messages) -> Group:
    subscription = one.subscription
    said = []
    if subscription.place.thread_id != thread_id:
        said.append(messages.text("bot-sub-thread", thread=str(subscription.place.thread_id or 1)))
    if subscription.paused:
        by_person = subscription.paused is Pause.PERSON
        said.append(messages.text("bot-sub-paused" if by_person else "bot-sub-paused-refused"))
    else:
        said.append(messages.text("bot-sub-next", next=_next(subscription, now, messages)))
    if one.last:
        said.append(_last(one.last, subscription, now, messages))
    title = guarded_line(clip(f"{number}. {summarise(subscription, messages)}", LONGEST_SUMMARY), "bold")
    return ((title, Part((Run(" · ".join(said), "italic"),))),)


def _last(edition: Edition, subscription: Subscription, now: datetime, messages: Messages) -> str:
    when = _local(edition.due, subscription, now, messages)
    return messages.text("bot-sub-last", when=when, state=messages.text(STATES[edition.state]))


def _next(subscription: Subscription, now: datetime, messages: Messages) -> str:
    return _local(subscription.next_due, subscription, now, messages) if subscription.next_due else "—"


def _local(moment: datetime, subscription: Subscription, now: datetime, messages: Messages) -> str:
    zone = read_zone(subscription.schedule.zone)
    return messages.moment(moment.astimezone(zone), now.astimezone(zone))


def _when(schedule: Schedule, messages: Messages) -> str:
    times = messages.joined(f"{one:%H:%M}" for one in schedule.times)
    if schedule.days == EVERY_DAY:
        return f"{times}, {messages.text('bot-sub-every-day')}"
    if schedule.days == EVERY_DAY[:5]:
        return f"{times}, {messages.text('bot-sub-workdays')}"
    return f"{times}, {messages.joined(messages.weekday(day) for day in schedule.days)}"


def _zone(wanted: Wanted, messages: Messages) -> str:
    if not wanted.zone_chosen:
        return messages.text("bot-sub-zone-unset", zone=wanted.schedule.zone)
    return describe_zone(wanted.schedule.zone, messages.language)


def _silence(*, silent: bool) -> str:
    return "bot-sub-silent" if silent else "bot-sub-say-so"
