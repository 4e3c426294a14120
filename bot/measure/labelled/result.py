"""What comes of one labelled set: its measures by name, and what was missed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
"""Where the sets lie."""


class Miss(NamedTuple):
    """`id` of the line and, of speakers, the number of the sentence. `kind` groups misses; `note`: what was found."""

    id: str
    kind: str
    note: str


class Result(NamedTuple):
    """`cases`: how many were judged. A measure that nothing speaks of is left out."""

    set: str
    cases: int
    measures: Mapping[str, float]
    misses: Sequence[Miss]


def share(part: int, whole: int, name: str) -> dict[str, float]:
    """{name: part / whole}, or nothing of nothing."""
    return {name: part / whole} if whole else {}


def list_sets(kind: str) -> list[Path]:
    """The files of "speakers", "claims" or "followups": the set, then its check, then the one written last."""
    return [path for name in ("", "-check", "-fresh") if (path := FOLDER / f"{kind}{name}.jsonl").is_file()]
