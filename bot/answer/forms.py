"""Whether a span holds the sort of thing that a query asks for, and what in it the question does not hold already."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.answer.matching import TermTable
from bot.model.query import Query, QuestionKind
from bot.text.dates import MONTHS
from bot.text.expected import asks_how_long, holds_expected
from bot.text.names import read_names
from bot.text.stems import make_stemmer
from bot.text.tokens import TOKEN, find_tokens, fold

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b(?:,?\s+(?:19|20)\d\d\b)?"
    r"|\b(?=\w+\s+\d)"  # looked for first: at most words that spares trying every month
    rf"(?:(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+(?:19|20)\d\d\b)?"
    rf"|(?:in|since|until|by|of|from|в|у|с|з|до|від|{_MONTH})\s+(?:19|20)\d\d\b(?!\s*(?:%|percent)))"
    r"|\b(?:19|20)\d\d(?=\s+(?:год|рок|рік))",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
"""Stands in whatever `_DATE` finds; most sentences hold none, and looking for dates was half of ranking them."""

NEWS: dict[QuestionKind, tuple[float, int]] = {
    "who": (1.0, 3),
    "where": (1.0, 3),
    "what": (0.5, 3),
    "number": (1.0, 2),
    "when": (1.0, 2),
}
"""By kind of question: what new names (or figures) are worth, and how many of them count in full."""


def measure_form(query: Query, table: TermTable, quoted: str, language: str, *, is_list: bool) -> float:
    """0..1, as `holds_expected`; a list for a question that asks for several things."""
    if query.kind == "list":
        return 1.0 if is_list else 0.5
    if query.kind == "number" and not asks_how_long(query.question):
        quoted = blank_dates(quoted)
    return holds_expected(query.kind, quoted, query.question, lambda: _places(table, quoted, language))


def blank_dates(quoted: str) -> str:
    """The span without its days and years, every other character where it was: they are no answer to "how many"."""
    return _blank_dates(quoted) if _DIGIT.search(quoted) else quoted


@lru_cache(maxsize=2048)
def _blank_dates(quoted: str) -> str:
    """Kept: a sentence is looked at for its passage's rank, its own form and its news."""
    return _DATE.sub(lambda match: " " * len(match[0]), quoted)


def _places(table: TermTable, quoted: str, language: str) -> list[int]:
    stem = make_stemmer(language)
    return [token.start for token in find_tokens(quoted) if stem(fold(token.text)) in table.places]


def measure_news(query: Query, asked: frozenset[str], quoted: str) -> float:
    """0..1: new names for "who", "where" and, half, "what"; new figures for "how many" and "when"; 0 for other kinds.

    `asked`: the folded words of the question; a name or figure among them is none that answers it.
    """
    worth, enough = NEWS.get(query.kind, (0.0, 1))
    if not worth:
        return 0.0
    if query.kind == "number":
        quoted = blank_dates(quoted)
    words = _read_figures(quoted) if query.kind in {"number", "when"} else read_names(quoted)
    found: set[str] = set()
    for word in words:
        if (folded := fold(word)) not in asked:
            found.add(folded)
            if len(found) == enough:
                break
    return worth * len(found) / enough


def _read_figures(quoted: str) -> Iterator[str]:
    return (word for word in TOKEN.findall(quoted) if word[0].isdecimal())


def read_asked(query: Query) -> frozenset[str]:
    """The folded words of the question."""
    return frozenset(fold(word) for word in TOKEN.findall(query.question))


def is_question(quoted: str) -> bool:
    """Whether the span itself asks: a quiz or a headline answers no question."""
    return quoted.rstrip(_CLOSING).endswith("?")


_CLOSING = "\"'”’») "
