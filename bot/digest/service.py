"""The use case of digests: stories kept up to date, chosen for a reader, told, and laid side by side."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.answer.service import AnswerService
from bot.digest.choosing import Outline, Outlines, make_outline
from bot.digest.comparing import compare_reports
from bot.digest.keeping import StoryKeeper
from bot.digest.reports import read_reports
from bot.digest.stories import Known
from bot.digest.telling import compose_brief
from bot.digest.windows import Window
from bot.model.story import Brief, Digest, SideBySide, Story
from bot.model.subscription import Filters

KEPT = timedelta(days=14)
MOST_STORIES = 5000
"""Stories that digests are chosen from: those an article joined within `KEPT`, the last joined first."""
MOST_BRIEFS = 20_000
MOST_RANKED = 2000
AT_ONCE = 500


class DigestService:
    """`Stories` of one collection. Safe to call from many tasks at once; text work runs off the event loop."""

    def __init__(self, answers: AnswerService) -> None:
        self._answers = answers
        self._store = answers.store
        self._collection = answers.collection
        self._keeper = StoryKeeper(self._store, self._collection)
        self._lock = asyncio.Lock()
        self.seen: str | None = None
        """The version of the collection that stories and outlines are made of; None before the first update."""
        self._stories: dict[int, Story] = {}
        self._outlines: dict[int, Outline] = {}
        self._chosen_from = Outlines(())
        self._briefs: OrderedDict[tuple[int, int, frozenset[str]], Brief | None] = OrderedDict()
        self._ranked: dict[tuple[Filters, Window | None], list[Outline]] = {}
        self._ranked_at: datetime | None = None

    async def update(self, now: datetime) -> None:
        """Puts new articles into stories; does nothing when the collection has not changed."""
        async with self._lock:
            version = await self._store.version(self._collection)
            if version != self.seen:
                await self._keeper.update(now)
                await self._refresh(now)
                self.seen = version

    async def choose(self, filters: Filters, known: Known, window: Window, now: datetime, at_most: int) -> Digest:
        """The stories of the window that pass the filters and hold something the reader does not know, best first."""
        ranked = await self.find_outlines(filters, now, window)
        return await choose_briefs(ranked, self.find_brief, known, at_most)

    async def find_brief(self, story_id: int, knows: frozenset[str] = frozenset()) -> Brief | None:
        """A story as told to somebody who knows some of its articles; None when there is nothing (new) to tell."""
        story = await self.find_story(story_id)
        if story is None:
            return None
        key = (story_id, len(story.members), knows and knows & frozenset(story.article_ids))
        if key not in self._briefs:
            reports = await read_reports(self._store, story)
            self._briefs[key] = await asyncio.to_thread(compose_brief, story, reports, key[2])
            if len(self._briefs) > MOST_BRIEFS:
                self._briefs.popitem(last=False)
        return self._briefs[key]

    async def lay_side_by_side(self, story_id: int) -> SideBySide | None:
        """All reports of a story beside each other; None when there is no such story any more."""
        story = await self.find_story(story_id)
        if story is None:
            return None
        return await asyncio.to_thread(compare_reports, story, await read_reports(self._store, story))

    async def find_story(self, story_id: int) -> Story | None:
        """One story, recent or not."""
        return self._stories.get(story_id) or await self._store.stories.find(self._collection, story_id)

    async def newest(self) -> datetime | None:
        """When the newest article was published; None when no article has a date."""
        return (await self._answers.coverage()).newest

    async def find_outlines(self, filters: Filters, now: datetime, window: Window | None = None) -> list[Outline]:
        """The recent stories that pass the filters, and hold something of the window, best first; waits for the first
        update. What was ranked at one moment for one reader is kept for the others: thousands are due at once."""
        if self.seen is None:
            await self.update(now)
        if self._ranked_at != now or len(self._ranked) >= MOST_RANKED:
            self._ranked_at, self._ranked = now, {}
        key, kept = (filters, window), self._ranked
        if key not in kept:
            kept[key] = await asyncio.to_thread(self._rank, filters, now, window)
        return kept[key]

    def _rank(self, filters: Filters, now: datetime, window: Window | None) -> list[Outline]:
        ranked = self._chosen_from.rank(filters, now)
        return ranked if window is None else [one for one in ranked if window.holds(one)]

    async def rank_stories(self, story_ids: Sequence[int], filters: Filters, now: datetime) -> list[int]:
        """Those of the stories that pass the filters, best first."""
        outlines = [await self._make_outline(story) for one in story_ids if (story := await self.find_story(one))]
        return [one.story_id for one in await asyncio.to_thread(Outlines(outlines).rank, filters, now)]

    async def _refresh(self, now: datetime) -> None:
        """Outlines of the recent stories; only of those that have grown, or of which an article was updated, are made
        anew."""
        recent = await self._store.stories.changed_since(self._collection, now - KEPT, MOST_STORIES)
        stories = {story.id: story for story in recent}
        grown = [story for story in recent if self._stories.get(story.id) != story]
        outlines = {story_id: one for story_id, one in self._outlines.items() if story_id in stories}
        for first in range(0, len(grown), AT_ONCE):
            some = grown[first : first + AT_ONCE]
            articles = await self._store.articles(
                self._collection, [one for story in some for one in story.article_ids]
            )
            made = await asyncio.to_thread(lambda: [make_outline(story, articles) for story in some])  # noqa: B023
            outlines.update((one.story_id, one) for one in made)
        self._stories, self._outlines = stories, outlines
        self._chosen_from = await asyncio.to_thread(Outlines, list(outlines.values()))
        self._briefs.clear()
        self._ranked_at = None

    async def _make_outline(self, story: Story) -> Outline:
        known = self._outlines.get(story.id)
        if known is not None:
            return known
        articles = await self._store.articles(self._collection, story.article_ids)
        return make_outline(story, articles)


async def choose_briefs(
    ranked: Sequence[Outline],
    find_brief: Callable[[int, frozenset[str]], Awaitable[Brief | None]],
    known: Known,
    at_most: int,
) -> Digest:
    """The first stories that hold something the reader does not know, told; and how many more there are."""
    briefs: list[Brief] = []
    more = 0
    for place, outline in enumerate(ranked):
        if not known and len(briefs) == at_most:
            more = len(ranked) - place
            break
        knows = known.get(outline.story_id, frozenset())
        if knows.issuperset(outline.article_ids):
            continue
        if len(briefs) == at_most:
            more += 1
        elif brief := await find_brief(outline.story_id, knows):
            briefs.append(brief)
    return Digest(briefs=tuple(briefs), more=more)
