"""The picture of a trend: what a decoder sees in the PNG, and the sentence below it."""

import asyncio
import re
from collections import Counter
from datetime import date, timedelta
from io import BytesIO
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.chat.render.trend import COLOURS, GROUND, INK, MOST_OUTLETS, OTHER, draw_trend, trend_caption
from bot.model.story import DayCount, Trend
from bot.text.messages import LANGUAGES, read_messages

EN = read_messages("en")
FIRST = date(2025, 2, 15)


class Picture(NamedTuple):
    """A picture as a decoder sees it. `colours`: how many dots of each."""

    width: int
    height: int
    colours: Counter[str]
    opaque: bool


def decode(png: bytes) -> Picture:
    with Image.open(BytesIO(png), formats=["PNG"]) as image:
        dots = image.convert("RGBA")
    packed = dots.tobytes()
    counts = Counter(packed[at : at + 4] for at in range(0, len(packed), 4))
    colours = Counter({f"#{dot[:3].hex()}": count for dot, count in counts.items()})
    return Picture(dots.width, dots.height, colours, all(dot[3] == 255 for dot in counts))


def trend(*counts: tuple[int, str | None, int], words: str = "dockers", days: int = 28) -> Trend:
    """(day from 0, outlet, articles)."""
    made = sorted((DayCount((FIRST + timedelta(day)).isoformat(), name, n) for day, name, n in counts), key=str)
    last = FIRST + timedelta(days - 1)
    return Trend(words=words, first=FIRST.isoformat(), last=last.isoformat(), counts=tuple(made))


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_picture_is_of_a_size_that_a_phone_shows_unscaled_and_brings_its_own_ground() -> None:
    picture = decode(draw_trend(trend((3, "Tide", 2)), EN))
    assert (picture.width, picture.height) == (1080, 720)
    assert picture.opaque
    assert picture.colours.most_common(1)[0][0] == GROUND


def test_its_writing_can_be_read_and_its_bars_be_seen_on_the_ground() -> None:
    assert contrast(INK, GROUND) >= 7
    assert len({*COLOURS, OTHER, GROUND}) == MOST_OUTLETS + 2
    assert contrast(GROUND, "#ffffff") < 1.2 < 10 < contrast(GROUND, "#000000")


def test_each_outlet_has_a_colour_as_large_as_its_share() -> None:
    counts = [(day, "Tide", 3) for day in range(28)] + [(day, "Courier", 1) for day in range(28)]
    seen = decode(draw_trend(trend(*counts), EN)).colours
    assert 2.6 < seen[COLOURS[0]] / seen[COLOURS[1]] < 3.4
    assert not any(seen[colour] for colour in (*COLOURS[2:], OTHER))


@pytest.mark.parametrize("outlets", [1, 3, 6, 7, 12])
def test_beyond_six_outlets_the_others_share_a_grey(outlets: int) -> None:
    counts = [(2 * day, f"Outlet {n}", outlets - n) for n in range(outlets) for day in range(14)]
    seen = decode(draw_trend(trend(*counts), EN)).colours
    shown = [colour for colour in COLOURS if seen[colour] > 500]
    assert len(shown) == min(outlets, MOST_OUTLETS)
    assert (seen[OTHER] > 500) == (outlets > MOST_OUTLETS)


def test_an_unknown_outlet_is_one_of_them() -> None:
    seen = decode(draw_trend(trend((1, None, 2), (2, "Tide", 1)), EN)).colours
    assert seen[COLOURS[0]] > seen[COLOURS[1]] > 500


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("days", [1, 2, 5, 28])
def test_each_language_writes_it_without_a_letter_missing(language: str, days: int) -> None:
    """Letters that the font lacks are warnings, and warnings are errors."""
    picture = decode(draw_trend(trend((days - 1, "Вечірня газета", 1), days=days), read_messages(language)))
    assert picture.colours[COLOURS[0]] > 500
    assert picture.colours[INK] > 500


@pytest.mark.parametrize("words", ["$\\frac{1$", "$x^2$", "\\undefined", "%s {0} {x}", "_", "", "a\nb\x00c\ud800"])
def test_nothing_in_words_or_outlets_is_read_as_a_formula_or_fails(words: str) -> None:
    assert draw_trend(trend((1, words, 1), (2, f"_{words}", 1), words=words), EN).startswith(b"\x89PNG")


async def test_pictures_are_drawn_in_threads_at_once_and_each_is_its_own() -> None:
    trends = [trend((n, "Tide", n + 1)) for n in range(4)]
    drawn = await asyncio.gather(*(asyncio.to_thread(draw_trend, one, EN) for one in trends))
    assert list(drawn) == [draw_trend(one, EN) for one in trends]


@pytest.mark.parametrize(
    ("language", "count", "caption"),
    [
        ("en", 1, "“dockers”: 1 article, 15 February – 14 March 2025."),
        ("en", 2, "“dockers”: 2 articles, 15 February – 14 March 2025."),
        ("ru", 1, "«dockers»: 1 статья, 15 февраля – 14 марта 2025."),
        ("ru", 3, "«dockers»: 3 статьи, 15 февраля – 14 марта 2025."),
        ("ru", 11, "«dockers»: 11 статей, 15 февраля – 14 марта 2025."),
        ("uk", 21, "«dockers»: 21 стаття, 15 лютого – 14 березня 2025."),
        ("uk", 4, "«dockers»: 4 статті, 15 лютого – 14 березня 2025."),
        ("uk", 5, "«dockers»: 5 статей, 15 лютого – 14 березня 2025."),
    ],
)
def test_the_caption_counts_in_each_language(language: str, count: int, caption: str) -> None:
    assert trend_caption(trend((1, "Tide", count)), read_messages(language)) == caption


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_is_nothing_the_caption_says_so(language: str) -> None:
    caption = trend_caption(trend(), read_messages(language))
    assert "dockers" in caption
    assert "2025" in caption
    assert not re.search(r"\b0\b", caption)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400), st.sampled_from(LANGUAGES), st.integers(0, 10**6))
def test_any_caption_is_one_line_that_a_picture_may_carry(words: str, language: str, count: int) -> None:
    """Bot API, sendPhoto: up to 1024 characters, which Telegram counts in UTF-16."""
    caption = trend_caption(trend(*([(1, "Tide", count)] if count else []), words=words), read_messages(language))
    assert 0 < len(caption.encode("utf-16-le", errors="surrogatepass")) // 2 <= 1024
    assert "\n" not in caption
