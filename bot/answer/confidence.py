"""How sure it is that the best candidates answer, and when to say nothing instead.

A logistic curve over signals that hold across corpora of every size: shares of the question's own idf mass, not raw
scores. The weights come from a fit on one half of answerable and unanswerable questions of several sets, rounded; the
other half reports. A signal at its neutral value moves nothing.
"""

import math
import re
from collections.abc import Mapping, Sequence

from bot.answer.candidates import Candidate
from bot.answer.denials import lacks_denial
from bot.answer.freshness import asks_about_now
from bot.answer.lately import Lately, read_lately
from bot.answer.matching import Matched, TermTable, best_of, kind_share
from bot.model.answer import Coverage
from bot.model.query import Query, Term
from bot.text.languages import INFLECTED
from bot.text.lexicon import FORM_WEIGHT
from bot.text.roles import find_named_role, find_role, holds_role
from bot.text.stopwords import FRAME_WORDS, STOP_WORDS
from bot.text.tokens import fold

THRESHOLD = 0.5
"""Below it the bot abstains."""

ARCHIVE = {
    "bias": -2.4,
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
    "thin": -1.8,
    "phrase": 1.0,
    "other_role": -5.0,
    "by_others": -3.0,
    "undenied": -2.5,
    "stale": -2.0,
    "future": -2.0,
}
"""Where a question is short, about no time in particular, or names its own."""
LIVE = {
    "bias": 0.4,
    "headline": 2.5,
    "agreeing": 1.7,
    "stale": -2.8,
    "future": -2.1,
    "person": -1.0,
    "missing": -2.4,
    "title": 1.1,
    "lead": 1.5,
    "specific": 2.4,
    "absent": -1.0,
    "phrase": 1.0,
    "other_role": -4.0,
    "by_others": -3.0,
}
"""Where it is about now (`freshness.asks_about_now`): that something alike was in the news years ago says little.

Only for questions of more than `_FEW` words: fitted on news quizzes, whose questions are long; a short one says too
little for what the last days' articles hold of it to tell, and is judged as an archive's question is.
"""
_WHOLE = 0.95
"""Share of a question beside the best sentence, from which its age says nothing against it."""
_LONG_QUESTION = 8
_SHORT_QUESTION = 3
_FEW = 4
_TWO = 2
_FORM_OF = 6
_SHORT_MASS, _LONG_MASS = 0.3, 0.7
"""Of a question's mass, in sixths: what a short one has, and how much beyond it counts."""
_SIX_WORDS = 6
_FULL_LEAD = 6.0
"""Score of a sentence over the best one of another article, at which no other comes near."""
_FULL_SENTENCE = 6.0
"""Score of a sentence that holds nearly the whole question."""
_YEAR = re.compile(r"\b20\d\d\b")
_FORMS: dict[str, float] = {"number": 1.0, "when": 1.0, "who": 0.3}


def measure_confidence(signals: Mapping[str, float]) -> float:
    """0..1, of what `read_signals` gave; 0 without signals, as there are none without candidates."""
    return weigh_signals(signals) if signals else 0.0


def weigh_signals(signals: Mapping[str, float]) -> float:
    """0..1, on the curve that holds for these signals."""
    weights = choose_weights(signals)
    return 1 / (1 + math.exp(-weights["bias"] - sum(weights.get(name, 0.0) * value for name, value in signals.items())))


def choose_weights(signals: Mapping[str, float]) -> dict[str, float]:
    """The curve that holds for these signals."""
    whole = signals["names"] * signals["words"] >= _WHOLE
    return LIVE if signals["live"] and not whole and signals["length"] * _LONG_QUESTION > _FEW else ARCHIVE


def read_signals(
    candidates: Sequence[Candidate], query: Query, table: TermTable, coverage: Coverage, *, by_others: bool = False
) -> dict[str, float]:
    """The signals by name: what `/why` shows; {} without candidates. All lie in 0..1 but `sentence`, which may exceed
    1. `by_others`: as told by `attribution.prefer_speaker`."""
    if not candidates:
        return {}
    best = candidates[0]
    everything = best_of(best.ranked.context, *best.ranked.matched)
    near = best_of(best.ranked.windows[best.sentence], best.ranked.context)
    absent, unexpected = _absent(query, table), _lacks_form(candidates, query)
    names, apart = kind_share(near, table, names=True), _apart(everything, query)
    words, live = kind_share(near, table, names=False), asks_about_now(query, coverage)
    lately = read_lately(candidates, query, table) if live else Lately()
    held = names or kind_share(everything, table, names=True)
    bare = query.kind == "fragment" and len(near) <= _TWO and not words
    return {
        "passage": table.share(everything),
        "title": table.share(best.ranked.context),
        "stale": lately.stale,
        "headline": lately.headline,
        "agreeing": lately.agreeing,
        "live": float(live),
        "specific": _measure_specific(table),
        "lead": _measure_lead(candidates),
        "undenied": float(lacks_denial(candidates, query)),
        "words": words,
        "future": float(_asks_for_future(query, coverage)),
        "person": float(query.kind in {"who", "where"}),
        "names": names,
        "sentence": max(best.score, 0.0) / _FULL_SENTENCE,
        "inflected": float(query.language in INFLECTED),
        "length": min(len(near), _LONG_QUESTION) / _LONG_QUESTION,
        "missing": _missing(near, query),
        "unexpected": unexpected,
        "phrase": float(bool(query.phrases)),
        "absent": absent,
        "absent_short": absent * (len(near) <= _SHORT_QUESTION),
        "thin": float(len(near) <= _FEW and (apart or bool(unexpected) or not held or bare)),
        "apart": float(apart),
        "other_role": float(_lacks_role(candidates, query)),
        "by_others": float(by_others),
    }


def _measure_specific(table: TermTable) -> float:
    """By how much a question says more than a short one, 0..1: six words of which each is as rare as can be are 1."""
    mass = table.mass / (table.unheard * _SIX_WORDS) if table.unheard else 0.0
    return min(max(0.0, mass - _SHORT_MASS), _LONG_MASS) / _LONG_MASS


def _measure_lead(candidates: Sequence[Candidate]) -> float:
    """By how much the best candidate is ahead of the best one of another article, 0..1."""
    best = candidates[0]
    other = next((one for one in candidates if one.ranked.found.article.id != best.ranked.found.article.id), None)
    return min(max(0.0, best.score - (other.score if other else 0.0)) / _FULL_LEAD, 1.0)


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


def _lacks_form(candidates: Sequence[Candidate], query: Query) -> float:
    """How far a "how many", "when" or "who" finds no figure, time or name where the question's words stand.

    A group of people ("bakeries", "nurses") answers "who" without a name, so that its lack says less.
    """
    if query.kind not in _FORMS:
        return 0.0
    best = candidates[0].covered
    held = any(candidate.expected for candidate in candidates[:_FORM_OF] if candidate.covered >= 0.75 * best)
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
