"""Every measure by name: what reports print and floors files speak of.

A measure is a share of 0 to 1, a mean, a maximum or milliseconds, and None where the run holds no question that it
speaks of.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from bot.measure import ranking, replies
from bot.measure.outcome import Outcome
from bot.measure.percentiles import percentile

Measure = Callable[[Sequence[Outcome]], float | None]


def took(outcomes: Sequence[Outcome], *, share: float) -> float | None:
    """Milliseconds from question to reply that `share` of the questions do not exceed."""
    return percentile([outcome.took_ms for outcome in outcomes], share)


MEASURES: Mapping[str, Measure] = {
    **{f"hit@{k}": partial(ranking.hit_at, k=k, strict=False) for k in (1, 4, 10)},
    **{f"hit@{k}-strict": partial(ranking.hit_at, k=k, strict=True) for k in (1, 4, 10)},
    "mrr@10": partial(ranking.reciprocal_rank, strict=False),
    "mrr@10-strict": partial(ranking.reciprocal_rank, strict=True),
    "answer-in-reply-gold": lambda outcomes: replies.answer_in_reply(ranking.with_gold(outcomes)),
    "answer-in-reply": replies.answer_in_reply,
    "answer-in-700": partial(replies.answer_in_reply, within=replies.MAX_QUOTED),
    "answered-answerable": lambda outcomes: replies.answered(replies.answerable(outcomes)),
    "abstained-unanswerable": lambda outcomes: replies.abstained(replies.unanswerable(outcomes)),
    "auroc": replies.confidence_auroc,
    "refused-at-90": replies.refused_at_90,
    "verbatim": replies.verbatim,
    "within-size": replies.within_size,
    "claims-mean": replies.mean_claims,
    "claims-max": replies.max_claims,
    "quoted-mean": replies.mean_quoted,
    "quoted-max": replies.max_quoted,
    "p50-ms": partial(took, share=0.5),
    "p99-ms": partial(took, share=0.99),
}
"""In the order of a report."""

LESS_IS_BETTER = frozenset({"claims-mean", "claims-max", "quoted-mean", "quoted-max", "p50-ms", "p99-ms"})
"""What a floors file gives for these is a ceiling."""


def measure(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Every measure that the run's questions give, by name, in the order of a report."""
    values = {name: of(outcomes) for name, of in MEASURES.items()}
    return {name: value for name, value in values.items() if value is not None}
