"""Average linkage, against the plain definition of it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.gathering import ALIKE, gather
from bot.digest.vectors import Vector

DAY = datetime(2025, 3, 24, tzinfo=UTC)
WEEK = timedelta(days=7)
VECTORS = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.1, 1), max_size=4), min_size=1, max_size=9)


def unit(weights: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {token: weight / length for token, weight in weights.items()}


def likeness(one: Vector, other: Vector) -> float:
    return sum(weight * other.get(token, 0.0) for token, weight in one.items())


def mean(vectors: Sequence[Vector], group: Sequence[int], other: Sequence[int]) -> float:
    return sum(likeness(vectors[one], vectors[two]) for one in group for two in other) / len(group) / len(other)


@given(VECTORS)
@settings(deadline=None)
def test_every_place_is_in_one_group_ascending_and_by_first_place(vectors: list[dict[str, float]]) -> None:
    groups = gather([unit(one) for one in vectors], [None] * len(vectors), WEEK)
    assert sorted(place for group in groups for place in group) == list(range(len(vectors)))
    assert groups == sorted(sorted(group) for group in groups)


@given(VECTORS)
@settings(deadline=None)
def test_no_two_groups_are_left_that_are_alike_enough(vectors: list[dict[str, float]]) -> None:
    units = [unit(one) for one in vectors]
    groups = gather(units, [None] * len(units), WEEK)
    pairs = [(one, other) for one in groups for other in groups if one < other]
    assert all(mean(units, one, other) < ALIKE + 1e-9 for one, other in pairs)


@given(VECTORS)
@settings(deadline=None)
def test_the_most_alike_become_one_first(vectors: list[dict[str, float]]) -> None:
    """The definition, where no two pairs are equally alike."""
    units = [unit(one) for one in vectors]
    groups = [[place] for place in range(len(units))]
    while len(groups) > 1:
        scored = sorted(
            (mean(units, one, other), one, other) for one in groups for other in groups if one[0] < other[0]
        )
        if len(scored) > 1 and scored[-1][0] - scored[-2][0] < 1e-9:
            return
        best, one, other = scored[-1]
        if abs(best - ALIKE) < 1e-9:
            return
        if best < ALIKE:
            break
        groups = [group for group in groups if group not in (one, other)] + [sorted(one + other)]
    assert gather(units, [None] * len(units), WEEK) == sorted(groups)


@pytest.mark.parametrize(("days", "groups"), [(7, [[0, 1]]), (7.01, [[0], [1]]), (None, [[0, 1]])])
def test_what_was_published_further_apart_has_nothing_in_common(days: float | None, groups: list[list[int]]) -> None:
    other = None if days is None else DAY + timedelta(days=days)
    assert gather([{"a": 1.0}, {"a": 1.0}], [DAY, other], WEEK) == groups
    assert gather([{"a": 1.0}, {"a": 1.0}], [other, DAY], WEEK) == groups


def test_nothing_gives_nothing_and_without_words_nothing_is_alike() -> None:
    assert gather([], [], WEEK) == []
    assert gather([{}, {}, {"a": 1.0}], [None, None, DAY], WEEK) == [[0], [1], [2]]
