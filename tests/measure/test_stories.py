"""`measure stories`: labelled files of our own, bad ones, and the sample corpus."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from bot.digest.keeping import BATCH
from bot.measure.commands import app
from bot.measure.floors import FILE, read_floors
from bot.measure.stories import SAMPLE, LabelledArticle, run_file, run_sample, shuffle
from bot.model.errors import InputError, NotFoundError
from bot.text.resources import corpus_dir
from tests.measure.made import write_lines

LABELLED: list[dict[str, object]] = [
    {"id": "l1", "story": "lamp", "text": "The lighthouse at Orrick received a new lamp, keeper Maud Tillet said."},
    {"id": "f1", "story": "ferry", "text": "The ferry to Lonna was halted by a broken propeller, Dorn Hasp said."},
    {
        "id": "l2",
        "story": "lamp",
        "title": "New lamp",
        "text": "Maud Tillet keeps Orrick lighthouse: a new lamp.",
    },
    {"id": "b1", "story": "bread", "language": "en", "text": "Sylla Brunt won the valley prize for rye bread."},
    {
        "id": "f2",
        "story": "ferry",
        "published": "2024-05-09T10:00:00Z",
        "text": "No ferry: a broken propeller keeps Dorn Hasp and his crew from Lonna.",
    },
]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["stories", *(str(argument) for argument in arguments)])


def measured(result: Result) -> dict[str, str]:
    """What stands in the table."""
    rows = [[cell.strip() for cell in line.split("│")] for line in result.stdout.splitlines() if line.startswith("│")]
    return {row[1]: row[2] for row in rows}


def changed(number: int, **values: object) -> list[dict[str, object]]:
    lines = [dict(line) for line in LABELLED]
    lines[number] |= values
    return lines


@pytest.mark.parametrize("name", ["labelled.jsonl", "labelled.jsonl.gz"])
def test_a_file_is_grouped_and_scored(tmp_path: Path, name: str) -> None:
    result = run("--set", write_lines(tmp_path / name, LABELLED))
    assert result.exit_code == 0, result.output
    assert measured(result) == {
        "b-cubed-precision": "1.000",
        "b-cubed-recall": "1.000",
        "b-cubed-f1": "1.000",
        "arriving-precision": "1.000",
        "arriving-recall": "1.000",
        "arriving-f1": "1.000",
        "articles": "5",
        "stories-found": "3",
        "stories-labelled": "3",
    }


def test_what_arrives_is_scored_by_itself(tmp_path: Path) -> None:
    """One at a time nothing is known yet of which words are rare: the second report finds the first all the same."""
    read = run_file(write_lines(tmp_path / "labelled.jsonl", LABELLED))
    assert read.score_arriving(len(LABELLED)) == read.score
    assert read.score_arriving(1).f1 > 0.9
    assert read.score_arriving(1) == read.score_arriving(1), "the orders are the same each time"


def test_articles_arrive_by_date_and_those_without_one_last(tmp_path: Path) -> None:
    dated = [{**LABELLED[0], "id": f"a{day}", "published": f"2024-05-{day:02}T10:00:00Z"} for day in (20, 3, 11)]
    read = run_file(write_lines(tmp_path / "a.jsonl", [*LABELLED[:2], *dated]))
    orders = [[one.id for one in shuffle(read.articles, seed)] for seed in range(8)]
    assert all(order[:3] == ["a3", "a11", "a20"] for order in orders)
    assert {tuple(order[3:]) for order in orders} == {("l1", "f1"), ("f1", "l1")}


def test_what_was_found_is_written_line_by_line(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = run("--set", write_lines(tmp_path / "labelled.jsonl", LABELLED), "--out", out)
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [line["id"] for line in LABELLED]
    stories = {line["id"]: line["story"] for line in lines}
    assert all(isinstance(story, str) for story in stories.values())
    assert stories["l1"] == stories["l2"] != stories["f1"] == stories["f2"]


def test_labels_are_compared_and_never_read_by_the_grouping(tmp_path: Path) -> None:
    told = run_file(write_lines(tmp_path / "a.jsonl", LABELLED))
    other = run_file(write_lines(tmp_path / "b.jsonl", [dict(line, story="all") for line in LABELLED]))
    assert told.found == other.found
    assert (other.score.precision, other.score.recall < 1) == (1, True)


def test_fields_that_a_file_adds_are_passed_over(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "a.jsonl", changed(0, topic=7, url="https://orrick.example"))
    assert len(run_file(file).found) == len(LABELLED)


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (changed(1, id=""), r"a\.jsonl:2: id: .*at least 1 character"),
        (changed(1, id="l1"), r"a\.jsonl:2: the id 'l1' stands twice"),
        (changed(2, story=None), r"a\.jsonl:3: story: .*valid string"),
        (changed(2, text=5), r"a\.jsonl:3: text: .*valid string"),
        (changed(3, language="e"), r"a\.jsonl:4: language: "),
        (changed(4, published="yesterday"), r"a\.jsonl:5: published: "),
        (changed(4, published="2024-05-09T10:00:00"), r"a\.jsonl:5: published: .*timezone"),
        ([{"id": "l1", "text": "No label."}], r"a\.jsonl:1: story: Field required"),
        ([], r"a\.jsonl: holds no article"),
    ],
)
def test_a_wrong_file_is_refused_by_name_and_line(
    tmp_path: Path, lines: Sequence[Mapping[str, object]], complaint: str
) -> None:
    with pytest.raises(InputError, match=complaint):
        run_file(write_lines(tmp_path / "a.jsonl", lines))


@pytest.mark.parametrize("content", [b"{", b"[1]\n", b"\xff\xfe\n", b"42\n"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    with pytest.raises(InputError, match=r"a\.jsonl"):
        run_file(tmp_path / "a.jsonl")
    (tmp_path / "a.jsonl.gz").write_bytes(content)
    with pytest.raises(InputError, match=r"a\.jsonl\.gz: cannot be read"):
        run_file(tmp_path / "a.jsonl.gz")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"a\.jsonl: no such file"):
        run_file(tmp_path / "a.jsonl")
    with pytest.raises(InputError):
        run_file(tmp_path)


@pytest.mark.parametrize("arguments", [[], ["--sample", "--set", "a.jsonl"]])
def test_one_of_file_and_sample_must_be_given(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "either --set FILE or --sample" in result.stderr


def test_a_person_is_told_what_is_wrong_and_nothing_is_written(tmp_path: Path) -> None:
    result = run("--set", write_lines(tmp_path / "a.jsonl", changed(0, story=None)), "--out", tmp_path / "out.jsonl")
    assert result.exit_code == 2
    assert "story" in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "out.jsonl").exists()


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path) -> None:
    result = run("--set", write_lines(tmp_path / "a.jsonl", LABELLED), "--out", tmp_path / "no" / "out.jsonl")
    assert result.exit_code == 2
    assert "cannot be written" in " ".join(result.stderr.split())


def test_a_file_may_hold_more_than_one_batch(tmp_path: Path) -> None:
    lines = [{"id": str(number), "story": str(number), "text": f"Nothing{number}"} for number in range(BATCH + 1)]
    found = run_file(write_lines(tmp_path / "a.jsonl", lines))
    assert list(found.found) == [str(number) for number in range(BATCH + 1)]
    assert found.score == (1, 1, 1)


@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=3), st.none() | st.text(max_size=20)), max_size=6))
@settings(deadline=None, max_examples=30)
def test_any_text_and_any_label_can_be_read(articles: list[tuple[str, str, str | None]]) -> None:
    for number, (text, story, title) in enumerate(articles):
        line = json.dumps({"id": str(number), "text": text, "story": story, "title": title})
        assert LabelledArticle.model_validate_json(line).text == text


# the sample corpus


def test_every_article_of_the_sample_has_a_label() -> None:
    labelled = json.loads(SAMPLE.read_text(encoding="utf-8"))
    assert sorted(labelled) == sorted(path.stem for path in corpus_dir().glob("*.md"))
    assert all(isinstance(story, str) and story for story in labelled.values())


def test_the_sample_keeps_its_floor() -> None:
    floor = {floor.set: floor.f1 for floor in read_floors(FILE).stories}["sample"]
    run_of_sample = run_sample()
    assert set(run_of_sample.found) == set(run_of_sample.labelled)
    assert run_of_sample.score.f1 >= floor


def test_the_sample_is_measured_like_a_file() -> None:
    result = run("--sample")
    assert result.exit_code == 0, result.output
    assert measured(result)["articles"] == str(len(json.loads(SAMPLE.read_text(encoding="utf-8"))))


def test_both_labelled_files_and_the_sample_have_floors() -> None:
    floors = {floor.set: floor.f1 for floor in read_floors(FILE).stories}
    assert set(floors) == {"stories/ecbplus-train.jsonl.gz", "stories/ecbplus-dev.jsonl.gz", "sample"}


# floors

FLOORS = '[[run]]\nset = "lamps"\nengine = "memory"\n[run.floors]\nverbatim = 1.0\n\n[[stories]]\n{}\n'


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ('set = "a.jsonl"', r"stories\.0\.f1: Field required"),
        ('set = ""\nf1 = 0.5', r"stories\.0\.set"),
        ('set = "a.jsonl"\nf1 = 0.5\nengine = "disk"', r"stories\.0\.engine"),
    ],
)
def test_a_wrong_floor_is_refused_by_name(tmp_path: Path, table: str, complaint: str) -> None:
    (tmp_path / "floors.toml").write_text(FLOORS.format(table), encoding="utf-8")
    with pytest.raises(InputError, match=complaint):
        read_floors(tmp_path / "floors.toml")
