"""What several collections have to say, made one. Pure.

Each collection was searched, ranked and weighed with its own words and statistics, so that none changes what another
says. What meets here are shares of the question's idf mass (`ranking.py`, `candidates.py`), which mean the same in
collections of any size; BM25 scores, which do not, never meet. A collection that abstains adds nothing to an answer.
"""

from collections.abc import Iterable, Sequence

from bot.answer.candidates import Candidate
from bot.answer.weighing import Manner, Weighed
from bot.model.answer import Coverage, Reason
from bot.model.article import ArticleHead
from bot.model.protocols import OutletCount

_FURTHEST = (
    Reason.WEAK_EVIDENCE,
    Reason.NOT_FOUND,
    Reason.PHRASE_NOT_FOUND,
    Reason.NOTHING_IN_RANGE,
    Reason.UNKNOWN_NAME,
    Reason.NO_WORDS,
)
"""Of several reasons to abstain the one that is said: how close a collection came. One that is empty comes last."""


def merge_weighed(weighed: Sequence[Weighed], manner: Manner) -> Weighed:
    """At least one; in the order in which collections are read, which decides between equals."""
    coverage = merge_coverage([one.coverage for one in weighed])
    answering = [one for one in weighed if one.reason is None]
    if not answering:
        return _merge_abstaining(weighed)._replace(coverage=coverage)
    # a word that one collection holds as typed is not read otherwise because another knows a similar one
    as_typed = [one for one in answering if not one.query.corrections] or answering
    merged = _merge(as_typed)
    groups = manner.choose(merged.candidates)
    return merged._replace(coverage=coverage, groups=groups, reason=None if groups else Reason.NOT_FOUND)


def _merge_abstaining(weighed: Sequence[Weighed]) -> Weighed:
    """The collections that came closest speak for all. A name is unknown when all of them say so."""
    places = [_place(one.reason) for one in weighed]
    closest = [one for one, place in zip(weighed, places, strict=True) if place == min(places)]
    merged = _merge(closest)
    if merged.reason is not Reason.UNKNOWN_NAME:
        return merged
    unknown = tuple(name for name in merged.query.unknown if all(name in one.query.unknown for one in closest))
    query = merged.query.model_copy(update={"unknown": unknown})
    return merged._replace(query=query, reason=Reason.UNKNOWN_NAME if unknown else Reason.NOT_FOUND)


def _place(reason: Reason | None) -> int:
    return _FURTHEST.index(reason) if reason in _FURTHEST else len(_FURTHEST)


def _merge(weighed: Sequence[Weighed]) -> Weighed:
    """The query is that of the collection with the best candidate: what it read into the question is shown."""
    if len(weighed) == 1:
        return weighed[0]
    first = max(weighed, key=_best)
    candidates = list(_each_article_once(weighed))
    ranked = [item for one in weighed for item in one.ranked]
    return Weighed(
        query=first.query,
        coverage=first.coverage,
        ranked=sorted(ranked, key=lambda item: (-item.score, item.found.passage.id)),
        candidates=sorted(candidates, key=lambda one: (-one.score, one.ranked.found.article.id, one.start)),
        confidence=max(one.confidence for one in weighed),
        reason=first.reason,
        groups=[],
        signals=max(weighed, key=lambda one: one.confidence).signals,
    )


def _best(weighed: Weighed) -> tuple[bool, float, float]:
    best = weighed.candidates[0].score if weighed.candidates else 0.0
    return bool(weighed.candidates), best, weighed.confidence


def _each_article_once(weighed: Iterable[Weighed]) -> Iterable[Candidate]:
    """Ids do not repeat across collections (`ingest/metadata.py`); were one to, the first collection's counts."""
    homes: dict[str, str] = {}
    for one in weighed:
        for candidate in one.candidates:
            article = candidate.ranked.found.article
            if homes.setdefault(article.id, article.collection) == article.collection:
                yield candidate


def merge_coverage(coverages: Sequence[Coverage]) -> Coverage:
    """Of all together."""
    return Coverage(
        articles=sum(one.articles for one in coverages),
        oldest=min((one.oldest for one in coverages if one.oldest), default=None),
        newest=max((one.newest for one in coverages if one.newest), default=None),
    )


def merge_outlets(counts: Iterable[OutletCount]) -> list[OutletCount]:
    """Each outlet once, in the order of `ArticleStore.outlets`."""
    found: dict[str | None, list[OutletCount]] = {}
    for one in counts:
        found.setdefault(one.outlet, []).append(one)
    merged = [
        OutletCount(outlet, sum(one.articles for one in ones), merge_coverage([one.coverage for one in ones]))
        for outlet, ones in found.items()
    ]
    return sorted(merged, key=lambda one: (one.outlet is None, -one.articles, one.outlet or ""))


def merge_heads(heads: Iterable[ArticleHead]) -> list[ArticleHead]:
    """The newest first, those without a date last; of one moment by id."""
    return sorted(heads, key=lambda head: (-(head.published.timestamp() if head.published else 0.0), head.id))
