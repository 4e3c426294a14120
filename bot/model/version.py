"""Versions: texts that articles no longer hold, kept for the answers that quote them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol


class Version(NamedTuple):
    """What an article said until `until`, UTC-aware. `retired`: it was not replaced, but left by the limits of age and
    number (see `ingest/retention.py`): what it said still holds."""

    article_id: str
    text: str
    text_hash: str
    until: datetime
    retired: bool = False


class VersionStore(Protocol):
    """Texts of before. Raises StoreError when the database cannot be used. A text that only its title or its other
    metadata changed beside makes no version."""

    async def of_articles(self, collection: str, ids: Sequence[str]) -> dict[str, list[Version]]:
        """The kept versions of each article, the last one first; of an article without any there is none."""

    async def changed_since(self, collection: str, moment: datetime) -> set[str]:
        """Ids of the articles that have a version which ended at that moment or later, retired ones aside."""

    async def outdated(self, collection: str, before: datetime | None, most: int | None) -> list[str]:
        """Ids, sorted, of the articles published before that moment, and of those beyond the newest `most`. None: no
        such limit. Age says nothing of articles without a date; by number they come last, the last stored first."""

    async def retire(self, collection: str, ids: Sequence[str], cited: Collection[str], now: datetime) -> int:
        """Deletes articles with their passages, how many. Those that are `cited` stay as a version; the versions of
        the others go with them."""

    async def prune(self, collection: str, cited: Collection[str], before: datetime) -> int:
        """Deletes the versions that ended before that moment and are of no `cited` article; how many."""
