"""How new an article is to a question about now, and the passages of the last days that a question about now takes too.

A question is taken to be about now in a live collection, one with news of the last days, unless it names dates itself.
"""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import cache

from bot.model.answer import Coverage
from bot.model.hit import Hit
from bot.model.protocols import IndexEngine
from bot.model.query import Query

HALF_LIFE_DAYS = 14.0
"""An article is worth half after so many days; measured on questions about a week's news."""
LIVE_WITHIN = timedelta(days=7)
"""A collection whose newest article is younger is a live one."""
_IN_YEAR = re.compile(r"\b(?:in|during|в|во|у|за)\s+(?:\w+\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)
RECENT = timedelta(days=14)
RECENT_HITS = 20
"""Passages of the last days that compete beside the best of all: BM25 alone finds older reports of the same kind."""

WORTH_A_THREAD = 250_000
"""Passages from which both searches of a question run at once; over fewer, they take less than a thread costs."""
_SEARCHERS = 4
"""Threads that search the last days; what is asked beyond that waits its turn."""


def measure_freshness(published: datetime | None, query: Query) -> float:
    """0.5 ** (age / half-life); 0 without a date, without `now`, and when the question names its own dates."""
    if query.now is None or published is None or query.since or query.until:
        return 0.0
    days = max(0.0, (query.now - published).total_seconds() / 86400)
    return float(0.5 ** (days / HALF_LIFE_DAYS))


def asks_about_now(query: Query, coverage: Coverage) -> bool:
    """Whether the collection is live at the question's `now`, and the question names no dates and no earlier year."""
    if query.now is None or coverage.newest is None or query.since or query.until:
        return False
    if any(int(year) < query.now.year for year in _IN_YEAR.findall(query.question)):
        return False
    return query.now - coverage.newest <= LIVE_WITHIN


def search_with_recent(query: Query, coverage: Coverage, engine: IndexEngine, k: int) -> list[Hit]:
    """The k best hits; for a question about now also the best of the last days, ranked among them by score."""
    if query.now is None or not asks_about_now(query, coverage):
        return engine.search(query, k)
    of_late = query.model_copy(update={"since": query.now - RECENT})
    at_once = len(engine) >= WORTH_A_THREAD
    recent = _searchers().submit(engine.search, of_late, RECENT_HITS) if at_once else None
    hits = engine.search(query, k)
    if len(hits) < k:
        return hits
    return _merge(hits, recent.result() if recent else engine.search(of_late, RECENT_HITS))


@cache
def _searchers() -> ThreadPoolExecutor:
    """Both searches of a question at once: tantivy leaves Python's lock to others while it searches."""
    return ThreadPoolExecutor(_SEARCHERS, "recent")


def _merge(hits: Sequence[Hit], recent: Sequence[Hit]) -> list[Hit]:
    """Scores of one query compare, whatever its bounds; ties as in an engine, by passage id."""
    best = {hit.passage_id: hit.score for hit in (*recent, *hits)}
    ordered = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Hit(passage_id, score, rank) for rank, (passage_id, score) in enumerate(ordered, start=1)]
