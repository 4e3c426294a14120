"""Both engines give the same scores and, away from ties, the same order: for any corpus, query and history."""

from contextlib import closing
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.index.disk import DiskIndex
from bot.index.memory import MemoryIndex
from bot.index.ranking import TIE
from bot.index.weights import DEFAULT_WEIGHTS
from bot.model.hit import Entry
from bot.model.protocols import IndexEngine
from bot.model.query import Query

from .build import ask, day, find_scores, make_entry
from .reference import expected_scores

TOKENS = st.sampled_from(
    ["demand", "truce", "2,5", "u.s.", "o'brien", "києв", "ночь", "a-b", "x", "\N{NO-BREAK SPACE}"]
)
OUTLETS = st.sampled_from([None, "Truce Times", "X"])
DATES = st.one_of(st.none(), st.integers(1, 28).map(day))
MODERATE = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def texts(most: int) -> st.SearchStrategy[str]:
    return st.lists(TOKENS, max_size=most).map(" ".join)


@st.composite
def corpora(draw: st.DrawFn) -> list[Entry]:
    """Up to twelve passages of up to six articles, bodies on both sides of the 40 tokens that are kept exactly."""
    count = draw(st.integers(1, 12))
    return [
        make_entry(
            number,
            draw(texts(8)) + " " + draw(texts(8)) * draw(st.sampled_from([1, 1, 9])),
            article=f"article-{draw(st.integers(1, 6))}",
            title=draw(texts(3)),
            heading=draw(texts(2)),
            outlet=draw(OUTLETS),
            published=draw(DATES),
            names=draw(st.frozensets(TOKENS.filter(str.strip), max_size=2)),
        )
        for number in range(count)
    ]


TERMS = st.lists(st.tuples(TOKENS, st.sampled_from([1.0, 0.7, 0.25])), min_size=1, max_size=3)
QUERIES = st.builds(
    lambda terms, phrases, since, until, now, outlets: ask(
        *terms, phrases=phrases, since=since, until=until, now=now, outlets=outlets
    ),
    st.lists(TERMS, max_size=4),
    st.lists(texts(3), max_size=1),
    DATES,
    DATES,
    DATES,
    st.sampled_from([(), (), ("x",), ("truce times", "x")]),
)


@MODERATE
@given(corpora(), st.lists(QUERIES, min_size=1, max_size=6))
def test_same_hits_same_scores_same_order(corpus: list[Entry], queries: list[Query]) -> None:
    memory = MemoryIndex()
    with closing(DiskIndex(None)) as disk:
        for engine in (memory, disk):
            engine.update(corpus)
        for query in queries:
            scores = find_scores(memory, query)
            assert find_scores(disk, query) == pytest.approx(scores, rel=1e-4)
            if _far_apart(list(scores.values())):
                assert list(find_scores(disk, query)) == list(scores)


@MODERATE
@given(corpora(), st.lists(TERMS, min_size=1, max_size=4))
def test_memory_scores_are_the_stated_formula(corpus: list[Entry], terms: list[list[tuple[str, float]]]) -> None:
    engine = MemoryIndex()
    engine.update(corpus)
    query = ask(*terms)
    assert find_scores(engine, query) == pytest.approx(expected_scores(corpus, query, DEFAULT_WEIGHTS), rel=1e-4)


@MODERATE
@given(corpora(), corpora(), st.sets(st.integers(1, 6)), st.lists(QUERIES, max_size=3))
def test_history_leaves_no_trace(first: list[Entry], second: list[Entry], gone: set[int], queries: list[Query]) -> None:
    """In memory not even in scores; on disk not in hits, words and counts, while scores may lag."""
    removed = {f"article-{number}" for number in gone}
    changed = {entry.article_id for entry in second}
    second = [entry._replace(passage_id=entry.passage_id + 100) for entry in second]
    left = [entry for entry in first if entry.article_id not in removed | changed] + second
    memory, anew = MemoryIndex(), MemoryIndex()
    anew.update(left)
    with closing(DiskIndex(None)) as disk:
        for engine in (memory, disk):
            engine.update(first)
            engine.update(second, remove=removed)
            assert _contents(engine) == _contents(anew)
        for query in queries:
            assert memory.search(query, 50) == anew.search(query, 50)
            assert find_scores(disk, query).keys() == find_scores(anew, query).keys()


def _contents(engine: IndexEngine) -> tuple[object, ...]:
    """Everything an index says of itself but hits."""
    frequencies = [engine.passage_frequency(token) for token in ("x", "2,5", "ночь")]
    return len(engine), engine.find_words(""), engine.find_names(""), engine.article_passages(), frequencies


def _far_apart(scores: list[float]) -> bool:
    """Equal or clearly different: not so near that the last digits of 32-bit sums could decide."""
    return all(better == worse or better - worse > 10 * TIE * better for better, worse in pairwise(scores))
