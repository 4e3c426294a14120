"""Units packed into messages: as few as hold them, never divided inside a unit."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.chat.render.guard import clip
from bot.chat.render.runs import Group, Part, Run, Size, Unit, measure_unit, part_text, render_part
from bot.text.messages import Messages

LIMIT = Size(letters=4096, entities=100, octets=32768)
"""What one message may hold: letters after parsing, entities (more are dropped in silence), bytes before parsing
(reference: telegram-bot-api.md section 2 row 1; peers-and-wishes.md section 4.2).
"""
ROOM = Size(letters=4000, entities=95, octets=31000)
"""What a page is filled with, so that a continuation line fits too."""
BETWEEN = Size(letters=1, octets=1)
"""The empty line between two groups."""


class Page(NamedTuple):
    """One message: `html` for parse_mode HTML (link previews off), `text` as it stands after parsing."""

    html: str
    text: str
    entities: int


def make_pages(groups: Sequence[Group], messages: Messages) -> list[Page]:
    """The groups as pages, in order, each but the first with a line that says it continues; [] for no groups.

    A group goes on one page when it fits on one, else its units follow each other on as many as they need. A unit that
    is too large for any page is cut down at its end (only a quote of thousands of letters is).
    """
    packed = list(_pack(groups))
    return [_make_page(parts, number, len(packed), messages) for number, parts in enumerate(packed, start=1)]


def measure_group(group: Group) -> Size:
    """What a group takes of a page, with the empty line before it."""
    size = BETWEEN
    for unit in group:
        size = size.plus(measure_unit(unit))
    return size


def fit(unit: Unit, room: Size = ROOM) -> Unit:
    """The unit, cut down to `room` where it is larger: links first, then the longest part's end."""
    if measure_unit(unit).within(room):
        return unit
    unit = tuple(Part(tuple(map(_without_link, part.runs)), part.quoted) for part in unit)
    while not (size := measure_unit(unit)).within(room):
        longest = max(range(len(unit)), key=lambda at: len(part_text(unit[at])))
        text = part_text(unit[longest])
        kept = min(len(text) * 3 // 4, len(text) - (size.letters - room.letters))
        shorter = Part((Run(clip(text, max(kept, 1)), "code"),), unit[longest].quoted)
        unit = (*unit[:longest], shorter, *unit[longest + 1 :])
    return unit


def _pack(groups: Sequence[Group]) -> Iterator[list[Part]]:
    parts: list[Part] = []
    size = Size()
    for group in groups:
        for number, piece in enumerate(_pieces(group)):
            needed = measure_unit(piece)
            if parts and not size.plus(needed).plus(BETWEEN).within(ROOM):
                yield parts
                parts, size = [], Size()
            if parts and number == 0:
                parts.append(Part(()))
                size = size.plus(BETWEEN)
            parts.extend(piece)
            size = size.plus(needed)
    if parts:
        yield parts


def _pieces(group: Group) -> list[Unit]:
    """The group as one unit when that fits on a page, else its units, each made to fit."""
    whole: Unit = tuple(part for unit in group for part in unit)
    return [whole] if measure_unit(whole).within(ROOM) else [fit(unit) for unit in group]


def _make_page(parts: Sequence[Part], number: int, total: int, messages: Messages) -> Page:
    if number > 1:
        continued = messages.text("bot-continued", page=str(number), pages=str(total))
        parts = [Part((Run(continued, "italic"),)), *parts]
    html = "\n".join(map(render_part, parts))
    entities = sum(part.quoted + sum(run.style != "plain" for run in part.runs) for part in parts)
    return Page(html, "\n".join(map(part_text, parts)), entities)


def _without_link(run: Run) -> Run:
    return Run(run.text) if run.style == "link" else run
