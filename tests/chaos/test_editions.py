"""A seeded handful of what `make chaos` does at length: editions under kills, and due times in a few zones."""

from pathlib import Path

from tests.chaos.editions import check, run_editions
from tests.chaos.zones import run_zones


async def test_no_edition_is_lost_or_sent_twice_by_kills(tmp_path: Path) -> None:
    verdict = await run_editions(editions=40, kills=3, seed=2026, folder=tmp_path, life=0.05)
    assert check(verdict, 40) == []
    assert verdict.messages + verdict.unsure >= 40


def test_due_times_of_some_zones_agree_with_a_clock_that_is_walked() -> None:
    report = run_zones(["Europe/Kyiv", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Tehran", "Pacific/Chatham"])
    assert report.failures == []
    assert report.transitions > 20
