"""Measures of the hits, over the questions that name a gold article."""

from collections.abc import Iterable, Sequence

from bot.measure.means import mean
from bot.measure.outcome import HITS, Outcome
from bot.measure.strings import holds_any
from bot.model.answer import Consulted


def with_gold(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Those whose question names a gold article."""
    return [outcome for outcome in outcomes if outcome.question.gold_articles]


def first_rank(outcome: Outcome, *, strict: bool) -> int | None:
    """1-based rank of the first hit of a gold article; `strict`: that also holds an accepted answer string."""

    def good(hit: Consulted) -> bool:
        found = hit.article_id in outcome.question.gold_articles
        return found and (not strict or holds_any(hit.text, outcome.question.answers))

    return next((rank for rank, hit in enumerate(outcome.hits[:HITS], start=1) if good(hit)), None)


def hit_at(outcomes: Sequence[Outcome], *, k: int, strict: bool) -> float | None:
    """Share of the questions with a gold article that have a good hit among the first `k`.

    TREC's "success at k"; `hit@k (article)` and `hit@k (strict)` of the evaluation data's README.
    """
    ranks = [first_rank(outcome, strict=strict) for outcome in with_gold(outcomes)]
    return mean(rank is not None and rank <= k for rank in ranks)


def reciprocal_rank(outcomes: Sequence[Outcome], *, strict: bool) -> float | None:
    """MRR@10: mean of 1 / rank of the first good hit, 0 where none is among the first ten.

    Voorhees, "The TREC-8 Question Answering Track Report", 1999.
    """
    ranks = [first_rank(outcome, strict=strict) for outcome in with_gold(outcomes)]
    return mean(0.0 if rank is None else 1 / rank for rank in ranks)
