"""`ask`: answers, abstentions, refusals, and the exit status of each."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEAVY = ("sqlalchemy", "tantivy", "trafilatura", "pypdf", "telegram", "alembic")


def start_bot(*args: str, stdin: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a person starts it, in a process of its own."""
    command = [sys.executable, "-m", "bot", *args]
    return subprocess.run(
        command, input=stdin, capture_output=True, check=False, timeout=60, env={**os.environ, **environment}
    )


def test_an_answer_from_the_sample_corpus() -> None:
    done = start_bot("ask", "what does Russia demand?")
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert shown.startswith(("Also looked for: ", "1. "))
    assert "[1] " in shown
    assert "Sources\n" in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert not [line for line in shown.splitlines() if line != line.rstrip()]
    assert "sample corpus" in done.stderr.decode()


def test_asking_the_sample_imports_nothing_it_does_not_need() -> None:
    program = (
        "import sys; from bot.cli import app\n"
        "app(['ask', 'what does Russia demand?', '--json'], standalone_mode=False)\n"
        "print(sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=60, text=True)
    assert json.loads(done.stdout)["claims"]
    imported = set(eval(done.stderr.splitlines()[-1]))
    assert not imported & {*HEAVY, "fluent", "rich", "structlog"}
    assert "pydantic" in imported


def test_words_without_quotation_marks_are_one_question(run: Run, folder: Path) -> None:
    first = json.loads(run("ask", "who walked out?", "--corpus", folder, "--json").stdout)
    second = json.loads(run("ask", "who", "walked", "out?", "--corpus", folder, "--json").stdout)
    assert first["question"] == second["question"] == "who walked out?"
    assert first["claims"] == second["claims"] != []


def test_an_abstention_is_no_error(run: Run, folder: Path) -> None:
    done = run("ask", "who is Xerxes Quillon?", "--corpus", folder)
    assert done.exit_code == 0
    assert done.stdout.startswith("The corpus does not say.\n")
    assert "Corpus: 2 articles, 3–14 March 2025." in done.stdout


@pytest.mark.parametrize("question", ["", "   ", "?!", "…", "word " * 400])
def test_a_question_that_cannot_be_used_is_one_sentence(question: str, run: Run, folder: Path) -> None:
    done = run("ask", question, "--corpus", folder)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("The question ")
    assert done.stderr.strip().count("\n") <= 1
    as_json = run("ask", question, "--corpus", folder, "--json")
    assert as_json.exit_code == 2
    assert json.loads(as_json.stdout)["abstained"] is True


def test_a_folder_that_is_not_there(run: Run) -> None:
    done = run("ask", "who?", "--corpus", "no-such-folder")
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", "no-such-folder does not exist.\n")


def test_an_empty_folder_is_an_abstention(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    done = run("ask", "who walked out?", "--corpus", tmp_path / "none")
    assert done.exit_code == 0
    assert "There are no articles to ask." in done.stdout


def test_files_that_were_skipped_are_named_on_stderr(run: Run, folder: Path) -> None:
    for number in range(7):
        (folder / f"empty-{number}.txt").touch()
    done = run("ask", "who walked out?", "--corpus", folder)
    assert done.exit_code == 0
    flat = "".join(done.stderr.split())
    assert "7filesorlineswereskipped:" in flat
    assert "empty-4.txt:isempty" in flat
    assert "empty-5.txt" not in flat
    assert "…and2more." in flat


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_ingested_articles_answer_later_questions(engine: str, run: Run, folder: Path) -> None:
    run("ingest", folder)
    found = json.loads(run("ask", "who walked out?", "--engine", engine, "--json").stdout)
    assert found["coverage"]["articles"] == 2
    assert "walked out" in found["claims"][0]["text"]


def test_the_engine_may_come_from_the_environment(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_INDEX_ENGINE", "disk")
    assert json.loads(run("ask", "who walked out?", "--corpus", folder, "--json").stdout)["claims"]
    wrong = run("ask", "who?", "--engine", "elastic")
    assert wrong.exit_code == 2
    assert "elastic" in wrong.output


def test_another_language_of_the_interface(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_LANGUAGE", "uk")
    assert "У збірці 2 статті, 3–14 березня 2025." in run("ask", "who walked out?", "--corpus", folder).stdout


def test_bytes_that_are_no_text_do_no_harm(folder: Path) -> None:
    command = [sys.executable.encode(), b"-m", b"bot", b"ask", b"who \xff\xfe walked out?", b"--corpus"]
    for more in ([], [b"--json"]):
        done = subprocess.run([*command, str(folder).encode(), *more], capture_output=True, check=False, timeout=60)
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_lacks_letters_still_gets_its_answer(encoding: str) -> None:
    done = start_bot("ask", "чего требует Россия?", PYTHONIOENCODING=encoding, BRIEFING_LANGUAGE="ru")
    assert done.returncode == 0
    as_json = start_bot("ask", "чего требует Россия?", "--json", PYTHONIOENCODING=encoding)
    assert json.loads(as_json.stdout.decode(encoding))["question"] == "чего требует Россия?"


def test_a_reader_that_leaves_early_gets_no_stack_trace() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "what does Russia demand?"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
    assert b"Traceback" not in complaint
    assert b"went wrong" not in complaint
