"""Candidates: the sentences and lists of the best passages, each scored as an answer to the question."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.answer.forms import is_question, measure_form, measure_news, read_asked
from bot.answer.matching import Matched, TermTable, best_of
from bot.answer.ranking import Ranked
from bot.model.query import Query
from bot.text.roles import find_role, holds_role

PASSAGES = 15
"""Best passages whose sentences compete."""
W_PASSAGE = 0.9
W_SHARE = 1.1
W_WINDOW = 1.0
W_CONTEXT = 2.0
W_EXPECTED = 1.3
W_NEWS = 1.0
"""What new names or figures gain, where the question asks for some."""
W_BESIDE = -2.6
"""What a sentence loses by how far its window falls below the best one of its passage."""
W_NEXT = -0.5
"""By what the sentence after it covers: that one is likely to be the better quote."""
W_QUESTION = -1.2
W_LIST = 1.5
W_LANGUAGE = 1.0
"""What a sentence in the question's own language gains: a person reads it at once."""
W_ROLE = 1.6
"""What a sentence gains that names the office a "who is the ..." asks for."""
LONG_LIST = 700
"""Characters of a quoted list; what is beyond stands in its passage."""


class Candidate(NamedTuple):
    """A span of an article that may be quoted, with its score; `start`, `end` in characters of the article's text.

    `covered`: share of the question's idf mass in the span, title and heading. `expected`: see `holds_expected`.
    `tokens`: the analyzer's, of the span. `is_list`: a lead sentence with its items. `speaker`: filled by
    `attribution.prefer_speaker`, and there only where the question asks for one. `parts`: the spans of the sentences
    that `selection.py` joined, when they are several.
    """

    ranked: Ranked
    sentence: int
    start: int
    end: int
    text: str
    tokens: tuple[str, ...]
    matched: Matched
    covered: float
    window: float
    expected: float
    score: float
    is_list: bool = False
    speaker: str | None = None
    parts: tuple[tuple[int, int], ...] = ()


def score_candidates(
    ranked: Sequence[Ranked], query: Query, table: TermTable, passages: int = PASSAGES
) -> list[Candidate]:
    """The candidates of the best passages, best first; ties by article id and place."""
    role = find_role(query.question, query.language) if query.kind == "who" else ()
    asked = _Asked(query, table, read_asked(query), role, ranked[0].score if ranked else 0.0)
    found = [_score(span, passage, asked) for passage in ranked[:passages] for span in _read_spans(passage)]
    return sorted(found, key=lambda one: (-one.score, one.ranked.found.article.id, one.start))


class _Asked(NamedTuple):
    """The question, made ready; `role`: the office it asks for; `top`: the score of the best passage."""

    query: Query
    table: TermTable
    words: frozenset[str]
    role: tuple[str, ...]
    top: float


class _Span(NamedTuple):
    first: int
    last: int
    is_list: bool


def _read_spans(ranked: Ranked) -> Iterator[_Span]:
    """Each sentence or item alone; a lead sentence with its items, as many as fit one reply."""
    sentences = ranked.found.passage.sentences
    for number, sentence in enumerate(sentences):
        if sentence.kind == "lead":
            fits = [last for last, item in enumerate(sentences) if item.end - sentence.start <= LONG_LIST]
            yield _Span(number, max(fits, default=number), is_list=True)
        else:
            yield _Span(number, number, is_list=False)


def _score(span: _Span, ranked: Ranked, asked: _Asked) -> Candidate:
    passage, table, place = ranked.found.passage, asked.table, span.first
    spanned = passage.sentences[place : span.last + 1]
    start, end = spanned[0].start, spanned[-1].end
    quoted = ranked.found.text[start - passage.start : end - passage.start]
    matched = ranked.matched[place]
    tokens = tuple(" ".join([sentence.terms for sentence in spanned]).split(" "))
    language = ranked.found.article.language
    covered = table.share(ranked.context if matched is table.nothing else best_of(matched, ranked.context))
    expected = measure_form(asked.query, table, quoted, language, is_list=span.is_list)
    score = (
        W_PASSAGE * (ranked.score - asked.top)
        + W_CONTEXT * covered
        + W_EXPECTED * expected
        + W_NEWS * measure_news(asked.query, asked.words, quoted)
        + W_QUESTION * is_question(quoted)
        + W_LANGUAGE * (language == asked.query.language)
        + W_ROLE * _names_role(asked, tokens)
        + (W_LIST if span.is_list and asked.query.kind == "list" else 0.0)
        + _score_place(ranked, place, table)
    )
    window = ranked.shares[place]
    found = (ranked, place, start, end, quoted, tokens, matched, covered, window, expected, score)
    return Candidate(*found, is_list=span.is_list)


def _score_place(ranked: Ranked, place: int, table: TermTable) -> float:
    """What a sentence covers itself and with its neighbours, compared with the others of its passage."""
    after = ranked.matched[place + 1] if place + 1 < len(ranked.matched) else table.nothing
    window = ranked.shares[place]
    return (
        W_SHARE * table.share(ranked.matched[place])
        + W_WINDOW * window
        + W_BESIDE * (max(ranked.shares) - window)
        + W_NEXT * table.share(after)
    )


def _names_role(asked: _Asked, tokens: Sequence[str]) -> bool:
    return bool(asked.role) and holds_role(tokens, asked.role, asked.query.language)
