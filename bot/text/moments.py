"""When something was published, in a reader's zone. A day without an hour is stored as its midnight in UTC."""

from datetime import UTC, datetime, time, tzinfo


def has_hour(published: datetime) -> bool:
    """False for what was published on a day, nobody knows when: told as an hour it would be a false one."""
    return published.astimezone(UTC).time() != time()


def put_in_zone(published: datetime, zone: tzinfo) -> datetime:
    """In the zone; a mere day stays that day: west of Greenwich its midnight is still the day before."""
    return published.astimezone(zone) if has_hour(published) else published.astimezone(UTC).replace(tzinfo=zone)
