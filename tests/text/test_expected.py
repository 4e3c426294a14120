"""Whether a sentence holds the sort of thing a question asks for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.query import QuestionKind
from bot.text.expected import NEAR, holds_expected

from .texts import TEXTS

KINDS = st.sampled_from(["who", "what", "when", "where", "why", "how", "number", "list", "yesno", "fragment"])


def held(kind: QuestionKind, question: str, sentence: str, *beside: str) -> float:
    places = [sentence.index(word) for word in beside]
    return holds_expected(kind, sentence, question, lambda: places)


@pytest.mark.parametrize(
    "figure",
    ["30", "1,400", "thirteen", "Twenty", "ninety", "a dozen", "dozens of", "hundreds of", "fifth", "half of the",
     "two", "тридцать", "тринадцать", "п’ять", "пʼять", "десятки", "сотни", "сотня", "трёх", "четвертый", "треть",
     "половина", "двадцять", "мільйони", "двісті", "полтора"],
)  # fmt: skip
def test_a_figure_beside_the_words_of_the_question_counts_in_full(figure: str) -> None:
    sentence = f"So {figure} troops came."
    assert held("number", "How many troops came?", sentence, "troops") == 1.0
    assert held("number", "How many troops came?", sentence) == 0.5


@pytest.mark.parametrize(
    "sentence",
    [
        "Troops came first.",
        "A second later troops came.",
        "Someone often saw troops; none stayed.",
        "Сотрудники пришли в пятницу.",
        "Однако семья тренера требует ответа.",
        "Двор, дверь и пятно.",
        "Сім'я і сімейний лікар.",
        "",
    ],
)
def test_what_only_looks_like_a_figure_does_not_count(sentence: str) -> None:
    assert held("number", "How many troops came?", sentence) == 0.0


def test_a_figure_far_from_the_words_counts_half() -> None:
    sentence = "Troops came" + " and went" * (NEAR // 9 + 1) + " 30 times."
    assert held("number", "How many troops came?", sentence, "Troops") == 0.5


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        ("How long is the truce?", "It lasts 30 days.", "It cost 30 dollars."),
        ("How old is he?", "He is 61 years old.", "He has 61 ships."),
        ("How tall is the tower?", "It stands 120 metres high.", "It has 120 lamps."),
        ("How far is the port?", "It lies 12 km away.", "It has 12 cranes."),
        ("What percent voted?", "Some 40% voted.", "Some 40 voted."),
        ("How fast is it?", "It does 90 mph.", "It did 90 trips."),
        ("Как долго продлится перемирие?", "Оно продлится 30 дней.", "Оно стоит 30 рублей."),
        ("Сколько лет мэру?", "Ему 61 год.", "У него 61 порт."),
        ("Какой процент голосовал?", "Голосовали 40 %.", "Голосовали 40 мэров."),
        ("Як довго триватиме?", "Триватиме 30 днів.", "Коштує 30 гривень."),
        ("Скільки років меру?", "Йому 61 рік.", "Він має 61 порт."),
    ],
)
def test_a_measure_asks_for_its_unit(question: str, yes: str, no: str) -> None:
    assert held("number", question, yes) == 1.0
    assert held("number", question, no) == 0.0


@pytest.mark.parametrize(
    "sentence",
    ["It was built in 1950.", "On Monday he left.", "He spoke on 16 March.", "Talks start at 14:30.", "Two weeks ago.",
     "Он уехал в понедельник.", "В 2025 году.", "Вчора він поїхав.", "У березні.", "Через два роки."],
)  # fmt: skip
def test_a_time_answers_when(sentence: str) -> None:
    assert held("when", "When?", sentence) == 1.0


@pytest.mark.parametrize("sentence", ["He left.", "The port is shut.", "Он уехал.", "Він поїхав.", ""])
def test_no_time_no_when(sentence: str) -> None:
    assert held("when", "When?", sentence) == 0.0


@pytest.mark.parametrize("sentence", ["It failed because of rain.", "Из-за дождя.", "Через дощ, тому що так."])
def test_a_cause_answers_why(sentence: str) -> None:
    assert held("why", "Why?", sentence) == 1.0
    assert held("why", "Why?", "It failed.") == 0.5


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Who said so?", "It was Alexander Grushko.", 1.0),
        ("Who said so?", "Grushko said so.", 1.0),
        ("Who said so?", "an envoy said so.", 0.0),
        ("Who is Grushko?", "So Grushko’s the man.", 0.0),
        ("Who is Grushko?", "So Grushko is a deputy of Lavrov.", 1.0),
        ("Кто это сказал?", "Это сказал Грушко.", 1.0),
        ("Хто це сказав?", "Це сказав Єрмак.", 1.0),
        ("Хто такий Єрмак?", "Це Єрмак.", 0.0),
    ],
)
def test_a_name_the_question_lacks_answers_who(question: str, sentence: str, expected: float) -> None:
    assert held("who", question, sentence) == expected
    assert held("where", question, sentence) == expected


@pytest.mark.parametrize("kind", ["what", "how", "list", "yesno", "fragment"])
def test_other_kinds_ask_no_form(kind: QuestionKind) -> None:
    assert held(kind, "What?", "Anything, 30 Mondays in Paris.") == held(kind, "What?", "") == 0.5


def test_places_are_found_only_when_a_figure_stands() -> None:
    def fail() -> list[int]:
        raise AssertionError("nothing asked for places")

    assert holds_expected("number", "No figure here.", "How many?", fail) == 0.0
    assert holds_expected("who", "Grushko 30.", "Who?", fail) == 0.0


@settings(deadline=None)
@given(KINDS, TEXTS, TEXTS, st.lists(st.integers(0, 200), max_size=3))
def test_any_text_gets_a_share(kind: QuestionKind, sentence: str, question: str, places: list[int]) -> None:
    assert 0.0 <= holds_expected(kind, sentence, question, lambda: places) <= 1.0


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How long will the coalition last?", "It lasts until the end of the current parliament."),
        ("How long was the theatre open?", "The theatre was open from 1870 to 1939."),
        ("How long was he mayor?", "He was mayor (1986-1994)."),
        ("Как долго работал театр?", "Театр работал с 1870 по 1939 год."),
        ("Як довго діятиме угода?", "Угода діятиме до кінця року."),
    ],
)
def test_a_beginning_or_an_end_tells_how_long(question: str, sentence: str) -> None:
    assert held("number", question, sentence) == 1.0
    assert held("number", "How many came?", "It lasts until the end of parliament.") == 0.0


@pytest.mark.parametrize("sentence", ["Они дважды выиграли кубок.", "Вони тричі здобули кубок."])
def test_how_many_times_is_told_in_one_word(sentence: str) -> None:
    assert held("number", "Сколько раз выиграли кубок?", sentence, "кубок") == 1.0


def test_a_decade_is_a_time() -> None:
    assert held("when", "In which decade was it built?", "It was built in the 1940s.") == 1.0


def test_how_high_prices_are_is_no_length() -> None:
    question = "How high are the gas prices in Germany?"
    assert held("number", question, "Gas prices in Germany rose to $4.99 a gallon.") > 0
    assert held("number", question, "The gas tank is nine metres high.") == 0
    assert held("number", "How high is the dam?", "The dam is 40 metres high.") > 0
