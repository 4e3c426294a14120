"""Stories kept in real databases: by one, by two at once, after restarts and errors."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.digest.grouping import Grouping
from bot.digest.keeping import BATCH, StoryKeeper
from bot.ingest.metadata import compose_article
from bot.measure.bench.made_news import make_news
from bot.model.article import PUBLIC, Article, RawArticle
from bot.model.errors import StoreError
from bot.model.protocols import ArticleStore, StoredArticle
from bot.store.memory import MemoryStore
from bot.store.sql import SqlStore, open_store
from tests.digest.made import NOW, article


@pytest_asyncio.fixture
async def sql(tmp_path: Path) -> AsyncIterator[SqlStore]:
    store = await open_store(tmp_path / "briefing.db")
    yield store
    await store.close()


def stored(articles: Iterable[Article]) -> list[StoredArticle]:
    """Without passages: stories need none."""
    return [StoredArticle(one, (), one.id) for one in articles]


def made(count: int, seed: int = 1) -> list[Article]:
    raws: Iterable[RawArticle] = make_news(count, seed, NOW)
    return sorted((compose_article(raw, PUBLIC) for raw in raws), key=lambda one: (one.published or NOW, one.id))


async def read_stories(store: ArticleStore, articles: Sequence[Article]) -> dict[str, int]:
    return await store.stories.of_articles(PUBLIC, [one.id for one in articles])


async def test_what_is_written_down_is_what_grouping_says(sql: SqlStore) -> None:
    articles = made(20)
    await sql.put(stored(articles))
    assert await StoryKeeper(sql).update(NOW) == len(articles)
    assert await read_stories(sql, articles) == {one.article_id: one.story_id for one in Grouping().add(articles)}
    assert {
        member.joined for story in await sql.stories.changed_since(PUBLIC, NOW, 99) for member in story.members
    } == {NOW}


async def test_it_goes_on_until_none_is_left(sql: SqlStore) -> None:
    count = 2 * BATCH + 3
    await sql.put(stored(article(f"{number:05}", f"Nothing{number}") for number in range(count)))
    assert await StoryKeeper(sql).update(NOW) == count
    assert await sql.stories.count_unassigned(PUBLIC) == 0


async def test_a_keeper_that_begins_anew_goes_on_where_the_last_one_was(sql: SqlStore) -> None:
    memory = MemoryStore()
    through = StoryKeeper(memory)
    articles = made(30)
    for first in range(0, len(articles), 7):
        now = NOW + timedelta(minutes=first)
        for store in (memory, sql):
            await store.put(stored(articles[first : first + 7]))
        await through.update(now)
        await StoryKeeper(sql).update(now)
    assert await read_stories(sql, articles) == await read_stories(memory, articles)


async def test_called_while_it_runs_it_does_the_work_once(sql: SqlStore) -> None:
    articles = made(10)
    await sql.put(stored(articles))
    keeper = StoryKeeper(sql)
    counts = await asyncio.gather(*(keeper.update(NOW) for _ in range(4)))
    assert sorted(counts) == [0, 0, 0, len(articles)]


async def test_two_processes_may_keep_one_database_and_learn_what_holds(sql: SqlStore, tmp_path: Path) -> None:
    other = await open_store(tmp_path / "briefing.db")
    one_keeper, other_keeper = StoryKeeper(sql), StoryKeeper(other)
    articles = made(24)
    total = 0
    for first in range(0, len(articles), 9):
        await sql.put(stored(articles[first : first + 9]))
        total += sum(await asyncio.gather(one_keeper.update(NOW), other_keeper.update(NOW)))
    await other.close()
    assert total == len(articles)
    alone = MemoryStore()
    keeper = StoryKeeper(alone)
    for first in range(0, len(articles), 9):
        await alone.put(stored(articles[first : first + 9]))
        await keeper.update(NOW)
    assert await read_stories(sql, articles) == await read_stories(alone, articles)


async def test_a_database_that_cannot_be_written_is_no_loss(sql: SqlStore, tmp_path: Path) -> None:
    articles = made(6)
    await sql.put(stored(articles))
    locked = await open_store(f"sqlite:///file:{tmp_path / 'briefing.db'}?mode=ro&uri=true")
    keeper = StoryKeeper(locked)
    for _ in range(2):
        with pytest.raises(StoreError):
            await keeper.update(NOW)
    assert await sql.stories.count_unassigned(PUBLIC) == len(articles)
    assert await StoryKeeper(sql).update(NOW) == len(articles)
    assert await keeper.update(NOW) == 0, "what is complete needs no writing"
    await locked.close()


async def test_a_corrected_article_stays_and_one_that_comes_back_is_where_it_was(sql: SqlStore) -> None:
    articles = made(6)
    await sql.put(stored(articles))
    keeper = StoryKeeper(sql)
    await keeper.update(NOW)
    before = await read_stories(sql, articles)
    await sql.put(stored([articles[0].model_copy(update={"text": "Corrected: nothing of it was true."})]))
    await sql.remove(PUBLIC, [articles[1].id])
    assert await keeper.update(NOW + timedelta(hours=1)) == 0
    await sql.put(stored([articles[1]]))
    assert await keeper.update(NOW + timedelta(hours=2)) == 0
    assert await read_stories(sql, articles) == before


async def test_collections_have_stories_of_their_own(sql: SqlStore) -> None:
    one = article("a", "An earthquake of magnitude 6.1 shook Aceh in Indonesia.")
    await sql.put(stored([one, one.model_copy(update={"collection": "other"})]))
    assert await StoryKeeper(sql, "other").update(NOW) == 1
    assert await sql.stories.count_unassigned(PUBLIC) == 1
    assert await StoryKeeper(sql).update(NOW) == 1
    ids = [(await sql.stories.of_articles(name, ["a"]))["a"] for name in (PUBLIC, "other")]
    assert len(set(ids)) == 2


async def test_without_articles_there_is_nothing_to_do() -> None:
    assert await StoryKeeper(MemoryStore()).update(NOW) == 0


QUAKE = "An earthquake of magnitude 6.1 shook Aceh in Indonesia and killed 40 people."
QUAKE_AGAIN = "Rescuers in Aceh search for survivors: the Indonesia earthquake, magnitude 6.1, killed 40."
STRIKE = "Dockers walked out at Port Hallowick over night shifts, Moira Kell announced."
FERRY = "The ferry to Lonna was halted because of a broken propeller, Captain Dorn Hasp said."


async def test_what_another_process_decided_meanwhile_is_built_upon(sql: SqlStore) -> None:
    """One process sees an article first, the other its second report: they are one story all the same."""
    one_keeper, other_keeper = StoryKeeper(sql), StoryKeeper(sql)
    await sql.put(stored([article("s", STRIKE, hours=5), article("f", FERRY, hours=5)]))
    await one_keeper.update(NOW)
    await sql.put(stored([article("a", QUAKE, hours=3)]))
    await other_keeper.update(NOW + timedelta(minutes=1))
    await sql.put(stored([article("b", QUAKE_AGAIN, hours=2)]))
    await one_keeper.update(NOW + timedelta(minutes=2))
    held = await sql.stories.of_articles(PUBLIC, ["a", "b", "s"])
    assert held["a"] == held["b"] != held["s"]
