"""Texts for people: Fluent messages of one language, read from `prompts/<language>.ftl`."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from bot.text.resources import prompts_dir

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LANGUAGES = ("en", "ru", "uk")
"""Languages the interface speaks; every message id stands in each of them (a test keeps that)."""

_LOCALES = {"en": "en_GB", "ru": "ru_RU", "uk": "uk_UA"}
_ENTRY = re.compile(r"^(?P<id>[a-zA-Z][\w-]*) *=.*\n(?:(?:[ \t}].*)?\n)*", re.MULTILINE)

_LONG_AGO = timedelta(weeks=6)


class Messages:
    """The messages of one language. An entry is parsed when it is first asked for: a command needs few of them.

    Messages therefore cannot refer to each other or to terms.
    """

    def __init__(self, language: str, source: str) -> None:
        self.language = language
        self._entries = {match["id"]: match[0] for match in _ENTRY.finditer(source + "\n")}
        self._bundle: FluentBundle | None = None

    def __contains__(self, message_id: str) -> bool:
        return message_id in self._entries

    def ids(self) -> frozenset[str]:
        return frozenset(self._entries)

    def text(self, message_id: str, /, **values: str | int | float) -> str:
        """The message with its variables filled in; numbers get the language's grouping, so pass years as strings.

        KeyError for an unknown id. A variable that is not given stands in the text as `{$name}`.
        """
        bundle = self._bundle = self._bundle or _new_bundle(self.language)
        if not bundle.has_message(message_id):
            from fluent.runtime import FluentResource

            bundle.add_resource(FluentResource(self._entries[message_id]))
        pattern = bundle.get_message(message_id).value
        return str(bundle.format_pattern(pattern, values)[0]) if pattern else ""

    def quoted(self, words: str) -> str:
        """In the language's own quotation marks."""
        return self.text("quoted", text=words)

    def day(self, moment: date) -> str:
        """A date in words, "12 March 2025"; a datetime counts by its own time zone's calendar."""
        return self._dated(moment, "d MMMM y")

    def days(self, first: date, last: date) -> str:
        """A span of dates without repeating what they share: "1–14 March 2025", "28 February – 14 March 2025"."""
        first, last = _calendar_day(first), _calendar_day(last)
        if first == last:
            return self.day(last)
        if first.year != last.year:
            return f"{self.day(first)} – {self.day(last)}"
        if first.month != last.month:
            return f"{self._dated(first, 'd MMMM')} – {self.day(last)}"
        return f"{first.day}–{self.day(last)}"

    def weekday(self, number: int) -> str:
        """ "Mon" for 1."""
        return self._dated(date(2024, 1, number), "ccc")  # 1 January 2024 was a Monday

    def short_day(self, moment: date) -> str:
        """ "12 Mar"."""
        return self._dated(moment, "d MMM")

    def weekday_moment(self, when: datetime) -> str:
        """ "Thursday, 26 November, 08:00"."""
        return f"{self._dated(when, 'EEEE, d MMMM')}, {when:%H:%M}"

    def moment(self, when: datetime, now: datetime) -> str:
        """ "14:05" on the day of `now`, else "25 November, 14:05", with the year when it is another. Both in one zone."""
        if when.date() == now.date():
            return f"{when:%H:%M}"
        return f"{self.day_near(when, now)}, {when:%H:%M}"

    def day_near(self, when: date, now: date) -> str:
        """ "25 November", with the year when it is not that of `now`."""
        return self._dated(when, "d MMMM") if when.year == now.year else self.day(when)

    def span(self, delta: timedelta) -> str:
        """ "3 minutes", in the largest unit of which there is at least one; at least a minute."""
        return self._timed(delta, add_direction=False)

    def ago(self, delta: timedelta) -> str:
        """ "3 minutes ago"; "in 3 minutes" for a negative one."""
        return self._timed(-delta or -timedelta(seconds=1), add_direction=True)

    def since(self, moment: datetime, now: datetime) -> str:
        """ "3 minutes ago" within six weeks, else the day; what is to come counts as now. `moment` in the reader's zone."""
        age = max(now - moment, timedelta())
        return self.ago(age) if age < _LONG_AGO else self.day(moment)

    def joined(self, words: Iterable[str]) -> str:
        """Words with commas between them."""
        return ", ".join(words)

    def _timed(self, delta: timedelta, *, add_direction: bool) -> str:
        from babel.dates import format_timedelta

        locale = _LOCALES[self.language]
        if abs(delta) < timedelta(minutes=1):
            delta = timedelta(minutes=-1 if delta < timedelta() else 1)
        return format_timedelta(delta, granularity="minute", threshold=1, add_direction=add_direction, locale=locale)

    def _dated(self, moment: date, pattern: str) -> str:
        from babel.dates import format_date

        return format_date(moment, pattern, locale=_LOCALES[self.language])


@cache
def read_messages(language: str) -> Messages:
    """The messages of a language; of English when the language is not one of LANGUAGES."""
    known = language if language in LANGUAGES else "en"
    return Messages(known, (prompts_dir() / f"{known}.ftl").read_text(encoding="utf-8"))


def _new_bundle(language: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle

    return FluentBundle([_LOCALES[language]], use_isolating=False)


def _calendar_day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
