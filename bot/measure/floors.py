"""Floors: how low a measure of a set may fall before a change is refused."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bot.measure.lines import complaints
from bot.measure.measures import LESS_IS_BETTER, MEASURES
from bot.model.errors import InputError, NotFoundError

FILE = Path(__file__).with_name("floors.toml")
"""The floors this project keeps."""


class FloorRun(BaseModel):
    """One set asked with one engine. `limit`: so many of its questions, spread evenly; None asks all.

    `floors` by measure name; of the measures where less is better they are ceilings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    set: str = Field(min_length=1)
    engine: Literal["memory", "disk"]
    limit: int | None = Field(default=None, ge=1)
    floors: Mapping[str, float] = Field(min_length=1)

    @field_validator("floors")
    @classmethod
    def _known(cls, floors: Mapping[str, float]) -> Mapping[str, float]:
        unknown = sorted(set(floors) - set(MEASURES))
        if unknown:
            raise ValueError(f"unknown measure {', '.join(unknown)}; known are {', '.join(MEASURES)}")
        return floors


class StoryFloor(BaseModel):
    """One labelled file below the sets' folder, or "sample"; `f1`: B-cubed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    set: str = Field(min_length=1)
    f1: float


class OwnFloor(BaseModel):
    """One of the project's own labelled sets ("speakers", "claims-check" ...), and its floors by measure name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    set: str = Field(min_length=1)
    floors: Mapping[str, float] = Field(min_length=1)


class FloorsFile(BaseModel):
    """A floors file, in its order: a `[[run]]` table for each question set, `[[stories]]` for labelled articles,
    `[[own]]` for each of the project's own labelled sets."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    run: list[FloorRun] = Field(min_length=1)
    stories: list[StoryFloor] = Field(default_factory=list)
    own: list[OwnFloor] = Field(default_factory=list)


class Verdict(NamedTuple):
    """One floor and what was measured; `value` None: the run held no question that the measure speaks of."""

    set: str
    engine: str
    measure: str
    floor: float
    value: float | None

    @property
    def ok(self) -> bool:
        """Whether the value keeps the floor (or the ceiling); what was not measured does not."""
        if self.value is None:
            return False
        return self.value <= self.floor if self.measure in LESS_IS_BETTER else self.value >= self.floor


def read_floors(path: Path) -> FloorsFile:
    """A floors file. Raises NotFoundError, or InputError that names the file and what is wrong in it."""
    try:
        return FloorsFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise NotFoundError(f"{path}: no such file", path=str(path)) from error
    except ValidationError as error:
        raise InputError(f"{path}: {complaints(error)}") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error


def compare(run: FloorRun, measured: Mapping[str, float]) -> list[Verdict]:
    """One verdict per floor of the run, in the file's order."""
    return [Verdict(run.set, run.engine, name, floor, measured.get(name)) for name, floor in run.floors.items()]
