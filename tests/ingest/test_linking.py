"""Near-duplicates through ingestion: linked as they come, kept through updates, rebuilds and older databases."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.app import open_data
from bot.index.memory import MemoryIndex
from bot.ingest.service import ingest, rebuild
from bot.model.article import RawArticle
from bot.model.protocols import ArticleStore
from bot.settings import Settings
from bot.store.memory import MemoryStore
from tests.ingest.near_pairs import WIRE, WIRE_COPY, read_sample

WORDS = read_sample()


def raw(name: str, text: str, outlet: str = "Post") -> RawArticle:
    return RawArticle(id=name, text=text, outlet=outlet, title="News", language="en")


async def take_in(store: ArticleStore, *articles: RawArticle, collection: str = "public", batch: int = 200) -> None:
    await ingest(articles, store=store, engine=MemoryIndex(), collection=collection, batch=batch)


async def links(store: ArticleStore, name: str, collection: str = "public") -> list[str]:
    found = await store.copies.of_articles(collection, [name])
    return [head.id for head in found.get(name, [])]


async def test_a_copy_is_linked_in_the_same_batch_and_in_a_later_one() -> None:
    for batch in (1, 200):
        store = MemoryStore()
        await take_in(store, *(raw(name, text) for name, text in WORDS.items()), batch=batch)
        assert await links(store, WIRE) == [WIRE_COPY]
        assert await links(store, WIRE_COPY) == [WIRE]
        assert sum(len(heads) for heads in (await store.copies.of_articles("public", list(WORDS))).values()) == 2


async def test_an_exact_copy_of_another_outlet_is_not_stored_and_is_named() -> None:
    store = MemoryStore()
    await take_in(store, raw("a", WORDS[WIRE], "Courier"), raw("b", WORDS[WIRE].upper(), "Echo"))
    assert [head.outlet for head in (await store.copies.of_articles("public", ["a"]))["a"]] == ["Echo"]
    assert await store.find_article("public", "b") is None


async def test_an_article_that_changes_is_linked_anew() -> None:
    store = MemoryStore()
    await take_in(store, raw("a", WORDS[WIRE]), raw("b", WORDS[WIRE_COPY]))
    await take_in(store, raw("b", "Quite another thing happened in the town of Arlby on Monday."))
    assert await links(store, "a") == []
    await take_in(store, raw("b", WORDS[WIRE_COPY]))
    assert await links(store, "a") == ["b"]


async def test_links_never_cross_collections() -> None:
    store = MemoryStore()
    await take_in(store, raw("a", WORDS[WIRE]))
    await take_in(store, raw("b", WORDS[WIRE_COPY]), raw("c", WORDS[WIRE]), collection="desk")
    assert await links(store, "a") == []
    assert await links(store, "c.desk", "desk") == ["b.desk"]


async def test_an_older_database_is_linked_when_it_is_opened(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    async with open_data(settings) as data:
        pair = (raw("a", WORDS[WIRE]), raw("b", WORDS[WIRE_COPY]))
        await ingest(pair, store=data.store, engine=data.engine)
    with closing(sqlite3.connect(tmp_path / "articles.db")) as old:
        old.execute("DELETE FROM near_keys")
        old.execute("DELETE FROM near_links")
        old.commit()
    async with open_data(settings) as data:
        assert await links(data.store, "a") == ["b"]


async def test_an_index_that_is_made_anew_changes_no_link(tmp_path: Path) -> None:
    async with open_data(Settings(data_dir=tmp_path)) as data:
        pair = (raw("a", WORDS[WIRE]), raw("b", WORDS[WIRE_COPY]))
        await ingest(pair, store=data.store, engine=data.engine)
        await rebuild(data.store, data.engine)
        assert await links(data.store, "a") == ["b"]


async def test_a_changed_article_keeps_its_old_text_as_a_version() -> None:
    store = MemoryStore()
    before = datetime.now(UTC)
    await take_in(store, raw("a", WORDS[WIRE]))
    await take_in(store, raw("a", WORDS[WIRE_COPY]))
    await take_in(store, raw("a", WORDS[WIRE_COPY]))
    [version] = (await store.versions.of_articles("public", ["a"]))["a"]
    assert (version.text, version.retired) == (WORDS[WIRE], False)
    assert before <= version.until <= datetime.now(UTC)
