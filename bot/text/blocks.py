"""Blocks of a clean text: headings, paragraphs and list items, told from its lines alone.

Clean text has one block a line, with or without blank lines between. A heading keeps its `#` marks and a list item
its marker in the text; the spans here leave them out.
"""

import re
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "item"]

_ITEM = re.compile(r"\s*(?:[-*+•–—‣◦▪]|\(?\d{1,2}[.)]|\(?[a-zа-я]\))\s+(?=\S)")
_MARKED_HEADING = re.compile(r"\s*#{1,6}\s+(?=\S)")
_RULE = re.compile(r"[\s\-*_=~#.]+")
_LINE = re.compile(r"[^\n]+")
_HEADING_WORDS = 14
_HEADING_CHARACTERS = 110


class Block(NamedTuple):
    """A span of the clean text (characters), without list marker, heading marks and white space around it."""

    kind: BlockKind
    start: int
    end: int


def read_blocks(text: str) -> list[Block]:
    """The blocks of a clean text, in order; rules of dashes and blank lines are no blocks."""
    blocks = [block for match in _LINE.finditer(text) if (block := _read_line(text, match.start(), match.end()))]
    return [_settle(text, blocks, number) for number in range(len(blocks))]


def _read_line(text: str, start: int, end: int) -> Block | None:
    line = text[start:end]
    if _RULE.fullmatch(line):
        return None
    kind: BlockKind = "paragraph"
    for marker, marked in ((_MARKED_HEADING, "heading"), (_ITEM, "item")):
        if match := marker.match(line):
            kind, start = marked, start + match.end()  # type: ignore[assignment]
            break
    line = text[start:end]
    return Block(kind, start + len(line) - len(line.lstrip()), start + len(line.rstrip()))


def _settle(text: str, blocks: list[Block], number: int) -> Block:
    """An unmarked short line without a full stop is a heading when something stands below it."""
    block = blocks[number]
    if block.kind == "item" and not _is_list(blocks, number, text):
        return block._replace(kind="paragraph")
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    if block.kind == "paragraph" and below and _reads_as_heading(text[block.start : block.end]):
        return block._replace(kind="heading")
    return block


def _is_list(blocks: list[Block], number: int, text: str) -> bool:
    """A dash before a quoted remark opens speech, not a list, unless a second one stands beside it."""
    beside = blocks[max(0, number - 1) : number] + blocks[number + 1 : number + 2]
    if any(other.kind == "item" for other in beside):
        return True
    return number > 0 and text.endswith(":", 0, blocks[number - 1].end)


def _reads_as_heading(line: str) -> bool:
    if len(line) > _HEADING_CHARACTERS or len(line.split()) > _HEADING_WORDS:
        return False
    if line[-1] in ".!…:;,\"”»'’)。！।۔" or not any(letter.isalpha() for letter in line):
        return False
    first = next(letter for letter in line if letter.isalpha())
    return not first.islower()
