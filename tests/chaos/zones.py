"""Due times in every zone of tzdata over ten years, against clocks that are walked: `python -m tests.chaos.zones`."""

import time as stopwatch
from bisect import bisect_left
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from bot.digest.schedule import due_times
from bot.model.subscription import Schedule

FIRST, LAST = 2020, 2030
STEP = timedelta(minutes=15)
DAY = timedelta(days=1)
TIMES = tuple(time(hour, minute) for hour in range(24) for minute in (0, 30))
AT_ONCE = 24
"""Times that a schedule has at most."""


class Report(NamedTuple):
    zones: int
    transitions: int
    times: int
    failures: list[str]


def run_zones(names: list[str] | None = None) -> Report:
    """Every day of a transition and its neighbours, every half hour of it."""
    zones = sorted(available_timezones()) if names is None else names
    transitions, times, failures = 0, 0, list[str]()
    for name in zones:
        zone = ZoneInfo(name)
        days = find_days(zone)
        transitions += len(days)
        for day in sorted({day + offset * DAY for day in days for offset in (-1, 0, 1)}):
            times += len(TIMES)
            failures += _check(name, zone, day)
    return Report(len(zones), transitions, times, failures)


def find_days(zone: ZoneInfo) -> list[date]:
    """Local days on which the offset changes."""
    found, moment = [], datetime(FIRST, 1, 1, tzinfo=UTC)
    offset = moment.astimezone(zone).utcoffset()
    while moment.year < LAST:
        moment += DAY
        now = moment.astimezone(zone).utcoffset()
        if now != offset:
            found += [(moment - DAY).astimezone(zone).date(), moment.astimezone(zone).date()]
            offset = now
    return sorted(set(found))


def _check(name: str, zone: ZoneInfo, day: date) -> list[str]:
    """Walks the real time around the day in quarters of an hour and looks at the clock: what it shows first.

    Nothing else may be due on the day, but what a gap at midnight moved there from the evening before (America/Nuuk).
    """
    noon = datetime.combine(day, time(12), UTC)
    walked = [noon - 3 * DAY + number * STEP for number in range(int(5 * DAY / STEP))]
    shown: defaultdict[datetime, list[datetime]] = defaultdict(list)
    for moment in walked:
        shown[moment.astimezone(zone).replace(tzinfo=None)].append(moment)
    expected = {wall: _expect(datetime.combine(day, wall), shown) for wall in TIMES}
    wrong = []
    for first in range(0, len(TIMES), AT_ONCE):
        some = TIMES[first : first + AT_ONCE]
        found = due_times(Schedule(times=some, zone=name), noon - 2 * DAY, noon + 2 * DAY)
        for wall in some:
            moment = expected[wall]
            place = bisect_left(found, moment)
            if place == len(found) or found[place] != moment:
                wrong.append(f"{name} {day} {wall}: {moment} is not due")
        asked = {_expect(datetime.combine(one, wall), shown) for wall in some for one in (day - DAY, day)}
        shown_then = [one for one in found if one.astimezone(zone).date() == day and one not in asked]
        wrong += [f"{name} {day}: {one} is due and nobody asked for it" for one in shown_then]
    return wrong


def _expect(wall: datetime, shown: dict[datetime, list[datetime]]) -> datetime:
    """The first moment at which the clock shows this; where it never does, as long after the last moment before the
    gap as the clock would have taken."""
    if wall in shown:
        return shown[wall][0]
    before = max(one for one in shown if one < wall)
    return shown[before][0] + (wall - before)


def main() -> None:
    began = stopwatch.monotonic()
    report = run_zones()
    took = stopwatch.monotonic() - began
    print(
        f"{report.zones} zones, {FIRST}-{LAST}: {report.transitions} days with a transition, {report.times} local "
        f"times compared with clocks that were walked, {len(report.failures)} wrong, {took:.0f} s"
    )
    if report.failures:
        raise SystemExit("\n".join(report.failures[:20]))


if __name__ == "__main__":
    main()
