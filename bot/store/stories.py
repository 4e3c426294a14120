"""What reads and changes stories, each a plain function of a connection; and StoryStore over a database."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, exists, func, select

from bot.model.article import Article
from bot.model.story import Joining, Member, Story
from bot.model.story_protocols import Grouped
from bot.store.database import Database
from bot.store.rows import ARTICLE_COLUMNS, read_article
from bot.store.sqlite import ids_parameter, insert_new, wanted_ids
from bot.store.tables import articles, story_articles
from bot.store.times import compose_time, read_time

_OF = story_articles.c.collection == bindparam("of")
_SAME = and_(story_articles.c.collection == articles.c.collection, story_articles.c.article == articles.c.id)
_MEMBERS = (
    select(story_articles.c.story, articles.c.id, story_articles.c.joined, articles.c.published, articles.c.text_hash)
    .select_from(story_articles.join(articles, _SAME))
    .order_by(story_articles.c.joined, articles.c.published.is_(None), articles.c.published, articles.c.id)
)
_OLDEST_FIRST = (articles.c.published.is_(None), articles.c.published, articles.c.id)
_FREE = select(articles.c.key).where(articles.c.collection == bindparam("of"), ~exists().where(_SAME))
"""Found in two indexes alone: asking for dates here would read every article of the collection."""
_UNASSIGNED = (
    select(articles.c.key).where(articles.c.key.in_(_FREE)).order_by(*_OLDEST_FIRST).limit(bindparam("at_most"))
)
_AT_ONCE = 500
"""Ids in one statement."""


def read_unassigned(connection: Connection, collection: str, at_most: int) -> list[Article]:
    """See `StoryStore.unassigned`: sorts keys only, texts are long."""
    found = select(*ARTICLE_COLUMNS).where(articles.c.key.in_(_UNASSIGNED)).order_by(*_OLDEST_FIRST)
    return [read_article(row) for row in connection.execute(found, {"of": collection, "at_most": at_most})]


def count_unassigned(connection: Connection, collection: str) -> int:
    """See `StoryStore.count_unassigned`."""
    found = select(func.count()).select_from(articles)
    found = found.where(articles.c.collection == bindparam("of"), ~exists().where(_SAME))
    return int(connection.execute(found, {"of": collection}).scalar_one())


def join(connection: Connection, collection: str, joinings: Sequence[Joining], now: datetime) -> int:
    """See `StoryStore.join`."""
    row = {"collection": collection, "joined": compose_time(now)}
    rows = [row | {"article": one.article_id, "story": one.story_id} for one in joinings]
    adding = insert_new(story_articles)
    return sum(connection.execute(adding, one).rowcount for one in rows)


def read_recent(connection: Connection, collection: str, at_most: int, skip: int) -> list[Grouped]:
    """See `StoryStore.recent`: sorts keys only, since thousands join at one moment, and texts are long."""
    last = (story_articles.c.joined.desc(), story_articles.c.article.desc())
    joined = story_articles.join(articles, _SAME)
    keys = select(articles.c.key).select_from(joined).where(_OF).order_by(*last).limit(at_most).offset(skip)
    found = select(story_articles.c.story, *ARTICLE_COLUMNS).select_from(joined)
    found = found.where(_OF, articles.c.key.in_(keys)).order_by(*last)
    rows = connection.execute(found, {"of": collection}).all()
    return [Grouped(read_article(columns), story) for story, *columns in reversed(rows)]


def read_changed(connection: Connection, collection: str, moment: datetime, at_most: int) -> list[Story]:
    """See `StoryStore.changed_since`."""
    last = func.max(story_articles.c.joined)
    newest = func.max(articles.c.published)
    grown = (
        select(story_articles.c.story)
        .select_from(story_articles.join(articles, _SAME))
        .where(_OF, story_articles.c.joined >= compose_time(moment))
        .group_by(story_articles.c.story)
        .order_by(last.desc(), newest.desc(), story_articles.c.story)
        .limit(at_most)
    )
    return read_stories(connection, collection, list(connection.execute(grown, {"of": collection}).scalars()))


def read_stories(connection: Connection, collection: str, ids: Sequence[int]) -> list[Story]:
    """See `StoryStore.find_many`."""
    wanted = _MEMBERS.where(_OF, story_articles.c.story.in_(select(wanted_ids().c.value)))
    members: dict[int, list[Member]] = {}
    for first in range(0, len(ids), _AT_ONCE):
        parameters = {"of": collection, "ids": ids_parameter(ids[first : first + _AT_ONCE])}
        _collect(connection.execute(wanted, parameters), members)
    stories = (Story(id=one, members=tuple(members[one]), collection=collection) for one in ids if one in members)
    return list(stories)


def _collect(rows: Iterable[Row[Any]], members: dict[int, list[Member]]) -> None:
    for story, article, joined, published, mark in map(tuple, rows):
        members.setdefault(story, []).append(Member(article, read_time(joined), read_time(published), mark))


def read_of_articles(connection: Connection, collection: str, article_ids: Sequence[str]) -> dict[str, int]:
    """See `StoryStore.of_articles`."""
    return {article: story for article, story, _ in _read_assigned(connection, collection, article_ids)}


def read_joined(connection: Connection, collection: str, article_ids: Sequence[str]) -> dict[str, datetime]:
    """See `StoryStore.joined`."""
    return {article: read_time(when) for article, _, when in _read_assigned(connection, collection, article_ids)}


def forget(connection: Connection, collection: str, article_ids: Sequence[str]) -> None:
    """See `StoryStore.forget`."""
    theirs = delete(story_articles).where(
        story_articles.c.collection == bindparam("of"), story_articles.c.article == bindparam("article_id")
    )
    if article_ids:
        connection.execute(theirs, [{"of": collection, "article_id": one} for one in article_ids])


def _read_assigned(
    connection: Connection, collection: str, article_ids: Sequence[str]
) -> Iterator[tuple[str, int, int]]:
    """Article id, story id, when it joined."""
    columns = (story_articles.c.article, story_articles.c.story, story_articles.c.joined)
    found = select(*columns).select_from(story_articles.join(articles, _SAME))
    wanted = found.where(_OF, story_articles.c.article.in_(bindparam("ids", expanding=True)))
    for first in range(0, len(article_ids), _AT_ONCE):
        parameters = {"of": collection, "ids": list(article_ids[first : first + _AT_ONCE])}
        yield from ((article, story, joined) for article, story, joined in connection.execute(wanted, parameters))


class SqlStories:
    """StoryStore over a database: see there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def unassigned(self, collection: str, at_most: int) -> list[Article]:
        """The oldest published first."""
        return await self._database.read(partial(read_unassigned, collection=collection, at_most=at_most))

    async def join(self, collection: str, joinings: Sequence[Joining], now: datetime) -> int:
        """How many joined."""
        work = partial(join, collection=collection, joinings=joinings, now=now)
        return await self._database.write(work) if joinings else 0

    async def recent(self, collection: str, at_most: int, skip: int = 0) -> list[Grouped]:
        """In the order in which they joined."""
        return await self._database.read(partial(read_recent, collection=collection, at_most=at_most, skip=skip))

    async def changed_since(self, collection: str, moment: datetime, at_most: int) -> list[Story]:
        """The one that was joined last first."""
        work = partial(read_changed, collection=collection, moment=moment, at_most=at_most)
        return await self._database.read(work)

    async def find(self, collection: str, story_id: int) -> Story | None:
        """One story."""
        return next(iter(await self.find_many(collection, [story_id])), None)

    async def find_many(self, collection: str, ids: Sequence[int]) -> list[Story]:
        """In the order of the ids."""
        return await self._database.read(partial(read_stories, collection=collection, ids=ids))

    async def of_articles(self, collection: str, article_ids: Sequence[str]) -> dict[str, int]:
        """By article id."""
        work = partial(read_of_articles, collection=collection, article_ids=article_ids)
        return await self._database.read(work)

    async def joined(self, collection: str, article_ids: Sequence[str]) -> dict[str, datetime]:
        """By article id."""
        return await self._database.read(partial(read_joined, collection=collection, article_ids=article_ids))

    async def forget(self, collection: str, article_ids: Sequence[str]) -> None:
        """One transaction."""
        await self._database.write(partial(forget, collection=collection, article_ids=article_ids))

    async def count_unassigned(self, collection: str) -> int:
        """How many there are."""
        return await self._database.read(partial(count_unassigned, collection=collection))
