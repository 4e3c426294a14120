import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.measure.outcome import Outcome
from bot.measure.ranking import first_rank, hit_at, reciprocal_rank
from tests.measure.made import make_outcome

HIT = st.tuples(st.sampled_from(["gold", "other"]), st.sampled_from(["it was blue", "it was red"]))
OUTCOMES = st.lists(
    st.builds(
        lambda hits: make_outcome(hits, gold=["gold"], answers=["blue"]),
        st.lists(HIT, max_size=12),
    ),
    min_size=1,
    max_size=6,
)


def test_a_strict_hit_needs_the_gold_article_and_the_answer_in_one_passage() -> None:
    outcome = make_outcome(
        [("other", "it was blue"), ("gold", "it was red"), ("gold", "it was blue")], gold=["gold"], answers=["Blue"]
    )
    assert first_rank(outcome, strict=False) == 2
    assert first_rank(outcome, strict=True) == 3
    assert hit_at([outcome], k=1, strict=False) == 0
    assert hit_at([outcome], k=4, strict=True) == 1
    assert reciprocal_rank([outcome], strict=False) == 0.5
    assert reciprocal_rank([outcome], strict=True) == pytest.approx(1 / 3)


def test_questions_without_a_gold_article_are_left_out() -> None:
    found = make_outcome([("gold", "blue")], gold=["gold"], answers=["blue"])
    assert hit_at([found, make_outcome([("x", "y")])], k=1, strict=True) == 1
    assert hit_at([make_outcome([("x", "y")])], k=1, strict=True) is None
    assert reciprocal_rank([], strict=True) is None


def test_hits_below_the_tenth_do_not_count() -> None:
    outcome = make_outcome([("other", "x")] * 10 + [("gold", "blue")], gold=["gold"], answers=["blue"])
    assert first_rank(outcome, strict=False) is None


@given(OUTCOMES)
def test_deeper_cuts_find_no_less_and_strict_finds_no_more(outcomes: list[Outcome]) -> None:
    loose = [hit_at(outcomes, k=k, strict=False) or 0.0 for k in (1, 4, 10)]
    strict = [hit_at(outcomes, k=k, strict=True) or 0.0 for k in (1, 4, 10)]
    assert loose == sorted(loose)
    assert strict == sorted(strict)
    assert all(s <= a for s, a in zip(strict, loose, strict=True))


@given(OUTCOMES, st.booleans())
def test_the_reciprocal_rank_lies_between_the_first_and_the_tenth_cut(outcomes: list[Outcome], strict: bool) -> None:
    value = reciprocal_rank(outcomes, strict=strict)
    first, tenth = hit_at(outcomes, k=1, strict=strict), hit_at(outcomes, k=10, strict=strict)
    assert value is not None
    assert first is not None
    assert tenth is not None
    assert first - 1e-12 <= value <= tenth + 1e-12
