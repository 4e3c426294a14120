"""Near-duplicates in a database: their keys and links, each statement in a plain function of a connection."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from pydantic_core import from_json
from sqlalchemy import Connection, bindparam, exists, literal, select, union_all

from bot.model.article import ArticleHead
from bot.model.near import LOOKED_AT, MOST_ALIKE, Alike, Copy, Echo, Near, Unmarked
from bot.store.checked import is_utf8
from bot.store.database import Database
from bot.store.rows import ARTICLE_COLUMNS, HEAD_COLUMNS, compose_head_row, read_article, read_head
from bot.store.sqlite import as_json_list, begin_writing, ids_parameter, insert_new, insert_or_replace, wanted_ids
from bot.store.tables import articles, echoes, near_keys, near_links

T = TypeVar("T")

_AT_ONCE = 500
"""Ids or keys in one statement."""

_WANTED = wanted_ids()
_NEWEST = (
    select(near_keys.c.article)
    .where(near_keys.c.key == _WANTED.c.value)
    .order_by(near_keys.c.article.desc())
    .limit(LOOKED_AT)
    .correlate(_WANTED)
    .subquery("newest")
)
_LOOK = select(
    _WANTED.c.value, select(as_json_list(_NEWEST.c.article)).correlate(_WANTED).scalar_subquery()
).select_from(_WANTED)
_KEYED = wanted_ids()
_NAMES = select(articles.c.key, articles.c.collection, articles.c.id, articles.c.text_hash).select_from(
    _KEYED.join(articles, articles.c.key == _KEYED.c.value)
)
"""Of whatever collection: asked for one, SQLite would go through all of its articles, and through the keys for each."""
_OF_IDS = (articles.c.collection == bindparam("of"), articles.c.id.in_(bindparam("ids", expanding=True)))
_KEYS = select(articles.c.id, articles.c.key, articles.c.text_hash).where(*_OF_IDS)
_OTHER = articles.alias("other_article")
_OF_COPIES = union_all(
    *(
        select(articles.c.id, -near_links.c.likeness, *(_OTHER.c[column.name] for column in HEAD_COLUMNS))
        .select_from(articles.join(near_links, mine == articles.c.key).join(_OTHER, _OTHER.c.key == theirs))
        .where(*_OF_IDS, _OTHER.c.collection == bindparam("of"))
        for mine, theirs in (
            (near_links.c.article, near_links.c.other),
            (near_links.c.other, near_links.c.article),
        )
    ),
    select(articles.c.id, literal(-1.0), *(echoes.c[column.name] for column in HEAD_COLUMNS))
    .select_from(articles.join(echoes, echoes.c.article == articles.c.key))
    .where(*_OF_IDS, echoes.c.collection == bindparam("of")),
)
"""Id of an article, minus the likeness of a copy (an echo has the very text), the copy's head."""
_WITHOUT_KEYS = (
    select(articles.c.key)
    .where(articles.c.collection == bindparam("of"), ~exists().where(near_keys.c.article == articles.c.key))
    .order_by(articles.c.key.desc())
    .limit(bindparam("at_most"))
)
"""Found in two indexes alone: asking for texts here would read every article of the collection."""
_OLDEST = (
    select(exists().where(near_keys.c.article == articles.c.key))
    .where(articles.c.collection.concat("") == bindparam("of"))
    .order_by(articles.c.key)
    .limit(1)
)
"""Concatenated, so that SQLite takes the first row of the table and does not sort the keys of an index."""
_UNMARKED = (
    select(articles.c.text_hash, *ARTICLE_COLUMNS)
    .select_from(_KEYED.join(articles, articles.c.key == _KEYED.c.value))
    .order_by(articles.c.key.desc())
)


