"""Which terms of a query stand in a span, and how much of the query that is."""

import math
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

from bot.model.protocols import IndexEngine
from bot.model.query import Query
from bot.text.lexicon import FORM_WEIGHT

Matched = tuple[float, ...]
"""Per term of the query: 0 where it is absent, else the weight of its best variant present."""


class TermTable(NamedTuple):
    """A query made ready for matching: token -> [(term number, variant weight)], and each term's idf.

    `mass` is the sum of the idfs, `nothing` the match of a span without any term. A term of no passage has the
    highest idf, `unheard`: what the corpus never says weighs most.
    """

    places: dict[str, list[tuple[int, float]]]
    idfs: tuple[float, ...]
    mass: float
    unheard: float
    nothing: Matched

    def match(self, tokens: Sequence[str]) -> Matched:
        places = self.places
        held = [token for token in tokens if token in places]
        if not held:
            return self.nothing
        found = list(self.nothing)
        for token in held:
            for number, weight in places[token]:
                found[number] = max(found[number], weight)
        return tuple(found)

    def share(self, matched: Matched) -> float:
        """The part of the query's idf mass a span covers, 0..1."""
        return sum(map(mul, self.idfs, matched)) / self.mass if self.mass else 0.0


def make_term_table(query: Query, engine: IndexEngine) -> TermTable:
    """The table of a query over one index; idf as in the engines' BM25, by the term's most frequent form."""
    places: dict[str, list[tuple[int, float]]] = {}
    idfs = []
    size = len(engine)
    for number, term in enumerate(query.terms):
        top = term.variants[0].weight
        for variant in term.variants:
            places.setdefault(variant.token, []).append((number, variant.weight / top))
        holding = max(
            engine.passage_frequency(variant.token) for variant in term.variants if variant.weight >= FORM_WEIGHT * top
        )
        idfs.append(top * idf(size, holding))
    return TermTable(places, tuple(idfs), sum(idfs), idf(size, 0), (0.0,) * len(idfs))


def idf(size: int, holding: int) -> float:
    """ln(1 + (N - n + 0.5) / (n + 0.5)), Lucene's BM25Similarity; never negative."""
    return math.log(1 + (size - holding + 0.5) / (holding + 0.5))


def best_of(one: Matched, other: Matched, discount: float = 1.0) -> Matched:
    """Term by term the better of two spans, the other's weights discounted."""
    if not any(other):
        return one
    return tuple(map(max, one, other if discount == 1.0 else [weight * discount for weight in other]))


def kind_share(matched: Matched, query: Query, table: TermTable, *, names: bool) -> float:
    """The share, by idf, of the question's names (or other words) that are matched; 1 when it has none."""
    asked = [number for number, term in enumerate(query.terms) if (term.kind != "word") == names]
    mass = sum(table.idfs[number] for number in asked)
    return sum(table.idfs[number] * matched[number] for number in asked) / mass if mass else 1.0
