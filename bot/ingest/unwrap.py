"""Hard-wrapped lines become paragraphs again: text from mails, agencies' wires and PDF files."""

import re
from collections.abc import Iterator
from itertools import pairwise

MIN_WIDTH = 40
MAX_WIDTH = 110
"""Characters between which the longest line of a wrapped block lies: wider lines are paragraphs of their own."""

FULL = 0.85
"""A line is full when it and the next line's first word would fill this share of the block's width."""

_STRUCTURE = re.compile(r"\s*(?:#{1,6}\s|>|\||```|~~~|[-=*_]{3,}\s*$)")
_ITEM = re.compile(r"\s*(?:[-*+•–—·]|\d{1,3}[.)])\s")
_SENTENCE_END = re.compile(r"[.!?…:;]['\"”»’)\]]*$")
_BROKEN_WORD = re.compile(r"\w-$")


def join_wrapped_lines(text: str) -> str:
    """Joins the lines of blocks that look hard-wrapped with one space ('' after a hyphen inside a word).

    A block is wrapped when its longest line has 40 to 110 characters, some line goes on in lower case, and most
    full lines do not end a sentence. A list item's indented lines go on with the item. Nothing else changes.
    """
    return "\n".join(line for block in _split_blocks(text.split("\n")) for line in _join_block(block))


def _split_blocks(lines: list[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        alone = not line.strip() or _STRUCTURE.match(line) is not None
        if block and (alone or _ITEM.match(line)):
            yield block
            block = []
        if alone:
            yield [line]
        else:
            block.append(line)
    if block:
        yield block


def _join_block(block: list[str]) -> list[str]:
    if len(block) == 1:
        return block
    width = max(map(len, block))
    if _ITEM.match(block[0]):
        return _join_item(block, width)
    return _join_full_lines(block, width) if _is_wrapped(block, width) else block


def _is_wrapped(block: list[str], width: int) -> bool:
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return False
    full = [pair for pair in pairwise(block) if _is_full(*pair, width)]
    ended = sum(_SENTENCE_END.search(line) is not None for line, _ in full)
    return 2 * ended < len(full) and any(_goes_on(following) for _, following in full)


def _is_full(line: str, following: str, width: int) -> bool:
    if _indent(following) > _indent(line):  # an indented first line opens a paragraph
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > FULL * width


def _goes_on(line: str) -> bool:
    first = line.lstrip()[0]
    return first.isalpha() and not first.isupper()


def _join_full_lines(block: list[str], width: int) -> list[str]:
    joined = [block[0]]
    for line, following in pairwise(block):
        if _is_full(line, following, width):
            joined[-1] = _join(joined[-1], following)
        else:
            joined.append(following)
    return joined


def _join_item(block: list[str], width: int) -> list[str]:
    """An item's own lines: indented below it, or going on in lower case after a full line."""
    joined = [block[0]]
    base = _indent(block[0])
    wrapped = width <= MAX_WIDTH
    for line, following in pairwise(block):
        indented = _indent(following) > base
        if len(joined) == 1 and (indented or (wrapped and _goes_on(following) and _is_full(line, following, width))):
            joined[-1] = _join(joined[-1], following)
        else:
            joined.append(following)
    return joined


def _join(line: str, following: str) -> str:
    glue = "" if _BROKEN_WORD.search(line) and _goes_on(following) else " "
    return line.rstrip() + glue + following.lstrip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
