"""A start is measured on the real thing: `serve` as a process, over a kept directory that stays as it was."""

import asyncio
import sys
from pathlib import Path

from bot.measure.bench.asking_once import measure_ask
from bot.measure.bench.kept import keep_made
from bot.measure.bench.process import find_cpu, find_memory
from bot.measure.bench.start import QUICK_QUESTIONS, start_once


def test_a_start_is_over_when_the_waiting_question_is_answered(tmp_path: Path) -> None:
    kept = keep_made(80, tmp_path)
    before = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*"))
    started = asyncio.run(start_once(kept, QUICK_QUESTIONS))
    assert 0 < started.called <= started.answered
    if sys.platform == "linux":
        assert started.cpu
        assert started.first
        assert started.later
        assert started.later.anonymous <= started.later.resident <= started.later.peak
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*")) == before


def test_ask_is_taken_apart(tmp_path: Path) -> None:
    once = measure_ask(1, tmp_path)
    assert 0 < once.bare < once.wall
    assert 0 < once.imports < once.told
    assert "bot" in {name for name, _ in once.packages}


def test_nothing_is_known_of_a_process_that_is_not_there() -> None:
    assert find_memory(2**22 + 1) is None
    assert find_cpu(2**22 + 1) is None
