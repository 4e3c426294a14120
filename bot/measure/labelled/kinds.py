"""The measures over labelled sets, by name."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from bot.measure.labelled.claims import run_claims
from bot.measure.labelled.followups import run_followups
from bot.measure.labelled.result import FOLDER, Result
from bot.measure.labelled.speakers import run_speakers
from bot.model.errors import InputError


def _run_followups(path: Path) -> Result:
    return asyncio.run(run_followups(path))


KINDS: Mapping[str, Callable[[Path], Result]] = {
    "speakers": run_speakers,
    "claims": run_claims,
    "followups": _run_followups,
}


def run_own(name: str) -> Result:
    """Measures one of the project's own sets: "speakers", "claims-check", "claims-fresh" ...

    Raises InputError for another name.
    """
    kind = name.removesuffix("-check").removesuffix("-fresh")
    if kind not in KINDS:
        raise InputError(f"no labelled set {name!r}; known are {', '.join(KINDS)}, some with -check, -fresh")
    return KINDS[kind](FOLDER / f"{name}.jsonl")
