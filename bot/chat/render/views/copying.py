"""An answer with its footnotes, to copy into a report: as plain text, or as Markdown."""

from collections.abc import Iterator
from datetime import UTC, tzinfo

from bot.chat.render.guard import clip, find_link
from bot.chat.render.heads import LONGEST_TITLE, outlet_and_date
from bot.chat.render.passages import tidy
from bot.chat.render.runs import Group, Part, Run
from bot.chat.render.views.common import Side, numbers_of, sides_of
from bot.model.answer import Answer, Source
from bot.text.messages import Messages

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#|~"})


def compose_plain(answer: Answer, messages: Messages, *, zone: tzinfo = UTC) -> list[Group]:
    """Claims with [n], then the sources; in one block that a tap copies."""
    lines = [_plain(side) for claim in answer.claims for side in sides_of(claim)]
    sources = [line for source in answer.sources for line in _source_lines(source, messages, zone)]
    return _block("\n\n".join(lines) + "\n\n" + "\n".join(sources))


def compose_markdown(answer: Answer, messages: Messages, *, zone: tzinfo = UTC) -> list[Group]:
    """Claims as quotations with footnotes ([^n]); what could be markup in an article's text is escaped."""
    claims = "\n\n".join(_quoted(side) for claim in answer.claims for side in sides_of(claim))
    notes = "\n".join(_footnote(source, messages, zone) for source in answer.sources)
    return _block(f"{claims}\n\n{notes}")


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


def _block(text: str) -> list[Group]:
    """Set as code: Telegram changes nothing in it, and copies it at a tap."""
    return [((Part((Run(text, "pre"),)),),)]
