"""Which part of a paragraph stands in quotation marks, so that nobody quoted is taken for the speaker."""

import re
from typing import NamedTuple

MASK_OPEN, MASK_CLOSE = "\u276e", "\u276f"
"""A masked quotation of n characters is this pair with n - 2 spaces between: offsets stay what they were."""

_MARK = re.compile(r"[\"“”„«»]")
_STARTS_QUOTED = re.compile(r"\s*[\"“„«]")
_CLOSERS = {"“": "”", "„": "“”", "«": "»", '"': '"'}
_BREAK = re.compile(
    rf"\n+|(?<=[.!?…{MASK_CLOSE}])(?<!\b[A-ZА-ЯІЇЄҐ]\.)(?<!\b(?:Mr|Ms|Dr|St)\.)(?<!\b(?:Mrs|Gov|Sen|Rep)\.)"
    rf"\s+(?=[A-ZА-ЯЁІЇЄҐ{MASK_OPEN}])"
)
_REACH = 4000
"""Characters of a paragraph looked at on either side of the sentence."""


class Paragraph(NamedTuple):
    """A paragraph with its quotations masked; the sentence is `masked[start:end]`. `spans`: the quotations."""

    masked: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]

    @property
    def sentence(self) -> str:
        return self.masked[self.start : self.end]

    @property
    def is_quoted(self) -> bool:
        """Whether nothing of the sentence stands outside quotation marks."""
        return bool(self.spans) and not any(letter.isalnum() for letter in self.sentence)


def read_paragraph(sentence: str, before: str, article: str) -> Paragraph:
    """The sentence's paragraph (one line of the clean text), masked."""
    head = before[max(before.rfind("\n") + 1, len(before) - _REACH) :]
    tail, below = _after(sentence, before, article)
    text = f"{head}{sentence}{tail}"
    spans = find_quotations(text, goes_on=bool(_STARTS_QUOTED.match(below)))
    return Paragraph(mask(text, spans), len(head), len(head) + len(sentence), tuple(spans))


def _after(sentence: str, before: str, article: str) -> tuple[str, str]:
    """What follows the sentence in its paragraph, and the beginning of the next paragraph."""
    start = len(before) if article.startswith(sentence, len(before)) else article.find(sentence)
    if start < 0 or not sentence:
        return "", ""
    start += len(sentence)
    end = article.find("\n", start, start + _REACH)
    if end < 0:
        return article[start : start + _REACH], ""
    return article[start:end], article[end : end + 20].lstrip("\n")


def mask_lines(text: str) -> str:
    """The text with the quotations of each of its lines masked."""
    return "\n".join(mask(line, find_quotations(line)) for line in text.split("\n"))


def find_quotations(text: str, *, goes_on: bool = False) -> list[tuple[int, int]]:
    """Spans (characters, marks included) of the quotations of one paragraph, in order.

    A mark that opens and never closes is no quotation, unless the next paragraph goes on with it. A mark that
    closes what was not opened ends a quotation that began before the text.
    """
    spans: list[tuple[int, int]] = []
    opened, depth, mark = -1, 0, ""
    for match in _MARK.finditer(text):
        character, at = match.group(), match.start()
        if opened < 0:
            if _opens(text, at, character):
                opened, depth, mark = at, 1, character
            elif character in "”»" and not spans and any(letter.isalnum() for letter in text[:at]):
                spans.append((0, at + 1))
        elif character in _CLOSERS[mark]:
            depth -= 1
            if depth == 0:
                spans.append((opened, at + 1))
                opened = -1
        elif character == mark == "«":
            depth += 1
        elif character == mark:
            opened = at
    if opened >= 0 and goes_on:
        spans.append((opened, len(text)))
    return spans


def _opens(text: str, at: int, character: str) -> bool:
    if character in "“„«":
        return True
    return character == '"' and (at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ",.!?"))


def mask(text: str, spans: list[tuple[int, int]]) -> str:
    """The same text, as long, with each span blank between mask marks."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += (text[done:start], MASK_OPEN, " " * (end - start - 2), MASK_CLOSE)
        done = end
    return "".join((*parts, text[done:])) if parts else text


def split_masked(text: str) -> list[str]:
    """The sentences of a masked text that say anything outside quotation marks, roughly cut, in order."""
    pieces = (piece.strip() for piece in _BREAK.split(text))
    return [piece for piece in pieces if any(letter.isalnum() for letter in piece)]
