import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.measure.commands import app
from tests.measure.made import write_set

FLOORS = '[[run]]\nset = "lamps"\nengine = "memory"\n[run.floors]\nverbatim = 1.0\n"{measure}" = {floor}\n'


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("BRIEFING_INDEX_ENGINE", raising=False)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def run_floors(tmp_path: Path, measure: str, floor: float) -> Result:
    write_set(tmp_path / "sets" / "lamps")
    file = tmp_path / "floors.toml"
    file.write_text(FLOORS.format(measure=measure, floor=floor), encoding="utf-8")
    return run("floors", "--file", file, "--sets", tmp_path / "sets")


def test_one_json_object_stands_alone_on_stdout(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "lamps")
    result = run("answers", "--set", folder, "--json", "--out", tmp_path / "out.jsonl")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["set"], found["engine"], found["questions"], found["unanswerable"]) == ("lamps", "disk", 4, 1)
    assert found["measures"]["answer-in-reply"] == 1
    assert found["measures"]["p99-ms"] >= found["measures"]["p50-ms"] > 0
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 4
    assert "lamps: questions" in result.stderr


def test_a_person_reads_a_table(tmp_path: Path) -> None:
    result = run("answers", "--set", write_set(tmp_path / "lamps"), "--engine", "memory", "--limit", "3")
    assert result.exit_code == 0, result.output
    assert "lamps, memory: 3 questions" in result.stdout
    assert "answer-in-reply" in result.stdout


def test_a_set_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = run("answers", "--set", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_floors_that_hold_pass(tmp_path: Path) -> None:
    result = run_floors(tmp_path, "answer-in-reply", 0.9)
    assert result.exit_code == 0, result.output
    assert "≥ 0.900" in result.stdout


@pytest.mark.parametrize(("measure", "floor"), [("hit@1", 1.1), ("quoted-max", 3)])
def test_a_measure_below_its_floor_or_above_its_ceiling_fails(tmp_path: Path, measure: str, floor: float) -> None:
    result = run_floors(tmp_path, measure, floor)
    assert result.exit_code == 1, result.output
    assert "BELOW" in result.stdout


def test_an_unknown_measure_is_refused_before_anything_runs(tmp_path: Path) -> None:
    result = run_floors(tmp_path, "charm", 0.5)
    assert result.exit_code == 2
    assert "charm" in result.stderr
    assert result.stdout == ""


def test_an_unknown_set_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sets").mkdir()
    (tmp_path / "floors.toml").write_text(FLOORS.format(measure="hit@1", floor=0), encoding="utf-8")
    result = run("floors", "--file", tmp_path / "floors.toml", "--sets", tmp_path / "sets")
    assert result.exit_code == 2
    assert "lamps/articles.jsonl" in result.stderr.replace("\n", "")


def test_without_the_sets_nothing_is_checked_and_that_is_said(tmp_path: Path) -> None:
    result = run("floors", "--sets", tmp_path / "nowhere")
    assert result.exit_code == 0
    assert "skipped" in result.stdout
