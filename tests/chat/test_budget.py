"""How much one may ask within an hour."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.budget import HOUR, MOST_KEYS, Budget, Notices

NOW = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
GAPS = st.lists(st.integers(min_value=0, max_value=2 * 3600), max_size=40)
"""Seconds between one spending and the next."""


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_so_many_an_hour_and_then_it_says_when_the_next_one_may() -> None:
    budget = Budget(2)
    assert [budget.spend(1, after(seconds)) for seconds in (0, 60)] == [None, None]
    assert budget.spend(1, after(120)) == NOW + HOUR
    assert budget.spend(1, after(3599)) == NOW + HOUR
    assert budget.spend(1, after(3600)) is None
    assert budget.spend(1, after(3601)) == after(60) + HOUR


def test_what_was_refused_is_not_counted() -> None:
    budget = Budget(1)
    budget.spend(1, NOW)
    for seconds in range(1, 3600, 60):
        assert budget.spend(1, after(seconds)) == NOW + HOUR
    assert budget.spend(1, NOW + HOUR) is None


def test_everybody_has_their_own() -> None:
    budget = Budget(1)
    assert [budget.spend(key, NOW) for key in (1, 2, -3)] == [None, None, None]
    assert [budget.spend(key, NOW) for key in (1, 2, -3)] == [NOW + HOUR] * 3


@given(st.integers(min_value=1, max_value=5), GAPS)
@settings(deadline=None)
def test_never_more_within_any_hour_and_never_less_than_was_promised(per_hour: int, gaps: list[int]) -> None:
    budget, now = Budget(per_hour), NOW
    let_in: list[datetime] = []
    for gap in gaps:
        now += timedelta(seconds=gap)
        until = budget.spend(1, now)
        within = [moment for moment in let_in if moment > now - HOUR]
        if until is None:
            let_in.append(now)
            assert len(within) < per_hour
        else:
            assert len(within) == per_hour
            assert now < until == within[0] + HOUR


@given(st.integers(min_value=1, max_value=5), GAPS)
@settings(deadline=None)
def test_whoever_comes_back_when_told_is_let_in(per_hour: int, gaps: list[int]) -> None:
    budget, now = Budget(per_hour), NOW
    for gap in gaps:
        now += timedelta(seconds=gap)
        until = budget.spend(1, now)
        if until is not None:
            now = until
            assert budget.spend(1, now) is None


def test_only_whoever_was_quiet_longest_is_forgotten() -> None:
    budget = Budget(1)
    for key in range(MOST_KEYS):
        assert budget.spend(key, NOW) is None
    assert budget.spend(0, NOW) is not None, "it is remembered, and is now the last that was heard"
    assert budget.spend(MOST_KEYS, NOW) is None
    assert budget.spend(0, NOW) is not None
    assert budget.spend(1, NOW) is None, "it was quiet longest"


def test_a_notice_comes_once_an_hour_for_each() -> None:
    notices = Notices()
    assert [notices.is_due(1, after(seconds)) for seconds in (0, 1, 3599, 3600, 3601)] == [
        True,
        False,
        False,
        True,
        False,
    ]
    assert notices.is_due(2, after(1))
