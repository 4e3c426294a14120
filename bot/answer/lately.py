"""What the articles of the last days hold of a question about now."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from bot.answer.candidates import Candidate
from bot.answer.matching import TermTable, best_of
from bot.model.query import Query

FRESH = timedelta(days=10)
"""News of a week, and what follows in the days after."""
CONSIDERED = 60
"""Best candidates among which new evidence is looked for."""
_HALF = 0.5
_ENOUGH = 5
"""Articles of the last days with half of the question each, beyond which one more says nothing."""


class Lately(NamedTuple):
    """Shares of the question, 0..1. `stale`: by how much older passages hold more of it than those of the last days;
    `headline`: what the best headline of the last days holds; `agreeing`: 1 when five of their articles hold half."""

    stale: float = 0.0
    headline: float = 0.0
    agreeing: float = 0.0


def read_lately(candidates: Sequence[Candidate], query: Query, table: TermTable) -> Lately:
    """Of the first `CONSIDERED` candidates; nothing without the question's time."""
    held = list(_read_shares(candidates[:CONSIDERED], query, table))
    new = [one for one in held if one.new]
    best: dict[str, float] = {}
    for one in new:
        best[one.article] = max(best.get(one.article, 0.0), one.share)
    old = max((one.share for one in held if not one.new), default=0.0)
    return Lately(
        stale=max(0.0, old - max(best.values(), default=0.0)),
        headline=max((one.headline for one in new), default=0.0),
        agreeing=min(sum(share >= _HALF for share in best.values()), _ENOUGH) / _ENOUGH,
    )


class _Held(NamedTuple):
    article: str
    new: bool
    share: float
    headline: float


def _read_shares(candidates: Sequence[Candidate], query: Query, table: TermTable) -> Iterator[_Held]:
    if query.now is None:
        return
    since = query.now - FRESH
    for one in candidates:
        article = one.ranked.found.article
        near = best_of(one.ranked.windows[one.sentence], one.ranked.context)
        new = article.published is not None and article.published >= since
        yield _Held(article.id, new, table.share(near), table.share(one.ranked.context))
