"""The contract of `StoryStore`, over every store; and what the articles' store says of its changes."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alembic import command
from alembic.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from bot.model.protocols import ArticleStore, StoredArticle
from bot.model.story import Joining
from bot.store import tables
from bot.store.memory import MemoryStore
from bot.store.sql import open_store
from tests.store.samples import sample

NOW = datetime(2025, 3, 24, 12, tzinfo=UTC)
OF = "public"


def article(key: str, hours: float | None = 0.0, text: str = "") -> StoredArticle:
    """Published so many hours before NOW; None: without a date."""
    stored = sample(key)
    published = None if hours is None else NOW - timedelta(hours=hours)
    changed = {"published": published} | ({"text": text, "title": text} if text else {})
    passages = () if text else stored.passages
    return StoredArticle(stored.article.model_copy(update=changed), passages, f"hash of {key} {text}")


def later(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


async def test_what_is_in_no_story_comes_oldest_first_and_the_undated_last(store: ArticleStore) -> None:
    await store.put([article("b", 1), article("d", None), article("c", 1), article("a", 5)])
    assert [one.id for one in await store.stories.unassigned(OF, 9)] == ["a", "b", "c", "d"]
    assert [one.id for one in await store.stories.unassigned(OF, 2)] == ["a", "b"]
    assert await store.stories.count_unassigned(OF) == 4
    assert await store.stories.unassigned("other", 9) == []


async def test_an_article_joins_once_and_stays(store: ArticleStore) -> None:
    await store.put([article("a"), article("b")])
    assert await store.stories.join(OF, [Joining("a", 1), Joining("b", 2)], NOW) == 2
    assert await store.stories.join(OF, [Joining("a", 2)], later(1)) == 0
    assert await store.stories.of_articles(OF, ["a", "b", "c"]) == {"a": 1, "b": 2}
    assert await store.stories.count_unassigned(OF) == 0
    assert await store.stories.unassigned(OF, 9) == []


async def test_a_story_has_its_articles_in_the_order_in_which_they_joined(store: ArticleStore) -> None:
    await store.put([article("a", 1), article("b", 9), article("c", 5)])
    await store.stories.join(OF, [Joining("a", 7)], NOW)
    await store.stories.join(OF, [Joining("c", 7), Joining("b", 7)], later(1))
    story = await store.stories.find(OF, 7)
    assert story is not None
    assert (story.id, story.article_ids) == (7, ("a", "b", "c"))
    assert [member.joined for member in story.members] == [NOW, later(1), later(1)]
    assert await store.stories.joined(OF, ["a", "c", "x"]) == {"a": NOW, "c": later(1)}
    assert story.members[1].published == NOW - timedelta(hours=9)
    assert await store.stories.find(OF, 8) is None
    assert [one.id for one in await store.stories.find_many(OF, [8, 7])] == [7]


async def test_an_update_stays_and_what_is_removed_is_not_seen(store: ArticleStore) -> None:
    await store.put([article("a"), article("b")])
    await store.stories.join(OF, [Joining("a", 1), Joining("b", 1)], NOW)
    before = await store.stories.find(OF, 1)
    await store.put([article("a", 2, text="Corrected.")])
    story = await store.stories.find(OF, 1)
    assert story is not None
    assert before is not None
    assert {one.mark for one in story.members} - {one.mark for one in before.members} == {"hash of a Corrected."}
    assert {member.article_id: member.joined for member in story.members} == {"a": NOW, "b": NOW}
    await store.remove(OF, ["b"])
    story = await store.stories.find(OF, 1)
    assert story is not None
    assert story.article_ids == ("a",)
    await store.remove(OF, ["a"])
    assert await store.stories.find(OF, 1) is None
    assert await store.stories.of_articles(OF, ["a", "b"]) == {}
    assert await store.stories.changed_since(OF, NOW, 9) == []
    assert await store.stories.recent(OF, 9) == []


async def test_the_articles_that_joined_last_come_in_their_order(store: ArticleStore) -> None:
    await store.put([article(key) for key in "abc"])
    await store.stories.join(OF, [Joining("c", 1)], NOW)
    await store.stories.join(OF, [Joining("b", 1), Joining("a", 2)], later(1))
    assert [(one.article.id, one.story_id) for one in await store.stories.recent(OF, 9)] == [
        ("c", 1),
        ("a", 2),
        ("b", 1),
    ]
    assert [one.article.id for one in await store.stories.recent(OF, 2)] == ["a", "b"]
    assert (await store.stories.recent(OF, 1))[0].article.text == sample("b").article.text


async def test_what_has_grown_comes_whole_the_last_joined_first(store: ArticleStore) -> None:
    await store.put([article(key, hours) for key, hours in {"a": 1, "b": 2, "c": 3, "d": 0}.items()])
    await store.stories.join(OF, [Joining("a", 1), Joining("b", 2)], NOW)
    await store.stories.join(OF, [Joining("c", 1), Joining("d", 3)], later(5))
    assert [one.id for one in await store.stories.changed_since(OF, NOW, 9)] == [3, 1, 2]
    assert [one.id for one in await store.stories.changed_since(OF, later(5), 9)] == [3, 1]
    assert [one.article_ids for one in await store.stories.changed_since(OF, later(5), 9)] == [("d",), ("a", "c")]
    assert [one.id for one in await store.stories.changed_since(OF, later(6), 9)] == []
    assert [one.id for one in await store.stories.changed_since(OF, NOW, 1)] == [3]


async def test_collections_do_not_see_each_others_stories(store: ArticleStore) -> None:
    await store.put([article("a")])
    await store.stories.join("other", [Joining("a", 1)], NOW)
    assert await store.stories.find("other", 1) is None
    assert await store.stories.count_unassigned(OF) == 1


async def test_whole_articles_by_id(store: ArticleStore) -> None:
    await store.put([article("a"), article("b")])
    found = await store.articles(OF, ["b", "x", "a", "\ud800"])
    assert {key: one.text for key, one in found.items()} == {key: sample(key).article.text for key in "ab"}


async def test_every_change_gives_another_version(store: ArticleStore) -> None:
    seen = [await store.version(OF)]
    await store.put([article("a"), article("b")])
    seen.append(await store.version(OF))
    await store.put([article("b", text="Corrected.")])
    seen.append(await store.version(OF))
    await store.put([article("a", text="Corrected.")])
    seen.append(await store.version(OF))
    await store.remove(OF, ["b"])
    seen.append(await store.version(OF))
    assert len(set(seen)) == len(seen)
    assert await store.version(OF) == seen[-1]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 2**62 - 1), st.integers(0, 3)), max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_first_to_join_decides(joins: list[tuple[str, int, int]]) -> None:
    store = MemoryStore()
    await store.put([article(key) for key in "abcdef"])
    decided: dict[str, int] = {}
    for key, story, minute in joins:
        expected = key not in decided
        assert await store.stories.join(OF, [Joining(key, story)], later(minute)) == expected
        decided.setdefault(key, story)
    assert await store.stories.of_articles(OF, list("abcdef")) == decided


async def test_a_database_of_the_first_revision_gets_the_table(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    _move(file, "0001")
    with closing(sqlite3.connect(file)) as raw:
        row = (1, OF, "a", "T", "O", 1_700_000_000_000_000, None, None, "en", "[]", "[]", "h", "Text.")
        raw.execute(f"INSERT INTO articles VALUES ({', '.join('?' * len(row))})", row)
        raw.commit()
    store = await open_store(file)
    assert [one.id for one in await store.stories.unassigned(OF, 9)] == ["a"]
    assert await store.stories.join(OF, [Joining("a", 5)], NOW) == 1
    await store.close()
    _move(file, "-1")
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT text FROM articles").fetchall() == [("Text.",)]


def _move(file: Path, revision: str) -> None:
    file.touch()
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(tables.__file__).parent / "migrations"))
        config.set_main_option("path_separator", "os")
        (command.downgrade if revision.startswith("-") else command.upgrade)(config, revision)
    engine.dispose()


async def test_the_last_to_join_can_be_read_in_parts(store: ArticleStore) -> None:
    names = "abcdef"
    await store.put([sample(name) for name in names])
    for minute, some in enumerate(("ab", "cde", "f")):
        await store.stories.join(OF, [Joining(name, 1) for name in some], NOW + timedelta(minutes=minute))
    whole = [one.article.id for one in await store.stories.recent(OF, 10)]
    assert whole == list(names)
    assert [one.article.id for one in await store.stories.recent(OF, 2, 1)] == ["d", "e"]
    assert [one.article.id for one in await store.stories.recent(OF, 4, 4)] == ["a", "b"]
    assert await store.stories.recent(OF, 4, 6) == []
    assert await store.stories.recent(OF, 0) == []
