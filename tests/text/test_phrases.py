"""Phrases in quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.phrases import LONGEST, blank_phrases, find_phrases, fold_phrase, holds_phrase, quote_phrase

from .texts import TEXTS


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ('who said "iron-clad guarantees"?', ["iron-clad guarantees"]),
        ("who said “iron-clad guarantees”?", ["iron-clad guarantees"]),
        ("кто сказал «железные гарантии»", ["железные гарантии"]),
        ("кто сказал « железные гарантии »", ["железные гарантии"]),
        ("«\u00a0да\u00a0»", ["да"]),
        ("хто сказав „залізні гарантії“ чи „ні”", ["залізні гарантії", "ні"]),
        ('"one," and “two.” and «three?»', ["one", "two", "three"]),
        ('"" what "three"', ["three"]),
        ('"..." what "three"', ["three"]),
        ('an unclosed "mark', []),
        ("it's Russia's", []),
        ("„«inner»“", ["«inner»"]),
        ('"' + "x" * (LONGEST + 1) + '" between "short"', ["short"]),
        ("", []),
    ],
)
def test_phrases_in_order_trimmed(question: str, phrases: list[str]) -> None:
    assert find_phrases(question) == phrases


def test_blanked_phrases_leave_the_rest_in_its_place() -> None:
    assert blank_phrases("who said “on Monday”, and «x»?") == "who said            , and    ?"
    assert blank_phrases('"..." what "now') == '"..." what "now'


@given(st.text('a "“”«»„.', max_size=60))
def test_what_is_blanked_keeps_its_length(question: str) -> None:
    blanked = blank_phrases(question)
    assert len(blanked) == len(question)
    assert all(new in (old, " ") for new, old in zip(blanked, question, strict=True))


@given(st.one_of(TEXTS, st.text(alphabet='"“”„«»ab ,.', max_size=300)))
def test_a_quoted_text_is_asked_for_to_the_letter(text: str) -> None:
    quoted = quote_phrase(text)
    assert len(quoted) <= LONGEST + 2
    for phrase in find_phrases(quoted):
        assert fold_phrase(phrase) in fold_phrase(text)
    assert len(find_phrases(quoted)) == bool(quoted)


def test_a_text_is_quoted_in_marks_it_does_not_hold() -> None:
    assert quote_phrase("The dam holds.") == "“The dam holds.”"
    assert quote_phrase("“Never,” he said.") == "«“Never,” he said.»"
    assert quote_phrase("He said “no” to «yes».") == '"He said “no” to «yes»."'
    assert quote_phrase('So “a”, «b» and "c".') == "“So”"
    assert quote_phrase("word " * 100) == "“" + ("word " * 40).strip() + "”"
    assert quote_phrase("...") == ""


@given(st.one_of(TEXTS, st.text(alphabet='"“”„«»ab ,.', max_size=60)))
def test_phrases_stand_in_the_question_and_say_something(question: str) -> None:
    place = 0
    for phrase in find_phrases(question):
        place = question.index(phrase, place) + len(phrase)
        assert any(letter.isalnum() for letter in phrase)
        assert phrase == phrase.strip(" ,.?!\u00a0\t\n")
        assert len(phrase) <= LONGEST


@pytest.mark.parametrize(
    ("text", "phrase", "holds"),
    [
        ("the party meets", "art", False),
        ("the party meets", "party", True),
        ("a party", "party meets", False),
        ("порты и порт", "порт", True),
        ("порты и аэропорт", "порт", False),
        ("п'ять портів", "п'ять портів", True),
        ("day rates, day-rate", "day rate", False),
        ("over, and the day rate.", "day rate", True),
        ("pay us$5 a day", "$5", True),
        ("c++ and c", "c++", True),
        ("art arty", "art", True),
        ("arty art", "art", True),
    ],
)
def test_a_phrase_stands_in_a_text_as_whole_words(text: str, phrase: str, holds: bool) -> None:
    assert holds_phrase(text, phrase) is holds


@given(st.text(), st.text(max_size=5), st.text())
def test_a_phrase_between_spaces_always_stands_there(before: str, phrase: str, after: str) -> None:
    assert holds_phrase(fold_phrase(f"{before} {phrase} {after}"), fold_phrase(phrase))
