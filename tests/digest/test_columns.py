"""Columns stand alone, whatever they resemble."""

from datetime import timedelta

import pytest

from bot.digest.columns import find_columns, read_opening
from bot.digest.grouping import Grouping
from bot.model.article import Article
from tests.digest.made import NOW

LEAD = "Here is what you need to know to get up to speed and on with your day."
NEWS = ("Dockers", "Bakers", "Miners", "Pilots", "Farmers", "Nurses", "Drivers")
QUAKE = "An earthquake of magnitude 6.1 shook Aceh in Indonesia and killed 40 people."


def article(key: str, title: str, text: str, days: float, outlet: str | None = "Courier") -> Article:
    return Article(id=key, title=title, text=text, outlet=outlet, published=NOW + timedelta(days=days))


def instalment(number: int, days: float) -> Article:
    who = NEWS[number % len(NEWS)]
    return article(f"c{number}", f"Five things to know for day {number}: {who}", f"{LEAD} {who} met.", days)


@pytest.mark.parametrize("together", [True, False])
def test_instalments_of_a_column_are_stories_of_their_own(together: bool) -> None:
    articles = [instalment(number, 3 * number) for number in range(9)]
    grouping = Grouping()
    batches = [articles] if together else [[one] for one in articles]
    found = [joining.story_id for batch in batches for joining in grouping.add(batch)]
    alone = found if together else found[5:]  # one by one, it is known for a column after fifteen days
    assert len(set(alone)) == len(alone)


def test_a_column_draws_no_report_into_it_and_joins_none() -> None:
    grouping = Grouping()
    grouping.add([instalment(number, 3 * number - 24) for number in range(8)])
    tells = article("c9", "Five things to know for today: Aceh earthquake", f"{LEAD} {QUAKE}", 0)
    [told], [first], [second] = (
        grouping.add([one])
        for one in (tells, article("q1", "Aceh earthquake", QUAKE, 0), article("q2", "Aceh quake kills 40", QUAKE, 0.1))
    )
    assert told.story_id not in {first.story_id, second.story_id}
    assert first.story_id == second.story_id


def test_what_goes_on_for_days_under_one_title_is_no_column() -> None:
    live = [
        article(f"q{number}", f"Aceh earthquake live updates: {number * 40} dead", QUAKE, number) for number in range(9)
    ]
    others = [article(f"o{number}", f"{who} met", f"{who} met and voted.", number) for number, who in enumerate(NEWS)]
    found = {joining.article_id: joining.story_id for joining in Grouping().add([*others, *live])}
    assert len({found[one.id] for one in live}) == 1


@pytest.mark.parametrize(
    ("title", "outlet", "opening"),
    [
        ("Five Things to know: strike", "Courier", "courier five things to know"),
        ("Five things to know", "Courier", ""),
        ("", "Courier", ""),
        ("Five things to know: strike", None, ""),
    ],
)
def test_an_opening_is_the_outlet_and_the_first_words_of_more(title: str, outlet: str | None, opening: str) -> None:
    assert read_opening(article("a", title, QUAKE, 0, outlet)) == opening


@pytest.mark.parametrize(("times", "apart", "column"), [(5, 3.6, True), (4, 6.0, False), (5, 3.5, False)])
def test_a_column_has_five_instalments_over_more_than_two_weeks(times: int, apart: float, column: bool) -> None:
    openings = [("courier five things to know", NOW + timedelta(days=apart * number)) for number in range(times)]
    assert bool(find_columns(openings)) is column
    assert not find_columns((opening, None) for opening, _ in openings)
    assert not find_columns(("", date) for _, date in openings)
