"""Clean text: letters and digits stay, everything else becomes regular."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingest.clean import clean_line, clean_text

MARKS = " \t\n\r\u00a0\u00ad\u200b\u200d\ufeff\u2028\x00\x0b\x85-–*_#>|`=.,:;!?()[]\"'“”1aAяЯїß"
TEXTS = st.one_of(st.text(), st.text(alphabet=MARKS, max_size=120))
WORDS = st.sampled_from(
    ["a", "of", "peace", "Talks", "cease-", "fire.", "**Kyiv**", "_said_", "-", "#", "===", "1)", "é"]
)
LINES = st.lists(st.lists(WORDS, max_size=16).map(" ".join), max_size=8).map("\n".join)
MARKUPS = st.sampled_from(["plain", "markdown", "extracted"])

WRAPPED = """\
Moscow said on Monday that any agreement must carry guarantees of
neutrality, and that the alliance has to refuse the country as a
member. Officials in Kyiv rejected the demand within the hour, and
called it a delay.

The talks go on."""


def letters(text: str) -> list[str]:
    return [character for character in text if character.isalnum()]


@settings(max_examples=300, deadline=None)
@given(st.one_of(TEXTS, LINES), MARKUPS)
def test_letters_and_digits_never_change(raw: str, markup: str) -> None:
    assert letters(clean_text(raw, markup)) == letters(raw)


@settings(max_examples=300, deadline=None)
@given(st.one_of(TEXTS, LINES), MARKUPS)
def test_cleaning_twice_is_cleaning_once(raw: str, markup: str) -> None:
    clean = clean_text(raw, markup)
    assert clean_text(clean, markup) == clean


@settings(deadline=None)
@given(TEXTS, MARKUPS)
def test_clean_text_can_be_stored_and_has_no_ragged_edges(raw: str, markup: str) -> None:
    clean = clean_text(raw, markup)
    clean.encode()
    assert "\r" not in clean
    assert "\0" not in clean
    assert "\n\n\n" not in clean
    assert all(line == line.rstrip(" \t") for line in clean.split("\n"))


@settings(deadline=None)
@given(TEXTS)
def test_a_clean_line_is_one_line(raw: str) -> None:
    line = clean_line(raw)
    assert "\n" not in line
    assert line == line.strip()
    assert letters(line) == letters(raw)
    assert clean_line(line) == line


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one  \t\ntwo", "one\ntwo"),
        ("\n\n\none\n\n\n\n\ntwo\n\n", "one\n\ntwo"),
        ("30\u00a0000\u202fmen", "30 000 men"),
        ("\ufeffcease\u00adfire \u200bnow\x07", "ceasefire now"),
        ("agree\u00ad\nment", "agreement"),
        ("half\ud83d emoji", "half emoji"),
        ("می\u200cخواهم x\u200cy", "می\u200cخواهم xy"),
        ("   indented", "indented"),
        ("- item\n  - below it", "- item\n  - below it"),
    ],
)
def test_white_space_and_invisible_characters(raw: str, clean: str) -> None:
    assert clean_text(raw, "plain") == clean


def test_hard_wrapped_lines_become_paragraphs() -> None:
    first, second = clean_text(WRAPPED, "plain").split("\n\n")
    assert "\n" not in first
    assert first.endswith("called it a delay.")
    assert "guarantees of neutrality" in first
    assert second == "The talks go on."


def test_a_word_wrapped_at_its_hyphen_keeps_the_hyphen() -> None:
    wrapped = "The ministers want guarantees before any cease-\nfire can be signed by the two delegations."
    assert "cease-fire can" in clean_text(wrapped, "plain")


@pytest.mark.parametrize(
    "raw",
    [
        "Zelensky Accuses Russia of Sabotaging Peace Efforts\nTrump’s Role in Ending the War\nThe NATO Question",
        "Talks resume in the capital on Monday morning.\nBoth sides will meet again on Tuesday.\nNothing was signed.",
        "- Territory: the fate of the occupied regions has to be decided\n- Security: guarantees from outside powers",
        "## What is next for the negotiators in the capital\nthe delegations stay",
        "| country | position on the ceasefire and its terms |\n| another | rejected all of it on the very same day |",
    ],
)
def test_lines_that_are_not_wrapped_stay(raw: str) -> None:
    assert clean_text(raw, "markdown") == raw


def test_an_item_takes_its_indented_lines() -> None:
    raw = "A deal needs:\n- guarantees of neutrality\n  from both sides\n- a line of control"
    assert clean_text(raw, "plain") == "A deal needs:\n- guarantees of neutrality from both sides\n- a line of control"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("**Kyiv** said *no*, and ***again*** _no_.", "Kyiv said no, and again no."),
        ("* first\n* second", "* first\n* second"),
        ("## Heading *one*", "## Heading one"),
        ("Title\n=====\n\ntext\n\nBelow\n---\ntext", "# Title\n\ntext\n\n## Below\ntext"),
        ("[the **text**](https://example.org/_a_/b_c_d)", "[the text](https://example.org/_a_/b_c_d)"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
    ],
)
def test_markdown_loses_emphasis_and_keeps_structure(raw: str, clean: str) -> None:
    assert clean_text(raw, "markdown") == clean


def test_plain_text_keeps_its_asterisks() -> None:
    assert clean_text("a *starred* word", "plain") == "a *starred* word"
