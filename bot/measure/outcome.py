"""What came of one question of a set: everything the measures look at, and nothing of the machinery."""

from typing import NamedTuple

from bot.measure.sets import SetQuestion
from bot.model.answer import Abstention, Answer, Consulted, Quote
from bot.model.turn import Reply

HITS = 10
"""Hits looked at: the deepest cut of the measures."""


class Outcome(NamedTuple):
    """`quotes` in reading order; `hits` best first, at most ten; `took_ms` from question to reply.

    `claims` counts the statements a person reads (a list is one). `verbatim`: how many quotes are, character for
    character, what the store holds at their offsets.
    """

    question: SetQuestion
    abstained: bool
    confidence: float
    claims: int
    quotes: tuple[Quote, ...]
    hits: tuple[Consulted, ...]
    verbatim: int
    took_ms: float

    @property
    def quoted(self) -> int:
        """Quoted characters, all quotes of all claims together."""
        return sum(len(quote.text) for quote in self.quotes)


def compose_outcome(question: SetQuestion, reply: Reply, texts: dict[str, str], took_ms: float) -> Outcome:
    """`texts`: the stored clean texts of the quoted articles, by id."""
    quotes = tuple(quotes_of(reply))
    return Outcome(
        question=question,
        abstained=isinstance(reply, Abstention),
        confidence=reply.confidence,
        claims=len(reply.claims) if isinstance(reply, Answer) else 0,
        quotes=quotes,
        hits=reply.consulted[:HITS],
        verbatim=sum(texts.get(quote.article_id, "")[quote.start : quote.end] == quote.text for quote in quotes),
        took_ms=took_ms,
    )


def quotes_of(reply: Reply) -> list[Quote]:
    """All quotes of a reply, in reading order; none of an abstention."""
    if isinstance(reply, Abstention):
        return []
    return [quote for claim in reply.claims for quote in claim.quotes]


def line_of(outcome: Outcome) -> dict[str, object]:
    """The JSON object of one line of `--out`."""
    return {
        "id": outcome.question.id,
        "abstained": outcome.abstained,
        "confidence": outcome.confidence,
        "quotes": [{"article_id": quote.article_id, "text": quote.text} for quote in outcome.quotes],
        "hits": [{"article_id": hit.article_id, "text": hit.text, "score": hit.score} for hit in outcome.hits],
        "took_ms": round(outcome.took_ms, 3),
    }
