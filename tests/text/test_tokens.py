"""Words and their places, and how they are compared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.tokens import find_tokens, fold

from .texts import LETTERS, TEXTS


@settings(deadline=None)
@given(TEXTS)
def test_tokens_slice_back_in_order(text: str) -> None:
    end = 0
    for token in find_tokens(text):
        assert token.text == text[token.start : token.end] != ""
        assert token.start >= end
        end = token.end


@settings(deadline=None)
@given(TEXTS)
def test_every_letter_and_digit_is_in_a_token(text: str) -> None:
    held = {place for token in find_tokens(text) for place in range(token.start, token.end)}
    assert all(place in held for place, letter in enumerate(text) if letter.isalnum())


@settings(deadline=None)
@given(st.one_of(TEXTS, st.text(alphabet=LETTERS)))
def test_a_folded_word_is_one_word(text: str) -> None:
    for token in find_tokens(text):
        folded = fold(token.text)
        assert folded.split() == [folded]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cease-fire talks", ["cease", "fire", "talks"]),
        ("Trump–Putin", ["trump", "putin"]),
        ("the U.S., e.g. them", ["the", "usa", "eg", "them"]),
        ("US and us", ["usa", "and", "us"]),
        ("U.N. and UN", ["un", "and", "un"]),
        ("O’Brien’s and O'Brien", ["o'brien", "and", "o'brien"]),
        ("states' rights", ["states", "rights"]),
        ("don’t", ["don't"]),
        ("1,000.5 or 1,000,000", ["1000.5", "or", "1000000"]),
        ("$3.5 up 5%", ["dollar", "3.5", "up", "5", "percent"]),
        ("€5 £6 ₴7 ₽8 ¥9", ["euro", "5", "pound", "6", "hryvnia", "7", "ruble", "8", "yen", "9"]),
        ("on 2025-03-16 at 14:30", ["on", "2025", "03", "16", "at", "14", "30"]),
        ("the 30th, a 30-day", ["the", "30th", "a", "30", "day"]),
        ("Zürich, naïve Straße", ["zurich", "naive", "strasse"]),
        ("snake_case", ["snake", "case"]),
        ("выросла на 3,5 %, т.е. мало", ["выросла", "на", "3.5", "percent", "те", "мало"]),
        ("ещё Ёлка йод", ["еще", "елка", "йод"]),
        ("за́мок", ["замок"]),
        ("прем’єр, п'ять і пʼять", ["прем'єр", "п'ять", "і", "п'ять"]),
        ("Київ, ґанок", ["київ", "ґанок"]),
        ("が", ["が"]),
        ("한국", ["한국"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_words_as_they_are_compared(text: str, words: list[str]) -> None:
    assert [fold(token.text) for token in find_tokens(text)] == words


@pytest.mark.parametrize(
    ("composed", "decomposed"), [("йод", "и\u0306од"), ("Київ", "Киі\u0308в"), ("ещё", "еще\u0308"), ("é", "e\u0301")]
)
def test_composed_and_decomposed_letters_are_one_word(composed: str, decomposed: str) -> None:
    assert [fold(token.text) for token in find_tokens(decomposed)] == [fold(composed)]


@pytest.mark.parametrize("word", ["\ufdfa", "\u037a", "\ufc5e", "1\u037a", "ﬁ", "²", "½"])
def test_a_character_that_stands_for_several_words_stays_one(word: str) -> None:
    assert fold(word).split() == [fold(word)]
