"""The report: every part, every goal, pictures that stand on any page; what is missing is said to be missing."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

from bot.measure.bench.__main__ import PARTS
from bot.measure.bench.part import Goal, Part, Plot, Table
from bot.measure.bench.plots import COLOURS, GREY, write_plot
from bot.measure.bench.report import Ran, compose_report, picture_name

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]


def make_part() -> Part:
    return Part(
        name="retrieval",
        title="Retrieval",
        inputs={"seed": "7"},
        tables=(Table(caption="By size", columns=("", "ms"), rows=(("ours | theirs", "1"),)),),
        goals=(
            Goal(name="quick", value="5 ms", wanted="at most 6 ms", reached=True),
            Goal(name="small", value="9 MB", wanted="at most 8 MB", reached=False, why="stems"),
        ),
        plots=(Plot(name="sizes", title="Sizes", x="passages", y="ms", series={"ours": ((10.0, 1.0), (100.0, 2.0))}),),
        notes=("A note.",),
    )


def test_goals_come_first_and_a_miss_is_explained() -> None:
    ran = [Ran("retrieval", make_part(), NOON), Ran("http", skipped="it is not written yet")]
    text = compose_report(ran, {"cores": "2"}, {"bm25s": "1"}, quick=False)
    assert "1 of 2 were reached" in text
    assert "| quick | at most 6 ms | 5 ms | reached |" in text
    assert "- small: stems" in text
    assert "- `http`: it is not written yet" in text
    assert "26 November 2026 12:00 UTC" in text
    assert r"| ours \| theirs | 1 |" in text
    assert f"]({picture_name(make_part().plots[0])})" in text
    assert "seed: 7" in text
    assert "says nothing" not in text
    assert text.index("small: stems") < text.index("## Retrieval")


def test_a_quick_report_says_so() -> None:
    assert "figures say nothing" in compose_report([], {}, {}, quick=True)


def test_a_picture_is_the_same_for_the_same_figures_and_has_no_ground(tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg"):
        write_plot(tmp_path / name, make_part().plots[0])
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert text == (tmp_path / "b.svg").read_text(encoding="utf-8")
    assert ElementTree.fromstring(text).tag.endswith("svg")  # our own file
    assert not re.search(r"fill: #(ffffff|000000)", text)


def test_colours_stand_out_on_white_and_on_dark() -> None:
    for colour in (*COLOURS, GREY):
        own = luminance(colour)
        assert 1.05 / (own + 0.05) >= 3
        assert (own + 0.05) / (luminance("#0d1117") + 0.05) >= 3


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_runner_writes_from_what_is_kept(tmp_path: Path) -> None:
    kept = tmp_path / "work" / "parts"
    kept.mkdir(parents=True)
    for name in ("question", "start"):
        (kept / f"{name}.json").write_text(
            json.dumps(make_part().model_dump(mode="json") | {"name": name, "title": name})
        )
    (kept / "digests.json").write_text("{}")
    command = [sys.executable, "-m", "bot.measure.bench", "--only", "--work", str(tmp_path / "work")]
    command += ["--report", str(tmp_path / "docs" / "b.md")]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=100)
    text = (tmp_path / "docs" / "b.md").read_text(encoding="utf-8")
    assert "## question" in text
    assert "## start" in text
    assert "- `digests`: what is kept of it is of another version; run it again" in text
    assert (tmp_path / "docs" / "benchmarks-sizes.svg").is_file()
    assert all(name in text for name in PARTS)
