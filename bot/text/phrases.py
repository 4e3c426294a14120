"""Phrases a person put in quotation marks: what a quoted passage must hold to the letter."""

import re

_PHRASE = re.compile(r"\"([^\"]*)\"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»")
_EDGES = " \t\n\u00a0,.?!"
LONGEST = 200
"""Characters; what is longer is a pasted text, which no passage holds as it stands."""


def fold_phrase(text: str) -> str:
    """For comparing to the letter: capitals and the kind and number of spaces aside."""
    return " ".join(text.casefold().split())


def holds_phrase(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text as whole words, both folded: "art" does not stand in "party"."""
    if phrase not in text:
        return False
    return re.search(rf"(?:(?<!\w)|(?!\w)){re.escape(phrase)}(?:(?!\w)|(?<!\w))", text) is not None


def find_phrases(question: str) -> list[str]:
    """The texts between matching quotation marks, in order, trimmed; marks around nothing, or around too much, are ignored."""
    found = (match[match.lastindex or 0].strip(_EDGES) for match in _PHRASE.finditer(question))
    return [phrase for phrase in found if len(phrase) <= LONGEST and any(letter.isalnum() for letter in phrase)]
