"""What whoever tells stories needs, whether one collection is read or several."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.digest.choosing import Outline
from bot.digest.windows import Window
from bot.model.story import Brief, Digest, SideBySide, Story
from bot.model.subscription import Filters

Known = Mapping[int, frozenset[str]]
"""Story id -> ids of its articles that the reader knows."""


class Stories(Protocol):
    """Safe to call from many tasks at once. Nothing but the articles of the collections that are read takes part. A
    story never holds articles of two collections."""

    async def choose(self, filters: Filters, known: Known, window: Window, now: datetime, at_most: int) -> Digest:
        """The stories of the window that pass the filters and hold something the reader does not know, best first."""

    async def find_brief(self, story_id: int, knows: frozenset[str] = frozenset()) -> Brief | None:
        """A story as told to somebody who knows some of its articles; None when there is nothing (new) to tell."""

    async def lay_side_by_side(self, story_id: int) -> SideBySide | None:
        """All reports of a story beside each other; None when there is no such story any more."""

    async def find_story(self, story_id: int) -> Story | None:
        """One story, recent or not."""

    async def newest(self) -> datetime | None:
        """When the newest article was published; None when no article has a date."""

    async def find_outlines(self, filters: Filters, now: datetime, window: Window | None = None) -> list[Outline]:
        """The recent stories that pass the filters, and hold something of the window, best first; waits for the first
        update."""

    async def rank_stories(self, story_ids: Sequence[int], filters: Filters, now: datetime) -> list[int]:
        """Those of the stories that pass the filters, best first."""
