"""`restore` over files that are damaged, foreign, too new, or made to do harm: nothing is changed by any of them."""

import io
import json
import os
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.backup_file import LARGEST_MANIFEST, MANIFEST, unpack_backup
from bot.model.errors import InputError
from tests.cli.conftest import Run

Manifest = dict[str, Any]
Members = dict[str, bytes]


def read_members(file: Path) -> Members:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_members(file: Path, members: Members) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


def with_manifest(members: Members, change: Callable[[Manifest], object]) -> Members:
    manifest = json.loads(members[MANIFEST])
    change(manifest)
    return members | {MANIFEST: json.dumps(manifest).encode()}


def with_database(members: Members, content: bytes, **stated: object) -> Members:
    """Another articles.db, which the manifest vouches for."""
    entry = {"bytes": len(content), "sha256": sha256(content).hexdigest(), **stated}
    changed = with_manifest(members, lambda manifest: manifest["databases"]["articles.db"].update(entry))
    return changed | {"articles.db": content}


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def saved(run: Run, folder: Path, tmp_path: Path) -> Path:
    """A good backup of two articles."""
    assert run("ingest", folder).exit_code == 0
    assert run("backup", tmp_path / "saved.zip").exit_code == 0
    return tmp_path / "saved.zip"


@pytest.fixture
def refused(run: Run, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], str]:
    """Restores a file, by force and where nothing is; gives the sentence, once nothing is seen to be changed."""

    def restore(file: Path) -> str:
        before = tree(tmp_path)
        forced = run("restore", "--force", file)
        monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "other"))
        done = run("restore", file)
        monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "data"))
        assert (forced.exit_code, done.exit_code, done.stdout) == (2, 2, "")
        assert tree(tmp_path) == before
        assert "Traceback" not in done.stderr
        return " ".join(done.stderr.split())

    return restore


Refused = Callable[[Path], str]


@pytest.mark.parametrize(
    "content", [b"", b"text", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, os.urandom(5000), b"SQLite format 3\0" * 99]
)
def test_what_is_no_backup_is_refused(refused: Refused, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    assert "is not a backup of this program, or its end is missing. Nothing was changed." in refused(tmp_path / "file")


def test_a_folder_and_nothing_are_no_backups(refused: Refused, tmp_path: Path) -> None:
    assert "is not a backup" in refused(tmp_path)
    assert "does not exist" in refused(tmp_path / "nothing")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_what_was_cut_short_is_refused(refused: Refused, saved: Path, tmp_path: Path, share: float) -> None:
    content = saved.read_bytes()
    (tmp_path / "cut.zip").write_bytes(content[: int(len(content) * share)])
    assert "its end is missing" in refused(tmp_path / "cut.zip")


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/evil",
        "../../data/articles.db",
        "./articles.db",
        "articles.db/../evil",
        "index/public/meta.json",
        "articles.db-wal",
        "..\\evil",
        "C:evil",
        "articles.db\u202e",
        "articles.db/",
        "ARTICLES.DB",
    ],
)
def test_a_member_that_a_backup_has_no_place_for_is_refused(
    refused: Refused, saved: Path, tmp_path: Path, name: str
) -> None:
    file = write_members(tmp_path / "evil.zip", read_members(saved) | {name: b"evil"})
    assert "which no backup of this program does. Nothing was changed; do not trust this file." in refused(file)
    assert not Path("/etc/evil").exists()


@pytest.mark.parametrize("name", ["../evil", "other.db", "/etc/evil"])
def test_a_manifest_cannot_name_a_database_of_its_own(refused: Refused, saved: Path, tmp_path: Path, name: str) -> None:
    members = read_members(saved)
    members = with_manifest(members, lambda m: m["databases"].update({name: m["databases"]["articles.db"]}))
    file = write_members(tmp_path / "evil.zip", members | {name: members["articles.db"]})
    assert "is damaged" in refused(file)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(refused: Refused, saved: Path, tmp_path: Path, kind: int) -> None:
    file = tmp_path / "evil.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in read_members(saved).items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (0o600 | (kind if name == "articles.db" else stat.S_IFREG)) << 16
            archive.writestr(info, content)
    assert "“articles.db”, which no backup" in refused(file)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_pack_are_refused(refused: Refused, saved: Path, tmp_path: Path, method: int) -> None:
    file = tmp_path / "evil.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in read_members(saved).items():
            archive.writestr(name, content, compress_type=method if name == "articles.db" else zipfile.ZIP_STORED)
    assert "“articles.db”, which no backup" in refused(file)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["articles.db", MANIFEST])
def test_a_name_twice_is_refused(refused: Refused, saved: Path, tmp_path: Path, name: str) -> None:
    file = write_members(tmp_path / "evil.zip", read_members(saved))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, read_members(saved)[name])
    assert "is damaged" in refused(file)


def test_a_missing_database_is_missed(refused: Refused, saved: Path, tmp_path: Path) -> None:
    members = read_members(saved)
    del members["articles.db"]
    assert "is damaged" in refused(write_members(tmp_path / "less.zip", members))


