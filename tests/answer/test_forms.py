"""What a span holds that the question asks for."""

import pytest

from bot.answer.forms import is_question, measure_news, read_asked
from bot.model.query import Query, QuestionKind

QUOTED = "On Monday Maud Tillet of Orrick paid 64 crowns for 3 lamps."


def news(kind: QuestionKind, question: str) -> float:
    query = Query(question=question, language="en", kind=kind)
    return measure_news(query, read_asked(query), QUOTED)


def test_new_names_answer_who_and_where_and_half_what() -> None:
    assert news("who", "who paid?") == 1.0
    assert news("where", "where was it?") == 1.0
    assert news("what", "what was paid?") == 0.5


def test_a_name_that_the_question_holds_is_no_news() -> None:
    assert news("who", "who paid on Monday, Maud Tillet of Orrick?") == 0.0
    assert 0 < news("who", "who paid in Orrick?") <= 1.0


def test_new_figures_answer_how_many_and_when() -> None:
    assert news("number", "how many lamps?") == 1.0
    assert news("number", "how many lamps for 64 crowns?") == 0.5
    assert news("when", "when was it?") == 1.0


def test_other_kinds_ask_for_neither() -> None:
    assert news("why", "why?") == news("yesno", "did Maud pay?") == news("list", "which reasons?") == 0.0


@pytest.mark.parametrize(
    ("quoted", "asks"),
    [("Who pays?", True), ("“Who pays?”", True), ("«Хто платить?»", True), ("He asked who pays.", False), ("", False)],
)
def test_a_question_is_told_by_its_mark(quoted: str, asks: bool) -> None:
    assert is_question(quoted) is asks
