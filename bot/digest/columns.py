"""Columns: what an outlet prints again and again under one name ("5 things to know for Friday"). Pure.

An instalment tells of many events or of none, and resembles the one before more than any report: without this, a
morning round-up became one story of a hundred articles, and drew the reports of each day's event into it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.digest.older import APART
from bot.model.article import Article
from bot.text.tokens import TOKEN, fold

WORDS = 4
"""With which a title must begin like others; more follow."""
INSTALMENTS = 5
"""From which it is a column; over more than twice the time for which a story waits, which no live blog is written."""


def read_opening(article: Article) -> str:
    """The outlet and the words that the title begins with; '' when it has no more than these, or no outlet."""
    words = [fold(word) for word in TOKEN.findall(article.title or "")]
    if len(words) <= WORDS or not article.outlet:
        return ""
    return " ".join([article.outlet.casefold(), *words[:WORDS]])


def find_columns(openings: Iterable[tuple[str, datetime | None]]) -> frozenset[str]:
    """The openings that are names of columns; given with the dates of the articles."""
    dates: defaultdict[str, list[datetime]] = defaultdict(list)
    for opening, date in openings:
        if opening and date is not None:
            dates[opening].append(date)
    return frozenset(opening for opening, all_of in dates.items() if _is_column(all_of))


def _is_column(dates: Sequence[datetime]) -> bool:
    return len(dates) >= INSTALMENTS and max(dates) - min(dates) > 2 * APART
