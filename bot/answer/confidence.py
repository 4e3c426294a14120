"""How sure it is that the best candidates answer, and when to say nothing instead.

A logistic curve over signals that hold across corpora of every size: shares of the question's own idf mass, not raw
scores. The weights come from a fit on one half of answerable and unanswerable questions of several sets, rounded; the
other half reports. A signal at its neutral value moves nothing.
"""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.answer.candidates import Candidate
from bot.answer.freshness import HALF_LIFE_DAYS, LIVE_WITHIN, asks_about_now
from bot.answer.matching import Matched, TermTable, best_of, kind_share
from bot.model.answer import Coverage
from bot.model.query import Query, Term
from bot.text.lexicon import FORM_WEIGHT
from bot.text.roles import find_named_role, find_role, holds_role
from bot.text.stopwords import FRAME_WORDS, STOP_WORDS
from bot.text.tokens import fold

THRESHOLD = 0.5
"""Below it the bot abstains."""

ARCHIVE = {
    "bias": -2.65,
    "passage": 1.7,
    "sentence": 1.0,
    "title": 0.9,
    "names": 1.9,
    "words": 1.0,
    "length": 1.7,
    "inflected": 0.4,
    "missing": -0.6,
    "absent": -2.8,
    "absent_short": -6.0,
    "unexpected": -2.6,
    "apart": -1.0,
    "thin": -1.5,
    "phrase": 1.0,
    "other_role": -5.0,
    "by_others": -3.0,
}
"""Where a question is about no time in particular, or names its own."""
LIVE = {
    "bias": -2.0,
    "score": 2.0,
    "title": 1.5,
    "length": 1.5,
    "words": 1.2,
    "fresh": 1.9,
    "stale": -1.9,
    "future": -1.1,
    "person": -0.8,
    "missing": -2.3,
    "absent": -1.0,
    "absent_short": -4.0,
    "unexpected": -1.2,
    "phrase": 1.0,
    "other_role": -4.0,
    "by_others": -3.0,
}
"""Where it is about now (`freshness.asks_about_now`): that something alike was in the news years ago says little."""
_LONG_QUESTION = 8
_SHORT_QUESTION = 3
_FEW = 4
_FRESH_OF = 6
_BEST_OF = 15
CONSIDERED = 60
"""Best candidates among which new evidence is looked for."""
FRESH = timedelta(days=10)
"""News of a week, and what follows in the days after."""
_FULL_SCORE, _FULL_SENTENCE = 10.0, 6.0
"""Scores of a passage and of a sentence that hold nearly the whole question."""
INFLECTED = frozenset({"ru", "uk"})
"""Languages in which fewer words of a question stand in its answer as they are."""
_YEAR = re.compile(r"\b20\d\d\b")
_FORMS: dict[str, float] = {"number": 1.0, "when": 1.0, "who": 0.3}


def measure_confidence(
    candidates: Sequence[Candidate], query: Query, table: TermTable, coverage: Coverage, *, by_others: bool = False
) -> float:
    """0..1; 0 without candidates. `by_others`: as told by `attribution.prefer_speaker`."""
    if not candidates:
        return 0.0
    signals = read_signals(candidates, query, table, coverage, by_others=by_others)
    weights = choose_weights(signals)
    return 1 / (1 + math.exp(-weights["bias"] - sum(weights.get(name, 0.0) * value for name, value in signals.items())))


def choose_weights(signals: Mapping[str, float]) -> dict[str, float]:
    """The curve that holds for these signals."""
    return LIVE if signals["live"] else ARCHIVE


def read_signals(
    candidates: Sequence[Candidate], query: Query, table: TermTable, coverage: Coverage, *, by_others: bool = False
) -> dict[str, float]:
    """The signals by name: what `/why` shows. Most lie in 0..1; `fresh` in -0.5..0.5, `score` and `sentence`
    may exceed 1."""
    best = candidates[0]
    everything = best_of(best.ranked.context, *best.ranked.matched)
    near = best_of(best.ranked.windows[best.sentence], best.ranked.context)
    absent, unexpected = _absent(query, table), _lacks_form(candidates, query)
    names, apart = kind_share(near, table, names=True), _apart(everything, query)
    return {
        "passage": table.share(everything),
        "score": max(candidate.ranked.score for candidate in candidates[:_BEST_OF]) / _FULL_SCORE,
        "title": table.share(best.ranked.context),
        "stale": _measure_staleness(candidates, query, table, coverage),
        "live": float(asks_about_now(query, coverage)),
        "words": kind_share(near, table, names=False),
        "future": float(_asks_for_future(query, coverage)),
        "person": float(query.kind in {"who", "where"}),
        "names": names,
        "sentence": max(best.score, 0.0) / _FULL_SENTENCE,
        "inflected": float(query.language in INFLECTED),
        "length": min(len(near), _LONG_QUESTION) / _LONG_QUESTION,
        "fresh": _freshness(candidates, query, coverage),
        "missing": _missing(near, query),
        "unexpected": unexpected,
        "phrase": float(bool(query.phrases)),
        "absent": absent,
        "absent_short": absent * (len(near) <= _SHORT_QUESTION),
        "thin": float(len(near) <= _FEW and (apart or bool(unexpected) or not names)),
        "apart": float(apart),
        "other_role": float(_lacks_role(candidates, query)),
        "by_others": float(by_others),
    }


