"""One command, three files: the report, its picture, and the head lines that the chat shows."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.measure.floors import FloorsFile
from bot.measure.progress import Progress
from bot.measure.quality.collecting import collect, collect_own
from bot.measure.quality.heading import compose_quality, write_quality
from bot.measure.quality.plotting import write_plot
from bot.measure.quality.writing import compose_report
from bot.model.errors import InputError


def write_report(
    floors: FloorsFile, sets: Path, data_dir: Path, out: Path, head: Path, limit: int | None = None
) -> list[Path]:
    """Measures what the floors file names and is there, and the project's own sets; returns the files written.

    Raises InputError when one cannot be written.
    """
    with Progress() as progress:
        collected = asyncio.run(collect(floors, sets, data_dir, progress, limit))
    collected = collected._replace(own=collect_own())
    today = datetime.now(UTC).date()
    picture = out.with_suffix(".svg")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        drawn = write_plot(picture, collected.sets)
        text = compose_report(collected, today, plot=picture.name if drawn else None, limit=limit)
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{error.filename or out}: cannot be written: {error.strerror}") from error
    write_quality(head, compose_quality(collected, today))
    return [out, *([picture] if drawn else []), head]
