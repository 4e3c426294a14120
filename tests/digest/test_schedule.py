"""Due times: one instant for each local day and time, in every zone, or what the rule says."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.schedule import MOST_MISSED, Settled, due_times, next_due, settle
from bot.model.subscription import EVERY_DAY, USEFUL, Schedule

ZONES = sorted(name for name in available_timezones() if not name.startswith(("posix/", "right/", "SystemV/")))
DAY = timedelta(days=1)
TIMES = st.lists(st.times().map(lambda one: one.replace(tzinfo=None)), min_size=1, max_size=4, unique=True).map(
    lambda times: tuple(sorted(times))
)
DAYS = st.lists(st.sampled_from(EVERY_DAY), min_size=1, max_size=7, unique=True).map(lambda days: tuple(sorted(days)))
SCHEDULES = st.builds(Schedule, times=TIMES, zone=st.sampled_from(ZONES), days=DAYS)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


def at(zone: str, *times: str, days: tuple[int, ...] = EVERY_DAY) -> Schedule:
    return Schedule(times=tuple(map(time.fromisoformat, times)), zone=zone, days=days)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def of_day(schedule: Schedule, *day: int) -> list[str]:
    """What is due within the UTC day and its neighbours' hours, as local wall time."""
    zone, noon = ZoneInfo(schedule.zone), utc(*day, 12)
    found = [one.astimezone(zone) for one in due_times(schedule, noon - DAY, noon + DAY)]
    return [f"{one:%H:%M %z}" for one in found if one.date() == date(*day)]


def test_a_time_that_the_clocks_skip_is_read_with_the_offset_before() -> None:
    assert of_day(at("Europe/Kyiv", "03:30"), 2025, 3, 30) == ["04:30 +0300"]
    assert of_day(at("America/New_York", "02:30"), 2025, 3, 9) == ["03:30 -0400"]
    assert of_day(at("Australia/Lord_Howe", "02:15"), 2025, 10, 5) == ["02:45 +1100"]


def test_a_time_that_comes_twice_is_its_first() -> None:
    assert of_day(at("Europe/Kyiv", "03:30"), 2025, 10, 26) == ["03:30 +0300"]
    assert of_day(at("America/New_York", "01:30"), 2025, 11, 2) == ["01:30 -0400"]
    assert of_day(at("Australia/Lord_Howe", "01:45"), 2025, 4, 6) == ["01:45 +1100"]


def test_a_day_that_a_zone_skipped_falls_on_its_neighbours_instants() -> None:
    week = due_times(at("Pacific/Apia", "08:00"), utc(2011, 12, 27), utc(2012, 1, 2))
    local = [one.astimezone(ZoneInfo("Pacific/Apia")) for one in week]
    assert [f"{one:%d}" for one in local] == ["27", "28", "29", "31", "01", "02"]


def test_a_digest_of_the_weekday_that_was_skipped_comes_at_the_instant_of_the_next_day() -> None:
    fridays = due_times(at("Pacific/Apia", "08:00", days=(5,)), utc(2011, 12, 27), utc(2012, 1, 4))
    assert [str(one.astimezone(ZoneInfo("Pacific/Apia"))) for one in fridays] == ["2011-12-31 08:00:00+14:00"]


def test_a_midnight_that_the_clocks_skip_stays_on_its_day() -> None:
    assert of_day(at("America/Havana", "00:00"), 2025, 3, 9) == ["01:00 -0400"]
    assert of_day(at("Africa/Cairo", "00:30"), 2025, 4, 25) == ["01:30 +0300"]
    assert of_day(at("America/Havana", "00:30"), 2025, 11, 2) == ["00:30 -0400"]


def test_weekdays_are_of_the_local_date() -> None:
    monday = due_times(at("Asia/Tokyo", "06:00", days=(1,)), utc(2025, 3, 20), utc(2025, 3, 27))
    assert monday == [utc(2025, 3, 23, 21)]  # a Sunday in UTC
    sunday = due_times(at("America/Los_Angeles", "20:00", days=(7,)), utc(2025, 3, 20), utc(2025, 3, 27))
    assert sunday == [utc(2025, 3, 24, 3)]  # a Monday in UTC


def test_two_times_that_the_clocks_make_one_are_one() -> None:
    assert of_day(at("Europe/Kyiv", "03:30", "04:30"), 2025, 3, 30) == ["04:30 +0300"]


def test_leap_days_and_weekdays() -> None:
    assert of_day(at("Europe/Kyiv", "08:00"), 2028, 2, 29) == ["08:00 +0200"]
    thursdays = due_times(at("Asia/Tokyo", "06:00", days=(4,)), utc(2028, 2, 20), utc(2028, 3, 10))
    assert [one.astimezone(ZoneInfo("Asia/Tokyo")).isoweekday() for one in thursdays] == [4, 4, 4]


