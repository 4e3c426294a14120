"""A folder that is watched: what is dropped into it is taken in once it is complete."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bot.ingest.addresses import Raw
from bot.ingest.arrivals import Arrivals
from bot.ingest.files import MAX_BYTES, find_files, path_text
from bot.ingest.read import read_articles
from bot.ingest.service import add_reports
from bot.model.errors import EngineError, NotFoundError, StoreError
from bot.model.report import IngestReport, Skipped

log = logging.getLogger(__name__)

SECONDS = 2.0
"""Between two looks. Polling sees what network drives, containers and every system show; events do not."""
AT_ONCE = 50
"""Files taken in before others that want to write have their turn."""


class Stamp(NamedTuple):
    """By what a change is noticed."""

    size: int
    modified: int


class FolderWatch:
    """Takes in what is new or changed, and leaves alone what is removed: its articles stay.

    A file counts as complete when two looks, `SECONDS` apart, find the same size and time of change. What cannot be
    read is told once, and again when it has changed. `on_report` hears of every look that brought something.
    """

    def __init__(
        self,
        folder: Path,
        arrivals: Arrivals,
        *,
        max_bytes: int = MAX_BYTES,
        seconds: float = SECONDS,
        on_report: Callable[[IngestReport], None] = lambda _report: None,
    ) -> None:
        self._folder = folder
        self._arrivals = arrivals
        self._max_bytes = max_bytes
        self._seconds = seconds
        self._on_report = on_report
        self._seen: dict[Path, Stamp] = {}
        self._taken: dict[Path, Stamp] = {}
        self._told: set[tuple[str, str]] = set()
        self._is_missing = False

    async def run(self) -> None:
        """Until it is cancelled. A folder that is not there is waited for, and so is a store or an index that cannot be
        written: nothing of it is lost."""
        while True:
            try:
                await self.look()
            except (StoreError, EngineError) as error:
                log.warning("nothing taken in, trying again", extra={"reason": error.text})
            await asyncio.sleep(self._seconds)

    async def look(self) -> IngestReport:
        """One look. Raises StoreError and EngineError; what was not taken in then is tried at the next."""
        found, skipped = await asyncio.to_thread(self._scan)
        ready = [path for path, stamp in found.items() if self._seen.get(path) == stamp != self._taken.get(path)]
        self._seen = found
        self._taken = {path: stamp for path, stamp in self._taken.items() if path in found}
        report = IngestReport(skipped=tuple(one for one in skipped if self._is_news(one)))
        for first in range(0, len(ready), AT_ONCE):
            some = ready[first : first + AT_ONCE]
            report = add_reports(report, await self._arrivals.take_all(self._read(some)))
            self._taken.update((path, found[path]) for path in some)
        if report != IngestReport():
            self._on_report(report)
        return report

    def _scan(self) -> tuple[dict[Path, Stamp], list[Skipped]]:
        found: dict[Path, Stamp] = {}
        skipped: list[Skipped] = []
        for one in self._find():
            try:
                if isinstance(one, Skipped):
                    skipped.append(one)
                    continue
                status = one.stat()
            except OSError:  # gone since it was found
                continue
            found[one] = Stamp(status.st_size, status.st_mtime_ns)
        return found, skipped

    def _find(self) -> Iterable[Path | Skipped]:
        try:
            found = list(find_files([self._folder], self._max_bytes))
        except NotFoundError:
            if not self._is_missing:
                log.warning("the watched folder is not there", extra={"folder": path_text(self._folder)})
            self._is_missing = True
            return []
        self._is_missing = False
        return found

    def _read(self, paths: Iterable[Path]) -> Iterator[Raw]:
        for path in paths:
            yield from read_articles(path, self._max_bytes)

    def _is_news(self, skipped: Skipped) -> bool:
        key = (skipped.path, skipped.reason)
        is_news = key not in self._told
        self._told.add(key)
        return is_news
