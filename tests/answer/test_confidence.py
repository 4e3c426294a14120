"""What makes it sure, and what makes it doubt."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.answer.candidates import score_candidates
from bot.answer.confidence import ARCHIVE, LIVE, choose_weights, read_signals
from bot.answer.freshness import search_with_recent
from bot.answer.matching import make_term_table
from bot.answer.query import compose_query
from bot.answer.ranking import rank_passages
from tests.answer.build import Desk, make_raw
from tests.answer.conftest import OpenDesk

NOW = datetime(2025, 3, 20, 12, tzinfo=UTC)
STRIKE = "Dockers at the port of Lonna began a strike over night shifts."


async def signals(desk: Desk, question: str, now: datetime | None = NOW) -> dict[str, float]:
    coverage = await desk.store.coverage("public")
    query = compose_query(question, engine=desk.engine, coverage=coverage, now=now)
    table = make_term_table(query, desk.engine)
    hits = search_with_recent(query, coverage, desk.engine, 30)
    ranked = rank_passages(hits, await desk.store.passages([hit.passage_id for hit in hits]), query, table)
    return read_signals(score_candidates(ranked, query, table), query, table, coverage)


def day(ago: int) -> str:
    return (NOW - timedelta(days=ago)).date().isoformat()


async def test_old_evidence_for_a_question_about_now_is_stale(opened: OpenDesk) -> None:
    other = make_raw("new", "The museum of Vessby opens on Sunday. The port is quiet.", day(1))
    old = await opened(make_raw("old", STRIKE, day(700)), other)
    new = await opened(make_raw("old", STRIKE, day(2)), other)
    question = "who began a strike at the port of Lonna?"
    assert (await signals(old, question))["stale"] > 0.3
    assert (await signals(new, question))["stale"] == 0.0
    assert (await signals(old, question, None))["stale"] == 0.0
    stale, fresh = [(await desk.service.answer(question, now=NOW)).confidence for desk in (old, new)]
    assert stale < fresh


@pytest.mark.parametrize(("question", "future"), [("who won the 2031 race?", 1.0), ("who won the 2024 race?", 0.0)])
async def test_a_year_that_has_not_begun_was_reported_by_nobody(opened: OpenDesk, question: str, future: float) -> None:
    desk = await opened(make_raw("race", "The Lonna race was won by Maud Tillet.", day(1)))
    assert (await signals(desk, question))["future"] == future


async def test_every_weight_is_of_a_signal_that_is_read(opened: OpenDesk) -> None:
    desk = await opened(make_raw("one", STRIKE, day(1)))
    read = await signals(desk, "who began a strike?")
    assert ({*ARCHIVE, *LIVE} - {"bias"}) <= set(read)
    assert all(0.0 <= value <= 1.0 or name == "sentence" for name, value in read.items())


async def test_a_short_question_whose_names_stand_apart_is_thinly_answered(opened: OpenDesk) -> None:
    desk = await opened(make_raw("one", "Tillet met Hasp in Lonna."), make_raw("two", "Oldane stayed in Vessby."))
    assert (await signals(desk, "when did Tillet meet Oldane?", None))["thin"] == 1.0
    assert (await signals(desk, "did Tillet meet Hasp?", None))["thin"] == 0.0


@pytest.mark.parametrize(
    ("question", "undenied"),
    [
        ("who did not sign the agreement of Lonna?", 1.0),
        ("which union never signed the agreement of Lonna?", 1.0),
        ("who signed the agreement of Lonna?", 0.0),
        ("didn't the dockers sign the agreement of Lonna?", 0.0),
        ("did Hasp sign the agreement of Lonna or not?", 0.0),
    ],
)
async def test_a_denial_asked_for_must_be_held(opened: OpenDesk, question: str, undenied: float) -> None:
    desk = await opened(make_raw("one", "The dockers and Hasp signed the agreement of Lonna."))
    held = await opened(make_raw("one", "The pilots refused to sign the agreement of Lonna."))
    assert (await signals(desk, question, None))["undenied"] == undenied
    assert (await signals(held, question, None))["undenied"] == 0.0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("кто не подписал соглашение в Лонне?", "Докеры подписали соглашение в Лонне."),
        ("хто не підписав угоду в Лонні?", "Докери підписали угоду в Лонні."),
    ],
)
async def test_a_denial_in_russian_and_ukrainian(opened: OpenDesk, question: str, text: str) -> None:
    desk = await opened(make_raw("one", text))
    assert (await signals(desk, question, None))["undenied"] == 1.0


async def test_what_the_last_days_hold_is_told_apart(opened: OpenDesk) -> None:
    question = "who began a strike over night shifts at the port of Lonna?"
    desk = await opened(
        make_raw("new", STRIKE, day(1), title="Dockers begin a strike at the port of Lonna"),
        make_raw("old", STRIKE, day(40), title="Dockers strike over night shifts at the port of Lonna"),
    )
    read = await signals(desk, question)
    assert 0.3 < read["headline"] < 1.0
    assert read["agreeing"] == pytest.approx(0.2)
    assert (await signals(desk, question, None))["headline"] == 0.0


async def test_a_short_question_about_now_is_judged_as_in_an_archive(opened: OpenDesk) -> None:
    desk = await opened(make_raw("one", STRIKE, day(1)))
    long = "who began a strike over the night shifts at the port of Lonna this spring?"
    assert choose_weights(await signals(desk, "who began a strike?")) is ARCHIVE
    assert choose_weights(await signals(desk, long)) is LIVE
    assert choose_weights(await signals(desk, long, None)) is ARCHIVE


async def test_one_article_ahead_of_all_others_leads(opened: OpenDesk) -> None:
    question = "who began a strike at the port of Lonna?"
    alone = await opened(make_raw("one", STRIKE), make_raw("two", "The museum of Vessby opens on Sunday in Lonna."))
    twice = await opened(make_raw("one", STRIKE), make_raw("two", f"{STRIKE} It may last."))
    assert (await signals(alone, question, None))["lead"] == 1.0
    assert (await signals(twice, question, None))["lead"] < 0.5
