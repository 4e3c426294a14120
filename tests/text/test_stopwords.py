"""The lists: folded, apart from each other, without content words."""

import pytest

from bot.text.stopwords import FRAME_WORDS, STOP_WORDS
from bot.text.tokens import TOKEN, fold


@pytest.mark.parametrize("lists", [STOP_WORDS, FRAME_WORDS], ids=["stop", "frame"])
@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_every_word_is_one_that_folding_can_give(lists: dict[str, frozenset[str]], language: str) -> None:
    assert lists[language]
    assert [word for word in sorted(lists[language]) if fold(word) != word or not TOKEN.fullmatch(word)] == []


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_no_word_is_in_both_lists(language: str) -> None:
    assert STOP_WORDS[language] & FRAME_WORDS[language] == frozenset()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the of does what whom isn't"),
        ("ru", "что как какие почему еще ли"),
        ("uk", "що як які чому ще чи щодо"),
    ],
)
def test_function_and_question_words_are_in(language: str, words: str) -> None:
    assert set(words.split()) <= STOP_WORDS[language]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "usa no-one russia demand deal peace war minister say want need"),
        ("ru", "россия требования мир война сказать хочет"),
        ("uk", "україна вимоги мир війна сказати хоче"),
    ],
)
def test_content_words_are_not(language: str, words: str) -> None:
    assert not set(words.split()) & (STOP_WORDS[language] | FRAME_WORDS[language])
