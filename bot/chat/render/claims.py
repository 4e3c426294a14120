"""A claim as a group of units: its sentence with the citations, then the passages it stands in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, tzinfo

from bot.chat.render.guard import clip, guard, one_line
from bot.chat.render.heads import LONGEST_OUTLET, cite, head_runs
from bot.chat.render.pages import ROOM
from bot.chat.render.passages import shorten, show_passage, tidy
from bot.chat.render.runs import Group, Part, Run, Unit, count_letters, measure_unit
from bot.model.answer import DENIED, Claim, Quote, Source
from bot.model.article import ArticleHead
from bot.text.messages import Messages

NOWHERE_ELSE: Mapping[int, Sequence[str]] = {}
LONGEST_NAME = 120
LONGEST_DIFFERENCE = 200
MOST_NAMED = 5
"""Outlets named that print the same text; of more the number."""
LONGEST_SENTENCE = 3200
"""UTF-16 units a claim's text may take, so that its citations share its message; answers quote about 700 letters."""


class ClaimWriter:
    """Writes the claims of one reply in order; a passage, and the title of a source, is written once.

    `heads`: the cited articles by source number. `context`: characters of a passage shown around its quotes. `also`:
    other outlets that print the same text, by source number.
    """

    def __init__(
        self,
        claims: Sequence[Claim],
        heads: Mapping[int, ArticleHead],
        messages: Messages,
        *,
        context: int,
        zone: tzinfo = UTC,
        also: Mapping[int, Sequence[str]] = NOWHERE_ELSE,
    ) -> None:
        self._claims = claims
        self._also = also
        self._heads = heads
        self._messages = messages
        self._context = context
        self._zone = zone
        self._named: set[int] = set()
        self._shown: set[tuple[str, str]] = set()

    def groups(self) -> list[Group]:
        """One group a claim, in order."""
        return [tuple(self._group(claim)) for claim in self._claims]

    def _group(self, claim: Claim) -> Iterator[Unit]:
        beside = claim.quotes[1:] if claim.differs else ()
        carrying = claim.quotes[:1] if claim.differs else claim.quotes
        yield (self._sentence(claim.text, carrying), *self._below(claim))
        yield from ((self._sentence(quote.text, (quote,)),) for quote in beside)
        boxes = [runs for quote in claim.quotes if (runs := tuple(self._box(quote)))]
        together = [run for number, runs in enumerate(boxes) for run in (*([Run("\n\n")] if number else []), *runs)]
        unit = (Part(guard(together), quoted=True),)
        if boxes and measure_unit(unit).within(ROOM):
            yield unit
        else:
            yield from ((Part(guard(runs), quoted=True),) for runs in boxes)

    def _sentence(self, text: str, quotes: Sequence[Quote]) -> Part:
        numbers = sorted({quote.n for quote in quotes})
        links = [run for n in numbers for run in (Run(" "), cite(n, self._heads.get(n)))]
        return Part((*guard((Run(_short_enough(tidy(text))),)), *links))

    def _below(self, claim: Claim) -> Iterator[Part]:
        """Who said it, where the sentence itself does not name them; how many outlets; in what they differ."""
        if claim.differs:
            sides = self._messages.text("answer-differs", sides="; ".join(map(self._difference, claim.differs)))
            yield Part(guard((Run(sides, "italic"),)))
        said = [clip(claim.speaker, LONGEST_NAME)] if claim.speaker and not _names(claim) else []
        if claim.outlets > 1 and not claim.differs:
            said.append(self._messages.text("answer-outlets", count=claim.outlets))
        if others := self._name_others(claim):
            said.append(others)
        if said:
            yield Part(guard((Run(f"— {' · '.join(said)}", "italic"),)))

    def _name_others(self, claim: Claim) -> str:
        carrying = claim.quotes[:1] if claim.differs else claim.quotes
        outlets = dict.fromkeys(outlet for quote in carrying for outlet in self._also.get(quote.n, ()))
        return name_outlets(list(outlets), self._messages)

    def _difference(self, difference: str) -> str:
        return self._messages.text("differs-denied") if difference == DENIED else clip(difference, LONGEST_DIFFERENCE)

    def _box(self, quote: Quote) -> Iterator[Run]:
        """Title, outlet, date and the passage with its quotes in bold; nothing when all of it has been shown."""
        passage = self._passage(quote)
        head = self._heads.get(quote.n)
        if head and quote.n not in self._named:
            self._named.add(quote.n)
            yield from head_runs(quote.n, head, self._messages, self._zone)
            if passage:
                yield Run("\n")
        elif passage:
            yield from (cite(quote.n, head), Run(" "))
        yield from passage

    def _passage(self, quote: Quote) -> tuple[Run, ...]:
        key = (quote.article_id, quote.passage)
        if key in self._shown or self._stands_alone(quote):
            return ()
        self._shown.add(key)
        quotes = [other for claim in self._claims for other in claim.quotes if (other.article_id, other.passage) == key]
        return show_passage(quote.passage, [other.text for other in quotes], self._context)

    def _stands_alone(self, quote: Quote) -> bool:
        """The passage is the claim's own sentence, which stands above it already."""
        return tidy(quote.passage) == tidy(quote.text) and any(tidy(quote.text) == tidy(c.text) for c in self._claims)


def name_outlets(outlets: Sequence[str], messages: Messages) -> str:
    """ "also in: B, C and 3 more"; "" for none."""
    if not outlets:
        return ""
    named = messages.joined(clip(outlet, LONGEST_OUTLET) for outlet in outlets[:MOST_NAMED])
    more = len(outlets) - MOST_NAMED
    if more <= 0:
        return messages.text("answer-also", outlets=named)
    return messages.text("answer-also-more", outlets=named, count=more)


def list_others(sources: Sequence[Source]) -> dict[int, list[str]]:
    """The other outlets of each source that has some, by its number."""
    return {source.n: [head.outlet for head in source.also if head.outlet] for source in sources if source.also}


def _short_enough(text: str) -> str:
    return text if count_letters(text) <= LONGEST_SENTENCE else shorten(text, LONGEST_SENTENCE // 2)


def _names(claim: Claim) -> bool:
    return one_line(claim.speaker or "").casefold() in one_line(claim.text).casefold()
