"""Which standing questions an article may answer otherwise: the others need not be asked again when it comes. Pure."""

from collections.abc import Iterable, Set

from bot.digest.worth_telling import count_needed
from bot.model.article import Article
from bot.model.query import Query
from bot.text.analysis import analyze


def read_words(article: Article) -> frozenset[str]:
    """The tokens of title and text."""
    return frozenset(analyze(f"{article.title or ''}\n{article.text}", article.language))


def may_concern(query: Query, articles: Iterable[Set[str]]) -> bool:
    """Whether one of the articles, given by its words, holds as much of the question as a claim must that is told.

    A question that nobody could read then, or that was read otherwise than typed, may be read in another way now that
    there are articles with its words.
    """
    if not query.terms or query.corrections or query.unknown:
        return True
    needed = count_needed(query)
    return any(sum(not term.tokens.isdisjoint(words) for term in query.terms) >= needed for words in articles)
