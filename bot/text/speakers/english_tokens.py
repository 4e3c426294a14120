"""A masked English sentence as words and marks, with their places."""

import re
from typing import NamedTuple

from bot.text.speakers.english_words import TITLES
from bot.text.speakers.quoted import MASK_CLOSE, MASK_OPEN

QUOTE = "❝"
"""Stands for a whole quotation."""

_TITLE = "|".join(sorted((re.escape(title) for title in TITLES if title.endswith(".")), key=len, reverse=True))
_TOKEN = re.compile(
    rf"{MASK_OPEN}(?P<quote> *){MASK_CLOSE}|(?:{_TITLE}|Jr\.|Sr\.|St\.)(?!\w)|(?:[A-Z]\.)+(?!\w)"
    r"|\w+(?:[-'’.&]\w+)*(?:['’](?=\s+[A-Z])|(?<=s)['’](?=\s+(?!said\b|says\b|told\b|he\b|she\b)[a-z]))?|&|[^\w\s]"
)
MARKS = frozenset(".,;:!?()[]—–-…“”„«»\"'‘’" + QUOTE)
BREAKS = frozenset('.,;:!?()[]—–…“”„«»"' + QUOTE)
"""Marks behind which a clause begins."""


class Words(NamedTuple):
    """`texts` as written with straight apostrophes, `lows` in lower case, `starts` in characters of the sentence."""

    texts: list[str]
    lows: list[str]
    starts: list[int]

    def is_capital(self, at: int) -> bool:
        return self.texts[at][0].isupper()

    def is_word(self, at: int) -> bool:
        return self.texts[at] not in MARKS

    def opens_clause(self, at: int) -> bool:
        """Whether the word at `at` stands first in the sentence or right behind a mark."""
        return at <= 0 or self.texts[at - 1] in BREAKS or self.texts[at - 1] == "-"


def read_words(masked: str) -> Words:
    """The words and marks of a masked sentence, in order."""
    texts: list[str] = []
    starts: list[int] = []
    for match in _TOKEN.finditer(masked):
        texts.append(QUOTE if match["quote"] is not None else match.group().replace("’", "'"))
        starts.append(match.start())
    return Words(texts, [text.lower() for text in texts], starts)
