"""What somebody in a hurry types about what they want to read."""

import pytest

from bot.digest.wanted import read_wanted


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("How many dockers walked out at Port Hallowick?", ("dockers", "walked", "Port", "Hallowick")),
        ("what's new on the dam?", ("new", "dam")),
        ("war in Ukraine", ("war", "Ukraine")),
        ("что известно о переговорах?", ("переговорах",)),
        ("скільки докерів страйкує у порту?", ("докерів", "страйкує", "порту")),
        ("US and UN", ("US", "UN")),
        ("tell us about WHO", ("WHO",)),
        ("dam Dam DAM", ("dam",)),
    ],
)
def test_of_a_question_the_words_are_looked_for_that_say_what_it_is_about(typed: str, words: tuple[str, ...]) -> None:
    assert read_wanted(typed).words == words


@pytest.mark.parametrize("typed", ["", "the", "what is the latest?", "🙂", "?", "що там?", "- "])
def test_words_that_every_article_holds_want_nothing(typed: str) -> None:
    assert read_wanted(typed).is_empty


def test_phrases_and_what_is_left_out_are_taken_as_typed() -> None:
    filters = read_wanted('the "end of the war" -"to be" -the')
    assert (filters.words, filters.phrases, filters.excluded) == ((), ("end of the war",), ("to be", "the"))
