"""Passages and their sentences: spans of one article's clean text."""

from hashlib import blake2b
from typing import Literal, NamedTuple

from bot.model.article import ArticleHead
from bot.model.base import Noun

ORDINAL_BITS = 12
"""Passages an article may have: 4 096 (about 400 000 words); longer articles are refused when read."""

SentenceKind = Literal["sentence", "item", "lead"]


class Sentence(NamedTuple):
    """A span of the article's clean text (characters), made once at ingestion.

    `kind`: 'sentence' of a paragraph, 'item' of a list, 'lead' the sentence that introduces the list below it.
    `terms`: the analyzer's tokens, space-joined, in order, stop words included.
    """

    start: int
    end: int
    kind: SentenceKind
    terms: str


class Passage(Noun):
    """A span of one article's clean text: a paragraph, or a run of sentences of about 100 words, or a list.

    `start` and `end` are characters of the article's text. `heading` is the nearest heading above (without
    marks), context only. `sentences` are in order and lie inside the span. A list's passage begins with its
    'lead' sentence where that stands directly above; when the list was too long and was cut, `lead` gives the
    span of that sentence in the same article.
    """

    id: int
    article_id: str
    ordinal: int
    start: int
    end: int
    heading: str | None = None
    lead: tuple[int, int] | None = None
    sentences: tuple[Sentence, ...] = ()


class Found(NamedTuple):
    """A passage as the store returns it for a hit: with its text (`article.text[start:end]`) and its article's head."""

    passage: Passage
    text: str
    article: ArticleHead


def passage_id(collection: str, article_id: str, ordinal: int) -> int:
    """The id of the `ordinal`-th (0-based) passage of an article: 51 bits of BLAKE2b, then 12 bits of ordinal.

    The same on every machine and in every engine, fits SQLite's and tantivy's signed 64-bit integers, and keeps
    the passages of an article together and in order.
    """
    digest = blake2b(f"{collection}\0{article_id}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> (64 - 51) << ORDINAL_BITS) | ordinal
