"""`backup` and `restore` with real databases: a round trip, in use, not empty, and with the process that serves."""

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from bot.commands import replacing
from bot.commands.making_way import WANTED, asked_to_make_way, is_wanted
from bot.commands.replacing import replace_data
from bot.playground.server import TelegramServer
from bot.store.chat.sql import SqlChatStore, open_chat_store
from bot.store.sql import open_store
from tests.cli.conftest import BRIDGE, Run
from tests.cli.test_serve import make_environment, read_output, serving
from tests.store.chat.samples import PRIVATE, outgoing, turn, update
from tests.store.samples import read_all, sample
from tests.telegram_fixtures import telegram

__all__ = ["telegram"]

QUESTION = "What does the union demand?"
FAR = Path("/dev/shm")
"""Another file system, on the machines that have it."""


async def _talk(file: Path) -> None:
    store = await open_chat_store(file)
    await store.updates.add([update(1), update(2)])
    assert await store.deliveries.record([outgoing("hello")], update_id=1, turn=turn(1, PRIVATE))
    await store.close()


async def _read_chat(file: Path) -> list[object]:
    store: SqlChatStore = await open_chat_store(file)
    try:
        return [await store.updates.counts(), await store.deliveries.counts(), await store.turns.find(1)]
    finally:
        await store.close()


async def _read_articles(file: Path) -> list[object]:
    store = await open_store(file)
    try:
        return list(await read_all(store))
    finally:
        await store.close()


def read_data(folder: Path) -> list[object]:
    articles = asyncio.run(_read_articles(folder / "articles.db"))
    return [*articles, *asyncio.run(_read_chat(folder / "chat.db"))]


def make_old(data_dir: Path) -> None:
    """A data directory of the first version, without articles."""
    data_dir.mkdir()
    engine = create_engine(f"sqlite:///{data_dir / 'articles.db'}")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "bot.store:migrations")
        config.set_main_option("path_separator", "os")
        command.upgrade(config, "0001")
    engine.dispose()


def flat(text: str) -> str:
    """On one line, since sentences are wrapped."""
    return " ".join(text.split())


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def filled(run: Run, folder: Path, data_dir: Path) -> Path:
    """The data directory with two articles and a talk."""
    assert run("ingest", folder).exit_code == 0
    asyncio.run(_talk(data_dir / "chat.db"))
    return data_dir


@pytest.fixture
def saved(run: Run, filled: Path, tmp_path: Path) -> Path:
    """A backup of `filled`."""
    (tmp_path / "kept").mkdir()
    done = run("backup", tmp_path / "kept" / "saved.zip")
    assert done.exit_code == 0, done.stderr
    return tmp_path / "kept" / "saved.zip"


@pytest.fixture
def other_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """From now on the data directory; not yet made."""
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "other"))
    return tmp_path / "other"


def test_everything_comes_back(
    run: Run, filled: Path, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = run("ask", QUESTION).stdout
    other = tmp_path / "other"
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(other))
    done = run("restore", saved)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "2 articles" in done.stdout
    assert "1 question with its answer" in done.stdout
    assert "kept beside" not in done.stdout
    assert read_data(other) == read_data(filled)
    assert run("ask", QUESTION).stdout == answer
    assert run("doctor").exit_code == 0
    assert names(other) == {"articles.db", "chat.db", "index"}, "nothing is left lying about"


