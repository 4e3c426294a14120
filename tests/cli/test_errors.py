"""Errors reach a person as one sentence and an exit status; the rest goes to the log file."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import app
from bot.commands.shared import describe_error, guarded
from bot.model.errors import BriefingError, EngineError, InputError, QuestionError, ReadError, StoreError
from bot.text.messages import read_messages
from tests.cli.conftest import Run


def raising(error: Exception) -> typer.Typer:
    """A command line whose only command raises."""
    commands = typer.Typer()

    @commands.command()
    @guarded
    def fail() -> None:
        raise error

    return commands


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (InputError("no such thing"), 2, "This cannot be used: no such thing"),
        (StoreError("x.db: it is locked"), 1, "The database of articles cannot be used: x.db: it is locked."),
        (EngineError("no segment"), 1, "The index cannot be used: no segment."),
        (ReadError("a.txt", "is binary", 3), 1, "a.txt cannot be read as an article: is binary."),
        (QuestionError("nothing"), 2, "The question is empty."),
        (BriefingError("other", message_id="never-written"), 1, "Something went wrong inside the program."),
    ],
)
def test_every_branch_of_the_tree(error: BriefingError, status: int, sentence: str) -> None:
    done = CliRunner().invoke(raising(error))
    assert done.exit_code == status
    assert " ".join(done.stderr.split()).startswith(sentence)
    assert not done.stdout


def test_the_unexpected_is_one_sentence_and_its_details_go_to_a_file(data_dir: Path) -> None:
    done = CliRunner().invoke(raising(ZeroDivisionError("by 0")))
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert "errors.log" in "".join(done.stderr.split())
    assert "ZeroDivisionError: by 0" in (data_dir / "errors.log").read_text(encoding="utf-8")


def test_where_no_file_can_be_written_it_says_how_to_see_the_details(data_dir: Path) -> None:
    data_dir.write_text("in the way", encoding="utf-8")
    done = CliRunner().invoke(raising(ZeroDivisionError("by 0")))
    assert "BRIEFING_LOG_LEVEL=debug" in done.stderr


def test_a_question_error_says_its_reason() -> None:
    error = QuestionError("long", reason="too-long")
    assert describe_error(error, read_messages("en")).startswith("The question is too long.")


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout.startswith("briefing-bot 0.")
    shown = run("--help").stdout
    names = {
        str(each.name or getattr(each.callback, "__name__", "").replace("_", "-")) for each in app.registered_commands
    }
    assert {"ask", "chat", "serve", "ingest", "show", "sources", "reindex", "doctor", "settings", "measure"} <= names
    for name in names:
        assert f"\n  {name} " in shown
    assert "..." not in shown.partition("Commands:")[2]
    assert run("measure", "--help").exit_code == 0
    assert "answers" in run("measure", "--help").output
    assert run("measure", "no-such-measure").exit_code == 2
    assert run("no-such-command").exit_code == 2
