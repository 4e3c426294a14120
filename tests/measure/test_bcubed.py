from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.measure.bcubed import BCubed, score

GROUPS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abcd")), min_size=1, max_size=30)
"""Of each item: the group it was put in, the label it has."""


def split(pairs: list[tuple[int, str]]) -> tuple[dict[str, int], dict[str, str]]:
    found = {str(number): group for number, (group, _) in enumerate(pairs)}
    return found, {str(number): label for number, (_, label) in enumerate(pairs)}


def precision_by_definition(found: Mapping[str, object], labelled: Mapping[str, object]) -> Fraction:
    """Item by item, in the words of the paper."""
    total = Fraction(0)
    for one in labelled:
        group = [other for other in labelled if found[other] == found[one]]
        total += Fraction(sum(labelled[other] == labelled[one] for other in group), len(group))
    return total / len(labelled)


@given(GROUPS)
def test_it_is_what_the_paper_defines(pairs: list[tuple[int, str]]) -> None:
    found, labelled = split(pairs)
    precision = precision_by_definition(found, labelled)
    recall = precision_by_definition(labelled, found)
    expected = (float(precision), float(recall), float(2 * precision * recall / (precision + recall)))
    assert score(found, labelled) == pytest.approx(expected)


@given(GROUPS)
def test_precision_and_recall_change_places_with_the_groupings(pairs: list[tuple[int, str]]) -> None:
    found, labelled = split(pairs)
    one, other = score(found, labelled), score(labelled, found)
    assert (one.precision, one.recall, one.f1) == pytest.approx((other.recall, other.precision, other.f1))


@given(GROUPS)
def test_only_the_same_grouping_is_perfect(pairs: list[tuple[int, str]]) -> None:
    found, labelled = split(pairs)
    same = len(set(pairs)) == len({group for group, _ in pairs}) == len({label for _, label in pairs})
    assert (score(found, labelled).f1 == pytest.approx(1)) is same
    assert score(labelled, labelled) == BCubed(1, 1, 1)


def test_the_two_ways_to_be_lazy() -> None:
    labelled = {"a": 1, "b": 1, "c": 1, "d": 2}
    assert score(dict.fromkeys(labelled, 0), labelled) == pytest.approx((10 / 16, 1, 20 / 26))
    assert score({key: key for key in labelled}, labelled) == pytest.approx((1, 0.5, 2 / 3))


def test_what_bears_no_label_does_not_count() -> None:
    assert score({"a": 1, "b": 1, "c": 2}, {"a": "x", "c": "y"}) == BCubed(1, 1, 1)
    assert score({"a": 1}, {}) == BCubed(0, 0, 0)
    with pytest.raises(KeyError):
        score({"a": 1}, {"b": "x"})
