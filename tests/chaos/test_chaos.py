"""A seeded handful of what `make chaos` does at length."""

from pathlib import Path

from tests.chaos.run import check, run_chaos


async def test_nothing_is_lost_or_sent_twice_by_kills(tmp_path: Path) -> None:
    outcome = await run_chaos(kills=4, seed=2026, folder=tmp_path, life=(0.4, 2.0))
    assert check(outcome) == []
    assert outcome.verdict.answered + outcome.verdict.unsure >= outcome.verdict.questions > 20
