"""Stories of several collections, each grouped and ranked by itself."""

from collections.abc import Sequence
from datetime import datetime
from heapq import merge

from bot.digest.choosing import Outline, worth_alone
from bot.digest.service import DigestService, choose_briefs
from bot.digest.stories import Known
from bot.digest.windows import Window
from bot.model.story import Brief, Digest, SideBySide, Story
from bot.model.subscription import Filters


class SeveralStories:
    """`Stories` over services of one collection each, in the order in which they are read.

    Each collection keeps its own order; between them, the next story is the one that is worth more by itself (newness,
    outlets), since what words are worth compares only within one collection.
    """

    def __init__(self, services: Sequence[DigestService]) -> None:
        self._services = tuple(services)

    async def choose(self, filters: Filters, known: Known, window: Window, now: datetime, at_most: int) -> Digest:
        """As `Stories.choose`."""
        return await choose_briefs(await self.find_outlines(filters, now, window), self.find_brief, known, at_most)

    async def find_brief(self, story_id: int, knows: frozenset[str] = frozenset()) -> Brief | None:
        """As `Stories.find_brief`."""
        for service in self._services:
            if await service.find_story(story_id):
                return await service.find_brief(story_id, knows)
        return None

    async def lay_side_by_side(self, story_id: int) -> SideBySide | None:
        """As `Stories.lay_side_by_side`."""
        for service in self._services:
            if await service.find_story(story_id):
                return await service.lay_side_by_side(story_id)
        return None

    async def find_story(self, story_id: int) -> Story | None:
        """As `Stories.find_story`."""
        for service in self._services:
            if story := await service.find_story(story_id):
                return story
        return None

    async def newest(self) -> datetime | None:
        """As `Stories.newest`."""
        found = [await service.newest() for service in self._services]
        return max((one for one in found if one), default=None)

    async def find_outlines(self, filters: Filters, now: datetime, window: Window | None = None) -> list[Outline]:
        """As `Stories.find_outlines`."""
        ranked = [await service.find_outlines(filters, now, window) for service in self._services]
        return list(merge(*ranked, key=lambda outline: -worth_alone(outline, now)))

    async def rank_stories(self, story_ids: Sequence[int], filters: Filters, now: datetime) -> list[int]:
        """As `Stories.rank_stories`; those of the first collection before those of the next."""
        ranked: list[int] = []
        for service in self._services:
            theirs = [one for one in story_ids if await service.find_story(one)]
            ranked += await service.rank_stories(theirs, filters, now) if theirs else []
        return ranked
