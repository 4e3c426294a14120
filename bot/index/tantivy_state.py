"""One committed state of an index on disk: its searcher, and what was read of it. Another commit, another state."""

from collections.abc import Sequence
from pathlib import Path

import tantivy
from tantivy import Order, Searcher

from bot.index.bounds import Bounds, read_bounds, required_phrases
from bot.index.ranking import Scored
from bot.index.tantivy_query import QueryComposer
from bot.index.weights import FieldWeights
from bot.model.hit import Hit
from bot.model.query import Query, Term

WIDER = 4
"""How many times as many passages are fetched, where some of the best are later than the question's `now`."""
MOST_FREQUENCIES = 100_000
"""Tokens whose frequencies are kept; then they are counted anew."""
_COUNTED = ("body", "title", "heading")


class State:
    """Safe to use from many threads. `later`: some question was asked as of a time before what it found first."""

    def __init__(
        self, path: Path, index: tantivy.Index, schema: tantivy.Schema, weights: FieldWeights, *, later: bool = False
    ) -> None:
        self.searcher: Searcher = index.searcher()
        self.frequencies: dict[str, int] = {}
        self.languages: frozenset[str] | None = None
        self.later = later
        self._has_removed = any(path.glob("*.del"))
        self._schema = schema
        self._composer = QueryComposer(schema, self.searcher, weights)

    def list_hits(self, query: Query, k: int) -> list[Hit]:
        """Without terms there is no score: by passage id, each with score 0."""
        composed = self._composer.compose(query, ())
        hits = self.searcher.search(composed, limit=k, count=False, order_by_field="passage_id", order=Order.Asc).hits
        return [Hit(int(number), 0.0, rank) for rank, (number, _) in enumerate(hits, start=1)]

    def fetch(self, query: Query, terms: Sequence[Term], limit: int) -> list[Scored]:
        """The best by score, best first, ties in any order."""
        latest = _only_latest(query)
        if latest is not None:
            found = self._fetch_until(latest, terms, limit)
            if found is not None:
                return found
        hits = self._search(self._composer.compose(query, terms), limit)
        return self._read([hit for hit in hits if hit[0]] if self._composer.scores_all else hits)

    def _fetch_until(self, latest: int, terms: Sequence[Term], limit: int) -> list[Scored] | None:
        """Those published until then; None when too few are among the best of all.

        Without a filter tantivy prunes by blocks. In news all is past, so that nothing has to be left out.
        """
        fetched = limit * WIDER if self.later else limit
        hits = self._search(self._composer.compose_scored(terms), fetched)
        published = self.searcher.fast_field_values("published", [address for _, address in hits])
        kept = [hit for hit, when in zip(hits, published, strict=True) if when is None or int(when) <= latest]
        if len(kept) < len(hits):
            self.later = True
        return self._read(kept[:limit]) if len(kept) >= limit or len(hits) < fetched else None

    def _search(self, composed: tantivy.Query, limit: int) -> list[tuple[float, tantivy.DocAddress]]:
        return self.searcher.search(composed, limit=limit, count=False).hits

    def _read(self, hits: Sequence[tuple[float, tantivy.DocAddress]]) -> list[Scored]:
        ids = self.searcher.fast_field_values("passage_id", [address for _, address in hits])
        return [Scored(score, int(number or 0)) for (score, _), number in zip(hits, ids, strict=True)]

    def passage_frequency(self, token: str) -> int:
        """As `IndexEngine.passage_frequency`."""
        known = self.frequencies.get(token)
        if known is None:
            if len(self.frequencies) >= MOST_FREQUENCIES:
                self.frequencies.clear()
            known = self.frequencies[token] = max(self._count(field, token) for field in _COUNTED)
        return known

    def _count(self, field: str, token: str) -> int:
        """tantivy's own count holds removed passages until their segment merges: then the living ones are counted."""
        held = self.searcher.doc_freq(field, token)
        if not held or not self._has_removed:
            return held
        term = tantivy.Query.term_query(self._schema, field, token, index_option="freq")
        return int(self.searcher.search(term, limit=1).count)  # type: ignore[attr-defined]  # missing from the stub

    def values(self, field: str, prefix: str = "") -> list[tuple[str, int]]:
        """Values of a field with the passages that have them. The filter leaves removed passages out, and reads every
        passage of every value for it."""
        living = tantivy.Query.all_query() if self._has_removed else None
        return self.searcher.terms_with_prefix(field, prefix, filter_query=living)


def _only_latest(query: Query) -> int | None:
    """Seconds since the epoch, where `now` is all that a query filters by."""
    bounds: Bounds = read_bounds(query)
    dated = bounds.oldest is not None or bounds.newest is not None
    other = dated or query.outlets or query.languages or required_phrases(query)
    return None if other else bounds.latest
