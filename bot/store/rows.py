"""Nouns to rows and back. Rows were checked when they were written, so reading them validates nothing again."""

import json
from collections.abc import Sequence
from typing import Any

from pydantic_core import from_json

from bot.model.article import Article, ArticleHead
from bot.model.passage import Passage, Sentence
from bot.model.protocols import StoredArticle
from bot.store.tables import articles, passages
from bot.store.times import compose_time, read_time

PASSAGE_COLUMNS = (
    passages.c.id,
    passages.c.ordinal,
    passages.c.start,
    passages.c.end,
    passages.c.heading,
    passages.c.lead,
    passages.c.sentences,
)
HEAD_COLUMNS = (
    articles.c.id,
    articles.c.collection,
    articles.c.title,
    articles.c.outlet,
    articles.c.published,
    articles.c.url,
    articles.c.path,
    articles.c.language,
    articles.c.inferred,
)
ARTICLE_COLUMNS = (*HEAD_COLUMNS, articles.c.authors, articles.c.text)
"""What a SELECT must name, in this order, for the reading functions below."""

Values = dict[str, Any]
"""Column name -> value, as executemany takes it."""


def compose_article_row(stored: StoredArticle) -> Values:
    """One row of `articles`, without its key."""
    article = stored.article
    return {
        "collection": article.collection,
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": compose_time(article.published),
        "url": article.url,
        "path": article.path,
        "language": article.language,
        "authors": _to_json(article.authors),
        "inferred": _to_json(article.inferred),
        "text_hash": stored.text_hash,
        "text": article.text,
    }


def compose_head_row(head: ArticleHead) -> Values:
    """An article's head as the columns of `echoes`, without the key of the article that holds its text."""
    return {
        "collection": head.collection,
        "id": head.id,
        "title": head.title,
        "outlet": head.outlet,
        "published": compose_time(head.published),
        "url": head.url,
        "path": head.path,
        "language": head.language,
        "inferred": _to_json(head.inferred),
    }


def compose_passage_row(passage: Passage) -> Values:
    """One row of `passages`, without its article's key."""
    return {
        "id": passage.id,
        "ordinal": passage.ordinal,
        "start": passage.start,
        "end": passage.end,
        "heading": passage.heading,
        "lead": None if passage.lead is None else _to_json(passage.lead),
        "sentences": _to_json(passage.sentences),
    }


def read_article(row: Sequence[Any]) -> Article:
    """From the columns of `ARTICLE_COLUMNS`."""
    *head, authors, text = row
    return Article.model_construct(authors=_read_strings(authors), text=text, **_head_values(head))


def read_head(row: Sequence[Any]) -> ArticleHead:
    """From the columns of `HEAD_COLUMNS`."""
    return ArticleHead.make_checked(_head_values(row))


def read_passage(row: Sequence[Any], article_id: str) -> Passage:
    """From the columns of `PASSAGE_COLUMNS`."""
    passage_id, ordinal, start, end, heading, lead, sentences = row
    return Passage.make_checked(
        {
            "id": passage_id,
            "article_id": article_id,
            "ordinal": ordinal,
            "start": start,
            "end": end,
            "heading": heading,
            "lead": None if lead is None else tuple(from_json(lead)),
            "sentences": tuple([Sentence(*sentence) for sentence in from_json(sentences)]),
        }
    )


def _head_values(row: Sequence[Any]) -> Values:
    article_id, collection, title, outlet, published, url, path, language, inferred = row
    return {
        "id": article_id,
        "collection": collection,
        "title": title,
        "outlet": outlet,
        "published": read_time(published),
        "url": url,
        "path": path,
        "language": language,
        "inferred": _read_strings(inferred),
    }


def _read_strings(value: str) -> tuple[str, ...]:
    return () if value == "[]" else tuple(from_json(value))


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
