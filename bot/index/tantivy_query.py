"""From our query to tantivy's: sums over terms and fields, maxima over variants, filters that do not score."""

from collections.abc import Sequence

import tantivy
from tantivy import FieldType, Occur

from bot.index.bounds import read_bounds, required_phrases
from bot.index.weights import FieldWeights
from bot.model.query import Query, Term, Variant

Clause = tuple[Occur, tantivy.Query]

MOST_KEPT = 4096
"""Terms whose part of a query is kept."""


class QueryComposer:
    """Makes tantivy queries against one state of the index: tokens it does not hold cost nothing later.

    `scores_all`: what holds a term has a score above 0; not so where some field weighs nothing.
    """

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, weights: FieldWeights) -> None:
        self._schema = schema
        self._searcher = searcher
        self._weights = weights
        self.scores_all = all(weights)
        self._kept: dict[tuple[Variant, ...], list[Clause]] = {}

    def compose(self, query: Query, terms: Sequence[Term]) -> tantivy.Query:
        """Passages that hold a variant of one of `terms` (any passage, when there are none) and pass every filter.

        Passages that hold none may come behind those that do, with a score of 0, where `scores_all`.
        """
        filters = self._filters(query)
        if not terms:
            return _all_of(filters)
        if self.scores_all:  # terms that only add to the score are looked up only where the filters hold
            return tantivy.Query.boolean_query([*filters, *self._clauses_of(terms)])
        return tantivy.Query.boolean_query([(Occur.Must, self.compose_scored(terms)), *filters])

    def compose_scored(self, terms: Sequence[Term]) -> tantivy.Query:
        """Passages that hold a variant of one of `terms`, whatever else a query asks for."""
        return tantivy.Query.boolean_query(self._clauses_of(terms))

    def _clauses_of(self, terms: Sequence[Term]) -> list[Clause]:
        return [clause for term in terms for clause in self._clauses(term.variants)]

    def _clauses(self, variants: tuple[Variant, ...]) -> list[Clause]:
        """What one term asks of each field; kept, for a question is searched for twice and many share their words."""
        kept = self._kept.get(variants)
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            found = (self._best_variant(field, weight, variants) for field, weight in self._weights._asdict().items())
            kept = self._kept[variants] = [(Occur.Should, clause) for clause in found if clause is not None]
        return kept

    def _best_variant(self, field: str, weight: float, variants: Sequence[Variant]) -> tantivy.Query | None:
        """The best of the variants the field holds; a single one stays bare, so that tantivy can prune by blocks."""
        held = [
            tantivy.Query.boost_query(self._token(field, variant.token), weight * variant.weight)
            for variant in variants
            if self._searcher.doc_freq(field, variant.token)
        ]
        if not held:
            return None
        return held[0] if len(held) == 1 else tantivy.Query.disjunction_max_query(held)

    def _token(self, field: str, token: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, token, index_option="freq")

    def _filters(self, query: Query) -> list[Clause]:
        bounds = read_bounds(query)
        filters = [(Occur.Must, _silent(self._phrase(phrase))) for phrase in required_phrases(query)]
        if bounds.oldest is not None or bounds.newest is not None:
            newest = min((bound for bound in (bounds.newest, bounds.latest) if bound is not None), default=None)
            filters.append((Occur.Must, _silent(self._published(bounds.oldest, newest))))
        elif bounds.latest is not None:
            filters.append((Occur.MustNot, self._published(bounds.latest + 1, None)))
        if query.outlets:
            names = [outlet.casefold() for outlet in query.outlets]
            outlets = tantivy.Query.term_set_query(self._schema, "outlet_name", names)
            filters.append((Occur.Must, _silent(outlets)))
        if query.languages:
            languages = tantivy.Query.term_set_query(self._schema, "language", list(query.languages))
            filters.append((Occur.Must, _silent(languages)))
        return filters

    def _phrase(self, phrase: tuple[str, ...]) -> tantivy.Query:
        """tantivy's phrases begin at two words."""
        if len(phrase) == 1:
            return self._token("body", phrase[0])
        return tantivy.Query.phrase_query(self._schema, "body", list(phrase))

    def _published(self, oldest: int | None, newest: int | None) -> tantivy.Query:
        return tantivy.Query.range_query(self._schema, "published", FieldType.Integer, oldest, newest)


def _silent(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)


def _all_of(clauses: Sequence[Clause]) -> tantivy.Query:
    """A query of nothing but MustNot would match nothing."""
    return tantivy.Query.boolean_query([(Occur.Must, _silent(tantivy.Query.all_query())), *clauses])
