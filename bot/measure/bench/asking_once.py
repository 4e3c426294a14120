"""One `ask` over the sample corpus, taken apart: the interpreter, the imports by package, and the rest."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from bot.measure.bench.part import Table
from bot.measure.bench.process import list_environment
from bot.measure.percentiles import percentile

QUESTION = "what does Russia demand?"
IMPORT = re.compile(r"import time:\s+(?P<own>\d+) \|\s+\d+ \|\s+(?P<name>[\w.]+)")
MOST = 8
"""Packages shown."""


class Once(NamedTuple):
    """Medians, seconds: of `python -c pass`, of the command, of a run that also tells its imports, and of those."""

    bare: float
    wall: float
    told: float
    imports: float
    packages: list[tuple[str, float]]

    @property
    def share(self) -> float:
        """Of the command that the interpreter and the imports take."""
        return (self.bare + self.imports) / (self.told or 1.0)

    def tables(self) -> tuple[Table, Table]:
        """Where the time goes, and which packages take longest."""
        rest = max(0.0, self.told - self.bare - self.imports)
        rows = [("interpreter", self.bare), ("imports", self.imports), ("reading, indexing, answering, end", rest)]
        return (
            Table(
                caption=f"`ask` over the sample: {self.wall:.2f} s; {self.told:.2f} s while it tells its imports",
                columns=("", "s", "share"),
                rows=tuple((name, f"{value:.2f}", f"{value / self.told:.0%}") for name, value in rows),
            ),
            Table(
                caption="Imports by package, what each takes by itself",
                columns=("package", "ms"),
                rows=tuple((name, f"{1000 * value:.0f}") for name, value in self.packages),
            ),
        )

    def explain(self) -> str:
        """For the report."""
        return (
            f'`briefing-bot ask "{QUESTION}"` over the sample corpus, which it reads and indexes first; imports as '
            "`python -X importtime` tells them, which makes the run longer than one that does not tell."
        )


def measure_ask(times: int, data_dir: Path) -> Once:
    """So often each, taking turns; `data_dir` holds nothing."""
    command = ["-m", "bot", "ask", QUESTION]
    bare, wall, told, imports = [list[float]() for _ in range(4)]
    packages: list[Counter[str]] = []
    for _ in range(times):
        bare.append(_run(["-c", "pass"], data_dir)[0])
        wall.append(_run(command, data_dir)[0])
        seconds, heard = _run(["-X", "importtime", *command], data_dir)
        packages.append(read_imports(heard))
        told.append(seconds)
        imports.append(packages[-1].total() / 1e6)
    middle = sorted(packages, key=Counter.total)[len(packages) // 2]
    shown = [(name, microseconds / 1e6) for name, microseconds in middle.most_common(MOST)]
    return Once(_middle(bare), _middle(wall), _middle(told), _middle(imports), shown)


def _middle(seconds: Sequence[float]) -> float:
    return percentile(seconds, 0.5) or 0.0


def _run(arguments: Sequence[str], data_dir: Path) -> tuple[float, str]:
    """Seconds, and what it said on stderr."""
    kept = list_environment()
    began = perf_counter()
    done = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, *arguments],
        env=kept | {"BRIEFING_DATA_DIR": str(data_dir)},
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return perf_counter() - began, done.stderr


def read_imports(heard: str) -> Counter[str]:
    """Microseconds by package; a module's own time, without what it imports."""
    took: Counter[str] = Counter()
    for match in IMPORT.finditer(heard):
        took[match["name"].partition(".")[0]] += int(match["own"])
    return took
