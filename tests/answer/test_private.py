"""Collections beside `public` in a data directory: opened when asked, mended, deleted."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answer.private import PrivateCollections
from bot.app import database_path, index_path, open_data, open_index, open_private, open_workspace
from bot.ingest.arrivals import key_of
from bot.ingest.retention import Limits, Retained
from bot.model.answer import Answer
from bot.model.article import PUBLIC, RawArticle
from bot.model.story import Joining
from bot.settings import Settings
from tests.answer.build import ASKED as ASKED_AT

TEXT = "The board of Sennick Mills rejected the offer of Dorvane Holdings on Monday."
OTHER = "Ilse Varn left the board of Sennick Mills in June, the company said."
ASKED = "What did the board of Sennick Mills reject?"
NAME, ELSEWHERE = "c0123456789abcdef", "cfedcba9876543210"
NOW = datetime(2026, 5, 10, tzinfo=UTC)
LEAD = "The council of Kelbry closed the old harbour bridge on Monday after engineers found deep cracks in two pillars."
COPY = f"{LEAD} Repairs will take five weeks and cost nine million crowns, the mayor told reporters in the town hall."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


async def keep(settings: Settings) -> list[str]:
    """Two articles; their ids."""
    async with open_data(settings) as data, open_private(settings, data) as private:
        arrivals = await private.arrivals(NAME)
        taken = [await arrivals.take_file(TEXT.encode(), "a.txt"), await arrivals.take_file(OTHER.encode(), "b.txt")]
        return [one.head.id for one in taken if one.head]


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_each_has_an_index_of_its_own_and_is_opened_when_it_is_asked(settings: Settings) -> None:
    await keep(settings)
    async with open_data(settings) as data, open_private(settings, data) as private:
        assert len(data.engine) == 0
        reply = await (await private.get(NAME)).answer(ASKED)
        assert isinstance(reply, Answer)
        assert (reply.claims[0].text, reply.collections) == (TEXT, (NAME,))
        assert await private.get(NAME) is await private.get(NAME)
    assert b"sennick" not in bytes_of(index_path(settings, PUBLIC)).lower()
    assert index_path(settings, NAME).is_dir()
    assert not index_path(settings, "c00").exists()


async def test_an_index_that_is_behind_or_damaged_is_made_whole(settings: Settings) -> None:
    await keep(settings)
    index = open_index("disk", index_path(settings, NAME))
    index.clear()
    index.close()
    async with open_data(settings) as data, open_private(settings, data) as private:
        assert isinstance(await (await private.get(NAME)).answer(ASKED), Answer)
    for path in index_path(settings, NAME).iterdir():
        path.write_bytes(b"not an index any more")
    async with open_data(settings) as data, open_private(settings, data) as private:
        assert isinstance(await (await private.get(NAME)).answer(ASKED), Answer)


async def test_what_is_removed_leaves_no_word_in_the_index(settings: Settings) -> None:
    first, second = await keep(settings)
    async with open_data(settings) as data, open_private(settings, data) as private:
        assert [one.id for one in await private.articles(NAME)] == sorted([first, second])
        assert await private.remove(NAME, second)
        assert not await private.remove(NAME, second)
        assert [one.id for one in await private.articles(NAME)] == [first]
        service = await private.get(NAME)
        assert "Varn" not in await service.frequent_names(99)
        assert isinstance(await service.answer(ASKED), Answer)
    assert b"varn" not in bytes_of(index_path(settings, NAME)).lower()


async def test_what_is_deleted_is_gone_with_its_folder(settings: Settings) -> None:
    await keep(settings)
    async with open_data(settings) as data, open_private(settings, data) as private:
        ids = [one.id for one in await private.articles(NAME)]
        await data.store.stories.join(NAME, [Joining(one, 7) for one in ids], ASKED_AT)
        await private.delete(NAME)
        await private.delete(NAME)
        assert await data.store.collections() == []
        assert await data.store.stories.find(NAME, 7) is None
        assert not index_path(settings, NAME).exists()


async def test_over_the_sample_groups_keep_in_the_data_directory(settings: Settings) -> None:
    async with open_workspace(settings) as workspace, open_private(settings, workspace) as private:
        assert workspace.origin == "sample"
        head = (await (await private.arrivals(NAME)).take_file(TEXT.encode(), "a.txt")).head
        assert head
        assert await (await private.arrivals(NAME)).find(key_of(head)) == head
        assert await workspace.store.find_article(NAME, head.id) is None
    async with open_workspace(settings) as workspace, open_private(settings, workspace) as private:
        assert workspace.origin == "sample", "what a group keeps is not what everybody is answered from"
        assert [one.id for one in await private.articles(NAME)] == [head.id]


async def keep_days(private: PrivateCollections, *names: str) -> None:
    """In each collection an article a day for four days."""
    for name in names:
        days = [
            RawArticle(id=f"day {age}", text=f"News of day {age}.", published=NOW - timedelta(days=age))
            for age in range(4)
        ]
        await (await private.arrivals(name)).take_all(days)


def make_cited(cited: dict[str, set[str]]) -> Callable[[str], Awaitable[set[str]]]:
    async def read(name: str) -> set[str]:
        return cited.get(name, set())

    return read


async def list_kept(private: PrivateCollections, name: str) -> tuple[int, list[str]]:
    return (await private.get(name)).passages(), [one.text for one in await private.articles(name)]


async def test_each_is_kept_within_the_limits_by_itself(settings: Settings) -> None:
    async with open_data(settings) as data, open_private(settings, data) as private:
        await keep_days(private, NAME, ELSEWHERE)
        oldest = next(one.id for one in await private.articles(NAME) if "day 3" in one.text)
        cited = make_cited({NAME: {oldest}})
        assert await private.retain(Limits(), cited, NOW) == Retained(0, 0)
        assert await private.retain(Limits(days=2), cited, NOW) == Retained(2, 0)
        for name in (NAME, ELSEWHERE):
            assert await list_kept(private, name) == (3, ["News of day 0.", "News of day 1.", "News of day 2."])
        assert await (await private.get(NAME)).texts([oldest]) == {oldest: "News of day 3."}
        assert await (await private.get(ELSEWHERE)).texts([oldest]) == {}
        assert await private.retain(Limits(articles=1), cited, NOW) == Retained(4, 0)
        assert await private.retain(Limits(articles=1), make_cited({}), NOW + timedelta(days=2)) == Retained(0, 1)


async def test_one_that_is_within_the_limits_is_not_opened_for_them(settings: Settings) -> None:
    async with open_data(settings) as data, open_private(settings, data) as private:
        await keep_days(private, NAME)
    index = open_index("disk", index_path(settings, NAME))
    index.clear()
    index.close()
    async with open_data(settings) as data, open_private(settings, data) as private:
        assert await private.retain(Limits(days=9), make_cited({}), NOW) == Retained(0, 0)
    index = open_index("disk", index_path(settings, NAME))
    assert len(index) == 0, "opening would have filled it"
    index.close()


async def test_what_left_by_age_is_gone_with_its_collection(settings: Settings) -> None:
    async with open_data(settings) as data, open_private(settings, data) as private:
        await keep_days(private, NAME)
        oldest = next(one.id for one in await private.articles(NAME) if "day 3" in one.text)
        await private.retain(Limits(days=2), make_cited({NAME: {oldest}}), NOW)
        await private.delete(NAME)
        assert await data.store.versions.of_articles(NAME, [oldest]) == {}


async def test_an_open_index_is_made_to_agree(settings: Settings) -> None:
    async with open_data(settings) as data, open_private(settings, data) as private:
        await keep_days(private, NAME)
        assert await private.mend() == 0
        index = open_index("disk", index_path(settings, NAME))
        index.clear()
        index.close()
        assert await private.mend() == 4
        assert (await private.get(NAME)).passages() == 4


async def test_what_an_older_version_stored_is_linked_within_its_collection_only(settings: Settings) -> None:
    async with open_data(settings) as data, open_private(settings, data) as private:
        for name in (NAME, ELSEWHERE):
            copies = [RawArticle(id=one, text=f"{COPY} {one}.", outlet=one) for one in ("Tide Post", "Hill Courier")]
            await (await private.arrivals(name)).take_all(copies[: 2 if name == NAME else 1])
    with closing(sqlite3.connect(database_path(settings))) as old, old:
        old.execute("DELETE FROM near_keys")
        old.execute("DELETE FROM near_links")
    async with open_data(settings) as data, open_private(settings, data) as private:
        for name, linked in ((NAME, 1), (ELSEWHERE, 0)):
            service = await private.get(name)
            assert await data.store.copies.unmarked(name, 9) == []
            ids = [one.id for one in await private.articles(name)]
            assert [len(of_one) for of_one in (await service.copies(ids, None)).values()] == [linked] * (2 * linked)
