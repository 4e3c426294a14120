"""`.jsonl`, `.jsonl.gz`: one JSON object a line, one article an object."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from bot.ingest.files import path_text, render_size_reason
from bot.ingest.read.encoding import drop_surrogates
from bot.ingest.read.fields import FieldError, read_fields
from bot.model.article import RawArticle
from bot.model.errors import ReadError
from bot.model.report import Skipped


def read_jsonl(path: Path, max_bytes: int) -> Iterator[RawArticle | Skipped]:
    """The articles, line by line: memory holds one line, whatever the file's size. Empty lines are passed over.

    A line that is broken, or longer than `max_bytes`, comes as Skipped with its 1-based number, and the rest is
    read. Raises ReadError when the file cannot be opened or unpacked, is binary, or holds nothing.
    """
    found = False
    with _open(path) as file:
        for number, line in _read_lines(file, path, max_bytes):
            found = True
            yield _read_line(line, path_text(path), number, max_bytes)
    if not found:
        raise ReadError(path_text(path), "is empty", kind="empty")


def _open(path: Path) -> IO[bytes]:
    try:
        packed = path.name.lower().endswith(".gz")
        return cast("IO[bytes]", gzip.open(path)) if packed else path.open("rb")
    except OSError as error:
        raise ReadError(path_text(path), f"cannot be opened: {error.strerror}") from error


def _read_lines(file: IO[bytes], path: Path, max_bytes: int) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := _read_bytes(file, path, number + 1, max_bytes):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
            if b"\0" in line[:8192]:
                raise ReadError(path_text(path), "is binary", kind="binary")
        if line.strip():
            yield number, line


def _read_bytes(file: IO[bytes], path: Path, number: int, max_bytes: int) -> bytes:
    """One line; of a longer one its first `max_bytes` + 1 bytes, the rest is passed over unread."""
    try:
        line = file.readline(max_bytes + 1)
        rest = line
        while len(rest) > max_bytes and not rest.endswith(b"\n"):
            rest = file.readline(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(path_text(path), "is damaged: it cannot be unpacked from here on", number) from error
    return line


def _read_line(line: bytes, path: str, number: int, max_bytes: int) -> RawArticle | Skipped:
    if len(line) > max_bytes:
        return Skipped(path, number, render_size_reason(len(line), max_bytes))
    try:
        record = json.loads(line.decode().rstrip())
    except UnicodeDecodeError:
        return Skipped(path, number, "is not UTF-8")
    except json.JSONDecodeError as error:
        return Skipped(path, number, f"is broken JSON: {error.msg} at character {error.pos + 1}")
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets too deep
        return Skipped(path, number, "is broken JSON")
    if not isinstance(record, dict):
        return Skipped(path, number, "is not a JSON object")
    return _read_record(record, path, number)


def _read_record(record: dict[str, Any], path: str, number: int) -> RawArticle | Skipped:
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        return Skipped(path, number, "has no text")
    try:
        return RawArticle(text=drop_surrogates(text), path=path, line=number, **read_fields(record))
    except FieldError as error:
        return Skipped(path, number, str(error))
