"""What ingestion did, article by article."""

from typing import Literal, NamedTuple

from bot.model.base import Noun

Outcome = Literal["new", "updated", "unchanged", "duplicate"]


class Skipped(NamedTuple):
    """A file or line that was not read, and why. `line` is 1-based; None means the whole file."""

    path: str
    line: int | None
    reason: str


class Duplicate(NamedTuple):
    """An article not stored because `of` already holds the same text."""

    path: str | None
    id: str
    of: str


class IngestReport(Noun):
    """Counts of articles; `skipped` and `duplicates` in reading order."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    passages: int = 0
    duplicates: tuple[Duplicate, ...] = ()
    skipped: tuple[Skipped, ...] = ()
