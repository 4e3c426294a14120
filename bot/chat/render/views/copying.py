"""An answer with its footnotes, to copy into a report: as plain text, or as Markdown."""

from collections.abc import Iterator
from datetime import UTC, tzinfo

from bot.chat.render.guard import clip, find_link
from bot.chat.render.heads import LONGEST_TITLE, outlet_and_date
from bot.chat.render.passages import tidy
from bot.chat.render.runs import Group, Part, Run
from bot.model.answer import Answer, Claim, Source
from bot.text.messages import Messages

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#|~"})


def compose_plain(answer: Answer, messages: Messages, *, zone: tzinfo = UTC) -> list[Group]:
    """Claims with [n], then the sources; in one block that a tap copies."""
    lines = [_claim_line(claim) for claim in answer.claims]
    sources = [line for source in answer.sources for line in _source_lines(source, messages, zone)]
    return _block("\n\n".join(lines) + "\n\n" + "\n".join(sources))


def compose_markdown(answer: Answer, messages: Messages, *, zone: tzinfo = UTC) -> list[Group]:
    """Claims as quotations with footnotes ([^n]); what could be markup in an article's text is escaped."""
    claims = "\n\n".join(f"> {_escaped(claim)}{_footnotes(claim)}" for claim in answer.claims)
    notes = "\n".join(_footnote(source, messages, zone) for source in answer.sources)
    return _block(f"{claims}\n\n{notes}")


def _claim_line(claim: Claim) -> str:
    numbers = "".join(f" [{n}]" for n in sorted({quote.n for quote in claim.quotes}))
    return f"{tidy(claim.text)}{numbers}"


def _source_lines(source: Source, messages: Messages, zone: tzinfo) -> Iterator[str]:
    yield f"[{source.n}] {_title(source, messages)}. {outlet_and_date(source.article, messages, zone)}"
    if link := find_link(source.article.url):
        yield f"    {link}"


def _escaped(claim: Claim) -> str:
    return tidy(claim.text).translate(_MARKS).replace("\n", "\n> ")


def _footnotes(claim: Claim) -> str:
    return "".join(f"[^{n}]" for n in sorted({quote.n for quote in claim.quotes}))


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
