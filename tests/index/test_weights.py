"""Lengths as an index keeps them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.index.weights import kept_length


def test_lengths_to_forty_are_exact() -> None:
    assert [kept_length(tokens) for tokens in range(41)] == list(range(41))


@pytest.mark.parametrize(
    ("tokens", "kept"), [(41, 40), (43, 42), (55, 54), (57, 56), (100, 96), (151, 144), (1_000, 984), (2_000, 1_944)]
)
def test_longer_ones_are_the_values_of_tantivys_table(tokens: int, kept: int) -> None:
    assert kept_length(tokens) == kept


@given(st.integers(0, 2**31))
def test_rounded_down_by_less_than_an_eighth_and_never_twice(tokens: int) -> None:
    kept = kept_length(tokens)
    assert kept <= tokens < kept * 1.125 + 1
    assert kept_length(kept) == kept
    assert kept_length(tokens + 1) >= kept
