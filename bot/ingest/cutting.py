"""What is made of an article's text before it is stored: passages, what an engine indexes, what copies are found by.

By far the most work of ingestion, and all of it needs nothing but the article: it is done beside the writing, in
processes of its own where there is much to do.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from bot.ingest.entries import make_entry
from bot.model.article import Article
from bot.model.hit import Entry
from bot.model.passage import ORDINAL_BITS, Passage
from bot.text.passages import cut_passages

if TYPE_CHECKING:
    from bot.ingest.near_wording import Wording

_MOST = 1 << ORDINAL_BITS
_RUN = 100
"""Characters, on average, that the runs have at least into which a long paragraph is cut."""


class Cut(NamedTuple):
    """Of one article: passages and entries in order, its wording and the keys of that."""

    passages: tuple[Passage, ...]
    entries: list[Entry]
    wording: "Wording"
    keys: tuple[int, ...]


def cut_article(article: Article) -> Cut:
    """Raises ReadError when the article has more passages than an id can number."""
    from bot.ingest.near import read_keys
    from bot.ingest.near_wording import read_wording

    passages = cut_passages(article)
    wording = read_wording(article.text)
    entries = [make_entry(article, passage) for passage in passages]
    return Cut(passages, entries, wording, read_keys(article.collection, article.id, wording))


def cut_articles(articles: Sequence[Article]) -> list[Cut]:
    """In order."""
    return [cut_article(article) for article in articles]


def check_length(article: Article) -> None:
    """Raises ReadError when the article has more passages than an id can number. Only of a text with very many lines or
    characters that needs a closer look: a passage begins a line, or is a run of a long one."""
    if article.text.count("\n") + len(article.text) // _RUN >= _MOST:
        cut_passages(article)
