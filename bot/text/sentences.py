"""Sentences of a paragraph, as spans that lie end to end.

`sentencex` cuts; what it cuts too eagerly is joined again: after initials and titles (В. В. Путин, Dr. No), before
a piece that begins in lower case, and after a clipped abbreviation.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

_ENDS_OPEN = re.compile(
    r"(?:^|[\s(«\"“])(?:[A-ZА-ЯІЇЄҐ]|Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Lt|Col|Sgt|St|No|vs|Jr|Sr"
    r"|т|г|гг|ул|им|ім|тыс|тис|млн|млрд|руб|грн|акад|проф|ст|п|см|р|рр|вул|т\. ?е|т\. ?к|т\. ?д|т\. ?п|і т|и т)\.\s*$"
)
LONGEST = 500
"""Characters of a sentence; a longer one (a list between semicolons, a text without stops) is parted, so that a quote
of it fits a phone."""
_OTHER_SPACE = re.compile(r"[^\S\n\r\t ]")
"""White space at which `sentencex` breaks down, after an initial and before a full stop: it counts bytes there."""
_STARTS_INSIDE = re.compile(r"[\s\"'”’»)\]—–-]*[a-zа-яіїєґ]")


def find_sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Spans (characters) of the sentences of one paragraph, in order, without the white space around them.

    Each span is not empty; together they hold every character of `text` that is not white space.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for piece in _part(_join(_pieces(text, language))):
        end = start + len(piece)
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            spans.append((left, right))
        start = end
    return spans


def _pieces(text: str, language: str) -> list[str]:
    from sentencex import segment

    spaced = _OTHER_SPACE.sub(" ", text)
    lengths = [len(piece) for piece in segment("ru" if language == "uk" else language, spaced)]
    if sum(lengths) != len(text):
        return [text]
    ends = list(accumulate(lengths))
    return [text[end - length : end] for end, length in zip(ends, lengths, strict=True)]


def _join(pieces: list[str]) -> list[str]:
    joined: list[str] = []
    for piece in pieces:
        if joined and (_ENDS_OPEN.search(joined[-1][-12:]) or _STARTS_INSIDE.match(piece)):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _part(pieces: list[str]) -> Iterator[str]:
    """The pieces, those over LONGEST cut after a semicolon, else a comma, else a space, else anywhere."""
    for piece in pieces:
        rest = piece
        while len(rest) > LONGEST:
            place = max(rest.rfind("; ", LONGEST // 4, LONGEST), 0) or max(rest.rfind(", ", LONGEST // 4, LONGEST), 0)
            place = place or max(rest.rfind(" ", LONGEST // 4, LONGEST), 0) or LONGEST - 1
            yield rest[: place + 1]
            rest = rest[place + 1 :]
        yield rest
