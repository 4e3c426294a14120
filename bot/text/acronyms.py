"""Acronyms written out: a text that says "United Methodist Church" knows the UMC."""

import re

_ACRONYM = re.compile(r"[A-ZА-ЯІЇЄҐ]{2,6}")
_SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "to", "de", "la", "и", "по", "в", "на", "за", "і", "та", "з", "у"}
)
"""Words an acronym usually leaves out."""
_WORD = re.compile(r"[^\W\d_]+")


def spells_out(acronym: str, text: str) -> bool:
    """Whether consecutive words of the text begin with the letters of the acronym, small words aside, the first and at
    least half of them with a capital."""
    if not _ACRONYM.fullmatch(acronym):
        return False
    words = [word for word in _WORD.findall(text) if word.casefold() not in _SMALL]
    initials = "".join(word[0] for word in words)
    folded, sought = initials.casefold(), acronym.casefold()
    start = folded.find(sought)
    while start >= 0:
        found = initials[start : start + len(sought)]
        if found[0].isupper() and 2 * sum(map(str.isupper, found)) >= len(found):
            return True
        start = folded.find(sought, start + 1)
    return False
