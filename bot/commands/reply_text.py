"""A reply as a person reads it in a terminal: claims with citations, their passages, the sources, how fresh."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC

from rich.console import Console, RenderableType
from rich.text import Text

from bot.model.answer import DENIED, Abstention, Answer, Claim, Coverage, Quote, Source
from bot.model.query import Query
from bot.model.turn import Reply
from bot.terminal import Hanging, harmless, one_line
from bot.text.messages import Messages

_SHOWN_FIELDS = ("title", "outlet", "published", "url")
_MARK = re.compile(r"(?:[-*•–—]|\(?\w{1,2}[.)]) +")
_BAR = "   │ "


def print_reply(console: Console, reply: Reply, messages: Messages) -> None:
    """Prints an answer or an abstention. Without colours the quote is marked **so** inside its passage."""
    shown = _ReplyText(messages, marked=not console.is_terminal or console.no_color)
    parts = shown.answer(reply) if isinstance(reply, Answer) else shown.abstention(reply)
    for part in parts:
        console.print(part)


class _ReplyText:
    def __init__(self, messages: Messages, *, marked: bool) -> None:
        self._messages = messages
        self._marked = marked
        self._passages_shown: set[tuple[str, str]] = set()

    def answer(self, answer: Answer) -> Iterator[RenderableType]:
        yield from self._reading(answer.query)
        quotes = [quote for claim in answer.claims for quote in claim.quotes]
        for number, claim in enumerate(answer.claims, start=1):
            yield from self._claim(number, claim, quotes)
            yield ""
        yield Text(self._messages.text("answer-sources"), "bold")
        for source in answer.sources:
            yield from self._source(source)
        yield ""
        coverage = coverage_sentence(answer.coverage, self._messages)
        yield Hanging(Text(f"{self._freshness(answer.sources)} {coverage}", "dim"))

    def abstention(self, abstention: Abstention) -> Iterator[RenderableType]:
        yield from self._reading(abstention.query)
        yield Hanging(Text(self._messages.text("abstain"), "bold"))
        reason = self._messages.text(f"abstain-{abstention.reason.value}", detail=one_line(abstention.detail))
        yield Hanging(Text(reason))
        yield Hanging(Text(coverage_sentence(abstention.coverage, self._messages), "dim"))
        if abstention.nearest:
            yield ""
            yield Hanging(Text(self._messages.text("answer-nearest"), "bold"))
        for near in abstention.nearest:
            yield Hanging(Text(f"{_squeeze(near.text)} ({one_line(near.article_id)})", "dim"), " - ")

    def _reading(self, query: Query) -> Iterator[RenderableType]:
        """What was made of the question, where that is not plain to see from the question itself."""
        text = self._messages.text
        lines = [text("answer-reading", typed=one_line(c.typed), read=one_line(c.read)) for c in query.corrections]
        if query.widened:
            lines.append(text("answer-widened", words=self._messages.joined(map(one_line, query.widened))))
        if query.since or query.until:
            lines.append(self._date_filter(query))
        if query.outlets:
            lines.append(text("answer-only-outlets", outlets=self._messages.joined(map(one_line, query.outlets))))
        yield from (Hanging(Text(line, "dim")) for line in lines)
        if lines:
            yield ""

    def _date_filter(self, query: Query) -> str:
        if query.since and query.until:
            days = self._messages.days(query.since, query.until)
            return self._messages.text("answer-only-dates", days=days)
        if query.since:
            return self._messages.text("answer-only-since", day=self._messages.day(query.since))
        return self._messages.text("answer-only-until", day=self._messages.day(query.until)) if query.until else ""

    def _claim(self, number: int, claim: Claim, quotes: Sequence[Quote]) -> Iterator[RenderableType]:
        beside = claim.quotes[1:] if claim.differs else ()
        carrying = claim.quotes[:1] if claim.differs else claim.quotes
        numbers = " ".join(f"[{n}]" for n in sorted({quote.n for quote in carrying}))
        yield from _hang_lines(claim.text, f"{number}. ", numbers)
        if claim.differs:
            sides = "; ".join(map(self._difference, claim.differs))
            yield Hanging(Text(self._messages.text("answer-differs", sides=sides), "yellow"), "   ")
        for quote in beside:
            yield from _hang_lines(quote.text, "   ", f"[{quote.n}]")
        yield Hanging(Text(self._carried_by(claim), "dim"), "   ")
        for quote in claim.quotes:
            yield from self._passage(quote, quotes)

    def _difference(self, difference: str) -> str:
        return self._messages.text("differs-denied") if difference == DENIED else one_line(difference)

    def _carried_by(self, claim: Claim) -> str:
        outlets = self._messages.text("answer-outlets", count=claim.outlets)
        return f"{one_line(claim.speaker)} · {outlets}" if claim.speaker else outlets

    def _passage(self, quote: Quote, quotes: Sequence[Quote]) -> Iterator[RenderableType]:
        """The passage around a quote, once a reply, with every quote that the reply takes from it brought out."""
        key = (quote.article_id, quote.passage)
        if key in self._passages_shown or quote.passage.strip() == quote.text.strip():
            return
        self._passages_shown.add(key)
        inside = [other.text for other in quotes if (other.article_id, other.passage) == key]
        text = Text.assemble((f"[{quote.n}] ", "dim cyan"), self._bring_out(quote.passage, inside))
        yield Hanging(text, Text(_BAR, "dim"), Text(_BAR, "dim"))

    def _bring_out(self, passage: str, quoted: Sequence[str]) -> Text:
        text, position = Text(), 0
        for start, end in _spans(passage, quoted):
            text.append(_lines(passage[position:start]), "dim")
            mark = "**" if self._marked else ""
            text.append(f"{mark}{_lines(passage[start:end])}{mark}", "bold")
            position = end
        return text.append(_lines(passage[position:]), "dim")

    def _source(self, source: Source) -> Iterator[RenderableType]:
        article, text = source.article, self._messages.text
        title = one_line(article.title) if article.title else text("answer-no-title")
        outlet = one_line(article.outlet) if article.outlet else text("answer-no-outlet")
        published = article.published
        day = self._messages.day(published.astimezone(UTC)) if published else text("answer-no-date")
        prefix = f"[{source.n}] "
        yield Hanging(Text.assemble((title, "bold"), f" — {outlet}, {day}"), prefix)
        if outlets := [one_line(head.outlet) for head in source.also if head.outlet]:
            line = text("answer-also", outlets=self._messages.joined(outlets))
            yield Hanging(Text(line, "dim"), " " * len(prefix))
        where = one_line(article.url or article.path or "")
        found = text("answer-id", id=one_line(article.id))
        yield Hanging(Text(f"{found} · {where}" if where else found, "dim"), " " * len(prefix))
        if guessed := [text(f"field-{name}") for name in _SHOWN_FIELDS if name in article.inferred]:
            line = text("answer-inferred", fields=self._messages.joined(guessed))
            yield Hanging(Text(line, "dim"), " " * len(prefix))

    def _freshness(self, sources: Sequence[Source]) -> str:
        dates = [source.article.published for source in sources if source.article.published]
        if not dates:
            return self._messages.text("answer-newest-unknown")
        return self._messages.text("answer-newest", day=self._messages.day(max(dates).astimezone(UTC)))


def coverage_sentence(coverage: Coverage, messages: Messages) -> str:
    """How many articles there are, and from when to when."""
    if coverage.oldest is None or coverage.newest is None:
        return messages.text("coverage-undated", count=coverage.articles)
    days = messages.days(coverage.oldest.astimezone(UTC), coverage.newest.astimezone(UTC))
    return messages.text("coverage", count=coverage.articles, days=days)


def _hang_lines(text: str, first: str, numbers: str) -> Iterator[RenderableType]:
    """A quoted text line by line, the items of a list hanging behind their marks, the citations at its end."""
    lines = _squeeze(text).split("\n")
    for position, line in enumerate(lines):
        mark = _MARK.match(line) if position else None
        prefix = " " * len(first) + mark[0] if mark else first if position == 0 else " " * len(first)
        hung = Text(line[mark.end() :] if mark else line, "bold")
        if line is lines[-1]:
            hung.append(" ").append(numbers, "not bold cyan")
        yield Hanging(hung, prefix)


def _spans(passage: str, quoted: Sequence[str]) -> list[tuple[int, int]]:
    """Where the quoted texts stand in the passage, in order; those with nothing but space between them are one."""
    found = sorted((at, at + len(text)) for text in set(quoted) if text and (at := passage.find(text)) >= 0)
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if spans and not passage[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _lines(text: str) -> str:
    """Harmless, without blank lines; line breaks stay, so that a list stays a list."""
    while "\n\n" in (text := harmless(text).replace("\n \n", "\n\n")):
        text = text.replace("\n\n", "\n")
    return text


def _squeeze(text: str) -> str:
    return "\n".join(line.strip() for line in harmless(text).split("\n") if line.strip())
