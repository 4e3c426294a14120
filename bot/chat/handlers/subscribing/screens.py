"""The screens of the form: which note and which buttons. Pure."""

from datetime import time
from typing import NamedTuple

from bot.chat.buttons import Button, Keyboard, compose_data
from bot.chat.handlers.actions import SUBSCRIBE
from bot.chat.handlers.subscribing.draft import WORKDAYS, Draft
from bot.model.subscription import EVERY_DAY, Length
from bot.text.messages import Messages
from bot.text.zones import show_zone

MAIN, TIMES, DAYS, ZONE, ABOUT, OUTLETS, LENGTH = "main", "times", "days", "zone", "about", "outlets", "length"
OPENED = (MAIN, TIMES, DAYS, ZONE, ABOUT, OUTLETS, LENGTH)
HOURS_A_ROW, DAYS_A_ROW = 6, 4
FREQUENT = ("UTC", "Europe/London", "Europe/Berlin", "Europe/Kyiv", "Europe/Moscow", "America/New_York")
"""Offered before anything was typed."""


class Screen(NamedTuple):
    """`note`: the id of the text that says what to do."""

    note: str
    keyboard: Keyboard


def show_screen(name: str, draft: Draft, messages: Messages) -> Screen:
    """One of OPENED."""
    return Screen("" if name == MAIN else f"bot-sub-note-{name}", _KEYBOARDS[name](draft, messages))


def _main(draft: Draft, messages: Messages) -> Keyboard:
    silent = "bot-sub-button-say-so" if draft.silent else "bot-sub-button-silent"
    save = "bot-sub-button-change" if draft.subscription_id else "bot-sub-button-save"
    return [
        [_open(TIMES, messages), _open(DAYS, messages), _open(ZONE, messages)],
        [_open(ABOUT, messages), _open(LENGTH, messages)],
        [Button(messages.text(silent), compose_data(SUBSCRIBE, "silent"))],
        [
            Button(f"✓ {messages.text(save)}", compose_data(SUBSCRIBE, "save")),
            Button(f"✗ {messages.text('bot-sub-button-cancel')}", compose_data(SUBSCRIBE, "cancel")),
        ],
    ]


def _times(draft: Draft, messages: Messages) -> Keyboard:
    """Full hours as toggles; what was chosen beside them stands in the form."""
    hours = [
        Button(_marked(f"{hour:02}", time(hour) in draft.times), compose_data(SUBSCRIBE, "time", hour))
        for hour in range(24)
    ]
    other = Button(messages.text("bot-sub-button-other-time"), compose_data(SUBSCRIBE, "ask", "times"))
    return [*_rows(hours, HOURS_A_ROW), [other, _back(messages)]]


def _days(draft: Draft, messages: Messages) -> Keyboard:
    days = [
        Button(_marked(messages.weekday(day), day in draft.days), compose_data(SUBSCRIBE, "day", day))
        for day in EVERY_DAY
    ]
    sets = [
        Button(_opening(messages.text("bot-sub-every-day")), compose_data(SUBSCRIBE, "days", len(EVERY_DAY))),
        Button(_opening(messages.text("bot-sub-workdays")), compose_data(SUBSCRIBE, "days", len(WORKDAYS))),
    ]
    return [*_rows(days, DAYS_A_ROW), sets, [_back(messages)]]


def _zones(draft: Draft, messages: Messages) -> Keyboard:
    offered = draft.zones or tuple(dict.fromkeys([*([draft.zone] if draft.zone else []), *FREQUENT]))
    zones = [
        Button(_marked(show_zone(zone, messages.language), zone == draft.zone), compose_data(SUBSCRIBE, "zone", zone))
        for zone in offered
    ]
    other = Button(messages.text("bot-sub-button-other-city"), compose_data(SUBSCRIBE, "ask", "zone"))
    return [*_rows(zones, 2), [other, _back(messages)]]


def _about(_draft: Draft, messages: Messages) -> Keyboard:
    return [
        [Button(_opening(messages.text("bot-sub-everything")), compose_data(SUBSCRIBE, "everything"))],
        [
            Button(messages.text("bot-sub-button-outlets"), compose_data(SUBSCRIBE, "open", OUTLETS)),
            Button(messages.text("bot-sub-button-words"), compose_data(SUBSCRIBE, "ask", "words")),
        ],
        [_back(messages)],
    ]


def _outlets(draft: Draft, messages: Messages) -> Keyboard:
    outlets = [
        Button(_marked(outlet[:30], outlet in draft.filters.outlets), compose_data(SUBSCRIBE, "outlet", number))
        for number, outlet in enumerate(draft.offered)
    ]
    return [*_rows(outlets, 2), [_back(messages)]]


def _lengths(draft: Draft, messages: Messages) -> Keyboard:
    lengths = [
        Button(
            _marked(_opening(messages.text(f"bot-sub-length-{one.value}")), one is draft.length),
            compose_data(SUBSCRIBE, "length", one.value),
        )
        for one in Length
    ]
    return [*_rows(lengths, 1), [_back(messages)]]


def _open(name: str, messages: Messages) -> Button:
    return Button(messages.text(f"bot-sub-button-{name}"), compose_data(SUBSCRIBE, "open", name))


def _back(messages: Messages) -> Button:
    return Button(f"‹ {messages.text('bot-sub-button-back')}", compose_data(SUBSCRIBE, "open", MAIN))


def _marked(text: str, holds: bool) -> str:
    return f"• {text}" if holds else text


def _opening(text: str) -> str:
    """With a capital at its beginning, and only there."""
    return text[:1].upper() + text[1:]


def _rows(buttons: list[Button], width: int) -> list[list[Button]]:
    return [buttons[first : first + width] for first in range(0, len(buttons), width)]


_KEYBOARDS = {
    MAIN: _main,
    TIMES: _times,
    DAYS: _days,
    ZONE: _zones,
    ABOUT: _about,
    OUTLETS: _outlets,
    LENGTH: _lengths,
}
