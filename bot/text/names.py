"""Names: words written with a capital where grammar alone would not ask for one."""

import re
from collections.abc import Iterator, Sequence

from bot.text.tokens import TOKEN

_OPENS = re.compile(r"(?:^|[.!?…:\n][\"”»’)]?|[—–]|(?:^|\s)-)\s*$|[\"“„«(\[]$")
"""What stands before a word that opens a sentence, a quotation or a remark (seen: the four characters before it)."""


def is_capitalised(word: str) -> bool:
    """Begins with a capital letter ("Grushko", "NATO"); digits and lower case do not."""
    return word[:1].isupper()


def find_names(text: str, tokens: Sequence[str] | None = None) -> list[str]:
    """Capitalised words, as written, that do not open a sentence or quotation; all-capital words anywhere. In order.

    `tokens`: what `TOKEN.findall` gives of the text, where that is at hand.
    """
    return list(read_names(text, tokens))


def read_names(text: str, tokens: Sequence[str] | None = None) -> Iterator[str]:
    """As `find_names`, for those who need only the first ones."""
    end = 0
    for word in TOKEN.findall(text) if tokens is None else tokens:
        if word.islower():  # nothing that is looked for below can stand in it
            continue
        start = text.find(word, end)
        end = start + len(word)
        if not word[0].isupper():
            continue
        if (len(word) > 1 and word.isupper()) or not _OPENS.search(text[max(0, start - 4) : start]):
            yield word
