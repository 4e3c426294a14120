"""Average linkage, against the plain definition of it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.gathering import gather
from bot.digest.older import ALIKE, Group, Kin
from bot.digest.vectors import Vector

DAY = datetime(2025, 3, 24, tzinfo=UTC)
VECTORS = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.1, 1), max_size=4), min_size=1, max_size=9)


def unit(weights: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {token: weight / length for token, weight in weights.items()}


def likeness(one: Vector, other: Vector) -> float:
    return sum(weight * other.get(token, 0.0) for token, weight in one.items())


def gather_places(vectors: Sequence[Vector], dates: Sequence[datetime | None]) -> list[list[int]]:
    return [group.places for group in gather(vectors, dates)]


def mean(vectors: Sequence[Vector], group: Sequence[int], other: Sequence[int]) -> float:
    return sum(likeness(vectors[one], vectors[two]) for one in group for two in other) / len(group) / len(other)


@given(VECTORS)
@settings(deadline=None)
def test_every_place_is_in_one_group_ascending_and_by_first_place(vectors: list[dict[str, float]]) -> None:
    groups = gather_places([unit(one) for one in vectors], [None] * len(vectors))
    assert sorted(place for group in groups for place in group) == list(range(len(vectors)))
    assert groups == sorted(sorted(group) for group in groups)


@given(VECTORS)
@settings(deadline=None)
def test_no_two_groups_are_left_that_are_alike_enough(vectors: list[dict[str, float]]) -> None:
    units = [unit(one) for one in vectors]
    groups = gather_places(units, [None] * len(units))
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
    assert gather_places(units, [None] * len(units)) == sorted(groups)


@pytest.mark.parametrize(("days", "groups"), [(7, [[0, 1]]), (7.01, [[0], [1]]), (None, [[0, 1]])])
def test_what_was_published_further_apart_has_nothing_in_common(days: float | None, groups: list[list[int]]) -> None:
    other = None if days is None else DAY + timedelta(days=days)
    assert gather_places([{"a": 1.0}, {"a": 1.0}], [DAY, other]) == groups
    assert gather_places([{"a": 1.0}, {"a": 1.0}], [other, DAY]) == groups


def test_nothing_gives_nothing_and_without_words_nothing_is_alike() -> None:
    assert gather_places([], []) == []
    assert gather_places([{}, {}, {"a": 1.0}], [None, None, DAY]) == [[0], [1], [2]]


def test_an_article_goes_with_the_story_it_is_most_alike() -> None:
    near, far = Kin(7, 3, [0.5, 0.2, 0.0]), Kin(8, 1, [0.3, 0.0, 0.0])
    groups = gather([{"a": 1.0}, {"b": 1.0}, {"c": 1.0}], [None] * 3, [far, near])
    assert groups == [Group([0, 1], 7), Group([2])]


def test_two_stories_never_become_one() -> None:
    """The article is wholly alike both."""
    groups = gather([{"a": 1.0}, {"a": 1.0}], [None, None], [Kin(7, 1, [1.0, 1.0]), Kin(8, 1, [0.9, 0.9])])
    assert groups == [Group([0, 1], 7)]


def test_articles_most_alike_each_other_join_a_story_only_together() -> None:
    """Alone, the first would have joined it; on the mean of both it is too far."""
    alone = gather([{"a": 1.0}], [None], [Kin(7, 1, [0.2])])
    both = gather([{"a": 1.0}, {"a": 1.0}], [None, None], [Kin(7, 1, [0.2, 0.0])])
    assert alone == [Group([0], 7)]
    assert both == [Group([0, 1])]


@pytest.mark.parametrize(("days", "same"), [(0, True), (1, True), (6, False), (None, True)])
def test_likeness_fades_after_a_day(days: float | None, same: bool) -> None:
    other = None if days is None else DAY + timedelta(days=days)
    vectors = [unit({"a": 0.25, "b": 1.0, "c": 1.0}), unit({"a": 1.0, "d": 0.0})]
    assert 0.15 < likeness(*vectors) < 0.2
    assert (len(gather_places(vectors, [DAY, other])) == 1) is same
