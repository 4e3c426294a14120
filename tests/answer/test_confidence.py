"""What makes it sure, and what makes it doubt."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.answer.candidates import score_candidates
from bot.answer.confidence import ARCHIVE, LIVE, read_signals
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
    assert all(-0.5 <= value <= 1.0 or name in {"score", "sentence"} for name, value in read.items())


async def test_a_short_question_whose_names_stand_apart_is_thinly_answered(opened: OpenDesk) -> None:
    desk = await opened(make_raw("one", "Tillet met Hasp in Lonna."), make_raw("two", "Oldane stayed in Vessby."))
    assert (await signals(desk, "when did Tillet meet Oldane?", None))["thin"] == 1.0
    assert (await signals(desk, "did Tillet meet Hasp?", None))["thin"] == 0.0
