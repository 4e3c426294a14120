"""Stated metadata, from front matter or a JSON object, into the fields of an article."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from typing import Any

from bot.ingest.clean import clean_line

ALIASES = {"date": "published", "author": "authors", "lang": "language"}
"""Other tools' names for a field; the field's own name wins."""

_TEXTS = ("id", "title", "outlet", "url", "language")
_MAX_ID = 400


class FieldError(ValueError):
    """A field of the wrong type or value: `field` as the file names it, `reason` a clause about it."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field} {reason}")
        self.field = field


def read_fields(record: Mapping[Any, Any]) -> dict[str, Any]:
    """`id`, `title`, `outlet`, `url`, `language`, `published` (UTC) and `authors` of a record, for RawArticle.

    Missing, null and empty ones are left out; other keys are ignored. Raises FieldError.
    """
    fields: dict[str, Any] = {}
    for name in (*_TEXTS, "published", "authors"):
        key = next((key for key in (name, *_aliases(name)) if record.get(key) is not None), None)
        if key is not None:
            fields[name] = _read_field(name, key, record[key])
    return {name: value for name, value in fields.items() if value}


def read_date(value: object) -> datetime:
    """A date, datetime, ISO 8601 or RFC 2822 string as UTC; without a zone it is UTC, a day is its midnight.

    Raises ValueError when it is none of these or lies outside the years 1 to 9999.
    """
    if isinstance(value, str):
        value = _parse_date(value.strip())
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        raise ValueError("is not a date")
    try:
        return value.replace(tzinfo=UTC) if value.utcoffset() is None else value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("is not a date") from error


def _aliases(name: str) -> list[str]:
    return [alias for alias, field in ALIASES.items() if field == name]


def _read_field(name: str, key: str, value: object) -> object:
    if name == "published":
        return _read_published(key, value)
    if name == "authors":
        return _read_authors(key, value)
    text = _read_string(key, value)
    if name == "id" and len(text) > _MAX_ID:
        raise FieldError(key, f"is longer than {_MAX_ID} characters")
    return text


def _read_string(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise FieldError(key, f"is {_kind(value)}, not text")
    return clean_line(value)


def _read_published(key: str, value: object) -> datetime | None:
    if value == "":
        return None
    try:
        return read_date(value)
    except ValueError as error:
        raise FieldError(key, f"is not a date: {str(value)[:40]!r}") from error


def _read_authors(key: str, value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list | tuple) else [value]
    return tuple(name for author in names if (name := _read_string(key, author)))


def _parse_date(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)


def _kind(value: object) -> str:
    match value:
        case bool():
            return "a yes/no value"
        case int() | float():
            return "a number"
        case date():
            return "a date"
        case list() | tuple() | set():
            return "a list"
        case _:
            return "an object"
