"""How long to wait before the next attempt."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.backoff import FACTOR, FIRST, LONGEST, SPREAD, Backoff

SECONDS = st.floats(min_value=0.01, max_value=100)


def test_waits_grow_to_the_longest_and_begin_anew_once_it_worked() -> None:
    backoff = Backoff(chance=Random(1))
    waits = [backoff.next() for _ in range(30)]
    assert FIRST * (1 - SPREAD) <= waits[0] <= FIRST
    assert all(LONGEST * (1 - SPREAD) <= wait <= LONGEST for wait in waits[10:])
    backoff.reset()
    assert backoff.failures == 0
    assert backoff.next() <= FIRST


def test_failures_are_counted() -> None:
    backoff = Backoff()
    for _ in range(3):
        backoff.next()
    assert backoff.failures == 3


def test_two_processes_do_not_come_back_together() -> None:
    one, other = Backoff(chance=Random(1)), Backoff(chance=Random(2))
    assert all(one.next() != other.next() for _ in range(20))


@given(SECONDS, SECONDS, st.integers(), st.integers(min_value=0, max_value=3000))
@settings(deadline=None)
def test_every_wait_lies_between_its_bounds(first: float, longest: float, seed: int, failures: int) -> None:
    backoff = Backoff(first, longest, Random(seed))
    backoff.failures = failures
    expected = min(longest, first * FACTOR ** min(failures, 50))
    assert expected * (1 - SPREAD) <= backoff.next() <= expected
    assert backoff.failures == failures + 1
