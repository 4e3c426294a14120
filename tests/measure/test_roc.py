from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.measure.percentiles import percentile
from bot.measure.roc import auroc, refused_at

SCORES = st.lists(st.sampled_from([0.0, 0.1, 0.2, 0.25, 0.5, 0.75, 1.0]) | st.floats(0, 1), min_size=1, max_size=30)


def test_a_confidence_that_separates_scores_one_and_a_constant_half() -> None:
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1
    assert auroc([0.1], [0.2, 0.3]) == 0
    assert auroc([0.5, 0.5], [0.5]) == 0.5


def test_one_empty_side_gives_no_area() -> None:
    assert auroc([], [0.1]) is None
    assert auroc([0.1], []) is None
    assert refused_at([], [0.1], 0.9) is None
    assert refused_at([0.1], [], 0.9) is None


@given(SCORES, SCORES)
def test_the_area_is_the_share_of_pairs_in_order(positives: list[float], negatives: list[float]) -> None:
    pairs = [(p > n) + (p == n) / 2 for p, n in product(positives, negatives)]
    assert auroc(positives, negatives) == pytest.approx(sum(pairs) / len(pairs))


@given(SCORES, SCORES)
def test_swapping_sides_mirrors_the_area(positives: list[float], negatives: list[float]) -> None:
    area, mirrored = auroc(positives, negatives), auroc(negatives, positives)
    assert area is not None
    assert mirrored is not None
    assert area + mirrored == pytest.approx(1)


@given(SCORES, SCORES, st.sampled_from([0.1, 0.5, 0.9, 1.0]))
def test_refused_is_the_best_share_over_all_thresholds_that_keep_enough(
    positives: list[float], negatives: list[float], kept: float
) -> None:
    allowed = [t for t in positives if sum(p >= t for p in positives) >= kept * len(positives) - 1e-9]
    best = max(sum(n < t for n in negatives) / len(negatives) for t in allowed)
    assert refused_at(positives, negatives, kept) == best


@given(SCORES, SCORES)
def test_keeping_more_refuses_no_more(positives: list[float], negatives: list[float]) -> None:
    shares = [refused_at(positives, negatives, kept) or 0.0 for kept in (0.5, 0.9, 1.0)]
    assert shares == sorted(shares, reverse=True)


def test_nine_of_ten_are_enough_for_ninety_percent() -> None:
    assert refused_at([0.0, *[1.0] * 9], [0.5], 0.9) == 1


@given(SCORES, st.sampled_from([0.5, 0.99, 1.0]))
def test_a_percentile_is_a_value_that_enough_do_not_exceed(values: list[float], share: float) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
    assert sum(value < found for value in values) < share * len(values)


def test_the_percentile_of_nothing_is_none() -> None:
    assert percentile([], 0.5) is None
