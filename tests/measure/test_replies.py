import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.measure import replies
from bot.measure.measures import LESS_IS_BETTER, MEASURES, measure
from bot.measure.outcome import Outcome
from tests.measure.made import make_outcome

OUTCOMES = st.lists(
    st.builds(
        make_outcome,
        st.lists(st.tuples(st.sampled_from(["gold", "b"]), st.sampled_from(["it is blue", "red"])), max_size=10),
        st.lists(st.sampled_from(["it is blue", "it is red", "x" * 400]), max_size=4),
        gold=st.sampled_from([[], ["gold"]]),
        answers=st.sampled_from([[], ["blue"]]),
        unanswerable=st.booleans(),
        confidence=st.floats(0, 1),
        took_ms=st.floats(0, 50),
    ),
    max_size=8,
)


def test_the_answer_must_stand_inside_one_quote() -> None:
    whole = make_outcome(quotes=["The lamp is dark blue."], answers=["dark blue"])
    torn = make_outcome(quotes=["The lamp is dark", "blue."], answers=["dark blue"])
    silent = make_outcome(answers=["dark blue"])
    assert replies.answer_in_reply([whole]) == 1
    assert replies.answer_in_reply([torn]) == 0
    assert replies.answer_in_reply([whole, torn, silent]) == pytest.approx(1 / 3)


def test_unanswerable_questions_and_those_without_strings_are_not_judged() -> None:
    unanswerable = make_outcome(quotes=["blue"], answers=["blue"], unanswerable=True)
    open_ended = make_outcome(quotes=["blue"])
    assert replies.answer_in_reply([unanswerable, open_ended]) is None


def test_only_so_many_quoted_characters_are_read() -> None:
    late = make_outcome(quotes=["a" * 690, "it is dark blue"], answers=["dark blue"])
    assert replies.answer_in_reply([late]) == 1
    assert replies.answer_in_reply([late], within=700) == 0
    assert replies.answer_in_reply([late], within=705) == 1


def test_abstentions_are_counted_on_both_sides() -> None:
    run = [make_outcome(unanswerable=True), make_outcome(quotes=["x"], unanswerable=True), make_outcome(quotes=["x"])]
    assert replies.abstained(replies.unanswerable(run)) == 0.5
    assert replies.answered(replies.answerable(run)) == 1
    assert replies.answered([]) is None


def test_size_counts_claims_and_quoted_characters_of_answers_only() -> None:
    small, long = make_outcome(quotes=["x" * 700]), make_outcome(quotes=["x" * 701])
    many = make_outcome(quotes=["x"] * 5)
    a_list = make_outcome(quotes=["x"] * 9, claims=1)
    assert [replies.within_size([one]) for one in (small, long, many, a_list)] == [1, 0, 0, 1]
    assert replies.within_size([make_outcome()]) is None
    assert replies.mean_claims([small, many, make_outcome()]) == 3
    assert replies.max_claims([small, many]) == 5
    assert replies.mean_quoted([small, many]) == pytest.approx(352.5)
    assert replies.max_quoted([small, long]) == 701


def test_one_changed_quote_shows() -> None:
    assert replies.verbatim([make_outcome(quotes=["a", "b"], verbatim=1), make_outcome(quotes=["a", "b"])]) == 0.75
    assert replies.verbatim([make_outcome()]) is None


@given(OUTCOMES)
def test_every_measure_is_bounded_or_silent(outcomes: list[Outcome]) -> None:
    values = measure(outcomes)
    assert list(values) == [name for name in MEASURES if name in values]
    assert all(0 <= value <= 1 for name, value in values.items() if name not in LESS_IS_BETTER)
    assert all(value >= 0 for value in values.values())


@given(OUTCOMES)
def test_reading_more_never_finds_less(outcomes: list[Outcome]) -> None:
    cuts = [replies.answer_in_reply(outcomes, within=within) or 0.0 for within in (0, 10, 700, None)]
    assert cuts == sorted(cuts)


@given(OUTCOMES)
def test_measures_do_not_depend_on_the_order_of_the_questions(outcomes: list[Outcome]) -> None:
    assert measure(outcomes[::-1]) == pytest.approx(measure(outcomes))
