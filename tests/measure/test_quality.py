"""One command writes the report, its picture and the head lines; nothing of a question set is copied into them."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from bot.measure.commands import app
from bot.measure.quality.collecting import Collected, Measured, is_missed
from bot.measure.quality.heading import compose_quality, write_quality
from bot.measure.quality.plotting import trace_curve, write_plot
from bot.measure.quality.writing import compose_report
from bot.measure.run import Run
from bot.model.errors import InputError
from bot.text.resources import find_quality
from tests.measure.made import ARTICLES, QUESTIONS, make_outcome, write_set


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("BRIEFING_INDEX_ENGINE", raising=False)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_command_writes_three_files(tmp_path: Path) -> None:
    write_set(tmp_path / "sets" / "squad2")
    out, head = tmp_path / "docs" / "quality.md", tmp_path / "quality.json"
    result = run("report", "--sets", tmp_path / "sets", "--out", out, "--head", head)
    assert result.exit_code == 0, result.output
    text = out.read_text(encoding="utf-8")
    assert "| `answer-in-reply` | 1.000 |" in text
    assert "](quality.svg)" in text
    assert "Not here, and so not measured: news2022, stories/ecbplus-dev.jsonl.gz" in text
    assert "| speakers | " in text
    ElementTree.parse(tmp_path / "docs" / "quality.svg")
    quality = find_quality(head)
    assert quality is not None
    assert (quality.sets[0].set, quality.sets[0].questions, quality.sets[0].right) == ("squad2", 4, 1.0)
    assert quality.speakers is not None
    for record in (*ARTICLES, *QUESTIONS):
        for field in ("question", "text", "title"):
            assert str(record.get(field, "\0")) not in text


def test_without_any_set_the_own_ones_are_still_measured(tmp_path: Path) -> None:
    result = run(
        "report", "--sets", tmp_path, "--out", tmp_path / "q.md", "--head", tmp_path / "q.json", "--limit", "1"
    )
    assert result.exit_code == 0, result.output
    text = (tmp_path / "q.md").read_text(encoding="utf-8")
    assert "No set at hand has unanswerable questions." in text
    assert "**Only 1 questions of each set were asked:**" in text
    assert not (tmp_path / "q.svg").exists()
    assert json.loads((tmp_path / "q.json").read_text(encoding="utf-8"))["sets"] == []


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "quality.json"
    folder.mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write_quality(folder, compose_quality(Collected((), (), (), ()), date(2025, 3, 26)))


def test_the_curve_goes_from_answering_all_to_refusing_all() -> None:
    curve = trace_curve([0.9, 0.6, 0.4], [0.5, 0.2])
    assert curve[0] == (1.0, 0.0)
    assert curve[-1] == (0.0, 1.0)
    assert (2 / 3, 1.0) in curve
    assert all(one[0] >= two[0] and one[1] <= two[1] for one, two in pairwise(curve))
    assert trace_curve([0.9], []) == []


def test_the_picture_is_the_same_for_the_same_figures(tmp_path: Path) -> None:
    outcomes = [make_outcome(confidence=0.9), make_outcome(confidence=0.2, unanswerable=True)]
    sets = [Measured(Run("lamps", "memory", 3, None, outcomes), 0, ())]
    for name in ("one.svg", "two.svg"):
        assert write_plot(tmp_path / name, sets)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


@pytest.mark.parametrize(
    ("quotes", "answers", "unanswerable", "missed"),
    [
        (("It reaches 19 miles.",), ("19 miles",), False, False),
        (("It is new.",), ("19 miles",), False, True),
        ((), ("19 miles",), False, True),
        ((), (), False, True),
        (("It is new.",), (), True, True),
        ((), (), True, False),
    ],
)
def test_what_is_missed(quotes: tuple[str, ...], answers: tuple[str, ...], unanswerable: bool, missed: bool) -> None:
    assert is_missed(make_outcome(quotes=quotes, answers=answers, unanswerable=unanswerable)) is missed


def test_a_report_of_nothing_is_still_one() -> None:
    text = compose_report(Collected((), (), (), ("lamps",)), date(2025, 3, 26), plot=None)
    assert text.startswith("# Quality\n\nWritten by `briefing-bot measure report` on 2025-03-26.")
    assert "Not here, and so not measured: lamps." in text


def test_explain_shows_the_steps_of_a_question(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "lamps")
    result = run("explain", "q1", "--set", folder, "--engine", "memory")
    assert result.exit_code == 0, result.output
    assert "not lost" in result.stdout
    assert "not retrieved" in result.stdout
    refused = run("explain", "q9", "--set", folder, "--engine", "memory")
    assert refused.exit_code == 2
    assert "no question with the id 'q9'" in refused.stderr.replace("\n", " ")


def test_own_prints_one_set_or_all(tmp_path: Path) -> None:
    result = run("own", "claims-check")
    assert result.exit_code == 0, result.output
    assert "merge-precision" in result.stdout
    assert run("own", "charm").exit_code == 2