def _measure_staleness(candidates: Sequence[Candidate], query: Query, table: TermTable, coverage: Coverage) -> float:
    """By how much old passages hold more of a question about now than those of the last days; 0 for other questions."""
    if not asks_about_now(query, coverage) or query.now is None:
        return 0.0
    since = query.now - FRESH
    old = new = 0.0
    for candidate in candidates[:CONSIDERED]:
        published = candidate.ranked.found.article.published
        share = table.share(best_of(candidate.ranked.windows[candidate.sentence], candidate.ranked.context))
        if published is not None and published >= since:
            new = max(new, share)
        else:
            old = max(old, share)
    return max(0.0, old - new)


def _asks_for_future(query: Query, coverage: Coverage) -> bool:
    """Whether the question speaks of a year that has not begun."""
    now = query.now or coverage.newest
    return now is not None and any(int(year) > now.year for year in _YEAR.findall(query.question))


def _absent(query: Query, table: TermTable) -> float:
    """The share, by count, of the question's words that no passage of the collection holds; weak verbs aside."""
    strong = [idf for idf, term in zip(table.idfs, query.terms, strict=True) if not _is_weak(term)]
    return sum(idf >= table.unheard for idf in strong) / len(strong) if strong else 0.0


def _missing(near: Matched, query: Query) -> float:
    """The share, by count, of the question's words that do not stand near the best sentence; weak verbs aside."""
    strong = [weight for weight, term in zip(near, query.terms, strict=True) if not _is_weak(term)]
    return sum(not weight for weight in strong) / len(strong) if strong else 0.0


def _is_weak(term: Term) -> bool:
    return not term.variants or term.variants[0].weight < 1.0


def _apart(matched: Matched, query: Query) -> bool:
    """Whether the question joins names that the best passage does not: who met whom, say."""
    named = [weight for weight, term in zip(matched, query.terms, strict=True) if term.kind == "name"]
    return len(named) > 1 and min(named) < FORM_WEIGHT


def _freshness(candidates: Sequence[Candidate], query: Query, coverage: Coverage) -> float:
    """How new the best evidence is, -0.5..0.5; 0 unless the collection is live and the question names no dates.

    The best dated candidate counts as much as the mean of the first ones: old reports that also come up do not make
    news old.
    """
    live = query.now is not None and coverage.newest is not None and query.now - coverage.newest <= LIVE_WITHIN
    if not live or query.now is None or query.since or query.until:
        return 0.0
    dates = [candidate.ranked.found.article.published for candidate in candidates[:_FRESH_OF]]
    ages = [max(0.0, (query.now - date).total_seconds() / 86400) for date in dates if date]
    worth = [0.5 ** (age / HALF_LIFE_DAYS) for age in ages]
    return (worth[0] + sum(worth) / len(worth)) / 2 - 0.5 if worth else 0.0


def _lacks_form(candidates: Sequence[Candidate], query: Query) -> float:
    """How far a "how many", "when" or "who" finds no figure, time or name where the question's words stand.

    A group of people ("bakeries", "nurses") answers "who" without a name, so that its lack says less.
    """
    if query.kind not in _FORMS:
        return 0.0
    best = candidates[0].covered
    held = any(candidate.expected for candidate in candidates[:_FRESH_OF] if candidate.covered >= 0.75 * best)
    return 0.0 if held else _FORMS[query.kind]


def _lacks_role(candidates: Sequence[Candidate], query: Query) -> bool:
    """Whether the question asks for an office, or its holder's words, that none of the best candidates names."""
    role = find_role(query.question, query.language) or find_named_role(query.question, query.language)
    if not role:
        return False
    same = [candidate for candidate in candidates if candidate.ranked.found.article.language == query.language]
    return not any(holds_role(candidate.tokens, role, query.language) for candidate in same[:20])


def asks_nothing(query: Query) -> bool:
    """Whether only function words are left ("who is he?" out of the blue) and no date, outlet or phrase limits them."""
    if query.since or query.until or query.outlets or query.phrases:
        return False
    empty = STOP_WORDS.get(query.language, frozenset()) | FRAME_WORDS.get(query.language, frozenset())
    return all(fold(term.text) in empty for term in query.terms)
