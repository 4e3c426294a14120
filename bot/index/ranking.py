"""From scores to hits: the same order in every engine, whatever the last digits of its arithmetic say."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.model.hit import Hit

TIE = 1e-5
"""Scores this near, relative to the larger, are one score: tantivy adds in 32-bit floats, in no fixed order."""

SPARE = 16
"""Passages fetched beyond k, so that ties at the edge are mostly settled by the first fetch."""


class Scored(NamedTuple):
    """A passage's score as the engine computed it."""

    score: float
    passage_id: int


def choose_hits(fetch: Callable[[int], Sequence[Scored]], k: int) -> list[Hit]:
    """The k best, ties to the smaller passage id; `fetch(n)` gives the n best by score, best first, ties in any order.

    Fetches more while passages beyond the k-th may tie with it.
    """
    limit = k + SPARE
    found = fetch(limit)
    while len(found) >= limit and all(_tie(*pair) for pair in pairwise(found[k - 1 :])):
        limit *= 4
        found = fetch(limit)
    return [Hit(item.passage_id, item.score, rank) for rank, item in enumerate(_settle_ties(found, k), start=1)]


def _tie(better: Scored, worse: Scored) -> bool:
    return better.score - worse.score <= TIE * better.score


def _settle_ties(found: Sequence[Scored], k: int) -> list[Scored]:
    """The first k. Neighbours that tie form one group (a chain, so that equal scores never part) and share its best
    score; a group may be long (a word that ten thousand passages of one length hold), so that only k are made of it."""
    settled: list[Scored] = []
    group: list[Scored] = []
    for item in found:
        if group and not _tie(group[-1], item):
            settled += _same_score(group, k - len(settled))
            group = []
            if len(settled) == k:
                break
        group.append(item)
    return settled + _same_score(group, k - len(settled))


def _same_score(group: list[Scored], most: int) -> list[Scored]:
    return [Scored(group[0].score, number) for number in sorted(item.passage_id for item in group)[:most]]
