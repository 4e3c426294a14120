"""A masked Russian or Ukrainian sentence as words and marks, with their places."""

import re
from typing import NamedTuple

from bot.text.speakers.quoted import MASK_CLOSE, MASK_OPEN

_TOKEN = re.compile(rf"{MASK_OPEN} *{MASK_CLOSE}|\w+(?:[-'’ʼ]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w")
QUOTE = MASK_OPEN
"""Stands for a whole quotation."""


class Words(NamedTuple):
    """Tokens as written, folded (lower case, ё as е, one apostrophe), and where they begin."""

    texts: list[str]
    folded: list[str]
    starts: list[int]

    def is_word(self, at: int) -> bool:
        return 0 <= at < len(self.texts) and _WORD.match(self.texts[at]) is not None

    def is_capital(self, at: int) -> bool:
        return self.texts[at][0].isupper()


def fold_word(word: str) -> str:
    """Lower case, ё as е, one kind of apostrophe."""
    return word.lower().replace("ё", "е").replace("’", "'").replace("ʼ", "'")


def read_words(masked: str) -> Words:
    """The words and marks of a masked sentence, in order; a quotation is one mark."""
    matches = list(_TOKEN.finditer(masked))
    texts = [match.group() if match.group()[0] != MASK_OPEN else QUOTE for match in matches]
    return Words(texts, [fold_word(text) for text in texts], [match.start() for match in matches])


def make_words(text: str) -> frozenset[str]:
    """The words of a list written as prose."""
    return frozenset(text.split())
