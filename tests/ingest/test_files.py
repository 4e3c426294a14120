"""Which files are read, and why the others are not."""

import os
from pathlib import Path

import pytest

from bot.ingest.files import find_files
from bot.model.errors import NotFoundError
from bot.model.report import Skipped


def write(path: Path, text: str = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def reasons(found: list[Path | Skipped]) -> dict[str, str]:
    return {Path(item.path).name: item.reason for item in found if isinstance(item, Skipped)}


def test_a_folder_is_read_recursively_and_sorted(tmp_path: Path) -> None:
    files = [write(tmp_path / name) for name in ("a.txt", "b/c.MD", "b/d/e.html", "f.jsonl.gz", "g.pdf")]
    assert list(find_files([tmp_path])) == files


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path / ".git" / "a.txt")
    write(tmp_path / ".hidden.txt")
    seen = write(tmp_path / "seen.txt")
    assert list(find_files([tmp_path])) == [seen]


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    named = write(tmp_path / ".hidden.txt")
    assert list(find_files([named])) == [named]


def test_other_kinds_are_reported(tmp_path: Path) -> None:
    write(tmp_path / "a.xyz")
    write(tmp_path / "Makefile")
    assert reasons(list(find_files([tmp_path]))) == {
        "a.xyz": "not a kind of file that is read: .xyz",
        "Makefile": "not a kind of file that is read: no suffix",
    }


def test_a_readme_is_an_article_only_with_front_matter_or_when_named(tmp_path: Path) -> None:
    readme = write(tmp_path / "README.md", "# About this folder")
    article = write(tmp_path / "b" / "readme.md", "---\ntitle: x\n---\ntext")
    found = list(find_files([tmp_path]))
    assert found == [Skipped(str(readme), None, "is a README without front matter, not an article"), article]
    assert list(find_files([readme])) == [readme]


def test_large_files_are_skipped_but_lines_are_streamed(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "x" * 3_000_000)
    lines = write(tmp_path / "b.jsonl", "x" * 3_000_000)
    first, second = find_files([tmp_path], max_bytes=2_000_000)
    assert first == Skipped(str(tmp_path / "a.txt"), None, "is too large: 3.0 MB, at most 2 MB are read")
    assert second == lines


def test_a_missing_path_is_named_before_anything_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    with pytest.raises(NotFoundError, match=r"nowhere\.txt"):
        find_files([tmp_path, tmp_path / "nowhere.txt"])
    with pytest.raises(NotFoundError):
        find_files([tmp_path / ("x" * 5000)])


def test_each_file_is_read_once(tmp_path: Path) -> None:
    named = write(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(named)
    assert list(find_files([named, tmp_path])) == [named]


def test_loops_of_links_end(tmp_path: Path) -> None:
    inside = write(tmp_path / "folder" / "a.txt")
    (tmp_path / "folder" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = list(find_files([tmp_path]))
    assert found[0] == inside
    assert reasons(found[1:]) == {"self.txt": "cannot be opened: Too many levels of symbolic links"}


def test_a_broken_link_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    assert reasons(list(find_files([tmp_path]))) == {"a.txt": "cannot be opened: No such file or directory"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(list(find_files([tmp_path]))) == {"pipe.txt": "is not a regular file"}


def test_a_name_that_is_not_utf8_can_be_shown(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.xyz"
    try:
        Path(os.fsdecode(name)).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (skipped,) = find_files([tmp_path])
    assert isinstance(skipped, Skipped)
    assert skipped.path.encode().endswith("\ufffd.xyz".encode())
