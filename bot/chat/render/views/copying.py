"""An answer with its footnotes, to copy into a report: as plain text, or as Markdown."""

from collections.abc import Callable, Iterator
from datetime import UTC, tzinfo

from bot.chat.render.guard import clip, find_link
from bot.chat.render.heads import LONGEST_TITLE, outlet_and_date
from bot.chat.render.pages import ROOM
from bot.chat.render.passages import tidy
from bot.chat.render.runs import Group, Part, Run, Size, measure_unit
from bot.chat.render.views.common import Side, numbers_of, sides_of, small
from bot.model.answer import Answer, Source
from bot.text.messages import Messages

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#|~&"})
NOTES = Size(letters=400, entities=4, octets=2000)
"""Kept free for the small print below the block."""


def compose_plain(answer: Answer, messages: Messages, *, zone: tzinfo = UTC) -> list[Group]:
    """Claims with [n], then the sources; in one block that a tap copies."""

    def write(part: Answer) -> str:
        lines = [_plain(side) for claim in part.claims for side in sides_of(claim)]
        sources = [line for source in part.sources for line in _source_lines(source, messages, zone)]
        return "\n\n".join(lines) + "\n\n" + "\n".join(sources)

    return _block(answer, write, messages)


def compose_markdown(answer: Answer, messages: Messages, *, zone: tzinfo = UTC) -> list[Group]:
    """Claims as quotations with footnotes ([^n]); what could be markup in an article's text is escaped."""

    def write(part: Answer) -> str:
        claims = "\n\n".join(_quoted(side) for claim in part.claims for side in sides_of(claim))
        return claims + "\n\n" + "\n".join(_footnote(source, messages, zone) for source in part.sources)

    return _block(answer, write, messages)


def _plain(side: Side) -> str:
    return tidy(side.text) + "".join(f" [{n}]" for n in numbers_of(side))


def _quoted(side: Side) -> str:
    escaped = tidy(side.text).translate(_MARKS).replace("\n", "\n> ")
    return f"> {escaped}" + "".join(f"[^{n}]" for n in numbers_of(side))


def _source_lines(source: Source, messages: Messages, zone: tzinfo) -> Iterator[str]:
    yield f"[{source.n}] {_title(source, messages)}. {outlet_and_date(source.article, messages, zone)}"
    if link := find_link(source.article.url):
        yield f"    {link}"


def _footnote(source: Source, messages: Messages, zone: tzinfo) -> str:
    title = _title(source, messages).translate(_MARKS)
    link = find_link(source.article.url)
    named = f"[{title}](<{link}>)" if link else title
    return f"[^{source.n}]: {named}. {outlet_and_date(source.article, messages, zone).translate(_MARKS)}"


def _title(source: Source, messages: Messages) -> str:
    return clip(source.article.title or "", LONGEST_TITLE) or messages.text("answer-no-title")


def _block(answer: Answer, write: Callable[[Answer], str], messages: Messages) -> list[Group]:
    """Set as code: Telegram changes nothing in it, and copies it at a tap. As many claims as one message holds, each
    with its sources, and a line that says so where there are more: a claim never loses its footnote."""
    room = Size(ROOM.letters - NOTES.letters, ROOM.entities - NOTES.entities, ROOM.octets - NOTES.octets)
    for count in range(len(answer.claims), 0, -1):
        block = (Part((Run(write(_first(answer, count)), "pre"),)),)
        if measure_unit(block).within(room):
            break
    rest = [small(messages.text("bot-view-shortened"))] if count < len(answer.claims) else []
    return [(block,), *rest]


def _first(answer: Answer, count: int) -> Answer:
    """The first claims with their sources."""
    claims = answer.claims[:count]
    cited = {quote.n for claim in claims for quote in claim.quotes}
    sources = tuple(source for source in answer.sources if source.n in cited)
    return answer.model_copy(update={"claims": claims, "sources": sources})
