"""The contract's formula, written as plainly as it is stated, to hold the engines against."""

from collections.abc import Callable, Sequence
from math import log

from bot.index.weights import FieldWeights, kept_length
from bot.model.hit import Entry
from bot.model.query import Query

FIELDS: dict[str, Callable[[Entry], tuple[str, ...]]] = {
    "body": lambda entry: entry.body,
    "title": lambda entry: entry.title,
    "heading": lambda entry: entry.heading,
    "outlet": lambda entry: entry.outlet_tokens,
}


def expected_scores(entries: Sequence[Entry], query: Query, weights: FieldWeights) -> dict[int, float]:
    """Scores of the passages that hold a variant, by passage id; filters are not looked at."""
    scores: dict[int, float] = {}
    for position, entry in enumerate(entries):
        tokens = {variant.token for term in query.terms for variant in term.variants}
        if any(tokens & set(read(entry)) for read in FIELDS.values()):
            scores[entry.passage_id] = sum(
                getattr(weights, name)
                * max(
                    (
                        weight * bm25([read(other) for other in entries], position, token)
                        for token, weight in term.variants
                    ),
                    default=0.0,
                )
                for term in query.terms
                for name, read in FIELDS.items()
            )
    return scores


def bm25(field: Sequence[tuple[str, ...]], position: int, token: str) -> float:
    """BM25 with k1 = 1.2 and b = 0.75, lengths as an index keeps them, idf as in Lucene."""
    frequency = field[position].count(token)
    if not frequency:
        return 0.0
    holding = sum(token in tokens for tokens in field)
    idf = log(1 + (len(field) - holding + 0.5) / (holding + 0.5))
    average = sum(map(len, field)) / len(field)
    norm = 1.2 * (1 - 0.75 + 0.75 * kept_length(len(field[position])) / average)
    return idf * frequency * (1.2 + 1) / (frequency + norm)
