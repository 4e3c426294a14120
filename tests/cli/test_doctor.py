"""`doctor`: all is well, or what to do."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import database_path, index_path, open_data, open_index
from bot.commands import doctor
from bot.model.feed import Feed, Trouble
from bot.settings import read_settings
from tests.cli.conftest import Run


def flat(text: str) -> str:
    return " ".join(text.split())


def test_before_anything_is_ingested_all_is_well_and_nothing_is_made(run: Run, data_dir: Path) -> None:
    done = run("doctor")
    assert done.exit_code == 0
    assert "does not exist yet" in flat(done.stdout)
    assert "questions go to the sample corpus" in flat(done.stdout)
    assert done.stdout.endswith("All is well.\n")
    assert not data_dir.exists()


def test_after_ingesting_everything_is_counted(run: Run, folder: Path) -> None:
    run("ingest", folder)
    done = run("doctor")
    assert done.exit_code == 0
    assert "holds 2 articles." in flat(done.stdout)
    assert "The index holds what the database holds." in done.stdout


def test_an_index_that_lost_an_article_is_found_and_named(run: Run, folder: Path) -> None:
    run("ingest", folder)
    engine = open_index("disk", index_path(read_settings()))
    lost = min(engine.article_passages())
    engine.update([], [lost])
    engine.close()
    done = run("doctor")
    assert done.exit_code == 1
    assert f"differ in 1 article ({lost}): run “briefing-bot reindex”." in flat(done.stdout)
    assert done.stdout.endswith("what to do stands beside it.\n")


def test_opening_the_data_makes_index_and_store_agree_again(run: Run, folder: Path) -> None:
    run("ingest", folder)
    engine = open_index("disk", index_path(read_settings()))
    engine.clear()
    engine.close()

    async def open_once() -> int:
        async with open_data(read_settings()) as data:
            return len(data.engine)

    assert asyncio.run(open_once()) > 0
    assert run("doctor").exit_code == 0


@pytest.mark.parametrize("spoil", ["articles.db", "index/public/meta.json"])
def test_a_damaged_file_is_a_problem_with_advice(spoil: str, run: Run, folder: Path, data_dir: Path) -> None:
    run("ingest", folder)
    (data_dir / spoil).write_bytes(b"this is not what it was" * 100)
    done = run("doctor")
    assert done.exit_code == 1
    assert "wrong" in done.stdout
    assert "Traceback" not in done.output
    assert run("ask", "who walked out?").exit_code == 1


def test_a_data_directory_that_is_a_file(run: Run, data_dir: Path) -> None:
    data_dir.write_text("in the way", encoding="utf-8")
    done = run("doctor")
    assert done.exit_code == 1
    assert "Set BRIEFING_DATA_DIR to a folder" in flat(done.stdout)


def test_wrong_and_unknown_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_ENGINE", "disk")
    done = run("doctor")
    assert done.exit_code == 0
    assert "BRIEFING_ENGINE is not a setting" in flat(done.stdout)
    monkeypatch.setenv("BRIEFING_MAX_FILE_MB", "none")
    done = run("doctor")
    assert done.exit_code == 1
    assert "allowed: 1–4096" in done.stdout


def test_little_disk_is_a_warning_not_a_problem(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LOW_DISK", 10**18)
    done = run("doctor")
    assert done.exit_code == 0
    assert "make room" in flat(done.stdout)


def test_feeds_are_counted_and_those_in_trouble_named(run: Run, folder: Path) -> None:
    run("ingest", folder)
    assert "brought so far" not in flat(run("doctor").stdout)
    now = datetime.now(UTC)
    good = Feed(url="https://a.example/feed", title="Tide Post", added=now, next_check=now, succeeded=now, articles=7)
    trouble = Trouble(message_id="error-fetch-status", values={"host": "b.example", "status": 500})
    failing = Feed(
        url="https://b.example/feed",
        added=now,
        next_check=now,
        trouble=trouble,
        failing_since=now - timedelta(days=2, minutes=1),
    )

    async def add() -> None:
        async with open_data(read_settings()) as data:
            assert data.feeds
            await data.feeds.add(good)
            await data.feeds.add(failing)

    asyncio.run(add())
    done = run("doctor")
    assert done.exit_code == 0
    assert "2 feeds: 1 in order, 7 articles brought so far." in flat(done.stdout)
    told = "“https://b.example/feed” (see “briefing-bot feeds list”): fails for 2 days: b.example answered with 500."
    assert told in flat(done.stdout)
    assert "Tide Post" not in done.stdout


def test_the_database_lies_in_the_data_directory(data_dir: Path) -> None:
    assert database_path(read_settings()).parent == data_dir
