"""The word of a vocabulary that a mistyped word stands for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.spelling import BEGINNING, LETTERS, find_beginnings, find_correction, is_dictionary_word, slips_allowed

VOCABULARY = [
    ("russia", 9),
    ("demand", 7),
    ("demands", 8),
    ("port", 3),
    ("neutrality", 2),
    ("россия", 5),
    ("вимоги", 4),
]
NAMES = [("Russia", 9), ("Grushko", 4), ("Zelenskyy", 6), ("Lavrov", 2)]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("rusia", "russia"),
        ("demnad", "demand"),
        ("RUSIA", "russia"),
        ("neutralty", "neutrality"),
        ("nuetrailty", "neutrality"),
        ("росия", "россия"),
        ("вимги", "вимоги"),
        ("prot", "port"),
        ("por", None),
        ("xyzzy", None),
        ("rsa", None),
        ("", None),
    ],
)
def test_the_nearest_word_or_none(typed: str, read: str | None) -> None:
    assert find_correction(typed, VOCABULARY) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [("Grushkoo", "Grushko"), ("grushk", "Grushko"), ("Crushko", None), ("Zelenskyyi", "Zelenskyy"), ("Lavr", None)],
)
def test_a_name_is_forgiven_less_and_keeps_its_first_letter(typed: str, read: str | None) -> None:
    assert find_correction(typed, NAMES, name=True) == read


@pytest.mark.parametrize(
    ("vocabulary", "read"),
    [
        ([("stripe", 9), ("strikes", 1)], "strikes"),
        ([("spike", 9), ("stike", 1)], "stike"),
        ([("ztrike", 9), ("strika", 1)], "strika"),
        ([("strika", 1), ("striko", 5)], "striko"),
        ([("striko", 5), ("strika", 5)], "strika"),
    ],
)
def test_slips_then_first_letter_then_frequency_then_alphabet(vocabulary: list[tuple[str, int]], read: str) -> None:
    assert find_correction("striks" if read == "strikes" else "strike", vocabulary) == read


def test_the_most_frequent_wins_among_very_many() -> None:
    crowd = [(f"por{letter}", 1) for letter in map(chr, range(0x3B1, 0x3B1 + 200))]
    assert find_correction("porx", [*crowd, ("port", 2)]) == "port"


@pytest.mark.parametrize(
    ("word", "name", "slips"),
    [("por", False, 0), ("port", False, 1), ("port", True, 0), ("ports", True, 1), ("neutral", False, 1),
     ("neutrals", False, 2), ("neutrals", True, 1), ("neutrality", True, 2)],
)  # fmt: skip
def test_slips_by_length(word: str, name: bool, slips: int) -> None:
    assert slips_allowed(word, name=name) == slips


@settings(deadline=None)
@given(st.text(max_size=20), st.lists(st.tuples(st.text(max_size=20), st.integers(1, 99)), max_size=8), st.booleans())
def test_a_correction_is_another_word_of_the_vocabulary(
    word: str, vocabulary: list[tuple[str, int]], name: bool
) -> None:
    found = find_correction(word, vocabulary, name=name)
    assert found is None or (found in dict(vocabulary) and found.casefold() != word.casefold())


@pytest.mark.parametrize(
    ("word", "language", "known"),
    [
        ("demand", "en", True),
        ("Demands", "en", True),
        ("demnad", "en", False),
        ("требование", "ru", True),
        ("вимога", "uk", True),
        ("вимгоа", "uk", False),
        ("Hafen", "de", False),
    ],
)
def test_dictionary_words(word: str, language: str, known: bool) -> None:
    assert is_dictionary_word(word, language) is known


@given(st.sampled_from(LETTERS), st.data())
def test_whatever_slipped_in_the_first_letter_is_looked_for(letters: str, data: st.DataObject) -> None:
    meant = data.draw(st.text(letters, min_size=5, max_size=12))
    other = data.draw(st.sampled_from(letters))
    slips = (other + meant[1:], other + meant, meant[1:], meant[1] + meant[0] + meant[2:])
    for typed in slips:
        assert any(meant.startswith(beginning) for beginning in find_beginnings(typed))


def test_few_words_begin_so() -> None:
    assert all(len(beginning) >= BEGINNING - 1 for beginning in find_beginnings("seasefire"))
    assert len(find_beginnings("seasefire")) <= 2 * len(LETTERS[0]) + 2
    assert find_beginnings("123") == {"23", "213"}
