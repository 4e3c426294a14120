"""Whether a story holds a word that a reader wants, or wants left out. Pure."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.text.stems import make_stemmer
from bot.text.stopwords import FRAME_WORDS, STOP_WORDS
from bot.text.tokens import TOKEN, fold
from bot.text.transliteration import is_cyrillic

_LEAST = 4
"""Letters of a Cyrillic word that is also looked for as it stands: a shorter one is rather another word's stem."""

_EMPTY = frozenset().union(*STOP_WORDS.values(), *FRAME_WORDS.values())
"""Words that say nothing about what is wanted, in any language: every story holds one of them."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
"""Without the last full stop, which is taken for that of a sentence: "U.S"."""


class WantedWord(NamedTuple):
    """A word as typed, in the parts that hyphens make of it. `parts`: the tokens that each may be in an article.

    `close`: they must follow each other, since one is a figure ("covid-19", "30-day"): figures stand in every story.
    Parts that are words may stand apart: "Trump-Putin" is also "Putin meets Trump".
    """

    parts: tuple[frozenset[str], ...]
    close: bool

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset().union(*self.parts)

    def stands_in(self, tokens: frozenset[str], sequence: Sequence[str]) -> bool:
        """`tokens`: of the story, each once; `sequence`: as they stand there."""
        if not self.parts or any(part.isdisjoint(tokens) for part in self.parts):
            return False
        return not self.close or self._follow_each_other(sequence)

    def _follow_each_other(self, sequence: Sequence[str]) -> bool:
        shifted = (sequence[place:] for place in range(len(self.parts)))
        return any(
            all(token in part for token, part in zip(tokens, self.parts, strict=True))
            for tokens in zip(*shifted, strict=False)
        )


@lru_cache(maxsize=20_000)
def read_word(typed: str, languages: frozenset[str]) -> WantedWord:
    """A word as people type it, for stories in these languages."""
    whole = f"{typed}." if _INITIALS.fullmatch(typed) else typed
    parts = [fold(part) for part in TOKEN.findall(whole)]
    close = len(parts) > 1 and any(part[0].isdigit() for part in parts)
    return WantedWord(tuple(_list_forms(part, languages or {"en"}) for part in parts), close)


def drop_light_words(words: Sequence[str]) -> list[str]:
    """Without those that stand in every story ("the war in Ukraine"), unless there are no others."""
    return list(filter(says_something, words)) or list(words)


def says_something(word: str) -> bool:
    """Whether a word tells one story from others; in capitals it does ("US", "WHO")."""
    return (len(word) > 1 and word.isupper()) or (bool(word) and fold(word) not in _EMPTY)


def _list_forms(folded: str, languages: Iterable[str]) -> frozenset[str]:
    """Its stems. Of a Cyrillic word also the stem's stem, and the word itself: where a noun ends like a verb, its
    nominative has another stem than its cases ("Киев": "ки", "Киева": "киев")."""
    forms: set[str] = set()
    for stem in map(make_stemmer, languages):
        forms.add(stem(folded))
        if len(folded) >= _LEAST and is_cyrillic(folded):
            forms.update((folded, stem(stem(folded))))
    return frozenset(forms)