def test_a_backup_tells_its_counts_and_holds_a_manifest_and_no_index(saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        assert sorted(archive.namelist()) == ["articles.db", "chat.db", "manifest.json"]
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["program"] == "briefing-bot"
    assert manifest["databases"]["articles.db"]["counts"]["articles"] == 2
    assert manifest["databases"]["chat.db"]["counts"]["updates"] == 2


def test_only_the_owner_may_read_it_and_what_is_restored(run: Run, saved: Path, other_dir: Path) -> None:
    run("restore", saved)
    for path in (saved, other_dir / "articles.db", other_dir / "chat.db"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(other_dir.stat().st_mode) == 0o700
    assert names(saved.parent) == {"saved.zip"}


def test_a_file_that_is_there_is_never_overwritten(run: Run, saved: Path) -> None:
    before = saved.read_bytes()
    done = run("backup", saved)
    assert done.exit_code == 2
    assert "is there already" in flat(done.stderr)
    assert saved.read_bytes() == before


def test_where_nothing_is_kept_there_is_nothing_to_back_up(run: Run, tmp_path: Path, data_dir: Path) -> None:
    done = run("backup", tmp_path / "saved.zip")
    assert done.exit_code == 2
    assert "There is nothing to back up" in done.stderr
    assert not (tmp_path / "saved.zip").exists()
    assert not data_dir.exists()


def test_where_nothing_can_be_written_it_says_so(run: Run, filled: Path, tmp_path: Path) -> None:
    done = run("backup", tmp_path / "no-such-folder" / "saved.zip")
    assert done.exit_code == 1
    assert "cannot be written: No such file or directory." in flat(done.stderr)


def restore_within(limit: int, file: Path) -> subprocess.CompletedProcess[str]:
    """In a process whose files may not grow beyond so many bytes, as if the disk were full."""
    start = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    code = f"{start}; from bot.cli import app; app(['restore', {str(file)!r}])"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)


def test_a_disk_that_takes_no_more_is_said_and_nothing_is_left(saved: Path, other_dir: Path) -> None:
    done = restore_within(50_000, saved)
    assert done.returncode == 1
    assert "cannot be written: File too large." in flat(done.stderr)
    assert names(other_dir) == set()


def test_a_disk_that_is_full_when_all_is_unpacked_does_not_pass_for_a_damaged_backup(
    run: Run, data_dir: Path, tmp_path: Path, other_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(data_dir))
    make_old(data_dir)
    assert run("backup", tmp_path / "old.zip").exit_code == 0
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(other_dir))
    done = restore_within((data_dir / "articles.db").stat().st_size, tmp_path / "old.zip")
    assert done.returncode == 1
    assert "cannot be written: the disk" in flat(done.stderr)
    assert names(other_dir) == set()


def test_a_damaged_database_is_not_passed_off_as_a_backup(run: Run, filled: Path, tmp_path: Path) -> None:
    content = bytearray((filled / "articles.db").read_bytes())
    content[4096:12288] = b"\xff" * 8192
    (filled / "articles.db").write_bytes(content)
    done = run("backup", tmp_path / "saved.zip")
    assert done.exit_code == 1
    assert "damaged" in done.stderr
    assert not (tmp_path / "saved.zip").exists()


async def _write_pairs(file: Path, ended: threading.Event) -> int:
    """Two articles in each transaction."""
    store, pairs = await open_store(file), 0
    while not ended.is_set():
        await store.put([sample(f"{pairs}-{side}", text_hash=str(pairs)) for side in "ab"])
        pairs += 1
    await store.close()
    return pairs


def test_what_is_written_meanwhile_is_in_whole_or_not_at_all(
    run: Run, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_dir.mkdir()
    counts: list[int] = []
    ended = threading.Event()
    writer = threading.Thread(target=lambda: asyncio.run(_write_pairs(data_dir / "articles.db", ended)))
    writer.start()
    try:
        for number in range(4):
            while not (data_dir / "articles.db").exists() or _count(data_dir / "articles.db") <= sum(counts[-1:]):
                pass
            assert run("backup", tmp_path / f"{number}.zip").exit_code == 0
            counts.append(_saved_articles(tmp_path / f"{number}.zip"))
    finally:
        ended.set()
        writer.join()
    assert counts == sorted(set(counts))
    assert not any(count % 2 for count in counts)
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "other"))
    assert run("restore", tmp_path / "3.zip").exit_code == 0
    assert len(asyncio.run(_read_articles(tmp_path / "other" / "articles.db"))) == counts[-1]
    assert run("doctor").exit_code == 0


