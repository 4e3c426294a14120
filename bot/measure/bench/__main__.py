"""Everything on speed and scale: `python -m bot.measure.bench [--quick] [--only NAME ...]`.

Runs every part in a process of its own, keeps what each found, and writes the report from what is kept: a part that is
not run again stands there with the day it was run.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from pydantic import ValidationError

from bot.measure.bench.arguments import AT_MOST, SIZES, WORK, choose_work
from bot.measure.bench.kept import say
from bot.measure.bench.machine import describe_machine
from bot.measure.bench.part import Part
from bot.measure.bench.plots import write_plot
from bot.measure.bench.report import Ran, compose_report, picture_name

PARTS = ("retrieval", "question", "start", "ingestion", "http", "digests", "fairness")
"""Modules of this folder, in the order of the report."""
PEERS = ("tantivy", "bm25s", "numba", "rank-bm25", "python-telegram-bot")
QUICK_LIMIT, LIMIT = 300, 10_800
"""Seconds after which a part hangs: many times what it takes, building included."""
MACHINE = "machine.json"
REPORT = Path("docs") / "benchmarks.md"


def main() -> int:
    """The exit status: 1 when a part failed."""
    chosen = _read_arguments()
    work = (chosen.work or choose_work()).resolve()
    os.environ.update({WORK: str(work), AT_MOST: str(chosen.at_most)})
    found = work / ("parts-quick" if chosen.quick else "parts")
    found.mkdir(parents=True, exist_ok=True)
    wanted = PARTS if chosen.only is None else chosen.only
    machine = _describe_machine(found / MACHINE, fresh=bool(wanted))
    failed = [name for name in wanted if not _run(name, found, quick=chosen.quick)]
    report = chosen.report or (Path(tempfile.mkdtemp()) / REPORT.name if chosen.quick else REPORT)
    _write(report, [_read(name, found, failed) for name in PARTS], machine, quick=chosen.quick)
    say(f"wrote {report}" + (f"; failed: {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


def _describe_machine(kept: Path, *, fresh: bool) -> dict[str, str]:
    """As it was when a part was last run."""
    if fresh or not kept.is_file():
        kept.write_text(json.dumps(describe_machine()), encoding="utf-8")
    described: dict[str, str] = json.loads(kept.read_text(encoding="utf-8"))
    return described


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.measure.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only see that everything runs; writes no report in docs/")
    parser.add_argument("--only", nargs="*", choices=PARTS, help="run only these, or none; the report keeps the others")
    parser.add_argument("--at-most", type=int, default=SIZES[-1], help="passages: larger sizes are left out")
    parser.add_argument("--work", type=Path, help=f"what is kept between runs (else {WORK}, else the platform's cache)")
    parser.add_argument("--report", type=Path, help=f"where the report goes (else {REPORT}; quick: a temporary folder)")
    return parser.parse_args()


def _run(name: str, found: Path, *, quick: bool) -> bool:
    """Whether it did not fail; a part that is not there does not."""
    module = f"bot.measure.bench.{name}"
    if find_spec(module) is None:
        say(f"{name}: skipped, it is not there")
        return True
    began, out = time.perf_counter(), found / f"{name}.json"
    fresh = out.with_suffix(".new")
    command = [sys.executable, "-m", module, *(["--quick"] if quick else []), "--out", str(fresh)]
    say(f"{name}: begins")
    try:
        done = subprocess.run(command, check=False, timeout=QUICK_LIMIT if quick else LIMIT)  # noqa: S603 (our own words)
    except subprocess.TimeoutExpired as error:
        say(f"{name}: not done after {error.timeout:.0f} s, ended")
        return False
    if done.returncode or not fresh.is_file():
        say(f"{name}: failed (status {done.returncode})")
        return False
    fresh.replace(out)
    say(f"{name}: done in {time.perf_counter() - began:.0f} s")
    return True


def _read(name: str, found: Path, failed: list[str]) -> Ran:
    """What the last run of a part found."""
    if name in failed:
        return Ran(name, skipped="it failed in this run")
    path = found / f"{name}.json"
    if not path.is_file():
        there = find_spec(f"bot.measure.bench.{name}") is not None
        return Ran(name, skipped="it has not been run" if there else "it is not written yet")
    try:
        part = Part.model_validate_json(path.read_bytes())
    except ValidationError:
        return Ran(name, skipped="what is kept of it is of another version; run it again")
    return Ran(name, part, datetime.fromtimestamp(path.stat().st_mtime, UTC))


def _write(report: Path, ran: list[Ran], machine: dict[str, str], *, quick: bool) -> None:
    report.parent.mkdir(parents=True, exist_ok=True)
    text = compose_report(ran, machine, _find_versions(), quick=quick)
    for plot in (plot for one in ran if one.part for plot in one.part.plots):
        write_plot(report.with_name(picture_name(plot)), plot)
    report.write_text(text, encoding="utf-8")


def _find_versions() -> dict[str, str]:
    found = {"SQLite": sqlite3.sqlite_version}
    for name in PEERS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


if __name__ == "__main__":
    sys.exit(main())
