"""Articles: what a reader hands over, and what the store keeps."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from bot.model.base import Noun

PUBLIC = "public"
"""The collection every article is in unless said otherwise."""


class RawArticle(Noun):
    """One article as a reader found it: text not yet cleaned, metadata as stated, None where the file is silent.

    `inferred` names fields that the reader itself guessed (trafilatura's dates, say) rather than read.
    """

    text: str
    path: str | None = None
    line: int | None = Field(default=None, description="1-based line of a .jsonl file")
    markup: str = Field(default="plain", description="'plain', 'markdown' or 'extracted' (HTML, PDF)")
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: AwareDatetime | None = None
    url: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()


class Article(Noun):
    """One news item. Every offset in the project counts characters (code points) of `text`.

    `published` is UTC-aware or None when unknown; it is never guessed from a file's modification time.
    `title`, `outlet` None mean unknown. `inferred` names the fields that were guessed, not read.
    """

    id: str
    text: str
    collection: str = PUBLIC
    title: str | None = None
    outlet: str | None = None
    published: AwareDatetime | None = None
    url: str | None = None
    path: str | None = None
    language: Annotated[str, Field(min_length=2)] = "en"
    authors: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()


class ArticleHead(Noun):
    """An article without its text: what a hit, a source line or a list needs."""

    id: str
    collection: str = PUBLIC
    title: str | None = None
    outlet: str | None = None
    published: AwareDatetime | None = None
    url: str | None = None
    path: str | None = None
    language: str = "en"
    inferred: tuple[str, ...] = ()


_HEAD_FIELDS = frozenset(ArticleHead.model_fields)


def make_head(article: Article) -> ArticleHead:
    """The article without its text. Not validated again: the article was."""
    return ArticleHead.model_construct(**{name: value for name, value in article if name in _HEAD_FIELDS})
