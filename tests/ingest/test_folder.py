"""A watched folder: what is dropped into it, while it grows, changes and goes."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.index.disk import DiskIndex
from bot.ingest.arrivals import Arrivals
from bot.ingest.folder import FolderWatch
from bot.model.errors import EngineError
from bot.model.report import IngestReport
from bot.store.sql import SqlStore, open_store

TOLLS = "Tolls rise\n\nThe bridge company said on Tuesday that tolls would rise by nine percent.\n"
FARES = "Fares fall\n\nThe ferry line said on Monday that fares would fall by two euros.\n"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    opened = await open_store(tmp_path / "store.db")
    yield opened
    await opened.close()


@pytest.fixture
def arrivals(store: SqlStore, tmp_path: Path) -> Arrivals:
    return Arrivals(store, DiskIndex(tmp_path / "index"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


@pytest.fixture
def watch(folder: Path, arrivals: Arrivals) -> FolderWatch:
    return FolderWatch(folder, arrivals, seconds=0.01)


def drop(path: Path, text: str, modified: int) -> Path:
    """`modified`: the time of change, in nanoseconds: two writes within one tick of the disk's clock look alike."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(modified, modified))
    return path


async def texts(store: SqlStore) -> list[str]:
    held = await store.texts("public", list(await store.hashes("public")))
    return sorted(text.partition("\n")[0] for text in held.values())


async def test_a_file_is_taken_in_at_the_second_look_that_finds_it_the_same(
    watch: FolderWatch, folder: Path, store: SqlStore
) -> None:
    drop(folder / "tolls.txt", TOLLS[:30], 1)
    assert await watch.look() == IngestReport()
    drop(folder / "tolls.txt", TOLLS, 2)
    assert await watch.look() == IngestReport(), "it was still being written"
    assert (await watch.look()).new == 1
    assert await watch.look() == IngestReport()
    assert await texts(store) == ["Tolls rise"]


async def test_a_changed_file_updates_its_article_and_a_removed_one_leaves_it(
    watch: FolderWatch, folder: Path, store: SqlStore
) -> None:
    path = drop(folder / "tolls.txt", TOLLS, 1)
    await watch.look()
    await watch.look()
    drop(path, TOLLS.replace("Tolls rise", "Tolls will rise"), 2)
    assert [(await watch.look()).updated, (await watch.look()).updated] == [0, 1]
    path.unlink()
    await watch.look()
    assert await texts(store) == ["Tolls will rise"]
    drop(path, TOLLS.replace("Tolls rise", "Tolls will rise"), 2)
    await watch.look()
    assert (await watch.look()).unchanged == 1, "it came back"


async def test_folders_within_are_looked_into_and_what_is_not_read_is_told_once(
    watch: FolderWatch, folder: Path, store: SqlStore
) -> None:
    (folder / "deep" / "er").mkdir(parents=True)
    drop(folder / "deep" / "er" / "fares.txt", FARES, 1)
    drop(folder / "picture.gif", "GIF89a", 1)
    drop(folder / ".hidden.txt", TOLLS, 1)
    drop(folder / "empty.txt", "", 1)
    looks = [await watch.look() for _ in range(3)]
    assert [[one.reason for one in report.skipped] for report in looks] == [
        ["not a kind of file that is read: .gif"],
        ["is empty"],
        [],
    ]
    assert await texts(store) == ["Fares fall"]


async def test_two_files_with_one_text_are_one_article(watch: FolderWatch, folder: Path, store: SqlStore) -> None:
    drop(folder / "a.txt", TOLLS, 1)
    drop(folder / "b.txt", TOLLS, 1)
    await watch.look()
    report = await watch.look()
    assert (report.new, len(report.duplicates), len(await texts(store))) == (1, 1, 1)


async def test_what_could_not_be_indexed_is_tried_again(
    folder: Path, store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ingest.indexing.PATIENCE", 0.05)
    first, second = DiskIndex(tmp_path / "index"), DiskIndex(tmp_path / "index")
    watch = FolderWatch(folder, Arrivals(store, first))
    drop(folder / "tolls.txt", TOLLS, 1)
    await watch.look()
    with second._writer(), pytest.raises(EngineError):
        await watch.look()
    await watch.look()
    assert set(first.article_passages()) == set(await store.hashes("public"))
    assert len(first) == 1


async def test_it_waits_for_a_folder_that_is_not_there_and_runs_until_it_is_cancelled(
    folder: Path, arrivals: Arrivals, store: SqlStore
) -> None:
    await asyncio.to_thread(folder.rmdir)
    reports: list[IngestReport] = []
    watch = FolderWatch(folder, arrivals, seconds=0.01, on_report=reports.append)
    running = asyncio.create_task(watch.run())
    await asyncio.sleep(0.05)
    await asyncio.to_thread(folder.mkdir)
    drop(folder / "tolls.txt", TOLLS, 1)
    async with asyncio.timeout(10):
        while not reports:  # noqa: ASYNC110 (nothing else tells)
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert [one.new for one in reports] == [1]
    assert running.cancelled()
