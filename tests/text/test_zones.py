"""Time zones by the names that people have for them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text import cities
from bot.text.main_zones import CALLED, MAIN
from bot.text.zones import LANGUAGES, ZoneChoice, describe_zone, find_zones, show_zone

LOADED = sorted(available_timezones() - {"Factory", "localtime"})
CITIES = sorted(
    {
        str(names["city"])
        for language in LANGUAGES
        for zone, names in Locale.parse(language).time_zones.items()
        if "city" in names and zone in LOADED and zone != "Pacific/Enderbury"
    }
)
"""As CLDR has them in all languages of the interface; but for an island that it has twice, under two names."""


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


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("львов", "Europe/Kyiv"),
        ("Львів", "Europe/Kyiv"),
        ("st petersburg", "Europe/Moscow"),
        ("St. Petersburg", "Europe/Moscow"),
        ("питер", "Europe/Moscow"),
        ("Geneva", "Europe/Zurich"),
        ("nyc", "America/New_York"),
        ("Сан-Франциско", "America/Los_Angeles"),
        ("Delhi", "Asia/Kolkata"),
        ("moscow time", "Europe/Moscow"),
        ("мск", "Europe/Moscow"),
        ("Kyiv, Ukraine", "Europe/Kyiv"),
        ("London UK", "Europe/London"),
        ("New York USA", "America/New_York"),
        ("Киевское время", "Europe/Kyiv"),
        ("в городе Киев", "Europe/Kyiv"),
    ],
)
def test_a_hurried_person_is_understood(typed: str, zone: str) -> None:
    for language in LANGUAGES:
        assert [(one.zone, one.sure) for one in find_zones(typed, language)][:1] == [(zone, True)]


@pytest.mark.parametrize(("typed", "zone"), [("во Львове", "Europe/Kyiv"), ("по Москве", "Europe/Moscow")])
def test_a_city_in_another_case_is_offered(typed: str, zone: str) -> None:
    assert find_zones(typed, "ru")[0][::2] == (zone, False)


@pytest.mark.parametrize(
    ("typed", "zone", "hours"),
    [
        ("GMT+3", "Etc/GMT-3", 3),
        ("utc +3", "Etc/GMT-3", 3),
        ("+03:00", "Etc/GMT-3", 3),
        ("UTC−5", "Etc/GMT+5", -5),
        ("gmt -5", "Etc/GMT+5", -5),
        ("МСК+2", "Etc/GMT-5", 5),
        ("utc+5:30", "Asia/Kolkata", 5.5),
        ("-3:30", "America/St_Johns", -3.5),
        ("+0", "UTC", 0),
    ],
)
def test_an_offset_is_what_people_mean_by_it(typed: str, zone: str, hours: float) -> None:
    found = find_zones(typed, "en")
    assert found[0].zone == zone
    winter, summer = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
    for one in found:
        clock = ZoneInfo(one.zone)
        assert timedelta(hours=hours) in (moment.astimezone(clock).utcoffset() for moment in (winter, summer))


def test_a_city_that_puts_its_clocks_forward_is_offered_beside_its_offset() -> None:
    assert "Europe/Kyiv" in [one.zone for one in find_zones("GMT+3", "uk")]
    assert [one.zone for one in find_zones("EST", "en")][1] == "America/New_York", "and is not taken for Panama at once"


def test_every_city_of_our_own_is_found_and_none_is_of_another_zone() -> None:
    for zone, names in cities.CITIES.items():
        for name in names.split(", "):
            found = find_zones(name, "en")
            assert zone in [one.zone for one in found if one.sure], name
            assert len(found) == 1 or name in ("EST", "MST"), name


@pytest.mark.parametrize("typed", ["GMT+25", "+99", "utc+3:07", "+", "25:00"])
def test_an_offset_that_no_zone_has(typed: str) -> None:
    assert find_zones(typed, "en") == []


def test_a_country_of_several_zones_offers_them() -> None:
    found = find_zones("Ukraine", "uk")
    assert found[0] == ZoneChoice("Europe/Kyiv", "Київ", True)
    assert len(found) > 1


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Russia", "Europe/Moscow"),
        ("росія", "Europe/Moscow"),
        ("USA", "America/New_York"),
        ("США", "America/New_York"),
        ("United States", "America/New_York"),
        ("Україна", "Europe/Kyiv"),
        ("Canada", "America/Toronto"),
        ("Australia", "Australia/Sydney"),
        ("Бразилія", "America/Sao_Paulo"),
        ("Казахстан", "Asia/Almaty"),
        ("Spain", "Europe/Madrid"),
        ("China", "Asia/Shanghai"),
        ("England", "Europe/London"),
        ("Англия", "Europe/London"),
        ("Korea", "Asia/Seoul"),
    ],
)
def test_the_zone_that_most_people_of_a_country_live_by_comes_first(typed: str, zone: str) -> None:
    assert find_zones(typed, "en")[0].zone == zone


def test_every_country_of_more_zones_than_are_offered_has_its_main_ones() -> None:
    assert len(set(MAIN)) == len(MAIN)
    assert all(one.zone == zone and one.sure for zone in MAIN for one in find_zones(zone, "en"))
    for names in CALLED.values():
        assert all(find_zones(name, "ru")[0].sure for name in names)
    for country in ("Russia", "USA", "Canada", "Australia", "Brazil", "Mexico"):
        assert all(one.zone in MAIN for one in find_zones(country, "en"))


def test_every_zone_that_is_offered_can_be_chosen() -> None:
    for name in sorted(available_timezones() - {"localtime", "Factory"}):
        if not name.startswith(("posix/", "right/", "SystemV/")):
            for choice in find_zones(name, "en"):
                assert [one.zone for one in find_zones(choice.zone, "en")] == [choice.zone], name


@pytest.mark.parametrize("typed", ["", " ", "qqqqqqqq", "xx", "?!", "tomorrow morning at eight", "\ud800"])
def test_nothing_that_resembles_it(typed: str) -> None:
    assert find_zones(typed, "en") == []


def test_zones_are_called_as_the_language_calls_their_city() -> None:
    assert [show_zone("Europe/Kyiv", language) for language in LANGUAGES] == ["Kyiv", "Киев", "Київ"]
    assert show_zone("America/New_York", "ru") == "Нью-Йорк"
    # The name of the zone has the sign of POSIX, the other way round: nobody reads "GMT+3" as three hours behind.
    assert show_zone("Etc/GMT+3", "en") == describe_zone("Etc/GMT+3", "ru") == "UTC-3"
    assert show_zone("Etc/GMT-14", "en") == "UTC+14"
    assert describe_zone("Europe/Kyiv", "ru") == "Киев (Europe/Kyiv)"
    assert describe_zone("UTC", "ru") == "UTC"
    assert show_zone("UTC", "uk") == "UTC"


def test_every_zone_is_found_by_its_own_name_with_its_own_clock() -> None:
    weeks = [datetime(2020, 1, 1, tzinfo=UTC) + number * timedelta(days=7) for number in range(520)]
    for name in LOADED:
        best = find_zones(name.swapcase(), "en")[0]
        assert best.sure, name
        own, found = ZoneInfo(name), ZoneInfo(best.zone)
        assert all(own.utcoffset(week) == found.utcoffset(week) for week in weeks), (name, best)


def test_a_button_for_an_offered_zone_of_a_city_names_it_alone() -> None:
    """What the buttons carry is read again as an exact name; it fits the 64 bytes of a button's data."""
    offered = {one.zone for city in CITIES for one in find_zones(city, "en")}
    assert len(offered) > 400
    for zone in offered:
        assert [one.zone for one in find_zones(zone, "uk")] == [zone]
        assert len(f"set:zone:{zone}".encode()) <= 64


