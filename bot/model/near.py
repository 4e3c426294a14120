"""Near-duplicates: articles with nearly the same text (wire copy in several outlets). What is kept of them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from bot.model.article import Article, ArticleHead


class Copy(NamedTuple):
    """An article that another one is a near-duplicate of, with the `text_hash` it had when the two were compared.

    `likeness`: the Jaccard index of their shingles, above 0 and at most 1.
    """

    article_id: str
    text_hash: str
    likeness: float


class Near(NamedTuple):
    """What is kept of one article: the keys by which its near-duplicates find it (signed 64-bit integers, which hold
    the collection's name too), and those that were found."""

    keys: tuple[int, ...]
    copies: tuple[Copy, ...] = ()


class Echo(NamedTuple):
    """An article that is not stored, because `of` holds its very text: it is named, so that both outlets are."""

    head: ArticleHead
    of: str


class Alike(NamedTuple):
    """An article that shares keys with another: whether it is a near-duplicate is still to be seen."""

    article_id: str
    text_hash: str
    shared: int


class Unmarked(NamedTuple):
    """An article of which no keys are kept: it was stored by an older version of this program."""

    article: Article
    text_hash: str


class CopyStore(Protocol):
    """Which articles are near-duplicates of each other. Raises StoreError when the database cannot be used.

    Nothing of one collection is seen through another. Keys and links go with their article, and with its text: an
    article that is replaced has those it was replaced with.
    """

    async def alike(self, collection: str, keys: Sequence[Sequence[int]]) -> list[list[Alike]]:
        """For each list of keys the articles that share some of them, those that share the most first, at most
        `MOST_ALIKE`. Of each key only the `LOOKED_AT` articles stored last are looked at, so that a search among
        thousands of alike ones (a daily bulletin) costs no more than another."""

    async def of_articles(self, collection: str, ids: Sequence[str]) -> dict[str, list[ArticleHead]]:
        """The echoes and the near-duplicates of each article, the most alike first, then by id; without any it is
        left out. Links go both ways."""

    async def echo(self, collection: str, echoes: Sequence[Echo]) -> None:
        """Keeps the heads of articles whose very text a stored one holds; one that is known takes the new head. Those
        whose holder is not there, and those that are stored themselves, are left out. They go with their holder, and
        with its text."""

    async def unmarked(self, collection: str, at_most: int) -> list[Unmarked]:
        """Articles of which no keys are kept, those stored last first."""

    async def has_unmarked(self, collection: str) -> bool:
        """Whether there are any, told by the oldest article alone: only an older version stored such articles, before
        all others, and they are marked from the newest on. Asking each article takes half a second at 100 000."""

    async def mark(self, collection: str, marks: Mapping[str, Near], hashes: Mapping[str, str]) -> None:
        """Keys and links of stored articles, by id, all or none; `hashes`: the `text_hash` each had when it was read.
        Articles that have changed or gone meanwhile, also as the other end of a link, are left out."""


LOOKED_AT = 32
"""Articles of one key that a search looks at: copies of a text come within days of each other."""
MOST_ALIKE = 32
"""Articles that one search compares exactly."""