def _count(database: Path) -> int:
    try:
        with closing(sqlite3.connect(database)) as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return -1


def _saved_articles(file: Path) -> int:
    with zipfile.ZipFile(file) as archive:
        return int(json.loads(archive.read("manifest.json"))["databases"]["articles.db"]["counts"]["articles"])


def test_data_is_replaced_only_by_force_and_then_kept_aside(run: Run, filled: Path, saved: Path, folder: Path) -> None:
    wanted = read_data(filled)
    (folder / "bridge.md").write_text(BRIDGE.replace("five weeks", "six weeks"), encoding="utf-8")
    run("ingest", folder)
    later = read_data(filled)
    refused = run("restore", saved)
    assert refused.exit_code == 2
    assert "holds data already. Nothing was changed. With --force it is replaced" in flat(refused.stderr)
    assert read_data(filled) == later
    done = run("restore", "--force", saved)
    assert done.exit_code == 0
    assert read_data(filled) == wanted
    [articles] = filled.glob("articles.before-*.db")
    [chat] = filled.glob("chat.before-*.db")
    assert names(filled) == {"articles.db", "chat.db", "index", articles.name, chat.name}
    assert f"{chat.name}, {articles.name}" in flat(done.stdout)
    assert [*asyncio.run(_read_articles(articles)), *asyncio.run(_read_chat(chat))] == later


def test_the_index_is_of_what_was_restored_also_where_ids_are_the_same(
    run: Run, filled: Path, saved: Path, folder: Path
) -> None:
    (folder / "bridge.md").write_text(BRIDGE.replace("five weeks", "six weeks"), encoding="utf-8")
    run("ingest", folder)
    question = "How many weeks will the repairs of the bridge of Lenn take?"
    assert "six weeks" in flat(run("ask", question).stdout)
    run("restore", "--force", saved)
    assert "five weeks" in flat(run("ask", question).stdout)


def test_restoring_twice_keeps_both(run: Run, filled: Path, saved: Path) -> None:
    for _ in range(2):
        assert run("restore", "--force", saved).exit_code == 0
    assert len(list(filled.glob("articles.before-*.db"))) == 2


