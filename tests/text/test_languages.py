"""The language of a few words."""

import pytest
from hypothesis import given, settings

from bot.text.languages import choose_language

from .texts import TEXTS


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what does Russia demand?", "en"),
        ("demands of russia", "en"),
        ("that's what Грушко said", "en"),
        ("чего требует Россия?", "ru"),
        ("что сказал Грушко", "ru"),
        ("объясни", "ru"),
        ("требования НАТО", "ru"),
        ("чого вимагає Росія?", "uk"),
        ("що сказав Грушко", "uk"),
        ("коли вступ до НАТО", "uk"),
        ("ґанок", "uk"),
        ("как Trump ответил Путину", "ru"),
    ],
)
def test_letters_and_function_words_decide(text: str, language: str) -> None:
    assert choose_language(text) == language


@pytest.mark.parametrize("text", ["", "?!", "2025", "日本", "ελληνικά", "שלום"])
@pytest.mark.parametrize("default", ["en", "uk"])
def test_the_default_without_letters_of_either_script(text: str, default: str) -> None:
    assert choose_language(text, default) == default


@settings(deadline=None)
@given(TEXTS)
def test_any_text_has_one_of_three_languages(text: str) -> None:
    assert choose_language(text) in {"en", "ru", "uk"}
