"""The folder an index on disk lives in: ours, of this version, or an error that says what to do."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.model.errors import EngineBusyError, EngineError

FORMAT = 1
"""Raised with every change to the schema or to what the tokens mean; another number on disk asks for a reindex."""

VERSION_FILE = "briefing-index.json"
META_FILE = "meta.json"
"""tantivy's list of segments, replaced in one step by every commit."""

_SEGMENT_FILE = re.compile(r"[0-9a-f]{32}\..+")
_OTHER_FILE = re.compile(r"meta\.json|\.managed\.json|\.tantivy-(meta|writer)\.lock|\.tmp\w+|briefing-index\.json")


def prepare_directory(path: Path) -> None:
    """Makes the folder and marks it as ours, or checks the mark. Raises EngineError when it cannot be an index."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if (path / VERSION_FILE).exists():
            _check_version(path)
        elif any(path.iterdir()):
            raise _damaged(path, "is not an index of this program")
        else:
            (path / VERSION_FILE).write_text(json.dumps({"format": FORMAT}) + "\n", encoding="utf-8")
    except OSError as error:
        raise EngineError(f"index folder {path} cannot be used: {error.strerror}", path=str(path)) from error


def discard_index(path: Path) -> None:
    """Deletes the index's own files, damaged or not, and leaves any other file: what `reindex` begins with.

    A missing folder is fine. Raises EngineError when a file cannot be deleted. Nobody may be writing.
    """
    try:
        for file in path.iterdir() if path.exists() else ():
            if _SEGMENT_FILE.fullmatch(file.name) or _OTHER_FILE.fullmatch(file.name):
                file.unlink()
    except OSError as error:
        raise EngineError(f"index in {path} cannot be deleted: {error.strerror}", path=str(path)) from error


@contextmanager
def engine_errors(path: Path) -> Iterator[None]:
    """Turns tantivy's errors into EngineError. Its binding raises ValueError, and for a failed assertion in Rust
    (a flipped byte in a file it maps) a PanicException, which is no Exception and cannot be imported."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        if "LockBusy" in str(error):
            raise EngineBusyError(f"index in {path} is being written by another process", path=str(path)) from error
        raise _damaged(path, f"cannot be used ({error})") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(path, f"is damaged ({error})") from error


def _check_version(path: Path) -> None:
    if _read_format(path) != FORMAT:
        raise _damaged(path, "was made by another version")
    if not (path / META_FILE).exists() and any(_SEGMENT_FILE.fullmatch(file.name) for file in path.iterdir()):
        raise _damaged(path, f"lost its {META_FILE}")


def _read_format(path: Path) -> object:
    try:
        stated = json.loads((path / VERSION_FILE).read_text(encoding="utf-8"))
    except ValueError:
        return None
    return stated.get("format") if isinstance(stated, dict) else None


def _damaged(path: Path, what: str) -> EngineError:
    return EngineError(f"index in {path} {what}: run `briefing-bot reindex`", path=str(path))
