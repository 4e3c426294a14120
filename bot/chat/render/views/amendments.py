"""What became of the sentences that an answer quoted: above the view that a button opens."""

from collections.abc import Sequence
from datetime import UTC, tzinfo

from bot.chat.render.guard import guard
from bot.chat.render.heads import outlet_and_date
from bot.chat.render.passages import shorten, tidy
from bot.chat.render.runs import Group, Part, Run
from bot.chat.render.views.common import heading, heads_by_number
from bot.model.amendment import Amendment
from bot.model.answer import Answer
from bot.text.messages import Messages

MOST = 3
ROOM = 250
"""Characters of a sentence that are shown: the view itself needs room too."""


def compose_amendments(
    amendments: Sequence[Amendment], answer: Answer, messages: Messages, *, zone: tzinfo = UTC
) -> list[Group]:
    """One group each, at most three; nothing where all still stands."""
    return [_group(one, answer, messages, zone) for one in amendments[:MOST]]


def _group(one: Amendment, answer: Answer, messages: Messages, zone: tzinfo) -> Group:
    """Of an article that is gone no more than that: what it said stands in the answer."""
    head = heads_by_number(answer).get(one.quote.n)
    where = f" ({outlet_and_date(head, messages, zone)})" if head else ""
    title = heading(f"✏️ [{one.quote.n}] {_title(one, messages, zone)}")
    if one.gone:
        return ((title,),)
    then = _sentence(messages.text("bot-watch-was"), f"“{_short(one.quote.text)}”{where}")
    now = (_sentence(messages.text("bot-watch-now"), f"“{_short(one.now)}”"),) if one.now else ()
    return ((title, *now, then),)


def _title(one: Amendment, messages: Messages, zone: tzinfo) -> str:
    if one.gone:
        return messages.text("bot-amended-gone")
    if one.since is None:
        return messages.text("bot-amended-changed" if one.now else "bot-amended-withdrawn")
    name = "bot-amended-changed-on" if one.now else "bot-amended-withdrawn-on"
    return messages.text(name, day=messages.day(one.since.astimezone(zone)))


def _sentence(label: str, text: str) -> Part:
    return Part((Run(f"{label} ", "italic"), *guard((Run(text),))))


def _short(text: str) -> str:
    return shorten(tidy(text), ROOM)
