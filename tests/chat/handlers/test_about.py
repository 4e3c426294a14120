"""Which story of a digest a reply is about, by the number that it begins with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.handlers.about import read_number

SHOWN = (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2 who said so?", (2, "who said so?")),
        ("#2: why?", (2, "why?")),
        ("№ 3", (3, "")),
        ("2", (2, "")),
        ("more about 2", (2, "")),
        ("Tell me more about 2!", (2, "")),
        ("story 3: why?", (3, "why?")),
        ("on story 3 who said so?", (3, "who said so?")),
        ("about the story 4", (4, "")),
        ("about 2, why?", (2, "why?")),
        ("подробнее о 2", (2, "")),
        ("сюжет 2 — почему?", (2, "почему?")),
        ("розкажи більше про 3", (3, "")),
        ("новина №1: хто це сказав?", (1, "хто це сказав?")),
    ],
)
def test_a_number_at_the_beginning_is_a_story(text: str, read: tuple[int, str]) -> None:
    assert read_number(text, SHOWN) == read


@pytest.mark.parametrize(
    "text",
    [
        "9 who said so?",
        "more about 9",
        "about 2 people died, who were they?",
        "more than 2 outlets?",
        "who said so?",
        "why did 2 ships wait?",
        "2025 budget?",
        "story of the dam",
        "на 2 дня дольше?",
        "",
    ],
)
def test_other_numbers_belong_to_the_question(text: str) -> None:
    assert read_number(text, SHOWN) == (None, text)


@given(st.text(alphabet="0123456789 #№.,:?abоmore про", max_size=30))
def test_what_is_left_stands_in_the_text(text: str) -> None:
    number, rest = read_number(text, SHOWN)
    assert number is None or number in SHOWN
    assert text.rstrip().endswith(rest.rstrip())
