"""What an engine indexes of a passage. Rebuilt from the store's article and passage alone."""

from functools import lru_cache

from bot.model.article import Article
from bot.model.hit import Entry
from bot.model.passage import Passage
from bot.text.analysis import analyze
from bot.text.names import find_names
from bot.text.tokens import TOKEN


def make_entry(article: Article, passage: Passage) -> Entry:
    """The index entry of one passage; the title's and outlet's tokens come with every passage of the article."""
    text = article.text[passage.start : passage.end]
    tokens = TOKEN.findall(text)
    return Entry(
        passage_id=passage.id,
        article_id=article.id,
        title=_short_tokens(article.title or "", article.language),
        outlet_tokens=_short_tokens(article.outlet or "", article.language),
        heading=_short_tokens(passage.heading or "", article.language),
        body=tuple(" ".join([sentence.terms for sentence in passage.sentences]).split()),
        words=frozenset(map(str.casefold, tokens)),
        names=frozenset(find_names(text, tokens)),
        published=int(article.published.timestamp()) if article.published else None,
        outlet=article.outlet,
        language=article.language,
    )


@lru_cache(maxsize=4096)
def _short_tokens(text: str, language: str) -> tuple[str, ...]:
    return tuple(analyze(text, language))
