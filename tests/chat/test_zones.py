"""Time zones as people type them."""

from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.manner import find_zone
from bot.chat.zones import find_zone_name

UNSAID = ("posix/", "right/", "SystemV/", "Factory", "localtime")
NAMES = sorted(name for name in available_timezones() if not name.startswith(UNSAID))
"""Of this machine."""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kyiv", "Europe/Kyiv"),
        (" Europe / Kyiv ", "Europe/Kyiv"),
        ("kyiv", "Europe/Kyiv"),
        ("Kyiv\n", "Europe/Kyiv"),
        ("New York", "America/New_York"),
        ("america/new  york", "America/New_York"),
        ("america/argentina/buenos aires", "America/Argentina/Buenos_Aires"),
        ("utc", "UTC"),
        ("etc/gmt+3", "Etc/GMT+3"),
    ],
)
def test_case_and_spaces_do_not_matter_and_a_city_is_enough(typed: str, name: str) -> None:
    assert find_zone_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "/",
        "//",
        "Atlantis",
        "Europe",
        "Europe/",
        "/Kyiv",
        "Europe/Kyiv/",
        "+3",
        "GMT+3",
        "localtime",
        "../etc/passwd",
        "what is new?",
    ],
)
def test_what_is_no_zone_is_none(typed: str) -> None:
    assert find_zone_name(typed) is None


@given(st.sampled_from(NAMES), st.sampled_from(["lower", "upper", "title"]), st.text(" \t\n\u00a0", max_size=3))
@settings(deadline=None)
def test_every_zone_is_found_however_it_is_typed(name: str, case: str, space: str) -> None:
    typed = getattr(name, case)().replace("_", " ").replace("/", f"{space}/{space}")
    assert find_zone_name(f"{space}{typed}{space}") == name


@given(st.sampled_from(NAMES))
@settings(deadline=None)
def test_a_city_alone_is_found_where_nothing_else_is_called_so(name: str) -> None:
    city = name.rpartition("/")[2]
    called_so = [
        one for one in NAMES if one.rpartition("/")[2].casefold() == city.casefold() and not one.startswith("Etc/")
    ]
    whole = [one for one in called_so if "/" not in one]
    expected = whole[0] if whole else called_so[0] if len(called_so) == 1 else None
    assert find_zone_name(city.replace("_", " ")) == expected


@given(st.text(max_size=40))
@settings(deadline=None)
def test_any_text_gives_nothing_or_a_zone_that_can_be_used(typed: str) -> None:
    name = find_zone_name(typed)
    assert name is None or find_zone(name) is not None


@given(st.sampled_from(NAMES))
@settings(deadline=None)
def test_what_is_found_can_be_used(name: str) -> None:
    zone = find_zone(find_zone_name(name) or "")
    assert zone is not None
    assert zone.key == name
