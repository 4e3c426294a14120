"""A seeded handful of what `make chaos` does at length."""

from pathlib import Path

import pytest

from tests.chaos.run import MODES, Mode, check, run_chaos


@pytest.mark.parametrize("mode", MODES)
async def test_nothing_is_lost_or_sent_twice_by_kills(mode: Mode, tmp_path: Path) -> None:
    outcome = await run_chaos(kills=3, seed=2026, folder=tmp_path, mode=mode, life=1.0)
    assert check(outcome) == []
    assert outcome.verdict.answered + outcome.verdict.unsure >= outcome.verdict.questions > 0
