"""The use case of digests: stories kept up to date, chosen for a reader, told, and laid side by side."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot.answer.service import AnswerService
from bot.digest.choosing import Outline, Outlines, make_outline
from bot.digest.comparing import compare_reports
from bot.digest.recent import Changes, RecentStories, StoryWork
from bot.digest.reports import read_copies, read_reports
from bot.digest.stories import Known
from bot.digest.windows import Window
from bot.model.story import Brief, Digest, SideBySide, Story
from bot.model.subscription import Filters

MOST_BRIEFS = 20_000
MOST_RANKED = 2000
BriefKey = tuple[int, int, frozenset[str]]
"""Story id, how many articles it has, which of them the reader knows."""


class DigestService:
    """`Stories` of one collection. Safe to call from many tasks at once; text work runs off the event loop, and where
    `work` does it."""

    def __init__(self, answers: AnswerService, work: StoryWork | None = None) -> None:
        self._answers = answers
        self._store = answers.store
        self._collection = answers.collection
        self._work = work or RecentStories(self._store, self._collection)
        self._mark = ""
        self._lock = asyncio.Lock()
        self.seen: str | None = None
        """The version of the collection that stories and outlines are made of; None before the first update."""
        self._stories: dict[int, Story] = {}
        self._outlines: dict[int, Outline] = {}
        self._chosen_from = Outlines(())
        self._briefs: OrderedDict[BriefKey, Brief | None] = OrderedDict()
        self._telling: dict[BriefKey, tuple[Story, asyncio.Task[Brief | None]]] = {}
        self._ranked: dict[tuple[Filters, Window | None], list[Outline]] = {}
        self._ranked_at: datetime | None = None

    async def update(self, now: datetime) -> None:
        """Puts new articles into stories; does nothing when the collection has not changed."""
        async with self._lock:
            version = await self._store.version(self._collection)
            if version != self.seen:
                for changes in await self._work.update(now, self._mark):
                    self._take(changes)
                self._chosen_from = await asyncio.to_thread(Outlines, list(self._outlines.values()), self._chosen_from)
                self._ranked_at = None
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
        if key in self._briefs:
            return self._briefs[key]
        under_way = self._telling.get(key)
        if under_way is None or under_way[0] is not story:
            task = asyncio.create_task(self._tell(key, story))
            under_way = self._telling[key] = story, task
            task.add_done_callback(lambda _: self._stop_telling(key, task))
        return await asyncio.shield(under_way[1])  # others may wait for it too

    async def _tell(self, key: BriefKey, story: Story) -> Brief | None:
        """Kept, unless the story has become another meanwhile."""
        brief = await self._work.tell(story, key[2])
        if self._stories.get(story.id, story) is story:
            self._briefs[key] = brief
            if len(self._briefs) > MOST_BRIEFS:
                self._briefs.popitem(last=False)
        return brief

    def _stop_telling(self, key: BriefKey, task: "asyncio.Task[Brief | None]") -> None:
        if self._telling[key][1] is task:
            del self._telling[key]
        if not task.cancelled():
            task.exception()  # heard also where nobody waits any more

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

    def _take(self, changes: Changes) -> None:
        """What is told of stories that have not changed stays."""
        if changes.whole:
            self._stories, self._outlines = {}, {}
            self._briefs.clear()
        changed = {*changes.gone, *(story.id for story in changes.stories)}
        for story_id in changes.gone:
            self._stories.pop(story_id, None)
            self._outlines.pop(story_id, None)
        self._stories.update((story.id, story) for story in changes.stories)
        self._outlines.update((one.story_id, one) for one in changes.outlines)
        for key in [key for key in self._briefs if key[0] in changed or key[0] not in self._stories]:
            del self._briefs[key]
        self._mark = changes.mark

    async def _make_outline(self, story: Story) -> Outline:
        known = self._outlines.get(story.id)
        if known is not None:
            return known
        articles = await self._store.articles(self._collection, story.article_ids)
        return make_outline(story, articles, await read_copies(self._store, self._collection, list(articles)))


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
