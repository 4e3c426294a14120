"""A named event bounds a question where the articles put it on one day."""

from datetime import UTC, date, datetime

import pytest

from bot.answer.events import find_event
from bot.model.answer import Answer
from tests.answer.build import make_raw
from tests.answer.conftest import OpenDesk


@pytest.mark.parametrize(
    ("question", "words", "before"),
    [
        ("what did Hasp say before the summit in Lonna?", "summit in Lonna", True),
        ("After the election, who became mayor?", "election", False),
        ("что сказал Хасп до саммита?", "саммита", True),
        ("кто стал мэром после выборов?", "выборов", False),
        ("що сказав Хасп перед самітом?", "самітом", True),
        ("хто став мером після виборів?", "виборів", False),
    ],
)
def test_an_event_is_read_with_its_side(question: str, words: str, before: bool) -> None:
    event = find_event(question)
    assert event is not None
    assert (event.words, event.before) == (words, before)
    assert event.bound(date(2025, 3, 10)) == (
        {"until": datetime(2025, 3, 9, 23, 59, 59, 999999, UTC)}
        if before
        else {"since": datetime(2025, 3, 10, tzinfo=UTC)}
    )


@pytest.mark.parametrize("question", ["before the summit?", "what comes after Monday?", "who came before him and why?"])
def test_what_names_no_event_bounds_nothing(question: str) -> None:
    event = find_event(question)
    assert event is None


SUMMIT = "The summit of Lonna takes place on 10 March, the ministry said."
EARLY = make_raw("early", "Hasp said that the bridge will stay closed.", "2025-03-04")
LATE = make_raw("late", "Hasp said that the bridge will open at once.", "2025-03-14")


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("what did Hasp say about the bridge before the summit?", ["early"]),
        ("what did Hasp say about the bridge after the summit?", ["late"]),
    ],
)
async def test_the_day_stands_in_a_sentence(opened: OpenDesk, question: str, quoted: list[str]) -> None:
    desk = await opened(EARLY, LATE, make_raw("date", SUMMIT, "2025-03-02"))
    answer = await desk.answer(question)
    assert [source.article.id for source in answer.sources] == quoted
    assert answer.query.question == question


@pytest.mark.parametrize(
    ("language", "summit", "closed", "opened_", "question"),
    [
        (
            "ru",
            "Выборы пройдут 10 марта.",
            "Хасп сказал, что мост закрыт.",
            "Хасп сказал, что мост открыт.",
            "что сказал Хасп о мосте после выборов?",
        ),
        (
            "uk",
            "Саміт відбудеться 10 березня.",
            "Хасп сказав, що міст закрито.",
            "Хасп сказав, що міст відкрито.",
            "що сказав Хасп про міст після саміту?",
        ),
    ],
)
async def test_the_day_of_an_event_in_russian_and_ukrainian(
    opened: OpenDesk, language: str, summit: str, closed: str, opened_: str, question: str
) -> None:
    desk = await opened(
        make_raw("early", closed, "2025-03-04", language=language),
        make_raw("late", opened_, "2025-03-14", language=language),
        make_raw("date", summit, "2025-03-02", language=language),
    )
    reply = await desk.service.answer(question)
    assert reply.query.since == datetime(2025, 3, 10, tzinfo=UTC)
    assert {one.article_id for one in reply.consulted} == {"late"}


async def test_the_day_may_be_that_of_the_headlines(opened: OpenDesk) -> None:
    told = make_raw("date", "Ministers met all day.", "2025-03-10", title="Summit opens in Lonna")
    desk = await opened(EARLY, LATE, told)
    answer = await desk.answer("what did Hasp say about the bridge before the summit?")
    assert [source.article.id for source in answer.sources] == ["early"]


async def test_two_days_are_no_bound(opened: OpenDesk) -> None:
    other = make_raw("other", "A summit was held on 1 February.", "2025-02-02")
    desk = await opened(EARLY, LATE, make_raw("date", SUMMIT, "2025-03-02"), other)
    reply = await desk.service.answer("what did Hasp say about the bridge before the summit?")
    assert reply.query.until is None


async def test_a_bound_that_leaves_nothing_is_lifted(opened: OpenDesk) -> None:
    desk = await opened(LATE, make_raw("date", SUMMIT, "2025-03-02"))
    reply = await desk.service.answer("what did Hasp say about the bridge before the summit?")
    assert isinstance(reply, Answer)
    assert reply.query.until is None
