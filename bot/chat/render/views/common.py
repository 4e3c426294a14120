"""What the views share: headings, claims with their numbers, one page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.chat.render.guard import guard
from bot.chat.render.heads import cite
from bot.chat.render.pages import Page, make_pages
from bot.chat.render.passages import tidy
from bot.chat.render.runs import Group, Part, Run, Style
from bot.model.answer import Answer, Claim, Quote
from bot.model.article import ArticleHead
from bot.text.messages import Messages


def heads_by_number(answer: Answer) -> dict[int, ArticleHead]:
    """The cited articles by the numbers that the answer gives them."""
    return {source.n: source.article for source in answer.sources}


def heading(text: str) -> Part:
    """A line in bold; the text is ours or guarded."""
    return Part(guard((Run(text, "bold"),)))


def guarded_line(text: str, style: Style = "plain") -> Part:
    """A line of a list in one style; set as code, whole, when something in it would act: many lines make one message,
    which has room for a hundred pieces of markup."""
    runs = guard((Run(text, style),))
    return Part(runs if len(runs) == 1 else (Run(text, "code"),))


def small(text: str) -> Group:
    """A line in small print, a group of its own."""
    return ((Part(guard((Run(text, "italic"),))),),)


class Side(NamedTuple):
    """What is stated, by which quotes. `speaker`: who it is attributed to, None when unsure."""

    text: str
    quotes: tuple[Quote, ...]
    speaker: str | None


def sides_of(claim: Claim) -> list[Side]:
    """The claim as it may be told on its own: one side, or where its sources differ one for each quote, so that none
    stands beside a sentence that it contradicts."""
    if not claim.differs:
        return [Side(claim.text, claim.quotes, claim.speaker)]
    first, *others = claim.quotes
    return [Side(first.text, (first,), claim.speaker), *(Side(quote.text, (quote,), None) for quote in others)]


def numbers_of(side: Side) -> list[int]:
    """The sources that carry it, each once, in order."""
    return sorted({quote.n for quote in side.quotes})


def side_part(side: Side, heads: Mapping[int, ArticleHead]) -> Part:
    """Its sentence with the numbers of its sources."""
    return quoted_part(side.text, side.quotes, heads)


def quoted_part(text: str, quotes: Sequence[Quote], heads: Mapping[int, ArticleHead]) -> Part:
    """A sentence with the numbers of the quotes that carry it, each number once."""
    numbers = sorted({quote.n for quote in quotes})
    links = [run for n in numbers for run in (Run(" "), cite(n, heads.get(n)))]
    return Part((*guard((Run(tidy(text)),)), *links))


def render_view(groups: Iterable[Group], messages: Messages, note: str = "") -> Page:
    """A view as one message, `note` in small print below it; one that needs more ends with a line that says so."""
    whole = list(groups)
    notes = [small(note)] if note else []
    pages = make_pages([*whole, *notes], messages)
    if len(pages) == 1:
        return pages[0]
    return _shortened(whole, [small(messages.text("bot-view-shortened")), *notes], messages)


def _shortened(groups: list[Group], rest: list[Group], messages: Messages) -> Page:
    for count in range(len(groups) - 1, 0, -1):
        pages = make_pages([*groups[:count], *rest], messages)
        if len(pages) == 1:
            return pages[0]
    return make_pages([groups[0][:1]], messages)[0]
