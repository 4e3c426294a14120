"""When a feed is asked next, and what is said of one that fails or is silent."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.feeds.health import FeedHealth, choose_stale_after, find_state, is_worth_telling, measure_health
from bot.ingest.feeds.scheduling import (
    FIRST,
    JITTER,
    LONGEST,
    LONGEST_BACK_OFF,
    SHORTEST,
    after_failure,
    after_success,
    choose_interval,
    measure_pace,
)
from bot.model.errors import FetchError
from bot.model.feed import Feed, FeedState, Trouble

NOW = datetime(2025, 3, 24, 12, tzinfo=UTC)
FEED = Feed(url="https://a.example/feed", added=NOW - timedelta(days=30), next_check=NOW)
DATES = st.lists(st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2025, 3, 24), timezones=st.just(UTC)))


def every(wait: timedelta, count: int = 10, ago: timedelta = timedelta()) -> list[datetime | None]:
    return [NOW - ago - number * wait for number in range(count)]


def test_it_is_asked_as_often_as_it_publishes() -> None:
    hourly, daily = measure_pace(every(timedelta(hours=1))), measure_pace(every(timedelta(days=1)))
    assert choose_interval(hourly, NOW) == timedelta(minutes=30)
    assert choose_interval(daily, NOW) == LONGEST
    assert choose_interval(measure_pace(every(timedelta(seconds=20))), NOW) == SHORTEST
    assert choose_interval(measure_pace([None, None]), NOW) == FIRST


def test_a_silence_makes_the_waits_longer() -> None:
    pace = measure_pace(every(timedelta(minutes=20), ago=timedelta(hours=16)))
    assert choose_interval(pace, NOW) == timedelta(hours=2)
    assert choose_interval(pace, NOW + timedelta(days=9)) == LONGEST


@given(DATES)
def test_any_dates_give_a_wait_within_bounds(dates: list[datetime | None]) -> None:
    pace = measure_pace(dates)
    assert SHORTEST <= choose_interval(pace, NOW) <= LONGEST
    checked = after_success(FEED, NOW, pace)
    assert SHORTEST * (1 - JITTER) <= checked.next_check - NOW <= LONGEST * (1 + JITTER)


@given(st.integers(1, 40), st.integers(0, 700_000), st.integers(0))
def test_failures_double_the_wait_up_to_a_day_and_no_sooner_than_asked(times: int, asked: int, seed: int) -> None:
    feed, dice = FEED, Random(seed)
    for _ in range(times):
        before = feed
        feed = after_failure(feed, NOW, FetchError("x", "status", status=503, retry_after=float(asked)), dice)
    wait = feed.next_check - NOW
    assert feed.failures == times
    assert wait >= timedelta(seconds=asked)
    assert wait <= max(LONGEST_BACK_OFF * (1 + JITTER), timedelta(seconds=asked))
    assert wait >= min(before.interval * 2 ** min(times - 1, 12), LONGEST_BACK_OFF) * (1 - JITTER)


def test_waits_differ_so_that_not_all_are_asked_at_once() -> None:
    assert len({after_success(FEED, NOW, measure_pace([])).next_check for _ in range(20)}) > 10


def test_states() -> None:
    assert find_state(FEED, NOW) is FeedState.NEW
    good = after_success(FEED, NOW, measure_pace(every(timedelta(hours=1))))
    assert find_state(good, NOW) is FeedState.GOOD
    assert not is_worth_telling(good, NOW + timedelta(days=2))
    assert find_state(good, NOW + timedelta(days=4)) is FeedState.SILENT
    assert is_worth_telling(good, NOW + timedelta(days=4))
    weekly = after_success(FEED, NOW, measure_pace(every(timedelta(days=7))))
    assert find_state(weekly, NOW + timedelta(days=20)) is FeedState.GOOD
    assert find_state(weekly, NOW + timedelta(days=22)) is FeedState.SILENT


def test_a_failure_is_told_of_after_a_day_from_the_first() -> None:
    error = FetchError("x", "timeout")
    failing = after_failure(after_success(FEED, NOW, measure_pace([])), NOW, error)
    assert find_state(failing, NOW) is FeedState.FAILING
    assert not is_worth_telling(failing, NOW + timedelta(hours=23))
    again = after_failure(failing, NOW + timedelta(hours=25), error)
    assert is_worth_telling(again, NOW + timedelta(hours=25))


def test_health_is_counted_over_all_feeds() -> None:
    assert measure_health([], NOW) == FeedHealth(dict.fromkeys(FeedState, 0), 0, 0.0, None)
    good = FEED.model_copy(update={"succeeded": NOW, "newest": NOW, "articles": 3, "brought": NOW - timedelta(hours=2)})
    failing = FEED.model_copy(
        update={"trouble": Trouble(message_id="x"), "articles": 1, "next_check": NOW - timedelta(minutes=5)}
    )
    health = measure_health([good.model_copy(update={"next_check": NOW + timedelta(hours=1)}), failing], NOW)
    assert health.states == {FeedState.NEW: 0, FeedState.GOOD: 1, FeedState.FAILING: 1, FeedState.SILENT: 0}
    assert (health.articles, health.late, health.quiet) == (4, 300.0, 7200.0)


def test_how_old_the_newest_article_may_be() -> None:
    def paced(wait: timedelta) -> Feed:
        return after_success(FEED, NOW, measure_pace(every(wait)))

    assert choose_stale_after([]) is None
    assert choose_stale_after([paced(timedelta(minutes=10)), paced(timedelta(days=7))]) == timedelta(days=1)
    assert choose_stale_after([paced(timedelta(days=7))]) == timedelta(days=14)
