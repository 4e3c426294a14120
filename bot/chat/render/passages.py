"""A passage as it is shown: its quotes brought out, and cut down around them when there is little room."""

from collections.abc import Iterator, Sequence

from bot.chat.render.guard import visible
from bot.chat.render.runs import Run

Span = tuple[int, int]


def show_passage(passage: str, quoted: Sequence[str], room: int) -> tuple[Run, ...]:
    """The passage with the quotes in bold; at most about `room` characters, cut at words, an ellipsis for what is cut.

    Quotes are never cut, so that they may take more than `room`. A quote that does not stand in the passage (the lead
    of a list cut in two) comes before it.
    """
    text = tidy(passage)
    quotes = [tidied for quote in quoted if (tidied := tidy(quote))]
    missing = list(dict.fromkeys(quote for quote in quotes if quote not in text))
    before = [run for quote in missing for run in (Run(quote, "bold"), Run("\n"))]
    return (*before, *_pieces(text, find_spans(text, quotes), room))


def shorten(text: str, room: int) -> str:
    """The text, cut at a word with an ellipsis where it takes more than `room` characters."""
    return text if len(text) <= room else f"{text[: _word_end(text, room)]} …"


def find_spans(text: str, quoted: Sequence[str]) -> list[Span]:
    """Where the quotes stand in the text, in order; those that touch, or have only space between them, are one."""
    found = sorted((at, at + len(quote)) for quote in set(quoted) if quote and (at := text.find(quote)) >= 0)
    spans: list[Span] = []
    for start, end in found:
        if spans and not text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _pieces(text: str, spans: Sequence[Span], room: int) -> Iterator[Run]:
    position = 0
    windows = _windows(text, spans, room)
    for start, end in windows:
        if start > position:
            yield Run("… " if not position else " … ")
        yield from _bring_out(text, (start, end), [span for span in spans if start <= span[0] < end])
        position = end
    if windows and position < len(text):
        yield Run(" …")


def _windows(text: str, spans: Sequence[Span], room: int) -> list[Span]:
    """The spans with as much around each as there is room for, merged where they meet; without spans the beginning."""
    if len(text) <= room:
        return [(0, len(text))]
    if not spans:
        return [(0, _word_end(text, room))]
    around = max(0, room - sum(end - start for start, end in spans)) // (2 * len(spans))
    windows: list[Span] = []
    for start, end in spans:
        first, last = _word_start(text, start, around), _word_end(text, end + around, end)
        if windows and first <= windows[-1][1] + 1:
            first = windows.pop()[0]
        windows.append((first, last))
    return windows


def _word_start(text: str, start: int, around: int) -> int:
    """The beginning of a word at most `around` characters before `start`."""
    if around >= start:
        return 0
    at = start - around
    while at < start and not text[at - 1].isspace():
        at += 1
    return at


def _word_end(text: str, end: int, least: int = 1) -> int:
    """The end of a word at or before `end`, not before `least`."""
    if end >= len(text):
        return len(text)
    at = end
    while at > least and not text[at].isspace():
        at -= 1
    while at > least and text[at - 1].isspace():
        at -= 1
    return at


def _bring_out(text: str, window: Span, spans: Sequence[Span]) -> Iterator[Run]:
    position, stop = window
    for start, end in spans:
        yield from (Run(text[position:start]), Run(text[start:end], "bold"))
        position = end
    yield Run(text[position:stop])


def tidy(text: str) -> str:
    """Visible, without blank lines and spaces at the ends of lines; line breaks stay, so that a list stays a list."""
    lines = (line.strip() for line in visible(text).split("\n"))
    return "\n".join(line for line in lines if line)
