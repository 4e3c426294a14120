from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.measure.floors import FILE, FloorRun, Verdict, compare, read_floors
from bot.measure.measures import LESS_IS_BETTER, MEASURES
from bot.model.errors import InputError, NotFoundError

GOOD = '[[run]]\nset = "lamps"\nengine = "memory"\n[run.floors]\n"hit@4-strict" = 0.5\nquoted-max = 900\n'


def test_the_floors_of_this_project_can_be_read() -> None:
    runs = read_floors(FILE).run
    assert {run.set for run in runs} == {"news2022", "squad2", "xquad-en", "xquad-ru"}
    assert all(run.floors.get("verbatim") == 1 for run in runs)


def test_a_floors_file_is_read_in_its_order(tmp_path: Path) -> None:
    (tmp_path / "floors.toml").write_text(GOOD + GOOD.replace('"memory"', '"disk"\nlimit = 5'), encoding="utf-8")
    first, second = read_floors(tmp_path / "floors.toml").run
    assert (first.set, first.engine, first.limit) == ("lamps", "memory", None)
    assert (second.engine, second.limit) == ("disk", 5)
    assert list(first.floors.items()) == [("hit@4-strict", 0.5), ("quoted-max", 900)]


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("quoted-max", "quoted-most", "run.0.floors: .*unknown measure quoted-most; known are hit@1"),
        ('"memory"', '"punchcards"', "run.0.engine"),
        ('set = "lamps"', 'set = "lamps"\nlimits = 3', "run.0.limits"),
        ("[[run]]", "[[run]", "cannot be read"),
        ("0.5", '"half"', "run.0.floors.hit@4-strict"),
        (GOOD, "", "run: Field required"),
    ],
)
def test_a_wrong_floors_file_is_refused_by_name(tmp_path: Path, before: str, after: str, complaint: str) -> None:
    (tmp_path / "floors.toml").write_text(GOOD.replace(before, after), encoding="utf-8")
    with pytest.raises(InputError, match=r"floors\.toml: .*" + complaint):
        read_floors(tmp_path / "floors.toml")


def test_a_missing_floors_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"floors\.toml: no such file"):
        read_floors(tmp_path / "floors.toml")


def test_what_was_not_measured_keeps_no_floor() -> None:
    run = FloorRun(set="lamps", engine="memory", floors={"auroc": 0.0, "hit@1": 0.5})
    assert [verdict.ok for verdict in compare(run, {"hit@1": 0.5})] == [False, True]


@given(st.sampled_from(sorted(MEASURES)), st.floats(0, 1000), st.floats(0, 1000))
def test_a_floor_is_a_ceiling_where_less_is_better(measure: str, floor: float, value: float) -> None:
    kept = value <= floor if measure in LESS_IS_BETTER else value >= floor
    assert Verdict("lamps", "memory", measure, floor, value).ok is kept
