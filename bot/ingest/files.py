"""Which files of the named paths are read, in which order, and why the others are not."""

from collections.abc import Iterator, Sequence
from os import stat_result
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from bot.model.errors import NotFoundError
from bot.model.report import Skipped

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".jsonl", ".jsonl.gz", ".pdf", ".docx")
"""Kinds of files that have a reader, lower case."""

MB = 1_000_000
MAX_BYTES = 20 * MB
"""Largest file read by default; of a .jsonl file, which is read line by line, the largest line."""

Seen = set[tuple[int, int]]
"""Device and inode of what was already walked: a file is read once, and a loop of links ends."""


def find_files(paths: Sequence[Path], max_bytes: int = MAX_BYTES) -> Iterator[Path | Skipped]:
    """The files to read, in the order of `paths`, folders depth first and sorted by name, each file once.

    Hidden files and folders inside a folder are passed over in silence; a README without front matter, files of
    other kinds, too large, or unreadable come as Skipped. Links are followed.
    Raises NotFoundError at the call, before anything is read, when a path does not exist.
    """
    for path in paths:
        if not _exists(path):
            raise NotFoundError(f"{path_text(path)} does not exist", path=path_text(path))
    return _find_all(paths, max_bytes)


def path_text(path: Path) -> str:
    """The path as text that can be stored and shown: bytes of a name that are not UTF-8 become '\ufffd'."""
    text = str(path)
    return text if text.isascii() else text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def find_suffix(path: Path) -> str | None:
    """The suffix of `SUFFIXES` that the name ends in, whatever its case; None for another kind of file."""
    name = path.name.lower()
    return next((suffix for suffix in SUFFIXES if name.endswith(suffix)), None)


def _find_all(paths: Sequence[Path], max_bytes: int) -> Iterator[Path | Skipped]:
    seen: Seen = set()
    for root in paths:
        for found in _walk(root, seen):
            if isinstance(found, Skipped):
                yield found
            else:
                yield _judge(found, max_bytes, named=found == root)


def _walk(root: Path, seen: Seen) -> Iterator[Path | Skipped]:
    stack = [root]
    while stack:
        path = stack.pop()
        try:
            status = path.stat()
            children = _children(path) if S_ISDIR(status.st_mode) else None
        except OSError as error:
            yield Skipped(path_text(path), None, f"cannot be opened: {error.strerror}")
            continue
        if not _is_first_visit(status, seen):
            continue
        if children is None:
            yield path
        else:
            stack.extend(reversed(children))


def _children(folder: Path) -> list[Path]:
    return sorted(child for child in folder.iterdir() if not child.name.startswith("."))


def _is_first_visit(status: stat_result, seen: Seen) -> bool:
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True


def _judge(path: Path, max_bytes: int, *, named: bool) -> Path | Skipped:
    try:
        reason = _find_reason(path, max_bytes, named=named)
    except OSError as error:
        reason = f"cannot be opened: {error.strerror}"
    return path if reason is None else Skipped(path_text(path), None, reason)


def _find_reason(path: Path, max_bytes: int, *, named: bool) -> str | None:
    status = path.stat()
    suffix = find_suffix(path)
    if suffix is None:
        return f"not a kind of file that is read: {path.suffix or 'no suffix'}"
    if not S_ISREG(status.st_mode):  # opening a pipe would wait for ever
        return "is not a regular file"
    if status.st_size > max_bytes and not suffix.startswith(".jsonl"):
        return render_size_reason(status.st_size, max_bytes)
    if not named and path.stem.casefold() == "readme" and not _has_front_matter(path):
        return "is a README without front matter, not an article"
    return None


def render_size_reason(size: int, max_bytes: int) -> str:
    """The reason for skipping `size` bytes where at most `max_bytes` are read, in MB."""
    return f"is too large: {size / MB:.1f} MB, at most {max_bytes / MB:g} MB are read"


def _has_front_matter(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(8).removeprefix(b"\xef\xbb\xbf").startswith(b"---")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long, a folder that may not be entered
        return False
