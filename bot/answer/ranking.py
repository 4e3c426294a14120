"""Passages ranked again by what BM25 cannot see: how much of the question one place covers, word order, names, age.

The score is a weighted sum of shares in 0..1, so that `/why` can name each part. The weights come from a listwise fit
on one half of the evaluation questions of several sets at once, rounded; each part pays on the other half too.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.answer.forms import measure_form
from bot.answer.freshness import measure_freshness
from bot.answer.matching import Held, Matched, TermTable, best_of, kind_share
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
    held = [table.find(sentence.terms.split(" ")) for sentence in found.passage.sentences]
    matched = [table.match_held(one) for one in held]
    context = _match_context(found, table)
    windows = _make_windows(matched, table)
    shares = [table.share(window) for window in windows]
    best = shares.index(max(shares))
    sentence = found.passage.sentences[best]
    quoted = found.text[sentence.start - found.passage.start : sentence.end - found.passage.start]
    form = measure_form(query, table, quoted, found.article.language, is_list=sentence.kind == "lead")
    everything = best_of(context, *matched)
    score = (
        W_BM25 * relative
        + W_WINDOW * shares[best]
        + W_CONTEXT * table.share(everything)
        + W_FOCUS * table.share(best_of(matched[best], context))
        + W_ORDER * max(_share_in_order(one, table) for one in held)
        + W_NAMES * kind_share(everything, table, names=True)
        + W_FIRST * (found.passage.ordinal == 0)
        + W_FORM * form
        + W_RECENCY * measure_freshness(found.article.published, query)
    )
    return Ranked(found, bm25, score, tuple(matched), windows, context, tuple(shares))


def _match_context(found: Found, table: TermTable) -> Matched:
    language = found.article.language
    title = table.match(_tokens(found.article.title or "", language))
    return best_of(title, table.match(_tokens(found.passage.heading, language))) if found.passage.heading else title


@lru_cache(maxsize=8192)
def _tokens(text: str, language: str) -> tuple[str, ...]:
    return tuple(analyze(text, language))


def _make_windows(matched: Sequence[Matched], table: TermTable) -> tuple[Matched, ...]:
    """Each sentence with half of what its neighbours hold."""
    nothing = table.nothing
    if all(one is nothing for one in matched):
        return tuple(matched)
    half = [one if one is nothing else tuple([weight * NEIGHBOUR for weight in one]) for one in matched]
    padded = [nothing, *half, nothing]
    return tuple(
        [
            one if before is nothing and after is nothing else best_of(one, before, after)
            for one, before, after in zip(matched, padded, padded[2:], strict=False)
        ]
    )


def ordered_share(tokens: Sequence[str], table: TermTable) -> float:
    """The share, by idf, of neighbouring question words that also follow each other here, at most three words apart."""
    return _share_in_order(table.find(tokens), table)


def _share_in_order(held: Sequence[Held], table: TermTable) -> float:
    if len(held) < 2 or not table.order_mass:
        return 0.0
    met: set[int] = set()
    for number, (place, terms) in enumerate(held):
        for later, others in held[number + 1 : number + 4]:
            if later - place > 3:
                break
            for term, _ in terms:
                if any(other == term + 1 for other, _ in others):
                    met.add(term)
    return sum(table.order[term] for term in met) / table.order_mass
