"""Text to tokens."""

import pytest
from hypothesis import given, settings

from bot.text.analysis import analyze
from bot.text.tokens import find_tokens

from .texts import LANGUAGES, TEXTS


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_one_token_a_word_none_empty(text: str, language: str) -> None:
    tokens = analyze(text, language)
    assert len(tokens) == len(list(find_tokens(text)))
    assert " ".join(tokens).split() == tokens


@pytest.mark.parametrize(
    ("language", "text", "tokens"),
    [
        ("en", "The U.S. demanded a 30-day truce.", ["the", "usa", "demand", "a", "30", "day", "truce"]),
        ("ru", "Москва требует «гарантий».", ["москв", "треб", "гарант"]),
        ("uk", "Київ вимагає гарантій", ["київ", "вимагати", "гарантія"]),
        ("de", "Die Häfen streiken", ["die", "hafen", "streiken"]),
    ],
)
def test_stop_words_stay_in_order(language: str, text: str, tokens: list[str]) -> None:
    assert analyze(text, language) == tokens


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Russia's demands", "RUSSIA demanded"),
        ("en", "Ukraine’s allies", "Ukraine's ally"),
        ("ru", "Ещё требования", "еще требование"),
        ("uk", "п’яти вимог", "П'ЯТИ ВИМОГ"),
    ],
)
def test_case_apostrophes_and_endings_make_no_difference(language: str, one: str, other: str) -> None:
    assert analyze(one, language) == analyze(other, language)
