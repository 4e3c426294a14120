"""Stages are timed from outside: every function of the table is there, and an answer goes through each of them."""

import asyncio
from pathlib import Path

import pytest

from bot.app import open_corpus
from bot.measure.bench.arguments import Chosen
from bot.measure.bench.kept import keep_made
from bot.measure.bench.question import QUICK_QUESTIONS, measure
from bot.measure.bench.staging import FETCH, NAMES, REST, STAGES, TOTAL, Stopwatch, complete, timed_stages

ROOT = Path(__file__).resolve().parents[3]


def test_every_function_of_the_table_is_there() -> None:
    missing = [
        f"{module.__name__}.{name}" for steps in STAGES.values() for module, name in steps if not hasattr(module, name)
    ]
    assert not missing, "adapt STAGES in bot/measure/bench/staging.py"


def test_an_answer_goes_through_every_stage_and_leaves_no_trace() -> None:
    before = [getattr(module, name) for steps in STAGES.values() for module, name in steps]
    took, after = asyncio.run(_ask())
    assert set(took) == {*STAGES, FETCH}
    assert all(seconds > 0 for seconds in took.values())
    assert after == {}
    assert [getattr(module, name) for steps in STAGES.values() for module, name in steps] == before


async def _ask() -> tuple[dict[str, float], dict[str, float]]:
    watch = Stopwatch()
    async with open_corpus(ROOT / "corpus") as workspace:
        with timed_stages(workspace.store, watch):
            await workspace.service().answer("what does Russia demand?")
        took = watch.take()
        await workspace.service().answer("what does Russia demand?")
        return took, watch.take()


def test_a_step_within_a_step_counts_once() -> None:
    watch = Stopwatch()
    inner = watch.wrap("inner", lambda: 1)
    assert watch.wrap("outer", lambda: inner() + 1)() == 2
    assert set(watch.take()) == {"outer"}
    assert inner() == 1
    assert set(watch.take()) == {"inner"}


def test_the_rest_is_what_no_stage_holds() -> None:
    assert complete({"a": 1.0, "b": 2.0}, 5.0) == {"a": 1.0, "b": 2.0, REST: 2.0, TOTAL: 5.0}


def test_a_quick_part_tells_every_stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.measure.bench.arguments.QUICK_SIZES", (160,))
    keep_made(160, tmp_path)
    part = measure(Chosen(quick=True, out=None, work=tmp_path))
    assert [row[0] for row in part.tables[1].rows] == list(NAMES)
    assert part.tables[0].rows[0][:2] == ("160", str(QUICK_QUESTIONS))
