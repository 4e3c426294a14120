"""Dates a question bounds its answer by. Now is Wednesday, 19 March 2025."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.dates import find_date_range, find_now_words

from .texts import TEXTS

NOW = datetime(2025, 3, 19, 15, tzinfo=UTC)

Bounds = tuple[str | None, str | None]


def bounds(question: str, newest: datetime | None = None, now: datetime = NOW) -> Bounds | None:
    found = find_date_range(question, now=now, newest=newest)
    if found is None:
        return None
    return (
        found.since.date().isoformat() if found.since else None,
        found.until.date().isoformat() if found.until else None,
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what happened since Monday", ("2025-03-17", None)),
        ("since last Tuesday", ("2025-03-18", None)),
        ("since Wednesday", ("2025-03-19", None)),
        ("since Thursday", ("2025-03-13", None)),
        ("since 12 March", ("2025-03-12", None)),
        ("since the 5th of March", ("2025-03-05", None)),
        ("after March 10th", ("2025-03-10", None)),
        ("after 2025-03-10", ("2025-03-10", None)),
        ("since 12 March 2024", ("2024-03-12", None)),
        ("since March 12, 2024", ("2024-03-12", None)),
        ("since 20 March", ("2024-03-20", None)),
        ("since yesterday", ("2025-03-18", None)),
        ("since March", ("2025-03-01", None)),
        ("from December", ("2024-12-01", None)),
        ("since March 2024", ("2024-03-01", None)),
        ("before 12 March", (None, "2025-03-11")),
        ("before March", (None, "2025-02-28")),
        ("until 2025-03-14", (None, "2025-03-13")),
        ("in March", ("2025-03-01", "2025-03-31")),
        ("during February 2024", ("2024-02-01", "2024-02-29")),
        ("in May", ("2024-05-01", "2024-05-31")),
        ("on Monday", ("2025-03-17", "2025-03-18")),
        ("on 16 March", ("2025-03-16", "2025-03-17")),
        ("on the 12th of March", ("2025-03-12", "2025-03-13")),
        ("on 29 February", ("2024-02-29", "2024-03-01")),
        ("what did he say yesterday?", ("2025-03-18", "2025-03-19")),
        ("last week", ("2025-03-10", "2025-03-16")),
        ("last month", ("2025-02-01", "2025-02-28")),
        ("in the last 3 days", ("2025-03-16", None)),
        ("over the past 10 days", ("2025-03-09", None)),
        ("news from Monday", ("2025-03-17", None)),
        ("Weiß since Monday", ("2025-03-17", None)),
    ],
)
def test_english_bounds(question: str, expected: Bounds) -> None:
    assert bounds(question) == expected
    assert bounds(question.upper().replace("SS ", "ß ")) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("что изменилось с понедельника", ("2025-03-17", None)),
        ("с 12 марта", ("2025-03-12", None)),
        ("начиная с 12 марта 2024", ("2024-03-12", None)),
        ("с марта", ("2025-03-01", None)),
        ("до пятницы", (None, "2025-03-13")),
        ("до 12-го марта", (None, "2025-03-11")),
        ("в понедельник", ("2025-03-17", "2025-03-18")),
        ("во вторник", ("2025-03-18", "2025-03-19")),
        ("в марте", ("2025-03-01", "2025-03-31")),
        ("за март 2024", ("2024-03-01", "2024-03-31")),
        ("вчера", ("2025-03-18", "2025-03-19")),
        ("на прошлой неделе", ("2025-03-10", "2025-03-16")),
        ("в прошлом месяце", ("2025-02-01", "2025-02-28")),
        ("за последние 5 дней", ("2025-03-14", None)),
        ("що змінилося з понеділка", ("2025-03-17", None)),
        ("від 12 березня", ("2025-03-12", None)),
        ("з березня", ("2025-03-01", None)),
        ("до п'ятниці", (None, "2025-03-13")),
        ("до п’ятниці", (None, "2025-03-13")),
        ("до пʼятниці", (None, "2025-03-13")),
        ("у четвер", ("2025-03-13", "2025-03-14")),
        ("в березні", ("2025-03-01", "2025-03-31")),
        ("вчора", ("2025-03-18", "2025-03-19")),
        ("минулого тижня", ("2025-03-10", "2025-03-16")),
        ("минулого місяця", ("2025-02-01", "2025-02-28")),
        ("за останні 2 дні", ("2025-03-17", None)),
    ],
)
def test_russian_and_ukrainian_bounds(question: str, expected: Bounds) -> None:
    assert bounds(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "",
        "what does Russia demand?",
        "what is new today",
        "What did May say?",
        "quotes by May",
        "march on the capital",
        "since 31 April",
        "since 40 March",
        "since 2025-13-01",
        "before 0001-01-01",
        "on 9999-12-31",
        "in March 9999",
        "in March 0001",
        "с чего всё началось",
        "в марш",
    ],
)
def test_what_states_no_bound_or_no_day(question: str) -> None:
    assert bounds(question) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("since 12 March", ("2022-03-12", None)),
        ("since 20 March", ("2021-03-20", None)),
        ("in April", ("2021-04-01", "2021-04-30")),
        ("since Monday", ("2025-03-17", None)),
    ],
)
def test_a_date_without_its_year_is_its_latest_before_the_newest_article(question: str, expected: Bounds) -> None:
    assert bounds(question, newest=datetime(2022, 3, 15, tzinfo=UTC)) == expected


def test_an_article_from_the_future_does_not_move_the_anchor() -> None:
    assert bounds("since 20 March", newest=datetime(2031, 1, 1, tzinfo=UTC)) == ("2024-03-20", None)


def test_which_day_is_meant_is_told_by_the_askers_zone_and_bounds_hold_the_day_in_both() -> None:
    late = datetime(2025, 3, 19, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    found = find_date_range("yesterday", now=late)
    assert found is not None
    assert found.since == datetime(2025, 3, 18, tzinfo=UTC)
    assert found.until == datetime(2025, 3, 20, 4, 59, 59, 999999, tzinfo=UTC)
    early = datetime(2025, 3, 20, 1, 30, tzinfo=timezone(timedelta(hours=3)))
    found = find_date_range("вчора", now=early)
    assert found is not None
    assert found.since == datetime(2025, 3, 18, 21, tzinfo=UTC)
    assert found.until == datetime(2025, 3, 20, 23, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what happened in the last week?", ("2025-03-12", None)),
        ("что случилось за последнюю неделю?", ("2025-03-12", None)),
        ("що сталося за останній тиждень?", ("2025-03-12", None)),
        ("what happened in the past month?", ("2025-02-17", None)),
        ("за останній місяць", ("2025-02-17", None)),
        ("what did the council decide last year?", ("2024-01-01", "2024-12-31")),
        ("что решили в прошлом году?", ("2024-01-01", "2024-12-31")),
        ("що вирішили торік?", ("2024-01-01", "2024-12-31")),
    ],
)
def test_weeks_months_and_years_that_have_passed(question: str, expected: Bounds) -> None:
    assert bounds(question) == expected


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("who resigned this week?", "who resigned ?"),
        ("who is currently the mayor?", "who is  the mayor?"),
        ("кто сейчас бастует?", "кто  бастует?"),
        ("що дорожчає цього тижня?", "що дорожчає ?"),
        ("how much is a ticket to day care?", "how much is a ticket to day care?"),
    ],
)
def test_words_that_ask_about_now(question: str, left: str) -> None:
    for start, end in reversed(find_now_words(question)):
        question = question[:start] + question[end:]
    assert question == left


def test_the_place_of_the_bound() -> None:
    question = "What has Grushko said since 12 March about bases?"
    found = find_date_range(question, now=NOW)
    assert found is not None
    assert question[found.start : found.end] == "since 12 March"


@settings(deadline=None)
@given(TEXTS, st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_any_text_has_a_sane_bound_or_none(text: str, now: datetime) -> None:
    found = find_date_range(text, now=now, newest=now)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert found.since or found.until
        assert not (found.since and found.until) or found.since <= found.until


DAYS = st.dates(min_value=date(1971, 1, 1), max_value=date(2100, 1, 1))


@settings(deadline=None)
@given(DAYS, st.datetimes(min_value=datetime(1971, 1, 2), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_a_day_without_its_year_is_within_the_years_before_now(day: date, now: datetime) -> None:
    found = find_date_range(f"since {day.day} {day:%B}", now=now)
    assert found is not None
    assert found.since is not None
    assert (found.since.month, found.since.day) == (day.month, day.day)
    assert timedelta(0) <= now - found.since < timedelta(days=366 if (day.month, day.day) != (2, 29) else 366 * 8)


@settings(deadline=None)
@given(DAYS)
def test_a_full_date_reads_as_itself_however_written(day: date) -> None:
    for written in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}"):
        assert bounds(f"since {written}") == (day.isoformat(), None)
