"""Time zones by the names that people have for them."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.zones import LANGUAGES, ZoneChoice, find_zones, show_zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        (" europe / kyiv ", "Europe/Kyiv"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),
        ("київ", "Europe/Kyiv"),
        ("Киев", "Europe/Kyiv"),
        ("new  york", "America/New_York"),
        ("Нью-Йорк", "America/New_York"),
        ("нью йорк", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Польша", "Europe/Warsaw"),
        ("Грузія", "Asia/Tbilisi"),
        ("UTC", "UTC"),
        ("etc/gmt+3", "Etc/GMT+3"),
    ],
)
def test_what_is_named_exactly_is_sure(typed: str, zone: str) -> None:
    [choice] = find_zones(typed, "en")
    assert (choice.zone, choice.sure) == (zone, True)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("Kyev", "Europe/Kyiv"), ("Berlim", "Europe/Berlin"), ("tokio", "Asia/Tokyo"), ("варшва", "Europe/Warsaw")],
)
def test_slips_are_forgiven_and_not_sure(typed: str, zone: str) -> None:
    choice = find_zones(typed, "en")[0]
    assert (choice.zone, choice.sure) == (zone, False)


def test_a_country_of_several_zones_offers_them() -> None:
    found = find_zones("Ukraine", "uk")
    assert found[0] == ZoneChoice("Europe/Kyiv", "Київ", True)
    assert len(found) > 1


@pytest.mark.parametrize("typed", ["", " ", "qqqqqqqq", "xx", "?!", "tomorrow morning at eight", "\ud800"])
def test_nothing_that_resembles_it(typed: str) -> None:
    assert find_zones(typed, "en") == []


def test_zones_are_called_as_the_language_calls_their_city() -> None:
    assert [show_zone("Europe/Kyiv", language) for language in LANGUAGES] == ["Kyiv", "Киев", "Київ"]
    assert show_zone("America/New_York", "ru") == "Нью-Йорк"
    assert show_zone("Etc/GMT+3", "en") == "Etc/GMT+3"
    assert show_zone("UTC", "uk") == "UTC"


@given(
    st.text() | st.sampled_from(["Kyiv", "Paris", "Лондон"]).flatmap(lambda name: st.permutations(name).map("".join))
)
@settings(deadline=None, max_examples=150)
def test_any_text_gives_zones_that_can_be_loaded(typed: str) -> None:
    found = find_zones(typed, "ru")
    assert len(found) <= 5
    assert len({one.zone for one in found}) == len(found)
    for one in found:
        assert ZoneInfo(one.zone).key == one.zone
        assert one.city
