"""Is this the same article, a new version of it, or the same text under another id? Pure."""

import re
from hashlib import blake2b
from typing import NamedTuple

from bot.model.article import Article
from bot.model.report import Outcome

HASH_LENGTH = 32
"""Characters of a text hash (hex): the first part of a fingerprint."""

_WORD = re.compile(r"[^\W_]+")


class Decision(NamedTuple):
    """What becomes of an article; `of` is the id that already holds its text, for a duplicate only."""

    outcome: Outcome
    of: str | None = None


def text_hash(text: str) -> str:
    """32 hex digits: BLAKE2b of the text's runs of letters and digits, case folded, joined by one space.

    Copies that differ only in case, punctuation or white space have the same hash.
    """
    words = " ".join(_WORD.findall(text.casefold()))
    return blake2b(words.encode(), digest_size=HASH_LENGTH // 2).hexdigest()


def fingerprint(article: Article) -> str:
    """48 hex digits: the text hash, then 16 of everything the article holds (exact text, metadata, path).

    This is what `StoredArticle.text_hash` keeps, so that a corrected title or comma counts as an update too.
    """
    exact = blake2b(article.model_dump_json().encode(), digest_size=8).hexdigest()
    return text_hash(article.text) + exact


def text_part(mark: str) -> str:
    """The text hash inside a fingerprint."""
    return mark[:HASH_LENGTH]


def decide(known: str | None, mark: str, holder: str | None) -> Decision:
    """`mark` is the article's fingerprint, `known` the one that is stored under its id, `holder` the id that holds its
    text.

    An id that is known is never a duplicate: it is unchanged or updated, also to a text that another id holds.
    """
    if known is not None:
        return Decision("unchanged" if known == mark else "updated")
    return Decision("new") if holder is None else Decision("duplicate", of=holder)
