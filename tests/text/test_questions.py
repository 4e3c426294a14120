"""What kind of thing a question asks for."""

from typing import get_args

import pytest
from hypothesis import given, settings

from bot.model.query import QuestionKind
from bot.text.questions import find_kind

from .texts import LANGUAGES, TEXTS

TABLE: dict[str, dict[QuestionKind, tuple[str, ...]]] = {
    "en": {
        "number": ("How many troops?", "how much does it cost", "How long is the truce?", "What percentage voted?",
                   "what is the population of Lyon", "how often do they meet"),
        "when": ("When did he say that?", "In which year was it built?", "on what date is it", "what time is it"),
        "list": ("What are the demands?", "what must a deal's main elements be", "Which countries agreed?",
                 "list the obstacles", "name three conditions"),
        "who": ("Who is Grushko?", "whose idea was it", "WHO'S he", "whos grushko", "to whom did he speak"),
        "where": ("Where do they meet?", "what city hosts the talks", "In which region is it?"),
        "why": ("Why did he refuse?", "what caused the strike"),
        "how": ("How did Kyiv respond?", "how come"),
        "what": ("What does Russia demand?", "what’s new", "whats russia demanding", "Which deal?"),
        "yesno": ("Did Russia agree?", "is it true", "Will NATO send troops?"),
        "fragment": ("demands of russia", "Grushko", "peace talks stall", "", "?", "whole whatnot"),
    },
    "ru": {
        "number": ("Сколько солдат?", "как долго продлится", "Какой процент голосов?", "каково население"),
        "when": ("Когда он это сказал?", "В каком году построен", "какого числа встреча", "с каких пор"),
        "list": ("Какие требования у России?", "перечислите основные условия", "назови препятствия"),
        "who": ("Кто такой Грушко?", "Чьё это предложение", "с кем он говорил"),
        "where": ("Где пройдут переговоры?", "В каком городе встреча", "откуда он"),
        "why": ("Почему отказались?", "по какой причине", "в чём причина отказа"),
        "how": ("Как ответил Киев?", "каким образом"),
        "what": ("Чего требует Россия?", "Какова позиция Киева?", "о чём говорили", "который из них"),
        "yesno": ("Согласилась ли Россия?", "разве это так"),
        "fragment": ("требования России", "Грушко", "чтобы"),
    },
    "uk": {
        "number": ("Скільки солдатів?", "як довго триватиме", "Яка кількість голосів"),
        "when": ("Коли він це сказав?", "У якому році збудовано", "якого числа"),
        "list": ("Які вимоги Росії?", "перелічи умови", "назвіть питання та назви причини"),
        "who": ("Хто такий Грушко?", "чиє це"),
        "where": ("Де переговори?", "у якому місті зустріч", "звідки"),
        "why": ("Чому відмовились?", "навіщо"),
        "how": ("Як відповів Київ?", "яким чином"),
        "what": ("Що вимагає Росія?", "Якою є позиція Києва?", "яка угода"),
        "yesno": ("Чи погодилась Росія?",),
        "fragment": ("вимоги Росії", "Грушко", "щоб"),
    },
}  # fmt: skip
ROWS = [
    (language, kind, question) for language, kinds in TABLE.items() for kind, row in kinds.items() for question in row
]


FIRST: list[tuple[str, QuestionKind, str]] = [
    ("en", "what", "What happened when the talks broke off?"),
    ("en", "how", "How did Kyiv respond when the offer came?"),
    ("en", "how", "How was it determined how many would be appointed?"),
    ("en", "what", "When many people are arrested, what do they ask for?"),
    ("en", "number", "If the truce holds, how many troops will leave?"),
    ("en", "when", "When did he say who would leave?"),
    ("en", "when", "do you know when the summit is"),
    ("ru", "what", "Что произошло, когда переговоры сорвались?"),
    ("ru", "what", "Когда арестуют многих, какова тактика?"),
    ("ru", "how", "Как решили, сколько мест получит каждый?"),
    ("ru", "how", "Насколько это распространено?"),
    ("ru", "number", "Насколько выросли цены?"),
    ("uk", "what", "Що сталося, коли переговори зірвалися?"),
    ("uk", "how", "Наскільки це поширено?"),
    ("uk", "number", "Наскільки зросли ціни?"),
]


@pytest.mark.parametrize(("language", "kind", "question"), FIRST)
def test_the_first_question_word_asks(language: str, kind: QuestionKind, question: str) -> None:
    assert find_kind(question, language) == kind


@pytest.mark.parametrize(("language", "kind", "question"), ROWS)
def test_the_kind_of_a_question(language: str, kind: QuestionKind, question: str) -> None:
    assert find_kind(question, language) == kind


@pytest.mark.parametrize(("language", "kind", "question"), ROWS)
def test_capitals_and_marks_make_no_difference(language: str, kind: QuestionKind, question: str) -> None:
    assert find_kind(question.upper().strip("?") + " ??", language) == kind


def test_an_unknown_language_is_asked_as_english() -> None:
    assert find_kind("Who is it?", "de") == "who"


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_any_text_has_a_kind(text: str, language: str) -> None:
    assert find_kind(text, language) in get_args(QuestionKind)
