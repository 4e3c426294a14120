"""A reply as one JSON object: the promise of `ask --json`. Keys are added, never renamed or dropped."""

from datetime import UTC, datetime
from typing import Any

from bot.model.answer import Abstention, Answer, Claim, Coverage, Source
from bot.model.query import Query
from bot.model.turn import Reply


def reply_as_json(reply: Reply, question: str | None = None) -> dict[str, Any]:
    """Plain values only, ready for `json.dumps`. Dates are ISO 8601 in UTC with a Z, or None where unknown.

    `question` is the question as typed, the question as read when None. `reason` is "unknown-name: Boris", the
    reason's value with its detail, and None for an answer.
    """
    answer = reply if isinstance(reply, Answer) else None
    abstention = reply if isinstance(reply, Abstention) else None
    return {
        "question": reply.query.question if question is None else question,
        "query": _query(reply.query),
        "abstained": answer is None,
        "reason": _reason(abstention) if abstention else None,
        "confidence": round(reply.confidence, 4),
        "claims": [_claim(claim) for claim in answer.claims] if answer else [],
        "sources": [_source(source) for source in answer.sources] if answer else [],
        "nearest": [near._asdict() for near in abstention.nearest] if abstention else [],
        "coverage": _coverage(reply.coverage),
        "took_ms": round(reply.took_ms, 3),
    }


def _query(query: Query) -> dict[str, Any]:
    return {
        "terms": [*(term.text for term in query.terms), *query.widened],
        "corrections": [{"from": correction.typed, "to": correction.read} for correction in query.corrections],
        "phrases": list(query.phrases),
        "from": _moment(query.since),
        "to": _moment(query.until),
        "outlets": list(query.outlets),
        "language": query.language,
    }


def _reason(abstention: Abstention) -> str:
    value = abstention.reason.value
    return f"{value}: {abstention.detail}" if abstention.detail else value


def _claim(claim: Claim) -> dict[str, Any]:
    quotes = [quote.model_dump() for quote in claim.quotes]
    return {"text": claim.text, "speaker": claim.speaker, "quotes": quotes, "outlets": claim.outlets}


def _source(source: Source) -> dict[str, Any]:
    article = source.article
    return {
        "n": source.n,
        "article_id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": _moment(article.published),
        "url": article.url,
        "path": article.path,
        "inferred": list(article.inferred),
        "also_in": [{"article_id": one.id, "outlet": one.outlet, "url": one.url} for one in source.also],
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {"articles": coverage.articles, "from": _moment(coverage.oldest), "to": _moment(coverage.newest)}


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None
