"""How every part is started, and where it leaves what it found."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import platformdirs

from bot.measure.bench.part import Part

WORK = "BENCH_WORK"
"""Environment variable with the folder of what is kept between runs: the runner sets it for the parts."""
AT_MOST = "BENCH_AT_MOST"
"""Environment variable: sizes with more passages are left out."""
EVAL = Path("..") / "shared" / "eval"
"""Where the evaluation sets lie beside a checkout; a part that needs them says so when they are not there."""
SIZES = (1_000, 10_000, 100_000, 1_000_000)
QUICK_SIZES = (1_000,)


class Chosen(NamedTuple):
    """`work`: kept data directories; `out`: where the part's JSON goes, None to print it."""

    quick: bool
    out: Path | None
    work: Path

    @property
    def sizes(self) -> tuple[int, ...]:
        """Passages, ascending; those that are left out are so in every part."""
        at_most = int(os.environ.get(AT_MOST) or SIZES[-1])
        return QUICK_SIZES if self.quick else tuple(size for size in SIZES if size <= at_most)


def choose_work() -> Path:
    """The folder of kept data directories: `BENCH_WORK`, else the platform's cache."""
    named = os.environ.get(WORK)
    return Path(named) if named else platformdirs.user_cache_path("briefing-bot", appauthor=False) / "bench"


def run_part(description: str | None, measure: Callable[[Chosen], Part]) -> None:
    """The main program of a part."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="only see that it runs")
    parser.add_argument("--out", type=Path, help="write the part as JSON to this file")
    parser.add_argument("--work", type=Path, help=f"kept data directories (else {WORK}, else the platform's cache)")
    read = parser.parse_args()
    chosen = Chosen(read.quick, read.out, read.work or choose_work())
    text = measure(chosen).model_dump_json(indent=2) + "\n"
    if chosen.out:
        chosen.out.write_text(text, encoding="utf-8")
    else:
        print(text)
