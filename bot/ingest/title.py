"""The title that a text carries at its own top, if it carries one."""

import re

from bot.text.stopwords import STOP_WORDS

MAX_CHARACTERS = 120
MAX_WORDS = 18
TOP = 10
"""Lines (blank ones not counted) among which a repeated line counts as a title."""

STEM = 4
"""Letters of a word that stay the same in its other forms."""

OPENING = 1000
"""Characters below the first line in which a title's words come again."""

_NAME = r"(?:[^\W\d_][\w.'’-]*\s){1,3}[^\W\d_][\w'’-]*"
_NAMES = re.compile(
    rf"(?![^\n]*\s(?!(?:and|und|et|y|и|і|та|й)\b)[a-zа-яёіїєґ]){_NAME}(?:(?:,| and| und| et| y| и| і| та| й) {_NAME})*"
)
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_NOT_A_TITLE = re.compile(
    r"(?:[-*+•>|]|\d{1,3}[.)])\s|https?://|(?:by|from|photo|image|автор|фото)\b[:\s]|.*\bgetty images\b", re.IGNORECASE
)
_OPEN_END = (".", ",", ";", ":", "…", "-", "–", "—")
"""What a title never ends in; a dash closes a dateline ("Washington CNN —")."""
_CLOSERS = "\"'”’»)]"


def find_title(text: str) -> str | None:
    """The title at the top of a clean text, without heading marks; None when there is none.

    A line that stands twice among the first ten; else the first line: a '#' heading, or short (at most 120
    characters and 18 words, at least two words) and without a full stop, with text below it. Datelines, dates,
    photo credits and bylines (names that the text below does not take up) are none.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return None
    return _find_repeated(lines[:TOP]) or _find_first(text, lines)


def _find_repeated(lines: list[str]) -> str | None:
    bare = [_HEADING.sub("", line) for line in lines]
    return next((line for number, line in enumerate(bare) if line in bare[number + 1 :] and _is_short(line)), None)


def _find_first(text: str, lines: list[str]) -> str | None:
    first = lines[0]
    if _HEADING.match(first):
        return _HEADING.sub("", first).rstrip("# ") or None
    if not _is_short(first) or _runs_on(text) or _is_byline(first, lines[1:]):
        return None
    return first


def _is_short(line: str) -> bool:
    words = line.split()
    if len(line) > MAX_CHARACTERS or not 2 <= len(words) <= MAX_WORDS or _NOT_A_TITLE.match(line):
        return False
    lettered = sum(any(character.isalpha() for character in word) for word in words)
    return 2 * lettered > len(words) and lettered >= 2 and not line.rstrip(_CLOSERS).endswith(_OPEN_END)


def _is_byline(line: str, below: list[str]) -> bool:
    """Names that the text does not go on about: a title's words come again soon, its author's name does not."""
    if not _NAMES.fullmatch(line) or line.split(maxsplit=1)[0].casefold() in STOP_WORDS["en"]:
        return False
    opening = "\n".join(below)[:OPENING].casefold()
    stems = [word.casefold()[:STEM] for word in line.split() if len(word) >= STEM]
    return not any(re.search(rf"\b{re.escape(stem)}", opening) for stem in stems)


def _runs_on(text: str) -> bool:
    """The first line is the beginning of a paragraph that goes on in lower case on the next line."""
    _, _, below = text.partition("\n")
    return bool(below) and below[0].islower()
