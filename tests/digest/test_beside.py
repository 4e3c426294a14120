"""Story work in a process of its own: the same stories, whatever becomes of it. Real processes, real databases."""

import asyncio
import os
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.answer.service import AnswerService
from bot.app import open_index
from bot.digest.beside import StoriesBeside
from bot.digest.service import DigestService
from bot.digest.windows import Window
from bot.ingest.service import ingest
from bot.measure.bench.made_news import make_news
from bot.model.article import PUBLIC
from bot.model.errors import StoreError
from bot.model.story import Digest
from bot.model.subscription import Filters
from bot.store.sql import SqlStore, open_store
from tests.digest.made import NOW

WEEK = Window(None, NOW - timedelta(days=9))


class Both:
    """One database, and what two services make of it: one beside this process, one in it."""

    def __init__(self, store: SqlStore, place: Path) -> None:
        self.store = store
        self.engine = open_index("memory", None)
        answers = AnswerService(store, self.engine)
        self.work = StoriesBeside(place, store, PUBLIC, least=1)
        self.beside, self.here = DigestService(answers, self.work), DigestService(answers)

    async def add(self, stories: int, seed: int) -> None:
        raws = [raw.model_copy(update={"id": f"{seed}-{raw.id}", "url": None}) for raw in make_news(stories, seed, NOW)]
        await ingest(raws, store=self.store, engine=self.engine)

    async def update(self) -> None:
        await self.beside.update(NOW)
        await self.here.update(NOW)

    async def compare(self) -> Digest:
        """What everybody reads, the same from both."""
        beside, here = [await one.choose(Filters(), {}, WEEK, NOW, 30) for one in (self.beside, self.here)]
        assert beside == here
        assert await self.beside.find_outlines(Filters(), NOW) == await self.here.find_outlines(Filters(), NOW)
        return beside

    def kill(self) -> int:
        number = self.work.process_id
        assert number is not None
        os.kill(number, signal.SIGKILL)
        return number


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Both]:
    place = tmp_path / "articles.db"
    store = await open_store(place)
    made = Both(store, place)
    yield made
    made.work.close()
    made.engine.close()
    await store.close()


async def test_it_tells_what_this_process_would(both: Both) -> None:
    await both.add(12, seed=1)
    await both.update()
    assert both.work.process_id not in (None, os.getpid())
    first = await both.compare()
    assert len(first.briefs) > 5
    await both.add(3, seed=2)
    await both.update()
    assert len((await both.compare()).briefs) > len(first.briefs)


async def test_an_update_of_an_article_and_one_that_leaves_are_seen(both: Both) -> None:
    await both.add(6, seed=1)
    await both.update()
    first = await both.compare()
    story = first.briefs[0]
    gone, *_ = story.article_ids
    both.engine.update((), [gone])
    await both.store.remove(PUBLIC, [gone])
    await both.update()
    assert gone not in {article for brief in (await both.compare()).briefs for article in brief.article_ids}


async def test_what_is_told_of_stories_that_did_not_change_is_not_told_again(both: Both) -> None:
    await both.add(6, seed=1)
    await both.update()
    before = {brief.story_id: brief for brief in (await both.compare()).briefs}
    await both.add(1, seed=7)
    await both.update()
    after = {brief.story_id: brief for brief in (await both.compare()).briefs}
    same = [one for one in before if after.get(one) == before[one]]
    assert len(same) >= 5
    assert all(after[one] is before[one] for one in same)


async def test_without_work_it_ends_and_begins_again_when_something_is(tmp_path: Path) -> None:
    store = await open_store(tmp_path / "articles.db")
    engine = open_index("memory", None)
    work = StoriesBeside(tmp_path / "articles.db", store, PUBLIC, least=1, idle=0.2)
    await ingest(make_news(4, 1, NOW), store=store, engine=engine)
    (first,) = await work.update(NOW, "")
    assert first.stories
    assert work.process_id is not None
    for _ in range(1000):
        await asyncio.sleep(0.01)
        if work.process_id is None:
            break
    assert work.process_id is None
    more = [raw.model_copy(update={"id": f"more-{raw.id}", "url": None}) for raw in make_news(2, 5, NOW)]
    await ingest(more, store=store, engine=engine)
    (second,) = await work.update(NOW, first.mark)
    assert second.whole, "who begins anew knows no mark, and tells all there is"
    assert {story.id for story in second.stories} > {story.id for story in first.stories}
    work.close()
    engine.close()
    await store.close()