def test_a_bomb_unfolds_no_further_than_the_manifest_says(saved: Path, tmp_path: Path) -> None:
    """The archive says a hundred bytes in every place but the deflated stream, which holds fifty million."""
    members = with_manifest(read_members(saved), lambda m: m["databases"]["articles.db"].update(bytes=100))
    file = tmp_path / "bomb.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, members[MANIFEST])
        archive.writestr("articles.db", b"\0" * 50_000_000)
        archive.getinfo("articles.db").file_size = 100
    (tmp_path / "out").mkdir()
    with pytest.raises(InputError) as caught:
        unpack_backup(file, tmp_path / "out")
    assert caught.value.message_id == "backup-damaged"
    assert sum(path.stat().st_size for path in (tmp_path / "out").iterdir()) <= 100


def test_what_the_disk_has_no_room_for_is_refused_before_it_is_unpacked(
    refused: Refused, saved: Path, tmp_path: Path
) -> None:
    huge = 10**18
    members = with_manifest(read_members(saved), lambda m: m["databases"]["articles.db"].update(bytes=huge))
    file = write_members(tmp_path / "huge.zip", members)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("x", b"")
        del archive.NameToInfo["x"]
        archive.filelist.pop()
        archive.getinfo("articles.db").file_size = huge
    assert "needs 1000000000.0 GB of disk" in refused(file)


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{}", b'{"program": "other", "format": 1}', b"\xff" * 9, b"[" * 100_000, b" " * LARGEST_MANIFEST * 2],
)
def test_a_manifest_that_is_none_is_refused(refused: Refused, saved: Path, tmp_path: Path, manifest: bytes) -> None:
    refused(write_members(tmp_path / "x.zip", read_members(saved) | {MANIFEST: manifest}))


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.update(databases={}),
        lambda m: m.update(version="1\n2"),
        lambda m: m.update(created="2026-01-01T00:00:00"),
        lambda m: m.update(more=1),
        lambda m: m.update(format=0),
        lambda m: m["databases"]["articles.db"].update(sha256="0" * 64),
        lambda m: m["databases"]["articles.db"].update(bytes=4096),
        lambda m: m["databases"]["articles.db"].update(bytes=-1),
        lambda m: m["databases"]["articles.db"].update(revision="0001"),
        lambda m: m["databases"]["articles.db"]["counts"].update(articles=3),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(
    refused: Refused, saved: Path, tmp_path: Path, change: Callable[[Manifest], object]
) -> None:
    assert "is damaged" in refused(write_members(tmp_path / "x.zip", with_manifest(read_members(saved), change)))


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.update(format=2, something="new"),
        lambda m: m["databases"]["articles.db"].update(revision="9999"),
    ],
)
def test_what_a_newer_version_made_is_refused_and_says_what_to_do(
    refused: Refused, saved: Path, tmp_path: Path, change: Callable[[Manifest], object]
) -> None:
    said = refused(write_members(tmp_path / "new.zip", with_manifest(read_members(saved), change)))
    assert "was made by a newer version of this program. Nothing was changed; update the program" in said


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TRIGGER evil AFTER INSERT ON articles BEGIN DELETE FROM passages; END"],
        ["CREATE VIEW evil AS SELECT 1"],
        ["DROP TABLE passages"],
        ["UPDATE alembic_version SET version_num = '9999'"],
        ["UPDATE articles SET authors = 'no list'"],
    ],
)
def test_a_database_made_to_do_harm_is_refused_though_its_manifest_vouches_for_it(
    refused: Refused, saved: Path, tmp_path: Path, statements: list[str]
) -> None:
    members = read_members(saved)
    database = tmp_path / "evil.db"
    database.write_bytes(members["articles.db"])
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in tables}
    counts.pop("alembic_version")
    content = database.read_bytes()
    assert "is damaged" in refused(write_members(tmp_path / "evil.zip", with_database(members, content, counts=counts)))


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small backup, made by the command."""
    from typer.testing import CliRunner

    from bot.cli import app

    root = tmp_path_factory.mktemp("good")
    (root / "a.txt").write_text("It rained in Lenn all day, and the old bridge was closed.", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_DATA_DIR", str(root / "data"))
        assert CliRunner().invoke(app, ["ingest", str(root / "a.txt")]).exit_code == 0
        assert CliRunner().invoke(app, ["backup", str(root / "saved.zip")]).exit_code == 0
    return (root / "saved.zip").read_bytes()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_bytes_change_it_is_refused_or_gives_the_same_databases(
    data: st.DataObject, good: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = bytearray(good)
    tail = st.integers(len(good) - 400, len(good) - 1)  # the directory, where little is checked by a sum
    places = st.lists(tail | st.integers(0, len(good) - 1), min_size=1, max_size=6)
    for place in data.draw(places):
        content[place] = data.draw(st.integers(0, 255))
    root = tmp_path_factory.mktemp("bytes")
    (root / "file.zip").write_bytes(content)
    (root / "out").mkdir()
    try:
        unpack_backup(root / "file.zip", root / "out")
    except InputError:
        pass
    else:
        with zipfile.ZipFile(io.BytesIO(good)) as archive:
            assert (root / "out" / "articles.db").read_bytes() == archive.read("articles.db")
    assert {path.name for path in root.iterdir()} == {"file.zip", "out"}
    assert {path.name for path in (root / "out").iterdir()} <= {"articles.db"}
