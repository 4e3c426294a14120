"""`docs/benchmarks.md` as text: every goal with what was found, then part after part."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from bot.measure.bench.part import Goal, Part, Plot, Table

STEM = "benchmarks"
FINDINGS = Path(__file__).with_name("findings.md")
"""What people found with profilers, and what a change bought: written by hand, it stands in every report."""


class Ran(NamedTuple):
    """A part as it was found, and when; `skipped`: why there is none."""

    name: str
    part: Part | None = None
    when: datetime | None = None
    skipped: str = ""


def compose_report(ran: Sequence[Ran], machine: Mapping[str, str], versions: Mapping[str, str], *, quick: bool) -> str:
    """The whole document; pictures are named as `picture_name` names them."""
    there = [one for one in ran if one.part]
    parts = [*_opening(quick=quick), *_goals(there), FINDINGS.read_text(encoding="utf-8")]
    parts += [*_machine(machine, versions), *_missing(ran)]
    for one in there:
        parts += _part(one)
    return "\n".join(parts).rstrip() + "\n"


def picture_name(plot: Plot) -> str:
    """The file beside the report."""
    return f"{STEM}-{plot.name}.svg"


def _opening(*, quick: bool) -> Iterator[str]:
    yield "# Speed and scale\n"
    yield "Written by `make bench`. What counts is the ratio to a peer that was measured in the same run on the same"
    yield "input; absolute figures hold for the machine below. Nothing here is asserted by a test.\n"
    if quick:
        yield "**A quick run: it shows that everything runs, and its figures say nothing.**\n"


def _goals(ran: Sequence[Ran]) -> Iterator[str]:
    goals = [(one.part.title, goal) for one in ran if one.part for goal in one.part.goals]
    if not goals:
        return
    reached = sum(goal.reached for _, goal in goals)
    yield f"## What was to be reached\n\n{reached} of {len(goals)} were reached in this run.\n"
    yield _row(("", "wanted", "found", ""))
    yield _row(("---",) * 4)
    for _, goal in goals:
        yield _row((goal.name, goal.wanted, goal.value, "reached" if goal.reached else "**not reached**"))
    yield ""
    yield from _misses([goal for _, goal in goals if not goal.reached])


def _misses(missed: Sequence[Goal]) -> Iterator[str]:
    if not missed:
        return
    yield "Why not:\n"
    for goal in missed:
        yield f"- {goal.name}: {goal.why or 'not explained yet'}"
    yield ""


def _machine(machine: Mapping[str, str], versions: Mapping[str, str]) -> Iterator[str]:
    yield "## The machine\n"
    yield _row(("", ""))
    yield _row(("---", "---"))
    for name, value in machine.items():
        yield _row((name, value))
    yield _row(("peers", ", ".join(f"{name} {version}" for name, version in versions.items())))
    yield ""


def _missing(ran: Sequence[Ran]) -> Iterator[str]:
    missing = [one for one in ran if not one.part]
    if missing:
        yield "## Not in this report\n"
        for one in missing:
            yield f"- `{one.name}`: {one.skipped}"
        yield ""


def _part(one: Ran) -> Iterator[str]:
    part = one.part
    assert part is not None
    yield f"## {part.title}\n"
    if one.when:
        yield f"`python -m bot.measure.bench.{one.name}`, {one.when.astimezone(UTC):%d %B %Y %H:%M} UTC.\n"
    for note in part.notes:
        yield f"{note}\n"
    for table in part.tables:
        yield from _table(table)
    for plot in part.plots:
        yield f"![{plot.title}: {plot.y} by {plot.x}]({picture_name(plot)})\n"
    if part.inputs:
        yield "Inputs:\n"
        yield from (f"- {name}: {value}" for name, value in part.inputs.items())
        yield ""


def _table(table: Table) -> Iterator[str]:
    yield f"**{table.caption}**\n"
    yield _row(table.columns)
    yield _row(("---",) * len(table.columns))
    yield from map(_row, table.rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
