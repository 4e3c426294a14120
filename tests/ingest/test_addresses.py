"""The same address is the same article, with and without an id of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.index.memory import MemoryIndex
from bot.ingest.service import ingest
from bot.model.article import RawArticle
from bot.model.protocols import ArticleStore
from bot.model.report import IngestReport
from bot.store.memory import MemoryStore
from bot.store.sql import open_store

URL = "https://www.example.org/news/ferry?id=3"
SPELT = ["http://example.org/news/ferry?id=3", "https://example.org/news/ferry/?id=3", URL]


@pytest.fixture(params=["memory", "sql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ArticleStore]:
    opened: ArticleStore = MemoryStore() if request.param == "memory" else await open_store(tmp_path / "store.db")
    yield opened
    await opened.close()


def raw(text: str, name: str | None = None, url: str | None = URL) -> RawArticle:
    return RawArticle(text=text, id=name, url=url, language="en")


async def take(store: ArticleStore, *articles: RawArticle) -> IngestReport:
    return await ingest(articles, store=store, engine=MemoryIndex())


async def held(store: ArticleStore) -> dict[str, str]:
    return await store.texts("public", sorted(await store.hashes("public")))


@pytest.mark.parametrize("url", SPELT)
async def test_without_an_id_it_is_the_one_that_has_the_address(store: ArticleStore, url: str) -> None:
    await take(store, raw("The ferry is late.", "ferry"))
    report = await take(store, raw("The ferry is not late any more.", url=url))
    assert (report.new, report.updated) == (0, 1)
    assert await held(store) == {"ferry": "The ferry is not late any more."}


@pytest.mark.parametrize("url", SPELT)
async def test_with_an_id_it_is_the_one_that_came_by_its_address(store: ArticleStore, url: str) -> None:
    await take(store, raw("The ferry is late."))
    [name] = await held(store)
    report = await take(store, raw("The ferry is not late any more.", "ferry", url))
    assert (report.new, report.updated) == (0, 1)
    assert await held(store) == {name: "The ferry is not late any more."}


async def test_the_same_again_changes_nothing(store: ArticleStore) -> None:
    await take(store, raw("The ferry is late.", "ferry"))
    before = await store.version("public")
    await take(store, raw("The ferry is late.", url=SPELT[0]))
    await take(store, raw("The ferry is late.", "ferry"))
    assert list(await held(store)) == ["ferry"]
    assert await store.at_urls("public", [URL]) in ({URL: ["ferry"]}, {})
    assert before


async def test_different_ids_are_different_articles_whatever_their_address(store: ArticleStore) -> None:
    report = await take(store, raw("One thing.", "a"), raw("Another thing.", "b"))
    assert report.new == 2
    report = await take(store, raw("A third thing."))
    assert (report.new, len(await held(store))) == (1, 3)


@pytest.mark.parametrize("url", [None, "", "ftp://example.org/a", "https://[broken", "news"])
async def test_without_an_address_on_the_web_nothing_is_the_same(store: ArticleStore, url: str | None) -> None:
    report = await take(store, raw("One thing.", "a", url), raw("Another thing.", "b", url), raw("A third.", None, url))
    assert report.new == 3
