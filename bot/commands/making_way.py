"""Between `restore` and a `serve` of the same data directory: who replaces the data asks, who serves makes way."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WANTED = "restore.lock"
"""A file that is locked as long as somebody wants the data directory; what a killed process leaves is not locked."""
LOOK = 0.5
"""Seconds between two looks at it."""


@contextmanager
def asked_to_make_way(folder: Path) -> Iterator[bool]:
    """As long as this lasts who serves the folder keeps away. False: this system has no such locks, nobody hears."""
    try:
        import fcntl
    except ImportError:
        yield False
        return
    path = folder / WANTED
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield True
        finally:
            path.unlink(missing_ok=True)


def is_wanted(folder: Path) -> bool:
    """Whether somebody asks for the folder now."""
    try:
        import fcntl

        with (folder / WANTED).open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except (ImportError, OSError):
        return False
    return False


async def until_wanted(folder: Path) -> None:
    """Returns when somebody asks for the folder."""
    while not is_wanted(folder):  # noqa: ASYNC110 (another process is who knows)
        await asyncio.sleep(LOOK)


async def until_free(folder: Path) -> None:
    """Returns when whoever asked for the folder is done, or dead."""
    while is_wanted(folder):  # noqa: ASYNC110 (another process is who knows)
        await asyncio.sleep(LOOK)