def test_a_log_left_by_a_killed_process_is_kept_with_its_database_and_never_played_into_another(
    run: Run, filled: Path, saved: Path, tmp_path: Path
) -> None:
    wanted = read_data(filled)
    for name in ("articles.db", "chat.db"):
        with closing(sqlite3.connect(filled / name, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("CREATE TABLE late (x)")
            for end in ("", "-wal"):
                shutil.copy(filled / f"{name}{end}", tmp_path / f"{name}{end}")
        for end in ("", "-wal"):
            shutil.copy(tmp_path / f"{name}{end}", filled / f"{name}{end}")
    assert run("restore", "--force", saved).exit_code == 0
    assert read_data(filled) == wanted
    for aside in filled.glob("*.before-*.db"):
        with closing(sqlite3.connect(aside)) as connection:
            assert connection.execute("SELECT count(*) FROM late").fetchone() == (0,)


def test_damaged_databases_are_replaced_too(run: Run, filled: Path, saved: Path) -> None:
    wanted = read_data(filled)
    (filled / "articles.db").write_bytes(b"no database at all" * 1000)
    (filled / "articles.db-wal").write_bytes(b"no log at all")
    shutil.rmtree(filled / "index")
    assert run("restore", "--force", saved).exit_code == 0
    assert read_data(filled) == wanted
    assert len(list(filled.glob("articles.before-*.db-wal"))) == 1


def test_what_a_backup_does_not_hold_is_not_left_from_before(run: Run, filled: Path, saved: Path) -> None:
    (filled / "articles.db").rename(filled.parent / "articles.db")
    assert run("backup", filled.parent / "chat.zip").exit_code == 0
    assert run("restore", "--force", saved).exit_code == 0
    assert run("restore", "--force", filled.parent / "chat.zip").exit_code == 0
    assert names(filled) >= {"chat.db"}
    assert not names(filled) & {"articles.db", "index"}


def test_an_older_revision_is_brought_to_todays(
    run: Run, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_old(data_dir)
    assert run("backup", tmp_path / "old.zip").exit_code == 0
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "other"))
    assert run("restore", tmp_path / "old.zip").exit_code == 0
    assert run("doctor").exit_code == 0


async def test_while_the_bot_serves_it_is_backed_up_and_restored_in_its_place(
    telegram: TelegramServer, tmp_path: Path, filled_async: Path, run: Run
) -> None:
    environment, output = make_environment(telegram, access="open"), tmp_path / "output"
    ann = telegram.world.person("Ann").id
    async with serving(telegram, environment, output) as bot:
        saved = tmp_path / "saved.zip"
        assert (await asyncio.to_thread(run, "backup", saved)).exit_code == 0
        (tmp_path / "later").mkdir()
        (tmp_path / "later" / "later.md").write_text("The ferry to Zarquon sank on Tuesday.", encoding="utf-8")
        assert (await asyncio.to_thread(run, "ingest", tmp_path / "later")).exit_code == 0
        assert "holds data already" in flat((await asyncio.to_thread(run, "restore", saved)).stderr)
        polled = len(telegram.world.called("getUpdates"))
        done = await asyncio.to_thread(run, "restore", "--force", saved)
        assert done.exit_code == 0, done.stderr
        await bot.until(lambda: len(telegram.world.called("getUpdates")) > polled + 1)
        telegram.people.start(ann)
        for asked in (QUESTION, "where did the ferry to Zarquon sink?"):
            telegram.people.write(ann, ann, asked)
        _, first, second = await telegram.wait_for_answers(ann, 3)
        await bot.stop(signal.SIGTERM)
    assert "A backup is being restored." in read_output(output)
    assert "union" in first.text
    assert "sank" not in second.text, "what came after the backup is gone"
    assert any("before" in name for name in names(filled_async))
    assert not (filled_async / WANTED).exists()


async def test_what_does_not_make_way_is_said_and_nothing_is_changed(
    tmp_path: Path, filled_async: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "saved.zip"
    assert (await asyncio.to_thread(run, "backup", saved)).exit_code == 0
    monkeypatch.setattr(replacing, "PATIENCE", 0.5)
    store = await open_store(filled_async / "articles.db")
    try:
        assert (await store.coverage("public")).articles
        refused = await asyncio.to_thread(run, "restore", "--force", saved)
    finally:
        await store.close()
    assert refused.exit_code == 1
    assert "in use by something that does not make way. Nothing was changed." in flat(refused.stderr)
    assert not any("before" in name for name in names(filled_async))
    assert not is_wanted(filled_async)


def test_a_lock_that_a_killed_process_left_asks_for_nothing(tmp_path: Path) -> None:
    (tmp_path / WANTED).touch()
    assert not is_wanted(tmp_path)
    with asked_to_make_way(tmp_path):
        assert is_wanted(tmp_path)
    assert not is_wanted(tmp_path)


@pytest.fixture
async def filled_async(run: Run, folder: Path, data_dir: Path) -> Path:
    assert (await asyncio.to_thread(run, "ingest", folder)).exit_code == 0
    return data_dir


@pytest.mark.skipif(not FAR.is_dir(), reason="one file system only")
def test_when_a_file_cannot_be_moved_everything_stays_as_it_was(filled: Path, tmp_path: Path) -> None:
    before, there = read_data(filled), names(filled)
    far = FAR / f"briefing-test-{os.getpid()}"
    if FAR.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("one file system only")
    shutil.copytree(filled, far)
    try:
        with pytest.raises(OSError, match="cross-device"):
            replace_data(far, filled, datetime(2026, 1, 2, tzinfo=UTC), force=True)
    finally:
        shutil.rmtree(far)
    assert read_data(filled) == before
    assert names(filled) == there
