"""The stories that digests are chosen from, brought up to date: what came or changed since somebody last asked."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol
from uuid import uuid4

from bot.digest.choosing import Outline, make_outline
from bot.digest.keeping import StoryKeeper
from bot.digest.reports import read_copies, read_reports
from bot.digest.telling import compose_brief
from bot.model.protocols import ArticleStore
from bot.model.story import Brief, Story

KEPT = timedelta(days=14)
MOST_STORIES = 5000
"""Stories that digests are chosen from: those an article joined within `KEPT`, the last joined first."""
AT_ONCE = 100


class Changes(NamedTuple):
    """Recent stories that are new or changed, an outline for each, and the ids of those that are recent no more.

    `whole`: these are all there are, whatever was known before. `mark`: to be given back at the next update.
    """

    stories: tuple[Story, ...]
    outlines: tuple[Outline, ...]
    gone: tuple[int, ...]
    whole: bool
    mark: str

    def cut(self, size: int) -> "Iterator[Changes]":
        """In parts of so many stories, at least one; their order is that of this."""
        for first in range(0, max(1, len(self.stories)), size):
            part = slice(first, first + size)
            yield self._replace(
                stories=self.stories[part],
                outlines=self.outlines[part],
                gone=() if first else self.gone,
                whole=self.whole and not first,
            )


class StoryWork(Protocol):
    """What takes long about stories, wherever it is done."""

    async def update(self, now: datetime, mark: str) -> Sequence[Changes]:
        """Puts new articles into stories; what has changed since the update that gave this mark, in parts, the last of
        which has the next mark. An unknown mark ('' too): all there is."""

    async def tell(self, story: Story, knows: frozenset[str]) -> Brief | None:
        """See `telling.compose_brief`."""


class RecentStories:
    """StoryWork in this process, text work in threads. Safe to call from many tasks at once."""

    def __init__(self, store: ArticleStore, collection: str) -> None:
        self._store = store
        self._collection = collection
        self._keeper = StoryKeeper(store, collection)
        self._lock = asyncio.Lock()
        self._stories: dict[int, Story] = {}
        self._outlines: dict[int, Outline] = {}
        self._mark = ""

    async def update(self, now: datetime, mark: str) -> list[Changes]:
        async with self._lock:
            await self._keeper.update(now)
            changed, gone = await self._refresh(now)
            whole = not mark or mark != self._mark
            self._mark = str(uuid4())
            stories = tuple(self._stories.values()) if whole else tuple(changed)
            outlines = tuple(self._outlines[story.id] for story in stories)
            return [Changes(stories, outlines, () if whole else tuple(gone), whole, self._mark)]

    async def tell(self, story: Story, knows: frozenset[str]) -> Brief | None:
        reports = await read_reports(self._store, story)
        return await asyncio.to_thread(compose_brief, story, reports, knows)

    async def _refresh(self, now: datetime) -> tuple[list[Story], list[int]]:
        """The changed stories, and the ids of those that are gone. Outlines are made anew only of stories that have
        grown, or of which an article was updated."""
        recent = await self._store.stories.changed_since(self._collection, now - KEPT, MOST_STORIES)
        stories = {story.id: story for story in recent}
        changed = [story for story in recent if self._stories.get(story.id) != story]
        outlines = {story_id: one for story_id, one in self._outlines.items() if story_id in stories}
        for first in range(0, len(changed), AT_ONCE):
            some = changed[first : first + AT_ONCE]
            articles = await self._store.articles(
                self._collection, [one for story in some for one in story.article_ids]
            )
            copies = await read_copies(self._store, self._collection, list(articles))
            made = await asyncio.to_thread(lambda: [make_outline(story, articles, copies) for story in some])  # noqa: B023
            outlines.update((one.story_id, one) for one in made)
        gone = [story_id for story_id in self._stories if story_id not in stories]
        self._stories, self._outlines = stories, outlines
        return changed, gone
