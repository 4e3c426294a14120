"""Versions in a database, each statement in a plain function of a connection."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, Select, bindparam, delete, insert, literal, select

from bot.model.version import Version
from bot.store.checked import is_utf8
from bot.store.database import Database
from bot.store.sqlite import begin_writing
from bot.store.tables import article_versions, articles
from bot.store.times import compose_time, read_time

_AT_ONCE = 500
"""Ids in one statement."""

_COLUMNS = ("collection", "article", "text_hash", "text", "until", "retired")
_OF = articles.c.collection == bindparam("of")
_ONE = (_OF, articles.c.id == bindparam("article_id"))
_FORGET = delete(article_versions).where(
    article_versions.c.collection == bindparam("of"), article_versions.c.article == bindparam("article_id")
)
_DELETE = delete(articles).where(*_ONE)
_READ = (
    select(
        article_versions.c.article,
        article_versions.c.text,
        article_versions.c.text_hash,
        article_versions.c.until,
        article_versions.c.retired,
    )
    .where(
        article_versions.c.collection == bindparam("of"),
        article_versions.c.article.in_(bindparam("ids", expanding=True)),
    )
    .order_by(article_versions.c.key.desc())
)
_BEFORE = select(articles.c.id).where(_OF, articles.c.published < bindparam("before"))
_BEYOND = (
    select(articles.c.id)
    .where(_OF)
    .order_by(articles.c.published.is_(None), articles.c.published.desc(), articles.c.key.desc())
    .offset(bindparam("most"))
)
_CHANGED = (
    select(article_versions.c.article)
    .where(
        article_versions.c.collection == bindparam("of"),
        article_versions.c.until >= bindparam("moment"),
        ~article_versions.c.retired,
    )
    .distinct()
)
_ENDED = select(article_versions.c.key, article_versions.c.article).where(
    article_versions.c.collection == bindparam("of"), article_versions.c.until < bindparam("before")
)


class SqlVersions:
    """VersionStore over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_articles(self, collection: str, ids: Sequence[str]) -> dict[str, list[Version]]:
        known = [article_id for article_id in ids if is_utf8(article_id)]
        return await self._database.read(partial(read_versions, collection=collection, ids=known))

    async def changed_since(self, collection: str, moment: datetime) -> set[str]:
        return await self._database.read(partial(read_changed, collection=collection, moment=moment))

    async def outdated(self, collection: str, before: datetime | None, most: int | None) -> list[str]:
        return await self._database.read(partial(read_outdated, collection=collection, before=before, most=most))

    async def retire(self, collection: str, ids: Sequence[str], cited: Collection[str], now: datetime) -> int:
        known = [article_id for article_id in ids if is_utf8(article_id)]
        return await self._database.write(partial(retire, collection=collection, ids=known, cited=cited, now=now))

    async def prune(self, collection: str, cited: Collection[str], before: datetime) -> int:
        return await self._database.write(partial(prune, collection=collection, cited=cited, before=before))


def keep_replaced(connection: Connection, collection: str, article_id: str, text: str, now: datetime) -> None:
    """What an article says, before `text` takes its place; nothing when it says that already or is not there."""
    _keep(connection, collection, article_id, now, retired=False, unless=text)


def forget_versions(connection: Connection, collection: str, ids: Sequence[str]) -> None:
    """All of them."""
    connection.execute(_FORGET, [{"of": collection, "article_id": article_id} for article_id in ids])


def read_versions(connection: Connection, collection: str, ids: Sequence[str]) -> dict[str, list[Version]]:
    """See `VersionStore.of_articles`."""
    found: dict[str, list[Version]] = {}
    for first in range(0, len(ids), _AT_ONCE):
        for one in connection.execute(_READ, {"of": collection, "ids": ids[first : first + _AT_ONCE]}):
            version = Version(one.article, one.text, one.text_hash, read_time(one.until), one.retired)
            found.setdefault(one.article, []).append(version)
    return found


def read_changed(connection: Connection, collection: str, moment: datetime) -> set[str]:
    """See `VersionStore.changed_since`."""
    return set(connection.execute(_CHANGED, {"of": collection, "moment": compose_time(moment)}).scalars())


def read_outdated(connection: Connection, collection: str, before: datetime | None, most: int | None) -> list[str]:
    """See `VersionStore.outdated`."""
    found: set[str] = set()
    if before is not None:
        found.update(connection.execute(_BEFORE, {"of": collection, "before": compose_time(before)}).scalars())
    if most is not None:
        found.update(connection.execute(_BEYOND, {"of": collection, "most": most}).scalars())
    return sorted(found)


def retire(connection: Connection, collection: str, ids: Sequence[str], cited: Collection[str], now: datetime) -> int:
    """See `VersionStore.retire`."""
    begin_writing(connection)
    gone = 0
    for article_id in ids:
        if article_id in cited:
            _keep(connection, collection, article_id, now, retired=True)
        else:
            forget_versions(connection, collection, [article_id])
        gone += connection.execute(_DELETE, {"of": collection, "article_id": article_id}).rowcount
    return gone


def prune(connection: Connection, collection: str, cited: Collection[str], before: datetime) -> int:
    """See `VersionStore.prune`."""
    ended = connection.execute(_ENDED, {"of": collection, "before": compose_time(before)}).all()
    gone = [key for key, article_id in ended if article_id not in cited]
    for first in range(0, len(gone), _AT_ONCE):
        some = gone[first : first + _AT_ONCE]
        connection.execute(delete(article_versions).where(article_versions.c.key.in_(some)))
    return len(gone)


def _keep(
    connection: Connection, collection: str, article_id: str, now: datetime, *, retired: bool, unless: str | None = None
) -> None:
    found = _select_version(now, retired=retired).where(*_ONE)
    if unless is not None:
        found = found.where(articles.c.text != unless)
    adding = insert(article_versions).from_select(list(_COLUMNS), found)
    connection.execute(adding, {"of": collection, "article_id": article_id})


def _select_version(now: datetime, *, retired: bool) -> "Select[tuple[object, ...]]":
    until, flag = literal(compose_time(now)), literal(int(retired))
    return select(articles.c.collection, articles.c.id, articles.c.text_hash, articles.c.text, until, flag)