def test_a_zone_that_is_not_known_any_more_counts_as_utc() -> None:
    assert due_times(at("Mars/Base", "08:00"), utc(2025, 1, 1), utc(2025, 1, 2)) == [utc(2025, 1, 1, 8)]


def test_a_zone_that_changes_its_rules_between() -> None:
    """Moscow put its clocks back for good in October 2014."""
    found = due_times(at("Europe/Moscow", "08:00"), utc(2014, 10, 24, 12), utc(2014, 10, 27, 12))
    assert [one.hour for one in found] == [4, 5, 5]


@given(SCHEDULES, MOMENTS, st.integers(1, 20))
@settings(deadline=None, max_examples=150)
def test_each_local_day_has_its_instant_at_each_time(schedule: Schedule, start: datetime, days: int) -> None:
    zone = ZoneInfo(schedule.zone)
    found = due_times(schedule, start, start + days * DAY)
    assert found == sorted(set(found))
    assert all(start < one <= start + days * DAY and one.tzinfo is UTC for one in found)
    first, last = (moment.astimezone(zone).date() for moment in (start + 2 * DAY, start + (days - 2) * DAY))
    for offset in range((last - first).days + 1):
        day = first + offset * DAY
        if day.isoweekday() in schedule.days:
            for wall in schedule.times:
                assert resolve(day, wall, zone) in found


@given(SCHEDULES, MOMENTS, st.integers(1, 20))
@settings(deadline=None, max_examples=100)
def test_nothing_is_due_that_no_day_and_time_asks_for(schedule: Schedule, start: datetime, days: int) -> None:
    zone, end = ZoneInfo(schedule.zone), start + days * DAY
    first = start.astimezone(zone).date() - 2 * DAY
    around = [first + number * DAY for number in range(days + 5)]
    asked = {resolve(day, wall, zone) for day in around if day.isoweekday() in schedule.days for wall in schedule.times}
    assert set(due_times(schedule, start, end)) == {one for one in asked if start < one <= end}


@given(SCHEDULES, MOMENTS, st.sampled_from(ZONES))
@settings(deadline=None, max_examples=50)
def test_moments_may_be_given_in_any_zone(schedule: Schedule, start: datetime, zone: str) -> None:
    after, until = (moment.astimezone(ZoneInfo(zone)) for moment in (start, start + 3 * DAY))
    found = due_times(schedule, after, until)
    assert found == due_times(schedule, start, start + 3 * DAY)
    assert all(one.tzinfo is UTC for one in found)
    assert next_due(schedule, after) == next_due(schedule, start)


