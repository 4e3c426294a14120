"""Candidates: the sentences and lists of the best passages, each scored as an answer to the question."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.answer.matching import Matched, TermTable, best_of
from bot.answer.ranking import Ranked
from bot.model.query import Query
from bot.text.expected import holds_expected
from bot.text.roles import find_role, holds_role
from bot.text.stems import make_stemmer
from bot.text.tokens import find_tokens, fold

PASSAGES = 12
"""Best passages whose sentences compete."""
W_PASSAGE = 0.66
W_SHARE = 0.7
W_WINDOW = 2.2
W_CONTEXT = 3.9
W_ORDER = 0.3
W_EXPECTED = 2.0
W_LENGTH = 0.5
W_LIST = 1.5
W_LANGUAGE = 1.0
"""What a sentence in the question's own language gains: a person reads it at once."""
W_SHORT = -0.7
SHORT_SENTENCE = 45
"""Characters below which a sentence seldom says anything by itself ("The demand is not new.")."""
W_ROLE = 1.6
"""What a sentence gains that names the office a "who is the ..." asks for."""
LONG_LIST = 700
"""Characters of a quoted list; what is beyond stands in its passage."""
LONG_SENTENCE = 400
"""Characters at which a sentence no longer gains by its length."""


class Candidate(NamedTuple):
    """A span of an article that may be quoted, with its score; `start`, `end` in characters of the article's text.

    `covered`: share of the question's idf mass in the span, title and heading. `expected`: see `holds_expected`.
    `tokens`: the analyzer's, of the span. `is_list`: a lead sentence with its items. `speaker`: filled by
    `attribution.prefer_speaker`, and there only where the question asks for one.
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


def score_candidates(
    ranked: Sequence[Ranked], query: Query, table: TermTable, passages: int = PASSAGES
) -> list[Candidate]:
    """The candidates of the best passages, best first; ties by article id and place."""
    top = ranked[0].score if ranked else 0.0
    found = [_score(span, passage, query, table, top) for passage in ranked[:passages] for span in _read_spans(passage)]
    return sorted(found, key=lambda one: (-one.score, one.ranked.found.article.id, one.start))


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


def _score(span: _Span, ranked: Ranked, query: Query, table: TermTable, top: float) -> Candidate:
    passage, text = ranked.found.passage, ranked.found.text
    first, last = passage.sentences[span.first], passage.sentences[span.last]
    quoted = text[first.start - passage.start : last.end - passage.start]
    matched = ranked.matched[span.first]
    covered = table.share(best_of(matched, ranked.context))
    window = table.share(ranked.windows[span.first])
    expected = _expected(query, table, quoted, ranked.found.article.language, is_list=span.is_list)
    tokens = tuple(
        token for sentence in passage.sentences[span.first : span.last + 1] for token in sentence.terms.split(" ")
    )
    score = (
        W_PASSAGE * (ranked.score - top)
        + W_SHARE * table.share(matched)
        + W_WINDOW * window
        + W_CONTEXT * covered
        + W_ORDER * ranked.order[span.first]
        + W_EXPECTED * expected
        + W_LENGTH * min(len(quoted), LONG_SENTENCE) / LONG_SENTENCE
        + W_LANGUAGE * (ranked.found.article.language == query.language)
        + W_SHORT * (len(quoted) < SHORT_SENTENCE)
        + W_ROLE * _names_role(query, tokens)
        + (W_LIST if span.is_list and query.kind == "list" else 0.0)
    )
    return Candidate(
        ranked,
        span.first,
        first.start,
        last.end,
        quoted,
        tokens,
        matched,
        covered,
        window,
        expected,
        score,
        span.is_list,
    )


def _names_role(query: Query, tokens: Sequence[str]) -> bool:
    role = find_role(query.question, query.language) if query.kind == "who" else ()
    return bool(role) and holds_role(tokens, role, query.language)


def _expected(query: Query, table: TermTable, quoted: str, language: str, *, is_list: bool) -> float:
    if query.kind == "list":
        return 1.0 if is_list else 0.5
    return holds_expected(query.kind, quoted, query.question, lambda: _places(table, quoted, language))


def _places(table: TermTable, quoted: str, language: str) -> list[int]:
    stem = make_stemmer(language)
    return [token.start for token in find_tokens(quoted) if stem(fold(token.text)) in table.places]
