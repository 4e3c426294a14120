"""The words of a question that ask for something, and which of them are names."""

import re
from typing import NamedTuple

from bot.text.stopwords import FRAME_WORDS, STOP_WORDS
from bot.text.tokens import find_tokens, fold


class Word(NamedTuple):
    """A word of the question: as typed, folded, its place (characters), and whether it is written as a name."""

    text: str
    folded: str
    start: int
    end: int
    name: bool


def choose_words(question: str, language: str) -> list[Word]:
    """The content words in order; the stop words themselves when there is nothing else; [] without any word."""
    words = [word for word in _read_words(question, language) if not _is_measure(question, word)]
    stop = STOP_WORDS.get(language, frozenset())
    frame = FRAME_WORDS.get(language, frozenset())
    content = [word for word in words if word.folded not in stop or word.name]
    asked = [word for word in content if word.folded not in frame or word.name]
    return _once(asked or content or words or _read_words(question, language))


def _read_words(question: str, language: str) -> list[Word]:
    tokens = list(find_tokens(question))
    shouted = question.isupper()
    titled = _is_titled([token.text for token in tokens])
    words = []
    for number, token in enumerate(tokens):
        folded = fold(token.text.lower() if shouted and len(token.text) > 3 else token.text)
        capital = token.text[0].isupper() and not shouted and not titled
        words.append(
            Word(token.text, folded, token.start, token.end, capital and _is_name(number, token.text, folded, language))
        )
    return words


_MEASURE = re.compile(
    r"\bhow (?:long|old|far|tall|high|deep|wide|large|big|fast|often|heavy)\b|\bsince when\b", re.IGNORECASE
)


def _is_measure(question: str, word: Word) -> bool:
    """ "long" of "how long": it asks for a measure, which the answer gives without the word."""
    return any(match.start() < word.start < match.end() for match in _MEASURE.finditer(question))


def _is_name(number: int, text: str, folded: str, language: str) -> bool:
    """A capital inside the question makes a name; at its beginning only initials or a word that is no stop word."""
    if folded in STOP_WORDS.get(language, frozenset()):
        return False
    return number > 0 or (len(text) > 1 and text.isupper())


def _is_titled(words: list[str]) -> bool:
    """Every Word Written Big, as in a headline: then capitals say nothing."""
    long = [word for word in words if len(word) > 3 and word.isalpha()]
    return len(long) > 3 and all(word[0].isupper() for word in long)


def _once(words: list[Word]) -> list[Word]:
    seen: dict[str, Word] = {}
    for word in words:
        seen.setdefault(word.folded, word)
    return list(seen.values())
