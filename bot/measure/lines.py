"""JSON lines, plain or gzipped, with the file and the line in every complaint."""

import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import IO, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.model.errors import InputError, NotFoundError

Record = TypeVar("Record", bound=BaseModel)


class Identified(BaseModel):
    """A record of a file that others refer to by its id; fields that a file adds are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    id: str = Field(min_length=1)


Line = TypeVar("Line", bound=Identified)


def find_file(folder: Path, *names: str) -> Path | None:
    """The first of `names` that is a file in `folder`."""
    return next((folder / name for name in names if (folder / name).is_file()), None)


def read_records(path: Path, kind: type[Record]) -> Iterator[tuple[int, Record]]:
    """Line number (1-based) and record, in file order; blank lines are passed over.

    `.gz` is unpacked on the way. Raises InputError with `file:line: what is wrong` on a line that is no JSON object
    or does not fit `kind`, with the file alone when it is no UTF-8 or no gzip; NotFoundError when it is not there.
    """
    for number, line in _lines(path):
        if line.strip():
            yield number, _record(path, number, line, kind)


def read_unique(path: Path, kind: type[Line]) -> tuple[Line, ...]:
    """All records, in file order. Raises as `read_records`, and InputError for an id that stands twice."""
    records: dict[str, Line] = {}
    for number, record in read_records(path, kind):
        if record.id in records:
            raise InputError(f"{path}:{number}: the id {record.id!r} stands twice")
        records[record.id] = record
    return tuple(records.values())


def complaints(error: ValidationError) -> str:
    """What pydantic found wrong, field by field, on one line."""
    found = [(".".join(str(part) for part in item["loc"]), item["msg"]) for item in error.errors(include_url=False)]
    return "; ".join(f"{where}: {what}" if where else what for where, what in found).replace("Value error, ", "")


def end_of_day(day: date | None) -> datetime | None:
    """The last instant of the day, UTC: what "asked on that day" lets count; None stays None."""
    return None if day is None else datetime.combine(day, time.max, tzinfo=UTC)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with _opened(path) as file:
            yield from enumerate(file, start=1)
    except FileNotFoundError as error:
        raise NotFoundError(f"{path}: no such file", path=str(path)) from error
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig")
    return path.open(encoding="utf-8-sig")


def _record(path: Path, number: int, line: str, kind: type[Record]) -> Record:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}:{number}: no JSON: {error}") from error
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise InputError(f"{path}:{number}: {complaints(error)}") from error
