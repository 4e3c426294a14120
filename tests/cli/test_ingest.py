"""`ingest` and `reindex`: what was read, what was not, and why."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import BRIDGE, Run


def counts(stdout: str) -> dict[str, int]:
    names = ("new", "updated", "unchanged", "duplicate", "skipped")
    rows = [line.split() for line in stdout.splitlines()]
    return {row[0]: int(row[1]) for row in rows if len(row) == 2 and row[0] in names}


def test_new_then_unchanged_then_updated(run: Run, folder: Path, data_dir: Path) -> None:
    first = run("ingest", folder)
    assert first.exit_code == 0
    assert counts(first.stdout) == {"new": 2, "updated": 0, "unchanged": 0, "duplicate": 0, "skipped": 0}
    assert "Kept in" in first.stdout
    assert (data_dir / "articles.db").is_file()
    assert counts(run("ingest", folder).stdout)["unchanged"] == 2
    (folder / "bridge.md").write_text(BRIDGE.replace("five weeks", "six weeks"), encoding="utf-8")
    third = run("ingest", folder)
    assert counts(third.stdout) == {"new": 0, "updated": 1, "unchanged": 1, "duplicate": 0, "skipped": 0}


def test_what_cannot_be_read_is_named_with_line_and_reason_and_the_rest_is_read(run: Run, folder: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "lines.jsonl").write_text('{"text": "It rained in Lenn all day."}\n{broken\n', encoding="utf-8")
    (folder / "copy.md").write_text(BRIDGE.replace("Lenn closed", "Lenn shut"), encoding="utf-8")
    done = run("ingest", folder)
    assert done.exit_code == 3
    assert counts(done.stdout) == {"new": 3, "updated": 0, "unchanged": 0, "duplicate": 1, "skipped": 2}
    flat = "".join(done.stdout.split())
    assert f"skipped:{folder}/empty.txt:isempty" in flat
    assert f"skipped:{folder}/lines.jsonl:2:" in flat
    assert "holdsthesametextas" in flat


def test_a_folder_without_articles_says_what_would_be_read(run: Run, tmp_path: Path, data_dir: Path) -> None:
    (tmp_path / "nothing").mkdir()
    done = run("ingest", tmp_path / "nothing")
    assert done.exit_code == 2
    assert ".jsonl" in done.stderr
    assert not done.stdout
    assert not data_dir.exists()


def test_a_path_that_is_not_there_is_said_and_nothing_is_made(run: Run, folder: Path, data_dir: Path) -> None:
    done = run("ingest", folder, "no-such-place")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "no-such-place does not exist.\n"
    assert not data_dir.exists()


def test_a_file_over_the_limit_is_skipped(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_MAX_FILE_MB", "1")
    (folder / "large.txt").write_text("word " * 250_000, encoding="utf-8")
    done = run("ingest", folder)
    assert done.exit_code == 3
    assert "is too large" in " ".join(done.stdout.split())


def test_a_data_directory_that_cannot_be_made_is_a_sentence(run: Run, folder: Path, data_dir: Path) -> None:
    data_dir.write_text("a file is in the way", encoding="utf-8")
    done = run("ingest", folder)
    assert done.exit_code == 2
    assert "The data directory" in done.stderr
    assert "BRIEFING_DATA_DIR" in done.stderr
    assert "Traceback" not in done.output


def test_reindex_needs_articles_and_makes_a_damaged_index_anew(run: Run, folder: Path, data_dir: Path) -> None:
    nothing = run("reindex")
    assert nothing.exit_code == 2
    assert "Nothing is ingested yet" in nothing.stderr
    run("ingest", folder)
    for file in (data_dir / "index" / "public").iterdir():
        file.write_bytes(b"damaged")
    assert run("doctor").exit_code == 1
    done = run("reindex")
    assert done.exit_code == 0
    assert done.stdout.startswith("Indexed 2 articles with ")
    assert run("doctor").exit_code == 0


def test_a_terminal_shows_a_progress_bar(folder: Path) -> None:
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "bot", "ingest", str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=child, check=False, timeout=60)
    os.close(child)
    shown = os.read(parent, 65536).decode()
    os.close(parent)
    assert done.returncode == 0
    assert "Reading articles" in shown
    assert "Reading articles" not in done.stdout.decode()
