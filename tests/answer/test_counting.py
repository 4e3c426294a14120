"""Articles that hold all the words asked for."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.answer.build import Desk, make_raw
from tests.answer.conftest import OpenDesk
from tests.answer.test_service import anything

corpus_loop = pytest.mark.asyncio(loop_scope="module")


async def ids(desk: Desk, words: str, now: datetime | None = None) -> list[str]:
    return [head.id for head in await desk.service.articles_about(words, now=now)]


@corpus_loop
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Merrowline", ["harbour-07", "harbour-04", "harbour-03", "harbour-01"]),
        ("dam reservoir", ["dam-04", "dam-03", "dam-02", "dam-01"]),
        ("reservoirs of dams", ["dam-04", "dam-03", "dam-02", "dam-01"]),
        ('"30-day ceasefire"', ["peace-03", "peace-02"]),
        ("перемирие", ["peace-06", "peace-11"]),
        ("перемирием", ["peace-06", "peace-11"]),
        ("перемир’я", ["peace-07"]),
        ("dockers ceasefire", []),
        ("zzxq", []),
        ("Brendelok zzxq", []),
        ("", []),
        ("?!", []),
    ],
)
async def test_articles_of_the_sample_newest_first(corpus: Desk, words: str, expected: list[str]) -> None:
    found = await ids(corpus, words)
    assert ["-".join(one.split("-")[:2]) for one in found] == expected


@corpus_loop
async def test_a_name_counts_in_each_script_that_writes_it(corpus: Desk) -> None:
    found = await corpus.service.articles_about("Putin")
    assert {head.language for head in found} == {"en", "ru", "uk"}


@corpus_loop
async def test_articles_published_after_now_are_not_seen(corpus: Desk) -> None:
    found = await ids(corpus, "dockers", datetime(2025, 3, 5, 23, tzinfo=UTC))
    assert sorted(found) == [
        "harbour-01-walkout",
        "harbour-02-walkout-count",
        "harbour-03-wire-tide",
        "harbour-04-wire-courier",
    ]


async def test_of_one_moment_by_id_and_those_without_a_date_last(opened: OpenDesk) -> None:
    said = "The dockers met in Hallowick, says report {}."
    days = {"b": "2025-03-04", "a": "2025-03-04", "z": None, "c": "2025-03-05"}
    desk = await opened(*(make_raw(name, said.format(name * 3), day) for name, day in days.items()))
    assert await ids(desk, "dockers") == ["c", "a", "b", "z"]


async def test_an_article_counts_once_however_often_it_says_the_word(opened: OpenDesk) -> None:
    text = "\n\n".join(f"The dockers of pier {n} met. " + f"Word{n} follows. " * 60 for n in range(6))
    assert await ids(await opened(make_raw("one", text)), "dockers") == ["one"]


async def test_the_title_and_the_heading_count(opened: OpenDesk) -> None:
    desk = await opened(
        make_raw("titled", "They met again on Monday evening.", title="Dockers in Hallowick"),
        make_raw("headed", "# News\n\n## Dockers\n\nThey met in Hallowick on Monday.", markup="markdown", title="News"),
        make_raw("other", "The florists met in Hallowick on Friday.", title="Florists"),
    )
    assert sorted(await ids(desk, "dockers Hallowick")) == ["headed", "titled"]


async def test_another_name_of_the_same_counts_and_what_may_merely_stand_for_it_does_not(opened: OpenDesk) -> None:
    desk = await opened(
        make_raw("truce", "Both sides agreed on a truce along the river."),
        make_raw("pause", "Both sides agreed on a pause along the road."),
        make_raw("ceasefire", "Both sides agreed on a ceasefire along the coast."),
    )
    assert await ids(desk, "ceasefire") == ["ceasefire", "truce"]


async def test_a_phrase_stands_to_the_letter_capitals_aside(opened: OpenDesk) -> None:
    desk = await opened(
        make_raw("said", "The Long Winter ended early."),
        make_raw("apart", "The winter was long this year."),
        make_raw("form", "Two long winters passed here."),
    )
    assert await ids(desk, '"long winter"') == ["form", "said"]
    assert await ids(desk, '"long winters"') == ["form"]


async def test_nothing_is_found_in_nothing(opened: OpenDesk) -> None:
    assert await ids(await opened(), "dockers") == []


@pytest.mark.parametrize("articles", [60])
async def test_all_articles_are_counted_not_the_thirty_that_an_answer_considers(
    opened: OpenDesk, articles: int
) -> None:
    desk = await opened(*(make_raw(f"n{n:02}", f"Dockers met at pier{n} with crane{n}.") for n in range(articles)))
    assert await ids(desk, "dockers") == [f"n{n:02}" for n in range(articles)]


@corpus_loop
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=anything, now=st.none() | st.datetimes(timezones=st.just(UTC)))
async def test_any_words_find_each_article_once_newest_first(corpus: Desk, words: str, now: datetime | None) -> None:
    found = await corpus.service.articles_about(words, now=now)
    assert len({head.id for head in found}) == len(found)
    dates = [head.published for head in found if head.published]
    assert dates == sorted(dates, reverse=True)
    assert now is None or all(date <= now for date in dates)
