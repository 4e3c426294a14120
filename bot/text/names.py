"""Names: words written with a capital where grammar alone would not ask for one."""

import re

from bot.text.tokens import TOKEN

_OPENS = re.compile(r"(?:^|[.!?…:\n][\"”»’)]?|[—–]|(?:^|\s)-)\s*$|[\"“„«(\[]$")
"""What stands before a word that opens a sentence, a quotation or a remark (seen: the four characters before it)."""


def is_capitalised(word: str) -> bool:
    """Begins with a capital letter ("Grushko", "NATO"); digits and lower case do not."""
    return word[:1].isupper()


def find_names(text: str) -> list[str]:
    """Capitalised words, as written, that do not open a sentence or quotation; all-capital words anywhere. In order."""
    names: list[str] = []
    for match in TOKEN.finditer(text):
        word = match.group()
        if not word[0].isupper():
            continue
        before = text[max(0, match.start() - 4) : match.start()]
        if (len(word) > 1 and word.isupper()) or not _OPENS.search(before):
            names.append(word)
    return names
