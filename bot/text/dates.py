"""Dates a question bounds its answer by: "since Monday", "in March", "с 12 марта", "минулого тижня".

Only expressions that limit are read (since, before, in a month, on a day, last week, yesterday); "today" and "now"
ask for what is new and are left to the ranking (`find_now_words`). Which day is meant is told by the asker's zone, that
of `now`. Bounds are inclusive and take in the whole day both there and in UTC: much news is dated by its day alone.
"""

import re
from calendar import isleap, monthrange
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

_MONTHS = (
    ("january jan января январь январе січня січень січні", 1), ("february feb февраля февраль феврале лютого лютий лютому", 2),
    ("march mar марта март марте березня березень березні", 3), ("april apr апреля апрель апреле квітня квітень квітні", 4),
    ("may мая май мае травня травень травні", 5), ("june jun июня июнь июне червня червень червні", 6),
    ("july jul июля июль июле липня липень липні", 7), ("august aug августа август августе серпня серпень серпні", 8),
    ("september sept sep сентября сентябрь сентябре вересня вересень вересні", 9),
    ("october oct октября октябрь октябре жовтня жовтень жовтні", 10),
    ("november nov ноября ноябрь ноябре листопада листопад листопаді", 11),
    ("december dec декабря декабрь декабре грудня грудень грудні", 12),
)  # fmt: skip
_WEEKDAYS = (
    ("monday понедельника понедельник понеділка понеділок", 0), ("tuesday вторника вторник вівторка вівторок", 1),
    ("wednesday среды среду середи середу", 2), ("thursday четверга четверг четверга четвер", 3),
    ("friday пятницы пятницу п'ятниці п'ятницю", 4), ("saturday субботы субботу суботи суботу", 5),
    ("sunday воскресенья воскресенье неділі неділю", 6),
)  # fmt: skip
MONTHS = {word: number for words, number in _MONTHS for word in words.split()}
WEEKDAYS = {word: number for words, number in _WEEKDAYS for word in words.split()}

_M = "|".join(sorted(MONTHS, key=len, reverse=True))
_W = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_DAY = (
    rf"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<day>\d{{1,2}})(?:st|nd|rd|th|-?го|-?е)?\s+(?:of\s+)?(?P<month>{_M})\b(?:,?\s+(?P<year>\d{{4}}))?"
    rf"|(?P<month2>{_M})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>\d{{4}}))?"
    rf"|(?P<weekday>{_W})\b|(?P<yesterday>yesterday|вчера|вчора)\b"
)
_SINCE = re.compile(
    rf"\b(?:since|after|from|starting(?: from)?|с|со|после|начиная с|з|із|від|після|починаючи з)\s+(?:last\s+|the\s+)?(?:{_DAY})"
)
_BEFORE = re.compile(rf"\b(?:before|until|till|by|до|перед)\s+(?:the\s+)?(?:{_DAY})")
_ON = re.compile(
    rf"\b(?:on|во|в|у|о|news from|новости за|новини за)\s+(?:the\s+)?(?:{_DAY})|\b(?P<bare>yesterday|вчера|вчора)\b"
)
_WHOLE_MONTH = rf"(?P<month>{_M})\b(?!\s+\d{{1,2}}\b)(?:,?\s+(?P<year>\d{{4}}))?"
_IN_MONTH = re.compile(rf"\b(?:in|during|в|у|за)\s+{_WHOLE_MONTH}")
_SINCE_MONTH = re.compile(
    rf"\b(?:since|from|starting(?: from)?|с|со|начиная с|з|із|від|починаючи з)\s+(?:last\s+)?{_WHOLE_MONTH}"
)
_BEFORE_MONTH = re.compile(rf"\b(?:before|until|till|до|перед)\s+(?:last\s+)?{_WHOLE_MONTH}")
_LAST = re.compile(
    r"\b(?P<week>last week|на прошлой неделе|прошлой неделе|минулого тижня|на минулому тижні)\b"
    r"|\b(?P<lastmonth>last month|в прошлом месяце|прошлом месяце|минулого місяця|в минулому місяці)\b"
    r"|\b(?P<lastyear>last year|в прошлом году|прошлом году|минулого року|торік)\b"
    r"|\b(?P<pastweek>(?:(?:in|over|during|within) )?the (?:last|past) week|за (?:последнюю|прошедшую) неделю"
    r"|за (?:останній|минулий) тиждень)\b"
    r"|\b(?P<pastmonth>(?:(?:in|over|during|within) )?the (?:last|past) month|за (?:последний|прошедший) месяц"
    r"|за (?:останній|минулий) місяць)\b"
    r"|\b(?:(?:in|over|during|within) )?the (?:last|past) (?P<days>\d{1,3}) days\b"
    r"|\bза последни[ехй] (?P<days_ru>\d{1,3}) (?:дней|дня|день)\b|\bза останні (?P<days_uk>\d{1,3}) (?:днів|дні|день)\b"
)


_NOW = re.compile(
    r"\b(?:(?:later |earlier )?this (?:week|month|morning|afternoon|evening)|tonight|today|nowadays|currently|recently"
    r"|at the moment|right now|these days|so far|in recent days"
    r"|сегодня|сейчас|на этой неделе|в этом месяце|в настоящее время|на данный момент|недавно|на днях|в последнее время"
    r"|сьогодні|зараз|нині|наразі|цього тижня|на цьому тижні|цього місяця|нещодавно|днями|останнім часом)\b"
)


