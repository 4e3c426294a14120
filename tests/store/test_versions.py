"""The contract of `VersionStore`, sentence by sentence, over every store."""

from datetime import UTC, datetime, timedelta

from bot.model.protocols import ArticleStore
from bot.model.version import Version
from tests.store.samples import read_all, sample

MAY = datetime(2026, 5, 1, 12, 30, 15, 123456, tzinfo=UTC)
DAY = timedelta(days=1)


async def put(
    store: ArticleStore,
    text: str,
    now: datetime = MAY,
    name: str = "talks",
    collection: str = "public",
    outlet: str = "Post",
) -> None:
    stored = sample(name, text=text, text_hash=f"hash {text}", collection=collection, outlet=outlet)
    await store.put([stored], now=now)


async def test_a_replaced_text_stays_as_a_version_the_last_one_first(store: ArticleStore) -> None:
    for number in range(3):
        await put(store, f"Text {number}.", MAY + number * DAY)
    assert await store.versions.of_articles("public", ["talks", "unknown"]) == {
        "talks": [
            Version("talks", "Text 1.", "hash Text 1.", MAY + 2 * DAY),
            Version("talks", "Text 0.", "hash Text 0.", MAY + DAY),
        ]
    }


async def test_a_change_beside_the_text_makes_no_version(store: ArticleStore) -> None:
    await put(store, "Text.")
    await put(store, "Text.", outlet="Another Post")
    assert await store.versions.of_articles("public", ["talks"]) == {}


async def test_versions_of_one_collection_are_not_seen_through_another(store: ArticleStore) -> None:
    await put(store, "Ours.", collection="desk")
    await put(store, "Ours, changed.", collection="desk")
    assert await store.versions.of_articles("public", ["talks"]) == {}
    assert await store.versions.prune("public", [], MAY + DAY) == 0
    assert len((await store.versions.of_articles("desk", ["talks"]))["talks"]) == 1


async def test_what_is_removed_is_removed_with_its_versions(store: ArticleStore) -> None:
    await put(store, "Text.")
    await put(store, "Text, changed.")
    await store.remove("public", ["talks"])
    assert await store.versions.of_articles("public", ["talks"]) == {}


async def test_outdated_by_age_and_by_number(store: ArticleStore) -> None:
    await store.put([sample("undated 1"), sample("undated 2")])
    await store.put([sample(f"day {number}", published=MAY + number * DAY) for number in range(4)])
    outdated = store.versions.outdated
    assert await outdated("public", None, None) == []
    assert await outdated("public", MAY + 2 * DAY, None) == ["day 0", "day 1"]
    assert await outdated("public", None, 6) == []
    assert await outdated("public", None, 5) == ["undated 1"]
    assert await outdated("public", None, 2) == ["day 0", "day 1", "undated 1", "undated 2"]
    assert await outdated("public", MAY + DAY, 4) == ["day 0", "undated 1", "undated 2"]
    assert await outdated("desk", MAY + 9 * DAY, 0) == []


async def test_what_is_cited_stays_as_a_version_when_it_retires(store: ArticleStore) -> None:
    for name in ("a", "b"):
        await put(store, "Before.", name=name)
        await put(store, "After.", name=name)
    await put(store, "Kept.", name="c")
    seen = await store.version("public")
    assert await store.versions.retire("public", ["a", "b", "unknown"], {"a"}, MAY + DAY) == 2
    assert [one.article.id for one in await read_all(store)] == ["c"]
    assert await store.version("public") != seen
    assert await store.versions.of_articles("public", ["a", "b"]) == {
        "a": [
            Version("a", "After.", "hash After.", MAY + DAY, retired=True),
            Version("a", "Before.", "hash Before.", MAY),
        ]
    }


async def test_versions_go_when_nobody_cites_their_article_and_they_ended_long_ago(store: ArticleStore) -> None:
    for name in ("a", "b", "c"):
        await put(store, "Before.", name=name)
        await put(store, "After.", MAY if name != "c" else MAY + DAY, name=name)
    assert await store.versions.prune("public", {"a"}, MAY + DAY) == 1
    assert sorted(await store.versions.of_articles("public", ["a", "b", "c"])) == ["a", "c"]
    assert await store.versions.prune("public", (), MAY + 2 * DAY) == 2


async def test_changed_since_are_those_with_a_version_that_ended_then_or_later(store: ArticleStore) -> None:
    for name, moment in (("early", MAY), ("late", MAY + DAY), ("gone", MAY + DAY)):
        await put(store, "Text.", MAY, name)
        if name != "gone":
            await put(store, "Text, changed.", moment, name)
    await store.versions.retire("public", ["gone"], ["gone"], MAY + DAY)
    assert await store.versions.changed_since("public", MAY) == {"early", "late"}
    assert await store.versions.changed_since("public", MAY + DAY) == {"late"}
    assert await store.versions.changed_since("public", MAY + 2 * DAY) == set()
    assert await store.versions.changed_since("desk", MAY) == set()
