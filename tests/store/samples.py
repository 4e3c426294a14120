"""Small articles, cut by paragraphs, for the tests of the stores."""

from datetime import datetime

from bot.model.article import PUBLIC, Article
from bot.model.passage import Passage, Sentence, passage_id
from bot.model.protocols import ArticleStore, StoredArticle

TALKS = "Talks began on Monday.\n\nThe port stays shut. Nobody knows why."


def cut(article: Article) -> tuple[Passage, ...]:
    """A passage per paragraph, one sentence each."""
    passages: list[Passage] = []
    end = -2
    for ordinal, paragraph in enumerate(article.text.split("\n\n")):
        start = end + 2
        end = start + len(paragraph)
        passages.append(
            Passage(
                id=passage_id(article.collection, article.id, ordinal),
                article_id=article.id,
                ordinal=ordinal,
                start=start,
                end=end,
                heading=f"Part {ordinal}" if ordinal else None,
                lead=(0, start) if ordinal else None,
                sentences=(Sentence(start, end, "item" if ordinal else "sentence", paragraph.lower()),),
            )
        )
    return tuple(passages)


def stored(article: Article, text_hash: str = "00ff") -> StoredArticle:
    """The article with its passages."""
    return StoredArticle(article, cut(article), text_hash)


def sample(
    article_id: str = "talks",
    *,
    text: str = TALKS,
    collection: str = PUBLIC,
    outlet: str | None = "The Harbour Post",
    published: datetime | None = None,
    text_hash: str = "00ff",
) -> StoredArticle:
    """One article, everything but the named left plain."""
    article = Article(id=article_id, text=text, collection=collection, outlet=outlet, published=published)
    return stored(article, text_hash)


async def read_all(store: ArticleStore, collection: str = PUBLIC, batch: int = 200) -> list[StoredArticle]:
    """Every article of a collection, in the order the store gives them."""
    return [one async for found in store.stored_articles(collection, batch) for one in found]