def find_now_words(question: str) -> list[tuple[int, int]]:
    """Where the question says that it is about now ("this week", "сейчас"): words that no article needs to hold."""
    folded = question.lower()
    return [match.span() for match in _NOW.finditer(folded)] if len(folded) == len(question) else []


class DateRange(NamedTuple):
    """Inclusive bounds (None: open) and where in the question they were read: characters of the question."""

    since: datetime | None
    until: datetime | None
    start: int
    end: int


def find_date_range(question: str, *, now: datetime, newest: datetime | None = None) -> DateRange | None:
    """The first bound a question states, or None.

    A date without its year is its latest occurrence up to `newest` (the newest article) or, without one, `now`.
    """
    folded = question.lower().replace("’", "'").replace("ʼ", "'")
    if len(folded) != len(question):
        return None
    anchor = min(now, newest) if newest else now
    for pattern, read in (
        (_SINCE, _read_since),
        (_BEFORE, _read_before),
        (_SINCE_MONTH, _read_since_month),
        (_BEFORE_MONTH, _read_before_month),
        (_IN_MONTH, _read_month),
        (_LAST, _read_last),
        (_ON, _read_on),
    ):
        match = pattern.search(folded)
        bounds = read(match, now.date(), anchor.astimezone(now.tzinfo).date()) if match else None
        if match and bounds:
            zone = now.tzinfo or UTC
            return DateRange(_first(bounds[0], zone), _last(bounds[1], zone), match.start(), match.end())
    return None


_Bounds = tuple[date | None, date | None]


def _first(day: date | None, zone: tzinfo) -> datetime | None:
    return min(_in_utc(day, time.min, each) for each in (UTC, zone)) if day else None


def _last(day: date | None, zone: tzinfo) -> datetime | None:
    return max(_in_utc(day, time.max, each) for each in (UTC, zone)) if day else None


def _in_utc(day: date, moment: time, zone: tzinfo) -> datetime:
    try:
        return datetime.combine(day, moment, zone).astimezone(UTC)
    except OverflowError:  # the first and the last day that there are
        return datetime.combine(day, moment, UTC)


def _read_since(match: re.Match[str], today: date, anchor: date) -> _Bounds | None:
    day = _read_day(match, today, anchor)
    return (day, None) if day else None


def _read_before(match: re.Match[str], today: date, anchor: date) -> _Bounds | None:
    day = _read_day(match, today, anchor)
    return (None, day - timedelta(days=1)) if day and day > date.min else None


def _read_on(match: re.Match[str], today: date, anchor: date) -> _Bounds | None:
    """What happened on a day is in the news of that day or the next."""
    day = _read_day(match, today, anchor)
    return (day, day + timedelta(days=1)) if day and day < date.max else None


def _read_day(match: re.Match[str], today: date, anchor: date) -> date | None:
    parts = match.groupdict()
    try:
        if parts["iso"]:
            return date.fromisoformat(parts["iso"])
        if parts["yesterday"] or parts.get("bare"):
            return today - timedelta(days=1)
        if parts["weekday"]:
            return today - timedelta(days=(today.weekday() - WEEKDAYS[parts["weekday"]]) % 7)
        month = MONTHS[parts["month"] or parts["month2"]]
        day, year = int(parts["day"] or parts["day2"]), parts["year"] or parts["year2"]
        return date(int(year) if year else _year_of(month, day, anchor), month, day)
    except ValueError:
        return None


def _year_of(month: int, day: int, anchor: date) -> int:
    """The year of the latest such day up to the anchor; 29 February goes back to a leap year."""
    year = anchor.year if (month, day) <= (anchor.month, anchor.day) else anchor.year - 1
    while (month, day) == (2, 29) and not isleap(year):
        year -= 1
    return year


def _read_month(match: re.Match[str], _today: date, anchor: date) -> _Bounds | None:
    month = MONTHS[match["month"]]
    year = int(match["year"]) if match["year"] else _year_of(month, 1, anchor)
    if not date.min.year < year < date.max.year:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _read_since_month(match: re.Match[str], today: date, anchor: date) -> _Bounds | None:
    month = _read_month(match, today, anchor)
    return (month[0], None) if month else None


def _read_before_month(match: re.Match[str], today: date, anchor: date) -> _Bounds | None:
    month = _read_month(match, today, anchor)
    return (None, month[0] - timedelta(days=1)) if month and month[0] else None


def _read_last(match: re.Match[str], today: date, _anchor: date) -> _Bounds | None:
    if match["week"]:
        monday = today - timedelta(days=today.weekday())
        return monday - timedelta(days=7), monday - timedelta(days=1)
    if match["lastmonth"]:
        end = today.replace(day=1) - timedelta(days=1)
        return end.replace(day=1), end
    if match["lastyear"]:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    if match["pastweek"] or match["pastmonth"]:
        return today - timedelta(days=7 if match["pastweek"] else 30), None
    days = int(match["days"] or match["days_ru"] or match["days_uk"])
    return today - timedelta(days=days), None
