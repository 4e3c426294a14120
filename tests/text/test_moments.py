"""When something was published, in a reader's zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.messages import read_messages
from bot.text.moments import has_hour, put_in_zone

DAY = datetime(2026, 5, 4, tzinfo=UTC)
ZONES = [ZoneInfo(name) for name in ("America/Los_Angeles", "Europe/Kyiv", "Pacific/Kiritimati", "Asia/Kathmandu")]


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_without_an_hour_is_that_day_everywhere(zone: ZoneInfo) -> None:
    assert not has_hour(DAY)
    assert read_messages("en").day(put_in_zone(DAY, zone)) == "4 May 2026"


@given(st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)), st.sampled_from(ZONES))
def test_an_hour_is_put_in_the_zone(moment: datetime, zone: ZoneInfo) -> None:
    local = put_in_zone(moment, zone)
    assert local.tzinfo is zone
    assert local == moment or (not has_hour(moment) and local.date() == moment.date())


def test_midnight_elsewhere_is_an_hour() -> None:
    assert has_hour(datetime(2026, 5, 4, tzinfo=ZoneInfo("Europe/Kyiv")))


def test_a_day_near_has_its_year_only_when_it_is_another() -> None:
    messages = read_messages("en")
    assert messages.day_near(DAY, datetime(2026, 12, 1, tzinfo=UTC)) == "4 May"
    assert messages.day_near(DAY, datetime(2027, 1, 1, tzinfo=UTC)) == "4 May 2026"
