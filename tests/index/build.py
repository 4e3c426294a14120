"""Small entries and queries, as short to write as what they mean."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.model.hit import Entry, Hit
from bot.model.protocols import IndexEngine
from bot.model.query import Query, Term, Variant


def make_entry(
    passage_id: int,
    body: str = "",
    *,
    article: str | None = None,
    title: str = "",
    heading: str = "",
    outlet: str | None = None,
    published: datetime | None = None,
    names: Iterable[str] = (),
    language: str = "en",
) -> Entry:
    """A passage of its own article unless `article` says otherwise; the outlet's tokens are its casefolded words."""
    return Entry(
        passage_id=passage_id,
        article_id=article or f"article-{passage_id}",
        title=tuple(title.split()),
        outlet_tokens=tuple((outlet or "").casefold().split()),
        heading=tuple(heading.split()),
        body=tuple(body.split()),
        words=frozenset(body.split()),
        names=frozenset(names),
        published=None if published is None else int(published.timestamp()),
        outlet=outlet,
        language=language,
    )


def ask(
    *terms: str | Sequence[tuple[str, float]],
    phrases: Iterable[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    now: datetime | None = None,
    outlets: tuple[str, ...] = (),
    languages: tuple[str, ...] = (),
) -> Query:
    """A term is a word, or a list of (token, weight) variants."""
    return Query(
        question="?",
        language="en",
        terms=tuple(_make_term(term) for term in terms),
        phrase_tokens=tuple(tuple(phrase.split()) for phrase in phrases),
        since=since,
        until=until,
        now=now,
        outlets=outlets,
        languages=languages,
    )


def _make_term(term: str | Sequence[tuple[str, float]]) -> Term:
    variants = [(term, 1.0)] if isinstance(term, str) else term
    return Term(
        text=variants[0][0] if variants else "", kind="word", variants=tuple(Variant(*item) for item in variants)
    )


def find_ids(engine: IndexEngine, query: Query, k: int = 10) -> list[int]:
    """Passage ids of the hits, best first."""
    return [hit.passage_id for hit in engine.search(query, k)]


def find_scores(engine: IndexEngine, query: Query, k: int = 100) -> dict[int, float]:
    """Scores by passage id."""
    return {hit.passage_id: hit.score for hit in engine.search(query, k)}


def hit_scores(hits: Sequence[Hit]) -> list[float]:
    """Scores, best first."""
    return [hit.score for hit in hits]


def day(number: int) -> datetime:
    """Noon of a day of March 2022, UTC."""
    return datetime(2022, 3, number, 12, tzinfo=UTC)
