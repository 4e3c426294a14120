"""What changes rows, each a plain function of a connection inside a transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert

from bot.model.near import Near
from bot.model.protocols import StoredArticle
from bot.store.checked import checked
from bot.store.near import insert_near
from bot.store.rows import Values, compose_article_row, compose_passage_row
from bot.store.sqlite import begin_writing
from bot.store.tables import articles, echoes, passages
from bot.store.versions import forget_versions, keep_replaced

NearByArticle = Mapping[tuple[str, str], Near]
"""By collection and id."""

_DELETE = delete(articles).where(articles.c.collection == bindparam("of"), articles.c.id == bindparam("article_id"))
_UNECHO = delete(echoes).where(echoes.c.collection == bindparam("of"), echoes.c.id == bindparam("article_id"))
_INSERT = insert(articles).returning(articles.c.key, articles.c.collection, articles.c.id)


class Prepared(NamedTuple):
    """One article as rows; the passages get their article's key when it is known."""

    article: Values
    passages: list[Values]


def prepare(stored: Iterable[StoredArticle]) -> list[Prepared]:
    """Checks and encodes; of one id given twice the last stays. Raises StoreError for what cannot be stored."""
    latest = {(one.article.collection, one.article.id): checked(one) for one in stored}
    return [Prepared(compose_article_row(one), [*map(compose_passage_row, one.passages)]) for one in latest.values()]


def replace(connection: Connection, prepared: Sequence[Prepared], near: NearByArticle, now: datetime) -> None:
    """Deletes before it inserts: old passages, keys, links and echoes go with their article; its old text stays."""
    if not prepared:
        return
    begin_writing(connection)
    rows = [one.article for one in prepared]
    for row in rows:
        keep_replaced(connection, row["collection"], row["id"], row["text"], now)
    named = [{"of": row["collection"], "article_id": row["id"]} for row in rows]
    connection.execute(_DELETE, named)
    connection.execute(_UNECHO, named)
    keys = {(row.collection, row.id): row.key for row in connection.execute(_INSERT, rows)}
    cut: list[Values] = []
    for article, its_passages in prepared:
        key = keys[article["collection"], article["id"]]
        cut.extend({"article": key, **row} for row in its_passages)
    if cut:  # in the table's order, so that each of its pages is written once
        connection.execute(insert(passages), sorted(cut, key=itemgetter("id")))
    _insert_near(connection, keys, near)


def _insert_near(connection: Connection, keys: Mapping[tuple[str, str], int], near: NearByArticle) -> None:
    """Collection by collection: no link leads from one to another."""
    by_collection: dict[str, dict[str, tuple[int, Near]]] = {}
    for (collection, article_id), key in keys.items():
        if (found := near.get((collection, article_id))) is not None:
            by_collection.setdefault(collection, {})[article_id] = (key, found)
    for collection, found_there in by_collection.items():
        insert_near(connection, collection, found_there)


def remove(connection: Connection, collection: str, ids: Sequence[str]) -> None:
    """See `ArticleStore.remove`; passages, keys and links go with their articles."""
    if ids:
        named = [{"of": collection, "article_id": article_id} for article_id in ids]
        connection.execute(_DELETE, named)
        connection.execute(_UNECHO, named)
        forget_versions(connection, collection, ids)
