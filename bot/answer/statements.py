"""What a sentence states: its content words in order, without attribution ("..., the ministry said") and asides."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from bot.answer.candidates import Candidate
from bot.text.analysis import analyze
from bot.text.names import find_names
from bot.text.stems import make_stemmer
from bot.text.stopwords import STOP_WORDS

_ATTRIBUTION = re.compile(
    r"^according to [^,]*,|,? according to .*$"
    r"|,[”»\"]? (?:[^,“«\"]* )?(?:said|says|told|reported|announced|added|ha(?:s|ve) learn(?:ed|t))\b[^“«\"]*$"
    r"|^[^“«\"]*\b(?:said|says|told|added|сказал\w*|заявил\w*|сказа\w+|заяви\w+)[^“«\"]*:\s*(?=[“«\"])"
    r"|^(?:по данным|по словам|за даними|за словами) [^,]*,"
    r"|,[”»\"]? (?:[—–-] )?(?:по данным|по словам|как |за даними|за словами|як |сообщил|заявил|сказал|повідоми|заяви"
    r"|сказа)[^“«\"]*$",
    re.IGNORECASE | re.DOTALL,
)
_ASIDE = re.compile(r"(?<=\w), (?:the|an?|one of|who|which|whose)\b[^,“”«»\"]{3,100},(?= \w)")
"""What is put between commas to introduce a person: ", the chief engineer of the dam,"."""
_FEW = 2
"""Content words below which what is left without the attribution states nothing ("This is wrong, he said.")."""


class Statement(NamedTuple):
    """`text` as written; `tokens`: content stems in order; `names`: the stems that its passage writes as names."""

    text: str
    language: str
    tokens: tuple[str, ...]
    passage: str

    @property
    def names(self) -> frozenset[str]:
        return passage_names(self.passage, self.language)


def read_statement(candidate: Candidate) -> Statement:
    """The statement of a candidate; the whole sentence where nothing would be left without."""
    found = candidate.ranked.found
    return _read(candidate.text, candidate.tokens, found.article.language, found.text)


def make_statement(text: str, language: str, passage: str) -> Statement:
    """The statement of a sentence that was no candidate; `passage`: where it stands."""
    return _read(text, tuple(analyze(text, language)), language, passage)


@lru_cache(maxsize=4096)
def _read(text: str, tokens: tuple[str, ...], language: str, passage: str) -> Statement:
    said = _ASIDE.sub("", _ATTRIBUTION.sub("", text))
    left = _content(tuple(analyze(said, language)) if said != text else tokens, language)
    if said != text and len(left) < _FEW:
        return Statement(text, language, _content(tokens, language), passage)
    return Statement(said, language, left, passage)


def _content(tokens: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Without stop words and single letters."""
    stop = stop_tokens(language)
    return tuple(token for token in tokens if token not in stop and (len(token) > 1 or token.isdigit()))


@lru_cache(maxsize=4096)
def passage_names(passage: str, language: str) -> frozenset[str]:
    """The stems of the words that a passage writes with a capital inside a sentence, stop words left out."""
    return frozenset(analyze(" ".join(find_names(passage)), language)) - stop_tokens(language)


@cache
def stop_tokens(language: str) -> frozenset[str]:
    """The stop words of a language, and their stems."""
    words = STOP_WORDS.get(language, STOP_WORDS["en"])
    stem = make_stemmer(language)
    return words | frozenset(stem(word) for word in words)
