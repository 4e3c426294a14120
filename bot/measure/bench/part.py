"""What one part of the benchmarks found, and what was to be reached; kept as JSON until the report is written."""

from pydantic import Field

from bot.model.base import Noun


class Table(Noun):
    """`rows` in the order of `columns`, every cell as it is shown; `caption` says what is measured, in which unit."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Goal(Noun):
    """What was to be reached. `value` and `wanted` as they are shown; `why`: the profile that explains a miss."""

    name: str
    value: str
    wanted: str
    reached: bool
    why: str = ""


class Part(Noun):
    """One part, as `python -m bot.measure.bench.NAME --out FILE` writes it. `inputs`: seeds, sizes and settings.
    `notes`: paragraphs of Markdown."""

    name: str
    title: str
    inputs: dict[str, str] = Field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    goals: tuple[Goal, ...] = ()
    notes: tuple[str, ...] = ()
