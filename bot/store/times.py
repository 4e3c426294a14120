"""Datetimes as databases keep them: microseconds since 1970-01-01 UTC, exactly."""

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@overload
def compose_time(moment: datetime) -> int: ...
@overload
def compose_time(moment: None) -> None: ...
def compose_time(moment: datetime | None) -> int | None:
    """An aware datetime in any zone, to microseconds."""
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


@overload
def read_time(microseconds: int) -> datetime: ...
@overload
def read_time(microseconds: None) -> None: ...
def read_time(microseconds: int | None) -> datetime | None:
    """Microseconds to UTC."""
    return None if microseconds is None else _EPOCH + timedelta(microseconds=microseconds)
