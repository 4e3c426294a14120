"""Words of a text, with their places.

One pattern for all languages: runs of letters and digits with inner apostrophes (п'ять, O'Brien), abbreviations
with full stops (U.S., e.g.), numbers with decimal and thousands marks (1,000.5), percent and currency signs.
Hyphens part words ("30-day", "Trump-Putin"), so that each part can be found.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_MARKS = "\u0300-\u036f"
_ACCENTS = re.compile(f"[{_MARKS}]")
_APOSTROPHES = "'\u2019\u02bc\u2018`"

TOKEN = re.compile(
    rf"""
      [A-Za-zА-яЁёІіЇїЄєҐґ]{{2,}}+(?=[ ,.\n])                # most words: found so at two thirds of the cost
    | (?:[^\W\d_]\.){{2,}}                                  # U.S.  e.g.  т.е.
    | \d+(?:[.,]\d+)+                                       # 1,000.5   3,5
    | [^\W_][^\W_{_MARKS}]*(?:[{_MARKS}][^\W_]*)*(?:[{_APOSTROPHES}][^\W_]+)*
    | [%$€£¥₽₴]
    """,
    re.VERBOSE,
)

FOLDED = 20_000
"""Words kept with what they fold to: the same ones come again and again."""

_SIGNS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "ruble", "₴": "hryvnia"}
_COUNTRY_LETTERS = {"us": "usa", "usa": "usa", "uk": "uk", "eu": "eu", "un": "un", "uae": "uae"}
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_STRESS = "\u0301"


class Token(NamedTuple):
    """A word as written: `text == source[start:end]`, characters."""

    text: str
    start: int
    end: int


def find_tokens(text: str) -> Iterator[Token]:
    """The words of `text`, in order."""
    for match in TOKEN.finditer(text):
        yield Token(match.group(), match.start(), match.end())


@lru_cache(maxsize=FOLDED)
def fold(word: str) -> str:
    """A word as it is compared: casefolded, NFKC, Latin without accents, ё as е, one kind of apostrophe, no 's.

    Country initials keep their own form ("US", "U.S." -> "usa"), so that they never meet the pronoun "us".
    """
    if word.isascii() and word.isalpha() and not (len(word) <= 3 and word.isupper()):
        return word.lower()
    return _fold_other(word)


def _fold_other(word: str) -> str:
    if word in _SIGNS:
        return _SIGNS[word]
    if word[0].isdigit():
        return _fold_number(word)
    letters = word.replace(".", "")
    if letters.isupper() and letters.lower() in _COUNTRY_LETTERS:
        return _COUNTRY_LETTERS[letters.lower()]
    folded = _without_accents(unicodedata.normalize("NFKC", letters)).casefold()
    for mark in _APOSTROPHES[1:]:
        folded = folded.replace(mark, "'")
    return _without_spaces(folded).removesuffix("'s") or word


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    if "\u0400" <= word[0] <= "\u04ff":
        return word.replace(_STRESS, "").replace("ё", "е").replace("Ё", "Е")
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", word)))


def _without_spaces(word: str) -> str:
    """NFKC writes some single characters as several words (U+FDFA); a token is always one."""
    return "".join(word.split())


def _fold_number(word: str) -> str:
    if _THOUSANDS.fullmatch(word):
        return word.replace(",", "")
    if "," in word and word.count(",") == 1 and "." not in word:
        return word.replace(",", ".")
    return _without_spaces(unicodedata.normalize("NFKC", word).casefold())
