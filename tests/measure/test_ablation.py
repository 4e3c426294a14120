"""Parts taken out for a measurement, and put back."""

from pathlib import Path

import pytest

from bot.answer import candidates, confidence, freshness, ranking
from bot.answer.service import AnswerService
from bot.measure.ablation import (
    answer_all,
    is_other_half,
    judge_again,
    list_parts,
    render_table,
    run_part,
    taken_out,
)
from bot.measure.answers import run_answers
from bot.measure.replacing import replaced
from bot.measure.sets import SetQuestion, read_set
from bot.measure.stages import STEPS, measure_stages
from bot.measure.workspace import open_workspace
from bot.model.article import PUBLIC
from tests.measure.made import write_set


def test_a_value_comes_back_also_after_an_error() -> None:
    before = ranking.W_BM25
    try:
        with replaced(ranking, "W_BM25", 0.0):
            assert ranking.W_BM25 == 0.0
            raise KeyError
    except KeyError:
        pass
    assert before == ranking.W_BM25


def test_every_weight_is_a_part_and_every_part_changes_something() -> None:
    parts = list_parts()
    names = [part.name for part in parts]
    assert len(set(names)) == len(names)
    weights = [name for module in (ranking, candidates) for name in vars(module) if name.startswith("W_")]
    signals = {*confidence.ARCHIVE, *confidence.LIVE} - {"bias"}
    assert len(parts) == len(weights) + len(signals) + 5
    for part in parts:
        kept = [getattr(module, name) for module, name, _ in part.without]
        with taken_out(part):
            assert any(getattr(module, name) != old for (module, name, _), old in zip(part.without, kept, strict=True))
        assert [getattr(module, name) for module, name, _ in part.without] == kept


async def test_a_set_is_asked_without_each_part(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "made")
    parts = [None, *(part for part in list_parts() if part.name in {"quotes: the sentence beside", "passages: bm25"})]
    for other in (True, False):
        measured = await run_part(folder, tmp_path / "data", parts, 10, other=other)
        assert len(measured) == 3
        assert all(measured)
    assert freshness.RECENT_HITS > 0


def test_the_table_shows_what_changes() -> None:
    part = list_parts()[0]
    table = render_table([None, part], {"made": [{"auroc": 0.75}, {"auroc": 0.5}], "other": [{"auroc": 0.5}, {}]})
    assert table.splitlines() == [
        "| without | made auroc | other auroc |",
        "|---|---|---|",
        "| (nothing) | 0.750 | 0.500 |",
        f"| {part.name} | -0.250 |  |",
    ]


async def test_steps_are_timed_and_the_service_is_as_before(tmp_path: Path) -> None:
    report = await measure_stages(write_set(tmp_path / "made"), tmp_path / "data", 5)
    assert all(f"| `{name}` |" in report for _, name in STEPS)
    assert "| - | - |" not in report.replace("prefer_speaker` | -", "")


def test_halves_are_those_of_the_article_or_the_week() -> None:
    asked = [SetQuestion(id=str(number), question="?", gold_articles=("one",)) for number in range(9)]
    assert len({is_other_half(question) for question in asked}) == 1


async def test_confidence_judged_again_is_the_confidence_of_a_reply(tmp_path: Path) -> None:
    question_set = read_set(write_set(tmp_path / "made"))
    workspace = await open_workspace(question_set, "memory", tmp_path)
    service = AnswerService(workspace.store, workspace.engine, PUBLIC)
    asked = run_answers(question_set.questions, service, workspace.store, PUBLIC)
    whole = [one._replace(took_ms=0.0, claims=0) for one in await asked]
    forced = await answer_all(question_set.questions, service, workspace.store)
    again = [one._replace(took_ms=0.0, claims=0) for one in judge_again(forced)]
    await workspace.close()
    assert [(one.abstained, one.quotes) for one in again] == [(one.abstained, one.quotes) for one in whole]
    assert [one.confidence for one in again] == pytest.approx([one.confidence for one in whole], abs=1e-4)
    assert any(signals for signals in forced.signals)
