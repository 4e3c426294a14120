"""Keeps stories up to date with the store: what is in no story yet is grouped and written down."""

import asyncio
from datetime import datetime

from bot.digest.grouping import WINDOW, Grouping
from bot.model.article import PUBLIC
from bot.model.protocols import ArticleStore

BATCH = 1000
"""Articles grouped together: those of a first ingestion see each other's words."""


class StoryKeeper:
    """One for a collection. Another process may do the same at once: what was written down first holds."""

    def __init__(self, store: ArticleStore, collection: str = PUBLIC) -> None:
        self._store = store
        self._collection = collection
        self._grouping: Grouping | None = None
        self._lock = asyncio.Lock()

    async def update(self, now: datetime) -> int:
        """Until no article is left that is in no story; how many joined one. Grouping runs off the event loop."""
        async with self._lock:
            joined = 0
            while articles := await self._store.stories.unassigned(self._collection, BATCH):
                grouping = self._grouping = await self._find_grouping()
                joinings = await asyncio.to_thread(grouping.add, articles)
                done = await self._store.stories.join(self._collection, joinings, now)
                joined += done
                if done < len(joinings):
                    self._grouping = None  # another process decided some of them: what it wrote down holds
            return joined

    async def _find_grouping(self) -> Grouping:
        """The one at hand, unless another process has put an article into a story since: it never was unassigned
        here."""
        last = await self._store.stories.recent(self._collection, 1)
        if self._grouping is not None and all(one.article.id in self._grouping for one in last):
            return self._grouping
        grouping = Grouping()
        for skip in range(WINDOW - BATCH, -1, -BATCH):  # in parts: their texts are long
            recent = await self._store.stories.recent(self._collection, BATCH, skip)
            await asyncio.to_thread(grouping.remember, recent)
        return grouping
