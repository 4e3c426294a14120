import json
from pathlib import Path

import pytest

from bot.measure.answers import write_lines
from bot.measure.measures import measure
from bot.measure.outcome import Outcome, compose_outcome
from bot.measure.progress import Progress
from bot.measure.run import run_set
from bot.measure.sets import SetQuestion, read_set
from bot.measure.workspace import EngineName
from bot.model.answer import Answer, Claim, Consulted, Coverage, Quote
from bot.model.errors import InputError
from bot.model.query import Query
from tests.measure.made import make_outcome, write_set

SHAPE = {"id", "abstained", "confidence", "quotes", "hits", "took_ms"}


async def run_small_set(tmp_path: Path, engine: EngineName, limit: int | None = None) -> list[Outcome]:
    with Progress() as progress:
        run = await run_set(read_set(write_set(tmp_path / "lamps")), engine, tmp_path, progress, limit=limit)
    return run.outcomes


@pytest.mark.parametrize("engine", ["memory", "disk"])
async def test_the_bot_answers_the_small_set(tmp_path: Path, engine: EngineName) -> None:
    outcomes = await run_small_set(tmp_path, engine)
    assert [outcome.question.id for outcome in outcomes] == ["q1", "q2", "q3", "q4"]
    assert [outcome.abstained for outcome in outcomes] == [False, False, False, True]
    values = measure(outcomes)
    for name in ("hit@1-strict", "mrr@10", "answer-in-reply", "abstained-unanswerable", "auroc", "verbatim"):
        assert values[name] == 1, name


async def test_a_question_sees_nothing_published_after_its_day(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "lamps")
    early = '{"id": "q", "question": "Why was the ferry to Lonna halted?", "asked": "2024-05-08"}\n'
    (folder / "questions.jsonl").write_text(early, encoding="utf-8")
    with Progress() as progress:
        run = await run_set(read_set(folder), "memory", tmp_path, progress)
    (outcome,) = run.outcomes
    assert outcome.abstained
    assert "tide/2" not in {hit.article_id for hit in outcome.hits}


async def test_a_limit_asks_fewer(tmp_path: Path) -> None:
    outcomes = await run_small_set(tmp_path, "memory", limit=2)
    assert [outcome.question.id for outcome in outcomes] == ["q1", "q3"]


async def test_a_line_holds_what_others_measure_with(tmp_path: Path) -> None:
    outcomes = await run_small_set(tmp_path, "memory")
    write_lines(tmp_path / "out.jsonl", outcomes)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(set(line) == SHAPE for line in lines)
    assert all(0 <= line["confidence"] <= 1 and line["took_ms"] > 0 for line in lines)
    first = lines[0]
    assert first["id"] == "q1"
    assert first["abstained"] is False
    assert set(first["quotes"][0]) == {"article_id", "text"}
    assert set(first["hits"][0]) == {"article_id", "text", "score"}
    assert "19 miles" in first["quotes"][0]["text"]
    assert lines[3]["quotes"] == []


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing.*out\.jsonl: cannot be written"):
        write_lines(tmp_path / "missing" / "out.jsonl", [make_outcome()])


def test_only_ten_hits_are_kept_and_a_changed_quote_is_counted() -> None:
    good = Quote(n=1, article_id="a", start=4, end=8, text="lamp", passage="the lamp")
    bad = good.model_copy(update={"text": "Lamp"})
    gone = good.model_copy(update={"article_id": "b"})
    reply = Answer(
        query=Query(question="?", language="en"),
        claims=(
            Claim(text="lamp", speaker=None, quotes=(good, bad), outlets=0),
            Claim(text="lamp", speaker=None, quotes=(gone,), outlets=0),
        ),
        sources=(),
        confidence=0.5,
        coverage=Coverage(articles=1),
        consulted=tuple(Consulted("a", number, "lamp", 1.0) for number in range(12)),
    )
    outcome = compose_outcome(SetQuestion(id="q", question="?"), reply, {"a": "the lamp"}, 1.0)
    assert len(outcome.hits) == 10
    assert (len(outcome.quotes), outcome.verbatim, outcome.claims) == (3, 1, 2)
