"""Articles a day: by the zone's calendar, of the words asked for and no others."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.digest.trends import DAYS, count_trend
from bot.model.article import RawArticle
from bot.model.story import DayCount, Trend
from tests.answer.build import CORPUS, ENGINES, Engine, make_raw, open_desk, read_folder

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2025, 3, 25, 12, tzinfo=UTC)


def report(name: str, published: str | None, outlet: str | None = "Tide", about: str = "dockers") -> RawArticle:
    """An article on the dockers, or on something else."""
    when = datetime.fromisoformat(published) if published else None
    text = f"The {about} of Hallowick met again, report {name} says."
    return make_raw(name, text, published=when, outlet=outlet, title=f"Report {name}")


async def count(*articles: RawArticle, now: datetime = NOW, zone: tzinfo = UTC, days: int = DAYS) -> Trend:
    async with open_desk(articles, "memory") as desk:
        return await count_trend(desk.service, "dockers", now, zone, days)


async def test_articles_are_counted_by_day_then_outlet_and_unknown_outlets_come_first() -> None:
    trend = await count(
        report("one", "2025-03-20T10:00Z", "Tide"),
        report("two", "2025-03-20T11:00Z", "Courier"),
        report("three", "2025-03-20T12:00Z", "Tide"),
        report("four", "2025-03-19T12:00Z", "Tide"),
        report("five", "2025-03-20T12:00Z", None),
        report("six", "2025-03-20T12:00Z", "Tide", about="florists"),
    )
    assert trend == Trend(
        words="dockers",
        first="2025-02-21",
        last="2025-03-20",
        counts=(
            DayCount("2025-03-19", "Tide", 1),
            DayCount("2025-03-20", None, 1),
            DayCount("2025-03-20", "Courier", 1),
            DayCount("2025-03-20", "Tide", 2),
        ),
    )


@pytest.mark.parametrize(
    ("zone", "published", "day"),
    [
        (UTC, "2025-03-20T22:30Z", "2025-03-20"),
        (KYIV, "2025-03-20T22:30Z", "2025-03-21"),
        (ZoneInfo("America/New_York"), "2025-03-21T03:30Z", "2025-03-20"),
        (ZoneInfo("Pacific/Kiritimati"), "2025-03-20T10:30Z", "2025-03-21"),
    ],
)
async def test_a_day_is_one_of_the_zones_calendar(zone: tzinfo, published: str, day: str) -> None:
    trend = await count(report("one", published), zone=zone)
    assert [one.day for one in trend.counts] == [day] == [trend.last]


async def test_the_last_day_is_that_of_now_where_there_are_articles_of_it() -> None:
    trend = await count(report("one", "2025-03-25T09:00Z"), report("old", "2025-03-01T09:00Z"), days=7)
    assert (trend.first, trend.last) == ("2025-03-19", "2025-03-25")
    assert [one.day for one in trend.counts] == ["2025-03-25"]


async def test_the_last_day_is_that_of_the_newest_article_of_any_kind() -> None:
    trend = await count(report("one", "2025-03-01T09:00Z"), report("two", "2025-03-10T09:00Z", about="florists"))
    assert trend.last == "2025-03-10"
    assert [one.day for one in trend.counts] == ["2025-03-01"]


async def test_first_and_last_day_both_count_and_the_day_before_does_not() -> None:
    trend = await count(
        report("before", "2025-03-18T23:59Z"),
        report("first", "2025-03-19T00:00Z"),
        report("last", "2025-03-25T11:59Z"),
        days=7,
    )
    assert [one.day for one in trend.counts] == ["2025-03-19", "2025-03-25"]


async def test_what_is_published_after_now_counts_nowhere() -> None:
    trend = await count(report("late", "2025-03-25T13:00Z"), report("far", "2099-01-01T00:00Z"))
    assert (trend.last, trend.counts) == ("2025-03-25", ())


async def test_articles_without_a_date_count_nowhere() -> None:
    trend = await count(report("undated", None), report("dated", "2025-03-20T09:00Z"))
    assert sum(one.articles for one in trend.counts) == 1
    assert (await count(report("undated", None))).last == "2025-03-25"


async def test_without_articles_a_trend_is_empty() -> None:
    assert await count() == Trend(words="dockers", first="2025-02-26", last="2025-03-25")


async def test_days_keep_their_number_across_daylight_saving() -> None:
    """29 to 31 March 2025: Kyiv's clocks go forward on the 30th, a day of 23 hours."""
    now = datetime(2025, 3, 31, 21, 30, tzinfo=UTC)  # half past midnight of 1 April in Kyiv
    trend = await count(report("one", "2025-03-29T22:30Z"), report("two", "2025-03-31T21:10Z"), now=now, zone=KYIV)
    assert (trend.first, trend.last) == ("2025-03-05", "2025-04-01")
    assert [one.day for one in trend.counts] == ["2025-03-30", "2025-04-01"]


@pytest.mark.parametrize("engine", ENGINES)
async def test_the_dockers_of_the_sample(engine: Engine) -> None:
    async with open_desk(read_folder(CORPUS), engine) as desk:
        trend = await count_trend(desk.service, "dockers", NOW, UTC)
    assert (trend.first, trend.last) == ("2025-02-25", "2025-03-24")
    by_day = [(one.day, one.articles) for one in trend.counts]
    assert by_day == [(day, 1) for day, _ in by_day]
    assert [day[-2:] for day, _ in by_day] == ["03", "03", "05", "05", "06", "13"]


moments = st.datetimes(datetime(2025, 2, 1), datetime(2025, 4, 10), timezones=st.just(UTC))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(moments, max_size=8), moments, st.sampled_from([UTC, KYIV, ZoneInfo("Asia/Kathmandu")]))
async def test_counts_are_those_of_a_plain_look_at_the_dates(
    published: list[datetime], now: datetime, zone: tzinfo
) -> None:
    trend = await count(*(report(f"n{at}", one.isoformat()) for at, one in enumerate(published)), now=now, zone=zone)
    first, last = date.fromisoformat(trend.first), date.fromisoformat(trend.last)
    assert last - first == timedelta(days=DAYS - 1)
    assert last <= now.astimezone(zone).date()
    seen = [day for one in published if one <= now and first <= (day := one.astimezone(zone).date()) <= last]
    assert sum(one.articles for one in trend.counts) == len(seen)
    assert {one.day: one.articles for one in trend.counts} == {day.isoformat(): seen.count(day) for day in seen}
