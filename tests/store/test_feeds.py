"""The contract of `FeedStore`, over the database."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.model.feed import Feed, FeedState, Trouble
from bot.store.sql import SqlStore, open_store

NOW = datetime(2025, 3, 24, 12, tzinfo=UTC)


def feed(name: str, minutes: float = 0.0) -> Feed:
    """Due so many minutes after NOW."""
    return Feed(url=f"https://{name}.example/feed", added=NOW, next_check=NOW + timedelta(minutes=minutes))


async def test_feeds_stay_in_the_order_in_which_they_were_added(sql: SqlStore) -> None:
    assert [await sql.feeds.add(feed(name)) for name in ("b", "a", "b")] == [True, True, False]
    assert [one.url for one in await sql.feeds.feeds()] == [feed("b").url, feed("a").url]
    assert await sql.feeds.find(feed("a").url) == feed("a")
    assert await sql.feeds.find("https://c.example/") is None


async def test_everything_is_kept(sql: SqlStore, file: Path) -> None:
    whole = feed("a").model_copy(
        update={
            "title": "Лента",
            "interval": timedelta(minutes=7, seconds=3),
            "checked": NOW,
            "succeeded": NOW,
            "failing_since": NOW,
            "failures": 3,
            "trouble": Trouble(message_id="error-fetch-status", values={"host": "a", "status": 500}),
            "newest": NOW,
            "usual": timedelta(hours=3),
            "longest": timedelta(days=2),
            "articles": 12,
            "brought": NOW,
            "unread": 1,
            "etag": '"7"',
            "modified": "x",
            "known": {"00": "11"},
            "told": FeedState.FAILING,
        }
    )
    await sql.feeds.add(whole)
    await sql.close()
    again = await open_store(file)
    assert await again.feeds.feeds() == [whole]
    await again.close()


async def test_what_is_due_comes_longest_due_first(sql: SqlStore) -> None:
    for name, minutes in (("later", 1), ("now", 0), ("before", -5)):
        await sql.feeds.add(feed(name, minutes))
    assert [one.url for one in await sql.feeds.due(NOW, 9)] == [feed("before").url, feed("now").url]
    assert [one.url for one in await sql.feeds.due(NOW, 1)] == [feed("before").url]
    await sql.feeds.change(feed("before").url, lambda one: one.model_copy(update={"next_check": NOW + timedelta(1)}))
    assert [one.url for one in await sql.feeds.due(NOW, 9)] == [feed("now").url]


async def test_a_feed_that_is_gone_stays_gone(sql: SqlStore) -> None:
    await sql.feeds.add(feed("a"))
    assert await sql.feeds.remove(feed("a").url)
    assert not await sql.feeds.remove(feed("a").url)
    assert await sql.feeds.change(feed("a").url, lambda one: one) is None
    assert await sql.feeds.feeds() == []


async def test_an_address_that_another_feed_has_is_not_taken_over(sql: SqlStore) -> None:
    for name in ("a", "b"):
        await sql.feeds.add(feed(name))
    moved = await sql.feeds.change(
        feed("a").url, lambda one: one.model_copy(update={"url": feed("b").url, "failures": 2})
    )
    assert moved == feed("a").model_copy(update={"failures": 2})
    moved = await sql.feeds.change(feed("a").url, lambda one: one.model_copy(update={"url": feed("c").url}))
    assert moved is not None
    assert [one.url for one in await sql.feeds.feeds()] == [feed("c").url, feed("b").url]


async def test_changes_at_the_same_time_lose_nothing(sql: SqlStore, file: Path) -> None:
    """Also between two processes, which two stores stand for."""
    await sql.feeds.add(feed("a"))
    other = await open_store(file)

    def add_one(current: Feed) -> Feed:
        return current.model_copy(update={"articles": current.articles + 1})

    await asyncio.gather(*(store.feeds.change(feed("a").url, add_one) for store in (sql, other) * 20))
    [found] = await sql.feeds.feeds()
    assert found.articles == 40
    await other.close()
