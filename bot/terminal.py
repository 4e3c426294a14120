"""Consoles, and text that is safe to print on them. Article text is somebody else's: it never steers a terminal."""

import os
import re
import sys
from collections.abc import Iterator
from typing import TextIO

from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.text import Text

WIDEST = 100
"""Columns a line of prose takes at most, however wide the window is."""
PIPED = 80
"""Columns when the output is no terminal and COLUMNS says nothing."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def make_console(stream: TextIO | None = None) -> Console:
    """A console on `stream` (stdout): colours only on a terminal, no markup or emoji codes read from texts."""
    out = stream or sys.stdout
    console = Console(file=out, markup=False, emoji=False, highlight=False)
    console.width = min(console.width, WIDEST) if out.isatty() else _stated_width()
    return console


def harmless(text: str) -> str:
    """The text without control characters (but new lines and tabs), direction overrides and lone surrogates."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(text: str) -> str:
    """Harmless, on one line."""
    return " ".join(harmless(text).split())


class Hanging:
    """Text wrapped to the console's width behind a first and a further prefix of equal width, no trailing spaces."""

    def __init__(self, text: Text, first: str | Text = "", rest: str | Text | None = None) -> None:
        self._text = text
        self._first = first if isinstance(first, Text) else Text(first)
        spaces = " " * self._first.cell_len
        self._rest = Text(spaces) if rest is None else rest if isinstance(rest, Text) else Text(rest)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        width = max(1, options.max_width - self._first.cell_len)
        prefix = self._first
        for line in self._text.wrap(console, width):
            whole = Text.assemble(prefix, line)
            whole.rstrip()
            yield from whole.render(console, end="\n")
            prefix = self._rest


def _stated_width() -> int:
    stated = os.environ.get("COLUMNS", "")
    return max(20, int(stated)) if stated.isdecimal() and len(stated) < 5 else PIPED
