"""Which standing questions an article may answer otherwise: the others need not be asked again when it comes. Pure."""

from collections.abc import Iterable, Set
from typing import NamedTuple

from bot.digest.worth_telling import count_needed, find_held, holds_enough
from bot.model.article import Article
from bot.model.query import Query
from bot.text.analysis import analyze


class Words(NamedTuple):
    """The tokens of an article: of all of it, and of each paragraph with the title."""

    everything: Set[str]
    paragraphs: tuple[Set[str], ...]


def read_words(article: Article) -> Words:
    """Of title and text."""
    title = frozenset(analyze(article.title or "", article.language))
    paragraphs = tuple(title | set(analyze(one, article.language)) for one in article.text.split("\n\n"))
    return Words(title.union(*paragraphs), paragraphs)


def may_concern(query: Query, articles: Iterable[Words]) -> bool:
    """Whether one of the articles holds as much of the question as a claim must that is told (`worth_telling.py`).

    A question that nobody could read then, or that was read otherwise than typed, may be read in another way now that
    there are articles with its words.
    """
    if not query.terms or query.corrections or query.unknown:
        return True
    return any(_may_answer(query, words) for words in articles)


def _may_answer(query: Query, words: Words) -> bool:
    held, needed = find_held(query.terms, words.everything), count_needed(query)
    if not holds_enough(query, held, held):
        return False
    return any(len(find_held(query.terms, one)) >= needed for one in words.paragraphs)
