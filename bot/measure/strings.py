"""How strings are compared by the measures: case folded, whole words, punctuation aside."""

import re
from collections.abc import Iterable

_OTHER = re.compile(r"[\W_]+")
"""Runs of anything but letters and digits."""


def normalize(text: str) -> str:
    """Case folded, runs of anything but letters and digits read as one space, none at the ends."""
    return _OTHER.sub(" ", text.casefold()).strip()


def holds_any(text: str, wanted: Iterable[str]) -> bool:
    """Whether one of the strings stands in `text` as whole words; without letters or digits it stands nowhere."""
    read = f" {normalize(text)} "
    return any(words and f" {words} " in read for words in map(normalize, wanted))
