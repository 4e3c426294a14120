"""A date is no answer to "how many"."""

import pytest

from bot.answer.forms import blank_dates, measure_news
from bot.model.query import Query
from tests.answer.build import make_raw
from tests.answer.conftest import OpenDesk


@pytest.mark.parametrize(
    ("quoted", "left"),
    [
        ("It was signed on 20 March 2025 by 12 people.", "12"),
        ("On March 20, 2025 it cost 64 million.", "64"),
        ("Подписано 20 марта, погибли 7 человек.", "7"),
        ("Підписано 20 березня, загинуло 7 людей.", "7"),
        ("In 2024 it cost 1999 florents.", "1999"),
        ("It was signed on Monday in March.", ""),
    ],
)
def test_dates_are_blanked_and_figures_stay(quoted: str, left: str) -> None:
    blanked = blank_dates(quoted)
    assert len(blanked) == len(quoted)
    assert "".join(character for character in blanked if character.isdigit()) == left


def test_a_day_is_no_news_to_how_many() -> None:
    query = Query(question="how many ships left?", language="en", kind="number")
    assert measure_news(query, frozenset(), "They left on 20 March.") == 0.0
    assert measure_news(query, frozenset(), "20 ships left.") > 0.0


async def test_a_sum_leads_where_the_cost_is_asked(opened: OpenDesk) -> None:
    desk = await opened(
        make_raw("one", "Hasp signed the order for the repair of the gate at Lonna on 20 March."),
        make_raw("two", "The repair will cost 64 million florents, Hasp said."),
    )
    answer = await desk.answer("what will the repair of the gate cost?")
    assert "64 million" in answer.claims[0].text
