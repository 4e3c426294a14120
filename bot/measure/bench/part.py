"""What one part of the benchmarks found, and what was to be reached; kept as JSON until the report is written."""

from pydantic import Field

from bot.model.base import Noun


class Table(Noun):
    """`rows` in the order of `columns`, every cell as it is shown; `caption` says what is measured, in which unit."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Plot(Noun):
    """A picture `benchmarks-<name>.svg` beside the report: lines of (x, y), by the name of what they show; `log`: both
    axes by powers of ten."""

    name: str
    title: str
    x: str
    y: str
    series: dict[str, tuple[tuple[float, float], ...]]
    log: bool = True


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
    plots: tuple[Plot, ...] = ()
    notes: tuple[str, ...] = ()
