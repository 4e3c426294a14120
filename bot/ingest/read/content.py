"""The bytes of a file."""

from pathlib import Path

from bot.ingest.files import path_text, render_size_reason
from bot.model.errors import ReadError


def read_content(path: Path, max_bytes: int) -> bytes:
    """All bytes of the file. Raises ReadError when it cannot be opened, is empty or holds over `max_bytes`."""
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise ReadError(path_text(path), f"cannot be opened: {error.strerror}") from error
    if len(data) > max_bytes:
        raise ReadError(
            path_text(path), render_size_reason(max(len(data), path.stat().st_size), max_bytes), kind="too-large"
        )
    if not data:
        raise ReadError(path_text(path), "is empty", kind="empty")
    return data
