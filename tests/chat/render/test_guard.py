"""Texts of others, as they stand inside texts of ours."""

import pytest

from bot.chat.render.guard import unquoted


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("“dam”", "dam"),
        (' "the dam" ', "the dam"),
        ("«дамба»", "дамба"),
        ("„гребля“", "гребля"),
        ("dam", "dam"),
        ("“dam” “gate”", "“dam” “gate”"),
        ("“”", "“”"),
        ('"', '"'),
        ("", ""),
    ],
)
def test_marks_around_all_of_it_are_taken_off(text: str, bare: str) -> None:
    assert unquoted(text) == bare
