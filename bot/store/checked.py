"""What every store refuses, so that all of them keep and refuse the same articles."""

from collections.abc import Iterable
from datetime import UTC

from bot.model.article import Article
from bot.model.errors import StoreError
from bot.model.passage import Passage
from bot.model.protocols import StoredArticle


def checked(stored: StoredArticle) -> StoredArticle:
    """The article as a store keeps it: `published` in UTC, passages by ordinal.

    Raises StoreError for what cannot be kept exactly: a lone surrogate in any text of the article (it has no
    UTF-8 form), a NUL character in the clean text (SQL's substr ends there), a date that falls outside the years
    1 to 9999 in UTC, and passages of another article, outside its text, or with an ordinal twice.
    """
    article = stored.article
    _check_strings(article, stored.text_hash)
    passages = tuple(sorted(stored.passages, key=lambda passage: passage.ordinal))
    _check_passages(article, passages)
    return StoredArticle(_in_utc(article), passages, stored.text_hash)


def is_utf8(text: str) -> bool:
    """Whether a database can hold the text at all: no lone surrogates (a shell's undecodable bytes, for one)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _check_strings(article: Article, text_hash: str) -> None:
    if "\0" in article.text:
        raise _refusal(article, "its text holds a NUL character")
    fields: Iterable[str | None] = (
        article.text,
        article.id,
        article.collection,
        article.title,
        article.outlet,
        article.url,
        article.path,
        article.language,
        text_hash,
        *article.authors,
        *article.inferred,
    )
    if not all(is_utf8(field) for field in fields if field):
        raise _refusal(article, "it holds a lone surrogate, which UTF-8 cannot write")


def _check_passages(article: Article, passages: tuple[Passage, ...]) -> None:
    length = len(article.text)
    before = -1
    for passage in passages:
        if passage.article_id != article.id:
            raise _refusal(article, f"a passage of {passage.article_id!r} came with it")
        if passage.ordinal == before:
            raise _refusal(article, f"two of its passages have the ordinal {before}")
        if not 0 <= passage.start <= passage.end <= length:
            raise _refusal(article, f"passage {passage.ordinal} lies outside its text")
        before = passage.ordinal


def _in_utc(article: Article) -> Article:
    if article.published is None or article.published.tzinfo is UTC:
        return article
    try:
        return article.model_copy(update={"published": article.published.astimezone(UTC)})
    except OverflowError:
        raise _refusal(article, "its date falls outside the years 1 to 9999 in UTC") from None


def _refusal(article: Article, reason: str) -> StoreError:
    return StoreError(f"article {article.id!r} cannot be stored: {reason}", article=ascii(article.id), reason=reason)