class SqlCopies:
    """CopyStore over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def alike(self, collection: str, keys: Sequence[Sequence[int]]) -> list[list[Alike]]:
        return await self._database.read(partial(read_alike, collection=collection, keys=keys))

    async def of_articles(self, collection: str, ids: Sequence[str]) -> dict[str, list[ArticleHead]]:
        known = [article_id for article_id in ids if is_utf8(article_id)]
        return await self._database.read(partial(read_copies, collection=collection, ids=known))

    async def echo(self, collection: str, echoes: Sequence[Echo]) -> None:
        await self._database.write(partial(write_echoes, collection=collection, echoed=echoes))

    async def unmarked(self, collection: str, at_most: int) -> list[Unmarked]:
        return await self._database.read(partial(read_unmarked, collection=collection, at_most=at_most))

    async def has_unmarked(self, collection: str) -> bool:
        return await self._database.read(partial(has_unmarked, collection=collection))

    async def mark(self, collection: str, marks: Mapping[str, Near], hashes: Mapping[str, str]) -> None:
        await self._database.write(partial(mark, collection=collection, marks=marks, hashes=hashes))


def read_alike(connection: Connection, collection: str, keys: Sequence[Sequence[int]]) -> list[list[Alike]]:
    """See `CopyStore.alike`."""
    found = _look(connection, {key for of_one in keys for key in of_one})
    shared = [_count_shared(found, of_one) for of_one in keys]
    names = _read_names(connection, collection, {article for of_one in shared for article in of_one})
    return [[Alike(*names[key], count) for key, count in of_one.items() if key in names] for of_one in shared]


def _look(connection: Connection, keys: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for some in _in_parts(sorted(keys)):
        found.update((key, from_json(rows)) for key, rows in connection.execute(_LOOK, {"ids": ids_parameter(some)}))
    return found


def _count_shared(found: Mapping[int, Sequence[int]], keys: Sequence[int]) -> dict[int, int]:
    """Article key -> keys in common; those stored last first among equals."""
    shared = Counter(article for key in keys for article in found[key])
    best = sorted(shared.items(), key=lambda one: (-one[1], -one[0]))
    return dict(best[:MOST_ALIKE])


def _read_names(connection: Connection, collection: str, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    names: dict[int, tuple[str, str]] = {}
    for some in _in_parts(sorted(keys)):
        rows = connection.execute(_NAMES, {"ids": ids_parameter(some)})
        names.update((key, (article_id, text_hash)) for key, of, article_id, text_hash in rows if of == collection)
    return names


def read_copies(connection: Connection, collection: str, ids: Sequence[str]) -> dict[str, list[ArticleHead]]:
    """See `CopyStore.of_articles`."""
    found: list[tuple[str, float, ArticleHead]] = []
    for some in _in_parts(ids):
        rows = connection.execute(_OF_COPIES, {"of": collection, "ids": some})
        found += [(article_id, unlike, read_head(columns)) for article_id, unlike, *columns in rows]
    copies: dict[str, list[ArticleHead]] = {}
    for article_id, _, head in sorted(found, key=lambda copy: (copy[1], copy[2].id)):
        copies.setdefault(article_id, []).append(head)
    return copies


def write_echoes(connection: Connection, collection: str, echoed: Sequence[Echo]) -> None:
    """See `CopyStore.echo`."""
    if not echoed:
        return
    begin_writing(connection)
    known = _read_keys(connection, collection, sorted({name for one in echoed for name in (one.of, one.head.id)}))
    rows = {
        one.head.id: {"article": known[one.of][0], **compose_head_row(one.head), "collection": collection}
        for one in echoed
        if one.of in known and one.head.id not in known
    }
    if rows:
        connection.execute(insert_or_replace(echoes), list(rows.values()))


def read_unmarked(connection: Connection, collection: str, at_most: int) -> list[Unmarked]:
    """See `CopyStore.unmarked`."""
    keys = connection.execute(_WITHOUT_KEYS, {"of": collection, "at_most": at_most}).scalars().all()
    rows = connection.execute(_UNMARKED, {"ids": ids_parameter(keys)}) if keys else ()
    return [Unmarked(read_article(columns), text_hash) for text_hash, *columns in rows]


def has_unmarked(connection: Connection, collection: str) -> bool:
    """See `CopyStore.has_unmarked`."""
    return connection.execute(_OLDEST, {"of": collection}).scalar_one_or_none() in (False, 0)


def mark(connection: Connection, collection: str, marks: Mapping[str, Near], hashes: Mapping[str, str]) -> None:
    """See `CopyStore.mark`."""
    known = _read_keys(connection, collection, list(marks))
    standing = {one: known[one][0] for one in marks if one in known and known[one][1] == hashes.get(one)}
    insert_near(connection, collection, {one: (key, marks[one]) for one, key in standing.items()})


def insert_near(connection: Connection, collection: str, near: Mapping[str, tuple[int, Near]]) -> None:
    """Keys and links of articles whose rows stand: by id, the row's key and what is near. What is stored is no echo."""
    keys = sorted({(key, article) for article, one in near.values() for key in one.keys})
    if keys:  # in the table's order, so that each of its pages is written once
        connection.execute(insert_new(near_keys), [{"key": key, "article": article} for key, article in keys])
    others = _read_keys(
        connection, collection, sorted({copy.article_id for _, one in near.values() for copy in one[1]})
    )
    links = [link for article_id, (key, one) in near.items() for link in _links(article_id, key, one.copies, others)]
    if links:
        connection.execute(insert_new(near_links), _once(links))


def _links(
    article_id: str, key: int, copies: Sequence[Copy], others: Mapping[str, tuple[int, str]]
) -> Iterator[dict[str, Any]]:
    for copy in copies:
        other = others.get(copy.article_id)
        if other is not None and other[1] == copy.text_hash and copy.article_id != article_id:
            yield {"article": max(key, other[0]), "other": min(key, other[0]), "likeness": copy.likeness}


def _once(links: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({(link["article"], link["other"]): link for link in links}.values())


def _read_keys(connection: Connection, collection: str, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Article id -> its key in the table, its text_hash."""
    found: dict[str, tuple[int, str]] = {}
    for some in _in_parts(ids):
        rows = connection.execute(_KEYS, {"of": collection, "ids": some})
        found.update((article_id, (key, text_hash)) for article_id, key, text_hash in rows)
    return found


def _in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
