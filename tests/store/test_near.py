"""The contract of `CopyStore`, sentence by sentence, over every store."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, event

from bot.model.article import Article, make_head
from bot.model.near import LOOKED_AT, MOST_ALIKE, Alike, Copy, Echo, Near
from bot.model.protocols import ArticleStore, StoredArticle
from bot.store.near import read_alike
from bot.store.sql import SqlStore, open_store
from tests.store.samples import sample

PUBLIC, DESK = "public", "desk"


def one(name: str, text_hash: str = "", collection: str = PUBLIC) -> StoredArticle:
    return sample(
        name, text=f"Text of {name} {text_hash}.", collection=collection, text_hash=text_hash or f"hash {name}"
    )


async def put(store: ArticleStore, name: str, near: Near, text_hash: str = "", collection: str = PUBLIC) -> None:
    await store.put([one(name, text_hash, collection)], {(collection, name): near})


async def links(store: ArticleStore, *names: str, collection: str = PUBLIC) -> dict[str, list[str]]:
    found = await store.copies.of_articles(collection, names)
    return {name: [head.id for head in heads] for name, heads in found.items()}


def copy_of(name: str, likeness: float = 0.9) -> Copy:
    return Copy(name, f"hash {name}", likeness)


async def test_those_that_share_the_most_keys_come_first_then_those_stored_last(store: ArticleStore) -> None:
    await put(store, "a", Near((1, 2, 3)))
    await put(store, "b", Near((1, 2, 4)))
    await put(store, "c", Near((1, 5)))
    await put(store, "d", Near((1, 6)))
    assert await store.copies.alike(PUBLIC, [(1, 2, 3), (5,), (9,), ()]) == [
        [Alike("a", "hash a", 3), Alike("b", "hash b", 2), Alike("d", "hash d", 1), Alike("c", "hash c", 1)],
        [Alike("c", "hash c", 1)],
        [],
        [],
    ]


async def test_large_keys_and_many(store: ArticleStore) -> None:
    keys = tuple(range(2**63 - 2000, 2**63, 2))
    await put(store, "a", Near(keys))
    assert await store.copies.alike(PUBLIC, [keys]) == [[Alike("a", "hash a", 1000)]]


async def test_of_each_key_only_those_stored_last_are_looked_at_and_few_are_given(store: ArticleStore) -> None:
    names = [f"{number:03}" for number in range(LOOKED_AT + 10)]
    await store.put([one(name) for name in names], {(PUBLIC, name): Near((7,)) for name in names})
    [found] = await store.copies.alike(PUBLIC, [(7,)])
    assert [each.article_id for each in found] == names[::-1][: min(LOOKED_AT, MOST_ALIKE)]


async def test_what_shares_a_key_is_read_by_its_key_not_by_going_through_the_collection(tmp_path: Path) -> None:
    store = await open_store(tmp_path / "briefing.db")
    names = [f"{number:04}" for number in range(300)]
    await store.put([one(name) for name in names], {(PUBLIC, name): Near((int(name) % 5,)) for name in names})
    engine = create_engine(f"sqlite:///{tmp_path / 'briefing.db'}")
    with engine.connect() as connection:
        statements: list[str] = []
        event.listen(connection, "before_cursor_execute", lambda *given: statements.append(given[2]))
        assert len(read_alike(connection, PUBLIC, [(3,)])[0]) == MOST_ALIKE
        plans = [
            [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", ("[1]",) * sql.count("?"))]
            for sql in [*statements]
        ]
    engine.dispose()
    await store.close()
    assert len(plans) == 2
    assert [step for step in plans[1] if "articles" in step] == ["SEARCH articles USING INTEGER PRIMARY KEY (rowid=?)"]


async def test_links_go_both_ways_the_most_alike_first_then_by_id(store: ArticleStore) -> None:
    for name in "abc":
        await put(store, name, Near((1,)))
    await put(store, "d", Near((1,), (copy_of("c", 0.7), copy_of("b", 0.7), copy_of("a", 0.9))))
    assert await links(store, "a", "b", "d", "unknown") == {"a": ["d"], "b": ["d"], "d": ["a", "b", "c"]}
    assert await store.copies.of_articles(PUBLIC, ["a"]) == {"a": [make_head(one("d").article)]}


async def test_those_that_come_together_may_be_linked(store: ArticleStore) -> None:
    near = {(PUBLIC, "b"): Near((1,), (copy_of("a"),)), (PUBLIC, "a"): Near((1,), (copy_of("b"),))}
    await store.put([one("a"), one("b")], near)
    assert await links(store, "a", "b") == {"a": ["b"], "b": ["a"]}


async def test_a_link_to_what_is_not_there_or_says_something_else_now_is_left_out(store: ArticleStore) -> None:
    await put(store, "a", Near((1,)), text_hash="newer")
    await put(store, "b", Near((1,), (copy_of("a"), copy_of("gone"), copy_of("b"))))
    assert await links(store, "a", "b") == {}


async def test_keys_and_links_go_with_their_article(store: ArticleStore) -> None:
    await put(store, "a", Near((1,)))
    await put(store, "b", Near((1,), (copy_of("a"),)))
    await store.remove(PUBLIC, ["a"])
    assert await links(store, "a", "b") == {}
    assert await store.copies.alike(PUBLIC, [(1,)]) == [[Alike("b", "hash b", 1)]]


async def test_an_article_that_is_replaced_has_the_links_it_was_replaced_with(store: ArticleStore) -> None:
    for name in "abc":
        await put(store, name, Near((1,)))
    await put(store, "d", Near((1,), (copy_of("a"),)))
    await put(store, "d", Near((2,), (copy_of("b"),)), text_hash="other")
    assert await links(store, "a", "b", "d") == {"b": ["d"], "d": ["b"]}
    [found] = await store.copies.alike(PUBLIC, [(1,)])
    assert [each.article_id for each in found] == ["c", "b", "a"]


async def test_nothing_of_one_collection_is_seen_through_another(store: ArticleStore) -> None:
    """Also where both hold the same id, the same text and the same keys."""
    await put(store, "a", Near((1,)))
    await put(store, "a", Near((1,)), collection=DESK)
    await put(store, "b", Near((1,), (copy_of("a"),)), collection=DESK)
    await store.copies.echo(DESK, [Echo(make_head(one("e", collection=DESK).article), "a")])
    assert await links(store, "a", "b") == {}
    assert await links(store, "a", collection=DESK) == {"a": ["e", "b"]}
    assert [[each.article_id for each in found] for found in await store.copies.alike(PUBLIC, [(1,)])] == [["a"]]
    await store.remove(PUBLIC, ["a"])
    assert await links(store, "a", collection=DESK) == {"a": ["e", "b"]}


async def test_an_echo_is_named_until_its_holder_says_something_else(store: ArticleStore) -> None:
    head = make_head(Article(id="echo", text="", title="Copy", outlet="Post", url="https://example.org/b"))
    await put(store, "a", Near((1,)))
    await put(store, "b", Near((1,), (copy_of("a"),)))
    await store.copies.echo(PUBLIC, [Echo(head, "a"), Echo(head.model_copy(update={"id": "lost"}), "unknown")])
    newer = head.model_copy(update={"title": "Copy, again"})
    await store.copies.echo(PUBLIC, [Echo(newer, "a")])
    assert (await store.copies.of_articles(PUBLIC, ["a"]))["a"] == [newer, make_head(one("b").article)]
    await put(store, "a", Near((2,)), text_hash="other")
    assert await links(store, "a") == {}


async def test_what_is_stored_is_no_echo(store: ArticleStore) -> None:
    await put(store, "a", Near((1,)))
    await put(store, "b", Near((2,)))
    await store.copies.echo(PUBLIC, [Echo(make_head(one("b").article), "a"), Echo(make_head(one("c").article), "a")])
    assert await links(store, "a") == {"a": ["c"]}
    await put(store, "c", Near((3,)))
    assert await links(store, "a") == {}


async def test_the_oldest_article_tells_whether_some_have_no_keys(store: ArticleStore) -> None:
    assert not await store.copies.has_unmarked(PUBLIC)
    await store.put([one("a"), one("b")])
    await put(store, "c", Near((1,)))
    assert await store.copies.has_unmarked(PUBLIC)
    assert not await store.copies.has_unmarked(DESK)
    for name, left in (("b", True), ("a", False)):
        assert [each.article.id for each in await store.copies.unmarked(PUBLIC, 1)] == [name]
        await store.copies.mark(PUBLIC, {name: Near((2,))}, {name: f"hash {name}"})
        assert await store.copies.has_unmarked(PUBLIC) is left


async def test_articles_without_keys_are_marked_later(store: ArticleStore) -> None:
    await store.put([one("a"), one("b"), one("c")])
    await put(store, "d", Near((1,)))
    unmarked = await store.copies.unmarked(PUBLIC, 2)
    assert [(each.article, each.text_hash) for each in unmarked] == [
        (one(name).article, f"hash {name}") for name in "cb"
    ]
    await put(store, "b", Near((1,)), text_hash="newer")
    marks = {"a": Near((1,), (copy_of("d"),)), "b": Near((5,)), "gone": Near((6,))}
    await store.copies.mark(PUBLIC, marks, {name: f"hash {name}" for name in ("a", "b", "gone")})
    assert [each.article.id for each in await store.copies.unmarked(PUBLIC, 9)] == ["c"]
    assert await links(store, "a", "d") == {"a": ["d"], "d": ["a"]}
    assert await store.copies.alike(PUBLIC, [(5,), (6,)]) == [[], []]


async def test_a_name_that_no_database_holds_is_not_found(store: ArticleStore) -> None:
    assert await store.copies.of_articles(PUBLIC, ["\ud800"]) == {}


async def test_links_survive_a_restart(sql: SqlStore, file: object) -> None:
    from bot.store.sql import open_store

    await put(sql, "a", Near((1,)))
    await put(sql, "b", Near((1,), (copy_of("a"),)))
    again = await open_store(str(file))
    try:
        assert await links(again, "a") == {"a": ["b"]}
    finally:
        await again.close()


@pytest.mark.parametrize("ids", [[], ["a"]])
async def test_nothing_is_near_in_an_empty_store(store: ArticleStore, ids: list[str]) -> None:
    assert await store.copies.of_articles(PUBLIC, ids) == {}
    assert await store.copies.alike(PUBLIC, []) == []
