"""The head lines of a report, kept in the package, so that the chat can show them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bot.measure.measures import measure
from bot.measure.quality.collecting import Collected, Measured
from bot.model.errors import InputError
from bot.model.quality import Quality, SetQuality


def compose_quality(collected: Collected, today: date) -> Quality:
    """Rounded to three decimals, so that the file changes only where a figure does."""
    own = {result.set: result.measures for result in collected.own}
    return Quality(
        measured=today,
        sets=tuple(_compose_set(one) for one in collected.sets),
        speakers=_of(own, "speakers-check", "precision"),
        merged=_of(own, "claims-check", "merge-precision"),
    )


def write_quality(path: Path, quality: Quality) -> None:
    """Raises InputError when the file cannot be written."""
    try:
        path.write_text(quality.model_dump_json(indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error


def _compose_set(one: Measured) -> SetQuality:
    found = measure(one.run.outcomes)
    gold, held = found.get("answer-in-reply-gold"), found.get("answer-in-reply")
    return SetQuality(
        set=one.run.set,
        questions=len(one.run.outcomes),
        right=_rounded(held if gold is None else gold),
        answered=_rounded(found.get("answered-answerable")),
        refused=_rounded(found.get("abstained-unanswerable")),
    )


def _of(own: Mapping[str, Mapping[str, float]], name: str, wanted: str) -> float | None:
    return _rounded(own.get(name, {}).get(wanted))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
