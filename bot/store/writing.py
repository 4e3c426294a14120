"""What changes rows, each a plain function of a connection inside a transaction."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert

from bot.model.protocols import StoredArticle
from bot.store.checked import checked
from bot.store.rows import Values, compose_article_row, compose_passage_row
from bot.store.tables import articles, passages

_DELETE = delete(articles).where(articles.c.collection == bindparam("of"), articles.c.id == bindparam("article_id"))
_INSERT = insert(articles).returning(articles.c.key, articles.c.collection, articles.c.id)


class Prepared(NamedTuple):
    """One article as rows; the passages get their article's key when it is known."""

    article: Values
    passages: list[Values]


def prepare(stored: Iterable[StoredArticle]) -> list[Prepared]:
    """Checks and encodes; of one id given twice the last stays. Raises StoreError for what cannot be stored."""
    latest = {(one.article.collection, one.article.id): checked(one) for one in stored}
    return [Prepared(compose_article_row(one), [*map(compose_passage_row, one.passages)]) for one in latest.values()]


def replace(connection: Connection, prepared: Sequence[Prepared]) -> None:
    """Deletes first: it takes the write lock before anything is read, and the old passages go with their article."""
    if not prepared:
        return
    rows = [one.article for one in prepared]
    connection.execute(_DELETE, [{"of": row["collection"], "article_id": row["id"]} for row in rows])
    keys = {(row.collection, row.id): row.key for row in connection.execute(_INSERT, rows)}
    cut: list[Values] = []
    for article, its_passages in prepared:
        key = keys[article["collection"], article["id"]]
        cut.extend({"article": key, **row} for row in its_passages)
    if cut:
        connection.execute(insert(passages), cut)


def remove(connection: Connection, collection: str, ids: Sequence[str]) -> None:
    """See `ArticleStore.remove`; the passages go with their articles."""
    if ids:
        connection.execute(_DELETE, [{"of": collection, "article_id": article_id} for article_id in ids])
