"""The loop over feeds, as it runs beside answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from bot.ingest.feeds.loop import AT_ONCE, FeedLoop
from bot.ingest.feeds.opml import OutlineFeed
from bot.model.answer import Answer
from bot.store.sql import open_store
from tests.ingest.feeds.news import Desk, Item, open_desk, page, rss, until
from tests.ingest.fetch.site import Site, open_site


def utc_now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def looping(desk: Desk) -> AsyncIterator[None]:
    task = asyncio.create_task(FeedLoop(desk.service, utc_now, seconds=0.05).run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def put_news(site: Site, path: str = "/feed") -> None:
    site.put(path, rss(site, [Item("/news/harbour", "Harbour to close", published=utc_now())]))
    site.put("/news/harbour", page("Harbour to close"))


async def test_a_feed_that_another_process_adds_is_read_and_one_that_it_removes_is_not(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk, looping(desk):
        put_news(site)
        other = await open_store(tmp_path / "articles.db")
        url = f"{site.url}/feed"
        await desk.service.adopt([OutlineFeed(url, None)], utc_now())

        async def answered() -> bool:
            return isinstance(await desk.answers.answer("what will dredging cost?", now=utc_now()), Answer)

        await until(answered)
        await other.feeds.remove(url)
        await other.close()
        await asyncio.sleep(0.2)
        asked = len(site.asked)
        await asyncio.sleep(0.4)
        assert len(site.asked) == asked
        assert await desk.store.feeds.feeds() == []


async def test_what_is_not_due_is_let_alone_after_a_restart(tmp_path: Path) -> None:
    async with open_site() as site:
        put_news(site)
        async with open_desk(tmp_path, site) as desk, looping(desk):
            await desk.service.adopt([OutlineFeed(f"{site.url}/feed", None)], utc_now())
            await until(desk.articles)

            async def kept() -> bool:
                return (await desk.feed()).succeeded is not None

            await until(kept)
            before = await desk.feed()
            assert before.next_check > utc_now() + timedelta(minutes=4)
        asked = len(site.asked)
        async with open_desk(tmp_path, site) as desk, looping(desk):
            await asyncio.sleep(0.4)
            assert await desk.feed() == before
        assert len(site.asked) == asked


async def test_many_at_once_and_no_host_too_often(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        busy, most = 0, 0

        async def answer(_request: Request) -> Response:
            nonlocal busy, most
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(0.05)
            busy -= 1
            return Response(rss(site, []))

        paths = [f"/feed/{n}" for n in range(2 * AT_ONCE)]
        site.pages |= dict.fromkeys(paths, answer)
        await desk.service.adopt([OutlineFeed(f"{site.url}{path}", None) for path in paths], utc_now())

        async def all_done() -> bool:
            return all(feed.succeeded for feed in await desk.store.feeds.feeds())

        async with looping(desk):
            await until(all_done)
        assert most == 2
        assert len(site.asked) == len(paths)


async def test_answers_go_on_while_articles_arrive(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        put_news(site)
        await desk.add(f"{site.url}/feed", utc_now())
        items = [Item(f"/n/{n}", f"News {n}", published=utc_now()) for n in range(30)]
        for n, item in enumerate(items):
            site.put(item.path, page(item.title, [f"{n}-{m} boats left the {n} basin of Lenn." for m in range(40)]))
        site.put("/more", rss(site, items))
        await desk.service.adopt([OutlineFeed(f"{site.url}/more", None)], utc_now())
        slowest = 0.0
        loop = asyncio.get_running_loop()

        async def answered() -> bool:
            nonlocal slowest
            started = loop.time()
            reply = await desk.answers.answer("what will dredging cost?", now=utc_now())
            slowest = max(slowest, loop.time() - started)
            assert isinstance(reply, Answer)
            return len(await desk.articles()) == 31

        async with looping(desk):
            await until(answered, 60.0)
        assert slowest < 5.0


async def test_stopping_in_the_middle_leaves_store_and_index_agreeing(tmp_path: Path) -> None:
    async with open_site() as site:
        items = [Item(f"/n/{n}", f"News {n}", published=utc_now()) for n in range(12)]
        for item in items:
            site.put(item.path, page(item.title, [f"{item.title}, sentence {m} of many." for m in range(9)]))
        site.put("/feed", rss(site, items))
        for wait in (0.05, 0.4, 0.7, 1.0):
            async with open_desk(tmp_path, site) as desk:
                await desk.service.adopt([OutlineFeed(f"{site.url}/feed", None)], utc_now())
                async with looping(desk):
                    await asyncio.sleep(wait)
                stored = {one.id for one in await desk.articles()}
                assert stored == desk.index.article_passages().keys()
        async with open_desk(tmp_path, site) as desk, looping(desk):

            async def whole() -> bool:
                return len(await desk.articles()) == 12 and (await desk.feed()).succeeded is not None

            await until(whole, 30.0)
