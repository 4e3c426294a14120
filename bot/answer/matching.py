"""Which terms of a query stand in a span, and how much of the query that is."""

import math
from collections.abc import Sequence
from itertools import pairwise
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
    highest idf, `unheard`: what the corpus never says weighs most. `order`: what each two neighbouring terms weigh
    together, `order_mass` their sum. `names`, `words`: the numbers of the terms of a kind, and their mass.
    """

    places: dict[str, list[tuple[int, float]]]
    idfs: tuple[float, ...]
    mass: float
    unheard: float
    nothing: Matched
    order: tuple[float, ...]
    order_mass: float
    names: "Kind"
    words: "Kind"

    def find(self, tokens: Sequence[str]) -> list["Held"]:
        """The tokens that belong to the query, in order."""
        places = self.places
        if places.keys().isdisjoint(tokens):  # as most sentences are, and told at a fifth of the cost
            return []
        return [(place, places[token]) for place, token in enumerate(tokens) if token in places]

    def match(self, tokens: Sequence[str]) -> Matched:
        return self.match_held(self.find(tokens))

    def match_held(self, held: Sequence["Held"]) -> Matched:
        """As `match`, of what `find` found; `nothing` itself where that is nothing."""
        if not held:
            return self.nothing
        found = list(self.nothing)
        for _, terms in held:
            for number, weight in terms:
                found[number] = max(found[number], weight)
        return tuple(found)

    def share(self, matched: Matched) -> float:
        """The part of the query's idf mass a span covers, 0..1."""
        if matched is self.nothing:
            return 0.0
        return sum(map(mul, self.idfs, matched)) / self.mass if self.mass else 0.0


Held = tuple[int, list[tuple[int, float]]]
"""A token's place, and what `TermTable.places` holds of it."""


class Kind(NamedTuple):
    """The numbers of the terms of one kind, and the sum of their idfs."""

    numbers: tuple[int, ...]
    mass: float


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
    order = tuple(one + other for one, other in pairwise(idfs))
    names, words = (_make_kind(query, idfs, names=names) for names in (True, False))
    nothing = (0.0,) * len(idfs)
    return TermTable(places, tuple(idfs), sum(idfs), idf(size, 0), nothing, order, sum(order), names, words)


def _make_kind(query: Query, idfs: Sequence[float], *, names: bool) -> Kind:
    numbers = tuple(number for number, term in enumerate(query.terms) if (term.kind != "word") == names)
    return Kind(numbers, sum(idfs[number] for number in numbers))


def idf(size: int, holding: int) -> float:
    """ln(1 + (N - n + 0.5) / (n + 0.5)), Lucene's BM25Similarity; never negative."""
    return math.log(1 + (size - holding + 0.5) / (holding + 0.5))


def best_of(one: Matched, *others: Matched) -> Matched:
    """Term by term the best of several spans."""
    for other in others:
        if any(other):  # spelled out: `map(max, one, other)` takes three times as long
            one = tuple([max(mine, its) for mine, its in zip(one, other, strict=True)])
    return one


def kind_share(matched: Matched, table: TermTable, *, names: bool) -> float:
    """The share, by idf, of the question's names and numbers (or other words) that are matched; 1 when it has none."""
    numbers, mass = table.names if names else table.words
    return sum(table.idfs[number] * matched[number] for number in numbers) / mass if mass else 1.0
