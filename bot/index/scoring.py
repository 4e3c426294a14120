"""Scores of one state of the index in memory. Imports numpy and rank_bm25: import this module when first ranking."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.index.bounds import read_bounds, required_phrases, scoring_terms
from bot.index.okapi import FieldBM25, Scores
from bot.index.ranking import Scored, choose_hits
from bot.index.weights import FieldWeights
from bot.model.hit import Entry, Hit
from bot.model.query import Query, Term, Variant

Mask = NDArray[np.bool_]


class Scoring:
    """`entries` by passage id, at least one; a passage's position is its place among them."""

    def __init__(self, entries: Sequence[Entry], weights: FieldWeights) -> None:
        self._entries = entries
        self._published = np.array([np.nan if entry.published is None else entry.published for entry in entries])
        self._outlets = [None if entry.outlet is None else entry.outlet.casefold() for entry in entries]
        self._body = FieldBM25([entry.body for entry in entries])
        self._title = FieldBM25([entry.title for entry in entries])
        self._heading = FieldBM25([entry.heading for entry in entries])
        outlet = FieldBM25([entry.outlet_tokens for entry in entries])
        self._fields = (
            (self._body, weights.body),
            (self._title, weights.title),
            (self._heading, weights.heading),
            (outlet, weights.outlet),
        )

    def search(self, query: Query, k: int) -> list[Hit]:
        """As `IndexEngine.search`, for k above zero."""
        terms = scoring_terms(query)
        if terms:
            return self._rank(terms, self._allowed(query), k)
        if not required_phrases(query):
            return []
        found = np.flatnonzero(self._allowed(query))[:k]
        return [Hit(self._entries[position].passage_id, 0.0, rank) for rank, position in enumerate(found, start=1)]

    def passage_frequency(self, token: str) -> int:
        """As `IndexEngine.passage_frequency`."""
        return max(len(field.positions(token)) for field in (self._body, self._title, self._heading))

    def _rank(self, terms: Sequence[Term], allowed: Mask, k: int) -> list[Hit]:
        scores, matched = self._score(terms)
        positions = np.flatnonzero(allowed & matched)
        order = positions[np.argsort(-scores[positions], kind="stable")]

        def fetch(limit: int) -> list[Scored]:
            best = order[:limit]
            pairs = zip(scores[best].tolist(), best.tolist(), strict=True)
            return [Scored(score, self._entries[position].passage_id) for score, position in pairs]

        return choose_hits(fetch, k)

    def _score(self, terms: Sequence[Term]) -> tuple[Scores, Mask]:
        """Scores by position, and which positions hold a variant of a term at all."""
        scores = np.zeros(len(self._entries))
        matched = np.zeros(len(self._entries), dtype=np.bool_)
        for term in terms:
            for field, weight in self._fields:
                best = self._best_variant(field, term.variants)
                scores += weight * best
                matched |= best > 0
        return scores, matched

    def _best_variant(self, field: FieldBM25, variants: Sequence[Variant]) -> Scores:
        best = np.zeros(len(self._entries))
        for token, weight in variants:
            positions, scores = field.score(token)
            best[positions] = np.maximum(best[positions], weight * scores)
        return best

    def _allowed(self, query: Query) -> Mask:
        """Positions that the query's filters let through. An undated passage's date is NaN: no comparison holds."""
        allowed = np.ones(len(self._entries), dtype=np.bool_)
        bounds = read_bounds(query)
        if bounds.oldest is not None:
            allowed &= self._published >= bounds.oldest
        if bounds.newest is not None:
            allowed &= self._published <= bounds.newest
        if bounds.latest is not None:
            allowed &= ~(self._published > bounds.latest)
        if query.outlets:
            wanted = {outlet.casefold() for outlet in query.outlets}
            allowed &= np.array([outlet in wanted for outlet in self._outlets])
        if query.languages:
            allowed &= np.array([entry.language in query.languages for entry in self._entries])
        for phrase in required_phrases(query):
            allowed &= self._holding(phrase)
        return allowed

    def _holding(self, phrase: tuple[str, ...]) -> Mask:
        """Positions whose body holds the phrase's tokens side by side."""
        mask = np.zeros(len(self._entries), dtype=np.bool_)
        for position in set(self._body.positions(phrase[0])).intersection(*map(self._body.positions, phrase[1:])):
            mask[position] = _stands_in(phrase, self._entries[position].body)
        return mask


def _stands_in(phrase: tuple[str, ...], body: tuple[str, ...]) -> bool:
    return any(body[start : start + len(phrase)] == phrase for start in range(len(body) - len(phrase) + 1))
