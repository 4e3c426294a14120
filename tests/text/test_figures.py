"""Figures, what they count, and negations."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.figures import find_figures, is_negated
from bot.text.numbers import CARDINALS, CLIPPED, ORDINALS, SCALES
from bot.text.tokens import TOKEN, fold

from .texts import TEXTS


@pytest.mark.parametrize(
    ("sentence", "text", "value", "unit"),
    [
        ("some 1,400 troops came", "1,400", 1400, "troops"),
        ("some 1400 troops came", "1400", 1400, "troops"),
        ("some 10 000 troops came", "10 000", 10_000, "troops"),
        ("около 10\u00a0000 солдат", "10\u00a0000", 10_000, "солдат"),
        ("1,000,000 men", "1,000,000", 1e6, "men"),
        ("1 000 000 men", "1 000 000", 1e6, "men"),
        ("3.5 tonnes", "3.5", 3.5, "tonnes"),
        ("3,5 тонны", "3,5", 3.5, "тонны"),
        ("1.4 million people", "1.4 million", 1.4e6, "people"),
        ("1.5m people", "1.5m", 1.5e6, "people"),
        ("500k people", "500k", 500_000, "people"),
        ("2bn", "2bn", 2e9, ""),
        ("$3.5 billion in aid", "3.5 billion", 3.5e9, "dollar"),
        ("US$3bn", "3bn", 3e9, "dollar"),
        ("€ 5 a day", "5", 5, "euro"),
        ("5 € a day", "5", 5, "euro"),
        ("5% of it", "5", 5, "percent"),
        ("5 per cent of it", "5", 5, "percent"),
        ("5 процентов", "5", 5, "percent"),
        ("5 відсотків", "5", 5, "percent"),
        ("a 30-day truce", "30", 30, "day"),
        ("5kg of it", "5kg", 5, "kg"),
        ("in the 1990s", "1990s", 1990, ""),
        ("its 5th day", "5th", 5, "day"),
        ("F-16 jets", "16", 16, "jets"),
        ("thirteen ships", "thirteen", 13, "ships"),
        ("Twenty-five men", "Twenty-five", 25, "men"),
        ("ninety nine men", "ninety nine", 99, "men"),
        ("two hundred soldiers", "two hundred", 200, "soldiers"),
        ("two hundred and fifty-one men", "two hundred and fifty-one", 251, "men"),
        ("nine thousand two hundred and six men", "nine thousand two hundred and six", 9206, "men"),
        ("two hundred thousand men", "two hundred thousand", 200_000, "men"),
        ("a hundred men", "a hundred", 100, "men"),
        ("a dozen ships", "a dozen", 12, "ships"),
        ("two dozen ships", "two dozen", 24, "ships"),
        ("half a dozen ships", "half a dozen", 6, "ships"),
        ("half a million people", "half a million", 500_000, "people"),
        ("one and a half million people", "one and a half million", 1.5e6, "people"),
        ("2 and a half years", "2 and a half", 2.5, "years"),
        ("the third round", "third", 3, "round"),
        ("the second round", "second", 2, "round"),
        ("the twenty-first day", "twenty-first", 21, "day"),
        ("the sixtieth day", "sixtieth", 60, "day"),
        ("5 млн человек", "5 млн", 5e6, "человек"),
        ("2,5 тыс. человек", "2,5 тыс", 2500, ""),
        ("три тысячи солдат", "три тысячи", 3000, "солдат"),
        ("триста двадцать пять солдат", "триста двадцать пять", 325, "солдат"),
        ("полтора миллиона человек", "полтора миллиона", 1.5e6, "человек"),
        ("пятнадцать человек", "пятнадцать", 15, "человек"),
        ("четырёх человек", "четырёх", 4, "человек"),
        ("п’ять тисяч осіб", "п’ять тисяч", 5000, "осіб"),
        ("двадцять дві особи", "двадцять дві", 22, "особи"),
        ("3 мільярди гривень", "3 мільярди", 3e9, "гривень"),
    ],
)
def test_a_figure_and_what_it_counts(sentence: str, text: str, value: float, unit: str) -> None:
    (figure,) = find_figures(sentence)
    assert (figure.text, figure.unit) == (text, unit)
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("5-6 men", [5, 6]),
        ("five, six men", [5, 6]),
        ("1,400 in 2024", [1400, 2024]),
        ("in 2025 300 people came", [2025, 300]),
        ("at 14:30", [14, 30]),
        ("1 million and 2 men", [1e6, 2]),
        ("one third of voters", [1]),
        ("five seconds", [5]),
        ("ten per second", [10]),
        ("hundreds of men, half of them ill", []),
        ("million-dollar homes", []),
        ("a man and an half-open door", []),
        ("someone alone in Tennessee, tenfold", []),
        ("пятница, семья, сотрудники", []),
        ("ж2", []),
        ("² ½", []),
        ("", []),
    ],
)
def test_all_figures_in_order(sentence: str, values: list[float]) -> None:
    assert [figure.value for figure in find_figures(sentence)] == values


@pytest.mark.parametrize(
    "same",
    [
        ("1.5 million men", "1.5m men", "1,500,000 men", "one and a half million men", "1 500 000 men"),
        ("12 ships", "twelve ships", "a dozen ships"),
        ("$2bn", "2 billion dollars", "$ 2,000,000,000"),
        ("15 %", "15 per cent", "fifteen percent"),
        ("21 days", "twenty-one days"),
        ("5 тысяч", "5 тыс.", "5000", "пять тысяч", "п'ять тисяч"),
    ],
)
def test_one_figure_however_written(same: tuple[str, ...]) -> None:
    read = [find_figures(sentence)[0] for sentence in same]
    assert len({figure.value for figure in read}) == 1
    assert len({figure.unit.removesuffix("s") for figure in read}) == 1


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_figures_stand_in_the_text_in_order(text: str) -> None:
    place = 0
    for figure in find_figures(text):
        place = text.index(figure.text, place) + len(figure.text)
        assert figure.value >= 0
        assert not math.isnan(figure.value)
        assert figure.unit.split() == ([figure.unit] if figure.unit else [])


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**15))
def test_any_whole_number_reads_as_itself(number: int) -> None:
    for written in (str(number), f"{number:,}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "\u202f")):
        (figure,) = find_figures(f"some {written} men")
        assert (figure.text, figure.value, figure.unit) == (written, number, "men")


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=999_999))
def test_any_number_in_words_reads_as_itself(number: int) -> None:
    (figure,) = find_figures(f"some {in_words(number)} men")
    assert (figure.text, figure.value, figure.unit) == (in_words(number), number, "men")


UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"


def in_words(number: int) -> str:
    """The English words of a number below a million: an inverse written on its own."""
    units, tens = UNITS.split(), TENS.split()
    if number < 20:
        return units[number]
    if number < 100:
        return tens[number // 10] + (f"-{units[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{units[number // 100]} hundred" + (f" and {in_words(number % 100)}" if number % 100 else "")
    rest = number % 1000
    joint = " and " if 0 < rest < 100 else " "
    return f"{in_words(number // 1000)} thousand" + (joint + in_words(rest) if rest else "")


def test_every_word_for_a_number_is_one_that_folding_can_give() -> None:
    for words in (CARDINALS, ORDINALS, SCALES, CLIPPED):
        assert [word for word in words if fold(word) != word or not TOKEN.fullmatch(word)] == []


@pytest.mark.parametrize(
    ("sentence", "negated"),
    [
        ("Russia will accept.", False),
        ("Russia will not accept.", True),
        ("Russia won't accept.", True),
        ("Russia won’t accept.", True),
        ("It denied that it had not agreed.", False),
        ("No deal, never.", False),
        ("Nobody knows the north.", False),
        ("Москва не согласна.", True),
        ("Москва отвергла план.", True),
        ("Москва отрицает, что не согласна.", False),
        ("Небо над Невой.", False),
        ("Київ не згоден.", True),
        ("Київ відмовився.", True),
        ("Немає угоди.", True),
        ("", False),
    ],
)
def test_negations(sentence: str, negated: bool) -> None:
    assert is_negated(sentence) is negated
