"""Passages ranked again by what BM25 cannot see: how much of the question one place covers, word order, names, age.

The score is a weighted sum of shares in 0..1, so that `/why` can name each part. The weights come from a listwise fit
on one half of the evaluation questions of several sets at once, rounded; each part pays on the other half too.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.answer.forms import measure_form
from bot.answer.freshness import measure_freshness
from bot.answer.matching import Matched, TermTable, best_of, kind_share
from bot.model.hit import Hit
from bot.model.passage import Found
from bot.model.query import Query
from bot.text.analysis import analyze

W_BM25 = 4.2
W_WINDOW = 1.5
W_CONTEXT = 2.0
W_FOCUS = 1.6
W_ORDER = 1.5
W_NAMES = 1.2
W_FIRST = 0.6
"""What the first passage of an article gains: news begin with what is new."""
W_FORM = 0.7
W_RECENCY = 4.0
NEIGHBOUR = 0.5
"""What a term in the sentence beside is worth, compared with one in the sentence itself."""


class Ranked(NamedTuple):
    """A passage with what was matched in it: per sentence, in title or heading; `shares`: what each window covers."""

    found: Found
    bm25: float
    score: float
    matched: tuple[Matched, ...]
    order: tuple[float, ...]
    windows: tuple[Matched, ...]
    context: Matched
    shares: tuple[float, ...] = ()


def rank_passages(hits: Sequence[Hit], passages: dict[int, Found], query: Query, table: TermTable) -> list[Ranked]:
    """The passages of the hits, best first; hits whose passage the store no longer holds are left out."""
    top = max((hit.score for hit in hits), default=0.0) or 1.0
    ranked = [
        _rank(passages[hit.passage_id], hit.score, hit.score / top, query, table)
        for hit in hits
        if hit.passage_id in passages
    ]
    return sorted(ranked, key=lambda item: (-item.score, item.found.passage.id))


def _rank(found: Found, bm25: float, relative: float, query: Query, table: TermTable) -> Ranked:
    sentences = [sentence.terms.split(" ") for sentence in found.passage.sentences]
    matched = [table.match(tokens) for tokens in sentences]
    context = _match_context(found, table)
    windows = _make_windows(matched, table)
    order = [ordered_share(tokens, table) if any(one) else 0.0 for tokens, one in zip(sentences, matched, strict=True)]
    shares = [table.share(window) for window in windows]
    best = max(range(len(shares)), key=shares.__getitem__)
    sentence = found.passage.sentences[best]
    quoted = found.text[sentence.start - found.passage.start : sentence.end - found.passage.start]
    form = measure_form(query, table, quoted, found.article.language, is_list=sentence.kind == "lead")
    everything = context
    for one in matched:
        everything = best_of(everything, one)
    score = (
        W_BM25 * relative
        + W_WINDOW * shares[best]
        + W_CONTEXT * table.share(everything)
        + W_FOCUS * table.share(best_of(matched[best], context))
        + W_ORDER * max(order)
        + W_NAMES * kind_share(everything, query, table, names=True)
        + W_FIRST * (found.passage.ordinal == 0)
        + W_FORM * form
        + W_RECENCY * measure_freshness(found.article.published, query)
    )
    return Ranked(found, bm25, score, tuple(matched), tuple(order), windows, context, tuple(shares))


def _match_context(found: Found, table: TermTable) -> Matched:
    language = found.article.language
    title = table.match(_tokens(found.article.title or "", language))
    return best_of(title, table.match(_tokens(found.passage.heading, language))) if found.passage.heading else title


@lru_cache(maxsize=8192)
def _tokens(text: str, language: str) -> tuple[str, ...]:
    return tuple(analyze(text, language))


def _make_windows(matched: Sequence[Matched], table: TermTable) -> tuple[Matched, ...]:
    """Each sentence with half of what its neighbours hold."""
    half = [one if one is table.nothing else tuple(weight * NEIGHBOUR for weight in one) for one in matched]
    padded = [table.nothing, *half, table.nothing]
    return tuple(best_of(best_of(one, padded[number]), padded[number + 2]) for number, one in enumerate(matched))


def ordered_share(tokens: Sequence[str], table: TermTable) -> float:
    """The share, by idf, of neighbouring question words that also follow each other here, at most three words apart."""
    pairs = len(table.idfs) - 1
    if pairs < 1:
        return 0.0
    places = [(place, table.places[token]) for place, token in enumerate(tokens) if token in table.places]
    met: set[int] = set()
    for number, (place, terms) in enumerate(places):
        for later, others in places[number + 1 : number + 4]:
            if later - place > 3:
                break
            following = {term + 1 for term, _ in terms} & {term for term, _ in others}
            met.update(term - 1 for term in following)
    weights = [table.idfs[term] + table.idfs[term + 1] for term in range(pairs)]
    return sum(weights[term] for term in met) / sum(weights) if any(weights) else 0.0
