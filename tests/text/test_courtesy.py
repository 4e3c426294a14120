"""Thanks, greetings and questions about the bot itself are told from questions about the news."""

import pytest
from hypothesis import given

from bot.text.courtesy import MOST_WORDS, Courtesy, read_courtesy

from .texts import TEXTS


@pytest.mark.parametrize(
    "text",
    ["thanks", "Thank you!", "thank you very much", "ok", "Great, thanks bot", "👍", "👍🏽👍🏽", "❤️", "спасибо большое",
     "Дякую!", "щиро дякую", "ОК", "все понятно, спасибо", "got it, thanks", "🙏 🙏",
     "no thanks", "thanks for the info", "спасибо за сводку"],
)  # fmt: skip
def test_thanks(text: str) -> None:
    assert read_courtesy(text) is Courtesy.THANKS


@pytest.mark.parametrize(
    "text", ["hi", "Hello everyone!", "good morning", "Добрый день!", "привет, бот", "Доброго ранку"]
)
def test_greetings(text: str) -> None:
    assert read_courtesy(text) is Courtesy.GREETING


@pytest.mark.parametrize(
    "text", ["help", "who are you?", "What can you do?", "are you there?", "что ты умеешь?", "хто ти?", "Test", "тест"]
)
def test_about_us(text: str) -> None:
    assert read_courtesy(text) is Courtesy.ABOUT_US


@pytest.mark.parametrize(
    "text",
    ["hi, what does Russia demand?", "thanks to whom?", "is that good?", "ok?", "morning", "утро", "who is it", "why",
     "good news", "the team", "bot", "", "👎", "🤔", "...", "?", "thanks, and what about Ukraine", "help for Ukraine",
     "test ban treaty", "nuclear test", "so many", "великий день", "how many", "is it", "2"],
)  # fmt: skip
def test_questions_are_none(text: str) -> None:
    assert read_courtesy(text) is None


@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    if read_courtesy(text) is not None:
        assert len(text.split()) <= MOST_WORDS or not any(map(str.isalnum, text))
