"""What somebody typed about what they want to read: words, "exact phrases", -excluded words."""

import re

from bot.digest.matching import says_something
from bot.model.subscription import Filters
from bot.text.phrases import find_phrases

_QUOTED = re.compile(r"(?P<not>[-−–]\s?)?(?P<phrase>\"[^\"]*\"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»)")
_WORD = re.compile(r"(?P<not>(?<!\S)[-−–])?(?P<word>[^\W_](?:[\w'’.-]*[\w])?)")
MOST_WORDS = 30
"""Words and phrases together; what comes after them is left out."""


def read_wanted(typed: str) -> Filters:
    """Words, phrases in quotation marks of any kind, and both with a minus before them left out. In the order typed,
    each once, capitals aside; no outlets. A question may be typed as well: words such as "how", "the" or "on" are not
    looked for, unless they stand in capitals ("US", "WHO")."""
    phrases: list[str] = []
    words: list[str] = []
    excluded: list[str] = []
    for match in _QUOTED.finditer(typed):
        (excluded if match["not"] else phrases).extend(find_phrases(match["phrase"]))
    for match in _WORD.finditer(_QUOTED.sub(" ", typed)):
        if match["not"]:
            excluded.append(match["word"])
        elif says_something(match["word"]):
            words.append(match["word"])
    return Filters(words=_once(words), phrases=_once(phrases), excluded=_once(excluded))


def _once(words: list[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return tuple(first.values())[:MOST_WORDS]