async def test_killed_it_begins_anew_and_nothing_is_lost(both: Both) -> None:
    await both.add(8, seed=1)
    await both.update()
    killed = both.kill()
    await both.compare()  # told in this process
    await both.add(2, seed=2)
    await both.update()
    await both.add(2, seed=3)
    await both.update()
    assert both.work.process_id not in (None, killed)
    await both.compare()
    assert await both.store.stories.count_unassigned(PUBLIC) == 0


async def test_killed_in_the_middle_of_its_work_it_is_done_here(both: Both) -> None:
    await both.add(2, seed=1)
    await both.update()
    await both.add(120, seed=2)
    updating = asyncio.create_task(both.beside.update(NOW))
    await asyncio.sleep(0.05)
    both.kill()
    await updating
    await both.update()
    await both.compare()


async def test_whoever_asks_while_it_puts_articles_into_stories_does_not_wait(both: Both) -> None:
    await both.add(20, seed=1)
    await both.update()
    story_id = next(iter((await both.compare()).briefs)).story_id
    both.beside._briefs.clear()
    number = both.work.process_id
    assert number is not None
    await both.add(5, seed=2)
    os.kill(number, signal.SIGSTOP)
    try:
        updating = asyncio.create_task(both.beside.update(NOW))
        await asyncio.sleep(0.05)
        assert await asyncio.wait_for(both.beside.find_brief(story_id), 5) is not None
        assert not updating.done()
    finally:
        os.kill(number, signal.SIGCONT)
    await updating


async def test_closed_while_it_works_it_ends_at_once(both: Both) -> None:
    await both.add(20, seed=1)
    await both.update()
    number = both.work.process_id
    assert number is not None
    os.kill(number, signal.SIGSTOP)
    await both.add(5, seed=2)
    updating = asyncio.create_task(both.beside.update(NOW))
    await asyncio.sleep(0.05)
    both.work.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    await updating  # done here
    await both.here.update(NOW)
    await both.compare()


async def test_a_small_collection_needs_no_process(tmp_path: Path) -> None:
    store = await open_store(tmp_path / "articles.db")
    work = StoriesBeside(tmp_path / "articles.db", store, PUBLIC)
    digests = DigestService(AnswerService(store, engine := open_index("memory", None)), work)
    await ingest(make_news(3, 1, NOW), store=store, engine=engine)
    await digests.update(NOW)
    assert (await digests.choose(Filters(), {}, WEEK, NOW, 9)).briefs
    assert work.process_id is None
    work.close()
    engine.close()
    await store.close()


async def test_what_cannot_be_opened_there_is_done_here(tmp_path: Path) -> None:
    store = await open_store(tmp_path / "articles.db")
    engine = open_index("memory", None)
    await ingest(make_news(3, 1, NOW), store=store, engine=engine)
    work = StoriesBeside(tmp_path, store, PUBLIC, least=1)
    assert (await work.update(NOW, ""))[0].stories
    work.close()
    engine.close()
    await store.close()


async def test_what_cannot_be_written_there_is_told_here(tmp_path: Path) -> None:
    store = await open_store(tmp_path / "articles.db", busy_timeout=0.1)
    engine = open_index("memory", None)
    await ingest(make_news(3, 1, NOW), store=store, engine=engine)
    work = StoriesBeside(tmp_path / "articles.db", store, PUBLIC, least=1)
    await work.update(NOW, "")
    await ingest(make_news(3, 2, NOW), store=store, engine=engine)
    with closing(sqlite3.connect(tmp_path / "articles.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as raised:
            await work.update(NOW, "")
        writer.execute("ROLLBACK")
    assert raised.value.values["place"] == str(tmp_path / "articles.db")
    work.close()
    engine.close()
    await store.close()
