import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.measure.strings import holds_any, normalize


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("Prices rose to $5 a gallon.", "$5", True),
        ("Prices rose to $50 a gallon.", "$5", False),
        ("A 130-day truce", "30-day", False),
        ("A 30‑day truce", "30 day", True),
        ("“Squid Game” is back", "squid game", True),
        ("ПУТИН в Москве", "Путин", True),
        ("the STRASSE", "straße", True),
        ("snake_case words", "case", True),
        ("anything at all", "...", False),
        ("", "", False),
    ],
)
def test_strings_are_compared_as_whole_words_without_case_and_punctuation(
    text: str, wanted: str, expected: bool
) -> None:
    assert holds_any(text, [wanted]) is expected


def test_one_accepted_string_is_enough() -> None:
    assert holds_any("it took four days", ["five days", "four days"])
    assert not holds_any("it took four days", [])


@given(st.text(max_size=60))
def test_normalized_text_is_folded_words_with_single_spaces(text: str) -> None:
    found = normalize(text)
    assert all(word and all(letter.isalnum() for letter in word) for word in (found.split(" ") if found else []))
    assert re.sub(r"\s", "", found) == "".join(letter for letter in text.casefold() if letter.isalnum())


@given(st.lists(st.from_regex(r"[a-zа-я0-9]{1,6}", fullmatch=True), min_size=1, max_size=8), st.data())
def test_any_run_of_words_is_held_whatever_stands_between(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    assert holds_any(" — ".join(words).upper(), [", ".join(words[first:last])])