@given(st.sampled_from(CITIES), st.sampled_from(LANGUAGES))
@settings(deadline=None, max_examples=100)
def test_a_city_of_any_language_is_found_in_each(city: str, language: str) -> None:
    found = find_zones(f" {city.upper()} ", language)
    assert found
    assert all(one.sure for one in found)
    assert all(one.city == show_zone(one.zone, language) for one in found)
    assert [one.zone for one in found] == [one.zone for one in find_zones(city, "en")]


@given(st.sampled_from([city for city in CITIES if len(city) >= 8]), st.data())
@settings(deadline=None, max_examples=100)
def test_one_letter_too_few_is_forgiven(city: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(city) - 1))
    meant = {one.zone for one in find_zones(city, "en")}
    assert meant & {one.zone for one in find_zones(city[:place] + city[place + 1 :], "en")}


@pytest.mark.parametrize("at_most", [0, 1, 3, 40])
def test_no_more_than_asked_for_and_the_same_ones_first(at_most: int) -> None:
    every = find_zones("Россия", "ru", 1000)
    assert len(every) > 10
    assert find_zones("Россия", "ru", at_most) == every[:at_most]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_zone_can_be_shown(language: str) -> None:
    assert all(show_zone(name, language).strip() for name in LOADED)
    assert show_zone("Europe/Kiev", language) == show_zone("Europe/Kyiv", language)
    assert show_zone("Mars/Base", "ru") == "Mars/Base"


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
