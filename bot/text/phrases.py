"""Phrases a person put in quotation marks: what a quoted passage must hold to the letter."""

import re
from textwrap import shorten

_PHRASE = re.compile(r"\"([^\"]*)\"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»")
_MARKS = (("“", "”"), ("«", "»"), ('"', '"'))
_ANY_MARK = re.compile('[“”„«»"]')
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
    return [_trimmed(match) for match in _matches(question)]


def blank_phrases(question: str) -> str:
    """The question with spaces in place of its phrases, marks included; lengths and places are kept."""
    for match in _matches(question):
        question = question[: match.start()] + " " * len(match[0]) + question[match.end() :]
    return question


def quote_phrase(text: str) -> str:
    """The beginning of a text, in marks that it does not hold itself, so that it is asked for to the letter; empty
    when it says nothing."""
    for opening, closing in _MARKS:
        if opening not in text and closing not in text:
            quoted = f"{opening}{shorten(text, LONGEST, placeholder='')}{closing}"
            return quoted if find_phrases(quoted) else ""
    return quote_phrase(_ANY_MARK.split(text, maxsplit=1)[0])


def _matches(question: str) -> list[re.Match[str]]:
    found = _PHRASE.finditer(question)
    return [one for one in found if len(_trimmed(one)) <= LONGEST and any(map(str.isalnum, _trimmed(one)))]


def _trimmed(match: re.Match[str]) -> str:
    return match[match.lastindex or 0].strip(_EDGES)
