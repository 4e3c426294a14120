"""Questions about now, and the passages of the last days that they take too."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.answer import freshness
from bot.answer.freshness import HALF_LIFE_DAYS, asks_about_now, measure_freshness, search_with_recent
from bot.answer.query import compose_query
from bot.model.answer import Coverage
from bot.model.article import RawArticle
from bot.model.query import Query
from tests.answer.build import Desk, make_raw
from tests.answer.conftest import OpenDesk

NOW = datetime(2025, 3, 20, 12, tzinfo=UTC)
QUESTION = "what did the harbour council of Lonna decide?"


def cover(newest: datetime | None) -> Coverage:
    return Coverage(articles=2, oldest=newest, newest=newest)


def query(question: str = QUESTION, **fields: datetime | None) -> Query:
    return Query.model_validate({"question": question, "language": "en", "now": NOW, **fields})


def test_an_article_is_worth_half_after_the_half_life() -> None:
    assert measure_freshness(NOW, query()) == 1.0
    assert measure_freshness(NOW - timedelta(days=HALF_LIFE_DAYS), query()) == pytest.approx(0.5)
    assert measure_freshness(None, query()) == 0.0
    assert measure_freshness(NOW, query(now=None)) == 0.0
    assert measure_freshness(NOW, query(since=NOW - timedelta(days=3))) == 0.0


@pytest.mark.parametrize(
    ("asked", "newest", "about_now"),
    [
        (query(), NOW - timedelta(days=2), True),
        (query(), NOW - timedelta(days=30), False),
        (query(), None, False),
        (query(now=None), NOW, False),
        (query(until=NOW), NOW, False),
        (query("what did the council decide in March 2019?"), NOW, False),
        (query("что решил совет в 2019?"), NOW, False),
        (query("which ship won for the first time since 2019?"), NOW, True),
    ],
)
def test_a_question_is_about_now_in_a_live_collection_unless_it_names_its_time(
    asked: Query, newest: datetime | None, about_now: bool
) -> None:
    assert asks_about_now(asked, cover(newest)) is about_now


def council(days: int, number: int) -> RawArticle:
    day = (NOW - timedelta(days=days)).date().isoformat()
    text = f"The harbour council of Lonna decided on berth {number}. The council of Lonna met again."
    return make_raw(f"council-{number}", text, day)


async def search(desk: Desk, k: int) -> list[str]:
    coverage = await desk.store.coverage("public")
    asked = compose_query(QUESTION, engine=desk.engine, coverage=coverage, now=NOW)
    hits = search_with_recent(asked, coverage, desk.engine, k)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    found = await desk.store.passages([hit.passage_id for hit in hits])
    return [found[hit.passage_id].article.id for hit in hits]


@pytest.mark.parametrize("at_once_from", [0, freshness.WORTH_A_THREAD])
async def test_passages_of_the_last_days_compete_with_older_ones_that_score_higher(
    opened: OpenDesk, monkeypatch: pytest.MonkeyPatch, at_once_from: int
) -> None:
    monkeypatch.setattr(freshness, "WORTH_A_THREAD", at_once_from)
    new = make_raw("new", "Lonna will build a bridge. " + "It was a long debate about many things. " * 3, "2025-03-18")
    desk = await opened(*(council(400 + number, number) for number in range(8)), new)
    found = await search(desk, 4)
    assert len(found) == 5
    assert found[-1] == "new"


async def test_an_archive_is_searched_once(opened: OpenDesk) -> None:
    desk = await opened(*(council(400 + number, number) for number in range(8)))
    assert len(await search(desk, 4)) == 4


async def test_what_comes_up_twice_is_there_once(opened: OpenDesk) -> None:
    desk = await opened(*(council(number, number) for number in range(8)))
    found = await search(desk, 4)
    assert len(set(found)) == len(found) == 8
