"""From a file's text to the clean text that every offset counts in. Never changes a letter or a digit."""

import re

from bot.ingest.unwrap import join_wrapped_lines

_NEWLINE = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SOFT_BREAK = re.compile("\u00ad[ \t]*\n[ \t]*")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)
# A joiner is spelling in Persian, Indic scripts and emoji, and an accident everywhere else.
_STRAY_JOINER = re.compile("(?<![\u0590-\u1fff\u2600-\ud7ff\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]+")
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
_INNER_SPACES = re.compile(r"(?<=\S)(?: *\t[ \t]*| {2,})(?=\S)")
_LEADING = re.compile(r"^[ \t]+(?!(?:[-*+•–—·]|\d{1,3}[.)])[ \t])(?=\S)", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")
_UNDERLINED = re.compile(r"(?:(?<=\n\n)|\A)([^\n#>|\s][^\n]{0,119})\n(=|-)\2{2,}(?=\n|\Z)")
_BEFORE = r"(?<![^\s(\[{\"'“”„«‘’—–-])"
_AFTER = r"(?![^\s)\]}\"'“”»‘’—–.,:;!?…-])"
_EMPHASIS = re.compile(
    rf"{_BEFORE}(\*{{1,3}}|_{{1,3}})(?![\s*_])([^*_\n]*[^\s*_])\1{_AFTER}",
)


def clean_text(raw: str, markup: str) -> str:
    """The clean text: '\\n' newlines, at most one blank line in a row, no trailing or doubled spaces.

    Invisible and control characters are dropped, special spaces become spaces, hard-wrapped lines are joined.
    For `markup` 'markdown' and 'extracted', emphasis marks go and underlined headings become '#' headings; '#',
    list markers and links stay. The sequence of characters for which `str.isalnum` holds is the same before and
    after; cleaning a clean text changes nothing.
    """
    text = raw
    while (cleaner := _clean_once(text, markup)) != text:  # joining lines may uncover more; each round is shorter
        text = cleaner
    return text


def clean_line(raw: str) -> str:
    """The same for a title, a name or another value of one line: white space of any kind becomes one space."""
    return " ".join(_without_invisible(_NEWLINE.sub(" ", raw)).split())


def _clean_once(text: str, markup: str) -> str:
    text = _normalise(text)
    if markup != "plain":
        text = _UNDERLINED.sub(_underlined_heading, text)
        if "*" in text or "_" in text:
            text = _EMPHASIS.sub(r"\2", text)
    text = join_wrapped_lines(text)
    text = _LEADING.sub("", text)
    return _BLANK_LINES.sub("\n\n", text).strip(" \t\n")


def _normalise(text: str) -> str:
    text = _NEWLINE.sub("\n", text)
    if not text.isascii():
        text = _SOFT_BREAK.sub("", text)
    text = _without_invisible(text)
    if not text.isascii():
        text = _SPACE.sub(" ", text)
    text = _TRAILING.sub("", text)
    return _INNER_SPACES.sub(" ", text) if "  " in text or "\t" in text else text


def _without_invisible(text: str) -> str:
    text = _INVISIBLE.sub("", text)
    return _STRAY_JOINER.sub("", text) if "\u200c" in text or "\u200d" in text else text


def _underlined_heading(match: re.Match[str]) -> str:
    return f"{'#' if match[2] == '=' else '##'} {match[1]}"
