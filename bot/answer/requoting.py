"""Sentences that bring the same words in quotation marks: the second tells a person little more."""

import re
from functools import lru_cache

from bot.answer.statements import Statement
from bot.text.analysis import analyze

_QUOTED = re.compile(r"[“«\"„]([^“”«»\"„]{8,}?)[”»\"“]")
_LEAST = 3
"""Words in quotation marks that are somebody's own; fewer may be a title or a name."""
_LITTLE = 2
"""Content words beside the quoted ones that a sentence may add and still tell nothing new."""


def requotes(one: Statement, other: Statement) -> bool:
    """Whether `other` has a quotation of `one`, of three words or more, and hardly a word besides that `one` lacks."""
    shared = _quotations(one.text, one.language) & _quotations(other.text, other.language)
    if not shared:
        return False
    return len(frozenset(other.tokens) - frozenset(one.tokens)) <= _LITTLE


@lru_cache(maxsize=4096)
def _quotations(text: str, language: str) -> frozenset[tuple[str, ...]]:
    found = (tuple(analyze(match[1], language)) for match in _QUOTED.finditer(text))
    return frozenset(tokens for tokens in found if len(tokens) >= _LEAST)
