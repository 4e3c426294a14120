"""Phrases a person put in quotation marks: what a quoted passage must hold to the letter."""

import re

_PHRASE = re.compile(r"\"([^\"]{2,200})\"|“([^”]{2,200})”|„([^“”]{2,200})[“”]|«([^»]{2,200})»")


def find_phrases(question: str) -> list[str]:
    """The texts between matching quotation marks, in order, trimmed; marks around nothing are ignored."""
    found = (next(group for group in match.groups() if group) for match in _PHRASE.finditer(question))
    return [phrase.strip(" ,.?!") for phrase in found if any(letter.isalnum() for letter in phrase)]
