"""A named event as a bound: "before the summit", "после выборов", "після підписання угоди".

The day is the one that sentences naming the event give it ("the summit on 25 March"), or else the one on which
headlines named it, within two days. Where these disagree or tell nothing, the words stay words.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from bot.answer.matching import TermTable
from bot.model.passage import Found
from bot.text.analysis import analyze
from bot.text.dates import MONTHS

_BEFORE = {"before", "until", "ahead of", "до", "перед"}
_WORDS = r"(?P<event>[^\W\d][\w'’-]*(?: [^\W\d][\w'’-]*){0,4})"
_EVENT = re.compile(
    r"\b(?:(?P<en>before|until|ahead of|after|since|following) the|(?P<slavic>до|перед|после|після|з часу|со времени)) "
    rf"{_WORDS}(?=\s*[?.!,;]|\s*$)",
    re.IGNORECASE,
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b"
    rf"|\b(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b",
    re.IGNORECASE,
)
_HEADLINES_WITHIN = timedelta(days=2)
_HALF_YEAR = 183


class Event(NamedTuple):
    """The event's words, whether what is asked lies before it, and where in the question all of that stands."""

    words: str
    before: bool
    start: int
    end: int

    def bound(self, day: date) -> dict[str, datetime]:
        """`since` or `until`, as a Query has them: whole days, UTC."""
        if self.before:
            return {"until": datetime.combine(day - timedelta(days=1), time.max, UTC)}
        return {"since": datetime.combine(day, time.min, UTC)}


def find_event(question: str) -> Event | None:
    """The event that bounds a question, at its end or before a comma; None without one, or if nothing else is asked."""
    match = _EVENT.search(question)
    if match is None:
        return None
    side = (match["en"] or match["slavic"]).lower()
    rest = question[: match.start()] + question[match.end() :]
    return Event(match["event"], side in _BEFORE, *match.span()) if len(rest.split()) > 1 else None


def find_day(table: TermTable, passages: Iterable[Found]) -> date | None:
    """The one day on which passages put an event; None when they name none, or several. `table`: the event's words."""
    held = list(passages)
    days = {day for found in held for day in _stated_days(table, found)}
    if days:
        return days.pop() if len(days) == 1 else None
    named = sorted(
        found.article.published
        for found in held
        if found.article.published and _holds(table, analyze(found.article.title or "", found.article.language))
    )
    return named[0].date() if named and named[-1] - named[0] <= _HEADLINES_WITHIN else None


def _stated_days(table: TermTable, found: Found) -> Iterator[date]:
    published = found.article.published
    if published is None:
        return
    for sentence in found.passage.sentences:
        if not _holds(table, sentence.terms.split(" ")):
            continue
        text = found.text[sentence.start - found.passage.start : sentence.end - found.passage.start]
        for match in _DAY.finditer(text):
            day = _read_day(match, published.date())
            if day:
                yield day


def _holds(table: TermTable, tokens: Iterable[str]) -> bool:
    return bool(table.idfs) and all(table.match(list(tokens)))


def _read_day(match: re.Match[str], published: date) -> date | None:
    """The day nearest to publication; None for one that no year has near it."""
    month, number = MONTHS[(match["month"] or match["month2"]).casefold()], int(match["day"] or match["day2"])
    near = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            near.append(date(year, month, number))
        except ValueError:
            continue
    best = min(near, key=lambda day: abs((day - published).days), default=None)
    return best if best and abs((best - published).days) <= _HALF_YEAR else None