def resolve(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """By another way than the code's: the first instant that the clocks show so; else, with the offset before."""
    naive = datetime.combine(day, wall)
    guesses = [(naive - offset).replace(tzinfo=UTC) for offset in offsets(naive, zone)]
    shown = sorted(one for one in guesses if one.astimezone(zone).replace(tzinfo=None) == naive)
    return shown[0] if shown else (naive - offsets(naive, zone)[0]).replace(tzinfo=UTC)


def offsets(naive: datetime, zone: ZoneInfo) -> list[timedelta]:
    """Those that hold around, the earlier first."""
    around = [(naive + hours * timedelta(hours=1)).replace(tzinfo=UTC).astimezone(zone) for hours in (-30, 30)]
    return [one.utcoffset() or timedelta() for one in around]


@given(SCHEDULES, MOMENTS, st.integers(0, 400), st.integers(0, 400))
@settings(deadline=None, max_examples=80)
def test_an_interval_may_be_cut_anywhere(schedule: Schedule, start: datetime, one: int, other: int) -> None:
    middle, end = start + one * timedelta(hours=1), start + (one + other) * timedelta(hours=1)
    assert due_times(schedule, start, middle) + due_times(schedule, middle, end) == due_times(schedule, start, end)
    assert due_times(schedule, end, start) == []


@given(SCHEDULES, MOMENTS)
@settings(deadline=None, max_examples=80)
def test_the_next_is_the_first_of_those_that_follow(schedule: Schedule, start: datetime) -> None:
    following = next_due(schedule, start)
    assert following is not None
    assert due_times(schedule, start, following) == [following]
    assert following - start <= 15 * DAY


def test_at_the_end_of_the_calendar_nothing_is_due() -> None:
    assert next_due(at("UTC", "08:00"), datetime.max.replace(tzinfo=UTC)) is None


# what is to be done about the due times since the last look


def test_the_last_one_is_due_and_those_before_are_missed() -> None:
    daily = at("UTC", "08:00")
    assert settle(daily, utc(2025, 3, 20, 8), utc(2025, 3, 20, 9)) == Settled()
    assert settle(daily, utc(2025, 3, 20, 8), utc(2025, 3, 21, 8)) == Settled(utc(2025, 3, 21, 8))
    settled = settle(daily, utc(2025, 3, 18, 8), utc(2025, 3, 21, 10))
    assert settled == Settled(utc(2025, 3, 21, 8), (utc(2025, 3, 19, 8), utc(2025, 3, 20, 8)))


def test_what_is_of_no_use_any_more_is_missed() -> None:
    daily = at("UTC", "08:00")
    assert settle(daily, utc(2025, 3, 20, 8), utc(2025, 3, 21, 8) + USEFUL).due == utc(2025, 3, 21, 8)
    late = settle(daily, utc(2025, 3, 20, 8), utc(2025, 3, 21, 8, 0, 1) + USEFUL)
    assert late == Settled(None, (utc(2025, 3, 21, 8),))
    often = at("UTC", "08:00", "10:00")
    assert settle(often, utc(2025, 3, 21, 7), utc(2025, 3, 21, 9)).due == utc(2025, 3, 21, 8)
    assert settle(often, utc(2025, 3, 21, 7), utc(2025, 3, 21, 9, 1)) == Settled(None, (utc(2025, 3, 21, 8),))


def test_of_many_missed_ones_the_last_fifty_are_told_of() -> None:
    hourly = at("UTC", *(f"{hour:02}:00" for hour in range(24)))
    now = utc(2025, 3, 21, 8, 10)
    settled = settle(hourly, now - 10 * DAY, now)
    assert settled.due == utc(2025, 3, 21, 8)
    assert settled.missed == tuple(due_times(hourly, now - 10 * DAY, now)[-MOST_MISSED - 1 : -1])
    assert len(settled.missed) == MOST_MISSED
    none_of_use = settle(hourly, now - 10 * DAY, now + 25 * timedelta(minutes=1))
    assert none_of_use == Settled(None, (*settled.missed[1:], utc(2025, 3, 21, 8)))


@pytest.mark.parametrize("weeks", [9, 40, 300])
def test_however_long_the_time_away_the_last_fifty_are_known(weeks: int) -> None:
    """A weekly digest after months away: all that were missed, not only those of the last weeks."""
    weekly, reached = at("Europe/Kyiv", "08:00", days=(1,)), utc(2025, 3, 17, 12)
    now = reached + weeks * timedelta(days=7) + DAY
    every = due_times(weekly, reached, now)
    assert len(every) == weeks
    assert settle(weekly, reached, now) == Settled(None, tuple(every[-MOST_MISSED:]))
    yearly = settle(weekly, utc(1, 1, 1), now)
    assert yearly.missed == tuple(due_times(weekly, utc(2019, 1, 1), now)[-MOST_MISSED:])


def test_a_due_time_that_the_clocks_moved_is_settled_at_its_instant() -> None:
    nightly = at("Europe/Kyiv", "03:30")
    gap = utc(2025, 3, 30, 1, 30)
    assert settle(nightly, gap - DAY, gap - timedelta(seconds=1)).due != gap
    assert settle(nightly, gap - timedelta(hours=1), gap) == Settled(gap)
    first = utc(2025, 10, 26, 0, 30)
    assert settle(nightly, first - timedelta(hours=1), first) == Settled(first)
    assert settle(nightly, first, first + timedelta(hours=1)) == Settled(), "not again when 03:30 comes twice"


@given(SCHEDULES, MOMENTS, st.integers(0, 900))
@settings(deadline=None, max_examples=80)
def test_every_due_time_is_settled_once(schedule: Schedule, reached: datetime, hours: int) -> None:
    now = reached + hours * timedelta(hours=1)
    settled = settle(schedule, reached, now)
    every = [*settled.missed, *([settled.due] if settled.due else [])]
    assert every == due_times(schedule, reached, now)[-len(every) :] if every else not due_times(schedule, reached, now)
    assert len(every) >= min(len(due_times(schedule, reached, now)), MOST_MISSED)
    if settled.due:
        assert now - settled.due <= USEFUL


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "Africa/Casablanca", "Asia/Gaza", "America/Nuuk", "Asia/Kathmandu"])
def test_a_year_has_one_digest_a_day(zone: str) -> None:
    tz = ZoneInfo(zone)
    start = datetime(2025, 1, 1, tzinfo=tz).astimezone(UTC) - timedelta(seconds=1)
    found = due_times(at(zone, "02:30"), start, start + 365 * DAY)
    assert [one.astimezone(tz).date() for one in found] == [date(2025, 1, 1) + number * DAY for number in range(365)]
