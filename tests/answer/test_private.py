"""Collections beside `public` in a data directory: opened when asked, mended, deleted."""

from pathlib import Path

import pytest

from bot.app import index_path, open_data, open_index, open_private, open_workspace
from bot.ingest.arrivals import key_of
from bot.model.answer import Answer
from bot.model.article import PUBLIC
from bot.model.story import Joining
from bot.settings import Settings
from tests.answer.build import ASKED as ASKED_AT

TEXT = "The board of Sennick Mills rejected the offer of Dorvane Holdings on Monday."
OTHER = "Ilse Varn left the board of Sennick Mills in June, the company said."
ASKED = "What did the board of Sennick Mills reject?"
NAME = "c0123456789abcdef"


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
