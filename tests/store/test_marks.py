"""What ingestion asks of a store about the articles that are coming, over every store."""

from bot.model.protocols import ArticleStore
from tests.store.samples import read_all, sample


async def test_marks_are_those_of_the_articles_asked_for(store: ArticleStore) -> None:
    await store.put([sample("a", text_hash="1"), sample("b", text_hash="2"), sample("a", collection="desk")])
    assert await store.marks("public", ["b", "nobody", "\udcff"]) == {"b": "2"}
    assert await store.marks("nowhere", ["a"]) == {}


async def test_holders_are_found_by_what_their_hash_begins_with(store: ArticleStore) -> None:
    names = {"b": "00ff11", "a": "00ff22", "c": "00ee33", "d": "ff00ff"}
    for name, mark in names.items():
        await store.put([sample(name, text_hash=mark)])
    await store.put([sample("e", collection="desk", text_hash="00ff44")])
    assert await store.holders("public", ["00ff", "00ee33", "0f", "ff00ff"]) == {
        "00ff": ["b", "a"],
        "00ee33": ["c"],
        "ff00ff": ["d"],
    }
    assert await store.holders("public", []) == {}


async def test_passages_are_counted_by_collection(store: ArticleStore) -> None:
    await store.put([sample("a"), sample("b"), sample("c", collection="a"), sample("d", collection="z")])
    held = {one.article.id: len(one.passages) for one in await read_all(store)}
    assert await store.count_passages("public") == sum(held.values()) > 0
    assert await store.count_passages("nowhere") == 0
    assert [batch async for batch in store.passage_counts("public", 1)] == [[one] for one in sorted(held.items())]


async def test_whole_articles_come_with_their_passages(store: ArticleStore) -> None:
    await store.put([sample("b"), sample("a"), sample("c"), sample("a", collection="desk")])
    a, b, _ = await read_all(store)
    assert await store.whole("public", ["b", "a", "nobody", "\udcff"]) == [a, b]
