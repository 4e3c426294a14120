"""What reads and changes feeds, each a plain function of a connection; and FeedStore over a database."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, delete, select, update

from bot.model.feed import Feed
from bot.store.database import Database
from bot.store.rows import Values
from bot.store.sqlite import begin_writing, insert_new
from bot.store.tables import feeds
from bot.store.times import compose_time


def _compose(feed: Feed) -> Values:
    return {"url": feed.url, "next_check": compose_time(feed.next_check), "feed": feed.model_dump_json()}


def _read(text: str) -> Feed:
    return Feed.model_validate_json(text)


def add(connection: Connection, feed: Feed) -> bool:
    """See `FeedStore.add`."""
    return connection.execute(insert_new(feeds, "url"), _compose(feed)).rowcount > 0


def change(connection: Connection, url: str, make: Callable[[Feed], Feed]) -> Feed | None:
    """See `FeedStore.change`."""
    begin_writing(connection)
    found = find(connection, url)
    if found is None:
        return None
    changed = make(found)
    if changed.url != url and find(connection, changed.url) is not None:
        changed = changed.model_copy(update={"url": url})
    connection.execute(update(feeds).where(feeds.c.url == url).values(_compose(changed)))
    return changed


def remove(connection: Connection, url: str) -> bool:
    """See `FeedStore.remove`."""
    return connection.execute(delete(feeds).where(feeds.c.url == url)).rowcount > 0


def find(connection: Connection, url: str) -> Feed | None:
    """See `FeedStore.find`."""
    text = connection.execute(select(feeds.c.feed).where(feeds.c.url == url)).scalar_one_or_none()
    return _read(text) if text else None


def read_all(connection: Connection) -> list[Feed]:
    """See `FeedStore.feeds`."""
    return [_read(text) for text in connection.execute(select(feeds.c.feed).order_by(feeds.c.key)).scalars()]


def read_due(connection: Connection, now: datetime, at_most: int) -> list[Feed]:
    """See `FeedStore.due`."""
    found = (
        select(feeds.c.feed).where(feeds.c.next_check <= compose_time(now)).order_by(feeds.c.next_check, feeds.c.key)
    )
    return [_read(text) for text in connection.execute(found.limit(at_most)).scalars()]


class SqlFeeds:
    """FeedStore over a database: see there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, feed: Feed) -> bool:
        """Whether it is new."""
        return await self._database.write(partial(add, feed=feed))

    async def change(self, url: str, make: Callable[[Feed], Feed]) -> Feed | None:
        """What it is now."""
        return await self._database.write(partial(change, url=url, make=make))

    async def remove(self, url: str) -> bool:
        """Whether it was there."""
        return await self._database.write(partial(remove, url=url))

    async def find(self, url: str) -> Feed | None:
        """One feed."""
        return await self._database.read(partial(find, url=url))

    async def feeds(self) -> list[Feed]:
        """In the order in which they were added."""
        return await self._database.read(read_all)

    async def due(self, now: datetime, at_most: int) -> list[Feed]:
        """The longest due first."""
        return await self._database.read(partial(read_due, now=now, at_most=at_most))
