"""Replies made by hand, to print."""

from datetime import UTC, datetime

from bot.model.answer import Abstention, Answer, Claim, Coverage, Nearest, Quote, Reason, Source
from bot.model.article import ArticleHead
from bot.model.query import Correction, Query, Term, Variant

COVERAGE = Coverage(
    articles=20, oldest=datetime(2025, 3, 1, 9, tzinfo=UTC), newest=datetime(2025, 3, 14, 9, tzinfo=UTC)
)


def query(**changes: object) -> Query:
    term = Term(text="Russia", kind="name", variants=(Variant("russia", 1.0),))
    fields: dict[str, object] = {"question": "what does Russia demand", "language": "en", "terms": (term,)} | changes
    return Query.model_validate(fields)


def quote(n: int, text: str, passage: str | None = None) -> Quote:
    return Quote(n=n, article_id=f"a{n}", start=3, end=3 + len(text), text=text, passage=passage or text)


def source(n: int, **changes: object) -> Source:
    fields: dict[str, object] = {
        "id": f"a{n}",
        "title": f"Title {n}",
        "outlet": f"Outlet {n}",
        "published": datetime(2025, 3, 11 + n, tzinfo=UTC),
        "url": f"https://example.org/{n}",
    }
    return Source(n=n, article=ArticleHead.model_validate(fields | changes))


def answer(*claims: Claim, sources: tuple[Source, ...] = (), **changes: object) -> Answer:
    fields: dict[str, object] = {
        "query": query(),
        "claims": claims,
        "sources": sources,
        "confidence": 0.81234,
        "coverage": COVERAGE,
    }
    return Answer.model_validate(fields | changes)


def plain_answer() -> Answer:
    """Two sources, one claim that both carry, a correction and a word from the lexicon."""
    said = quote(1, "Russia demands neutrality.", "The talks go on. Russia demands neutrality. Nobody agrees.")
    again = quote(2, "Russia insists on neutrality.")
    claim = Claim(text=said.text, speaker="Alexander Grushko", quotes=(said, again), outlets=2)
    asked = query(corrections=(Correction("rusia", "Russia"),), widened=("insist", "require"))
    return answer(claim, sources=(source(1), source(2)), query=asked)


def abstention(reason: Reason = Reason.UNKNOWN_NAME, detail: str = "Boris Palmer") -> Abstention:
    near = (Nearest("a1", "The talks go on."),)
    return Abstention(query=query(), reason=reason, detail=detail, nearest=near, coverage=COVERAGE)
