"""Words written with a capital where grammar alone would not ask for one."""

import pytest
from hypothesis import given, settings

from bot.text.names import find_names, is_capitalised
from bot.text.tokens import TOKEN

from .texts import TEXTS


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The envoy met Grushko in Moscow.", ["Grushko", "Moscow"]),
        ("Moscow said so. Kyiv did not! Paris? London: Rome", []),
        ("NATO and the EU agreed. NATO left.", ["NATO", "EU", "NATO"]),
        ("He said: “Putin agreed.”", []),
        ("“We agree,” Putin said.", ["Putin"]),
        ("“We agree.” Putin left.", []),
        ("(Grushko) [Lavrov] “Peskov” «Песков»", []),
        ("the Trump-Putin call", ["Trump", "Putin"]),
        ("- Putin left", []),
        ("He left — Putin stayed", []),
        ("One line\nTwo lines", []),
        ("Он встретил Путина. Москва молчит.", ["Путина"]),
        ("У Києві прем’єр О’Браєн", ["Києві", "О’Браєн"]),
        ("in 2025 and 3G", []),
        ("", []),
    ],
)
def test_names_in_order_as_written(text: str, names: list[str]) -> None:
    assert find_names(text) == names


@settings(deadline=None)
@given(TEXTS)
def test_names_are_capitalised_words_of_the_text_in_order(text: str) -> None:
    words = iter(TOKEN.findall(text))
    assert all(is_capitalised(name) and name in words for name in find_names(text))


@pytest.mark.parametrize(
    ("word", "capital"),
    [("Grushko", True), ("NATO", True), ("Київ", True), ("a", False), ("1A", False), ("", False), ("日本", False)],
)
def test_capitals(word: str, capital: bool) -> None:
    assert is_capitalised(word) is capital
