"""The use case: a question in, a cited answer or an abstention out."""

import asyncio
import time
from collections.abc import Container, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.answer.amendments import find_amendments
from bot.answer.asking import CONSIDERED, Asking
from bot.answer.citations import stands
from bot.answer.compose import NO_COPIES, Copies
from bot.answer.counting import find_articles_about
from bot.answer.events import find_day, find_event
from bot.answer.freshness import search_with_recent
from bot.answer.matching import TermTable, make_term_table
from bot.answer.merging import merge_coverage
from bot.answer.query import compose_query, read_question
from bot.answer.replying import find_cited
from bot.answer.voices import add_voices
from bot.answer.weighing import ANSWER, Manner, Weighed, weigh
from bot.model.amendment import Amendment
from bot.model.answer import Answer, Coverage
from bot.model.article import PUBLIC, Article, ArticleHead
from bot.model.errors import QuestionError
from bot.model.hit import Hit
from bot.model.passage import Found
from bot.model.protocols import ArticleStore, IndexEngine, OutletCount
from bot.model.query import Query
from bot.model.turn import Reply
from bot.model.version import Version

COUNTED, MOST_COUNTED = 5000, 320_000
"""Passages looked through when articles are counted: more while there are more, up to a whole large corpus."""
SEARCHED_WITHIN = 400
"""Passages looked through for those of a few articles."""
EVENT_PASSAGES = 30
"""Passages looked through for the day of a named event."""
MOST_STORIES = 1000
"""Grown at once, or articles updated at once, beyond which nobody tells them apart."""
COVERAGE_SECONDS = 5.0
"""How long a count of the collection serves the questions that follow."""


class Bounded(NamedTuple):
    """A question without the event that bounds it, and its `since` or `until`."""

    rest: str
    bound: dict[str, datetime]


class Trace(NamedTuple):
    """How a question was answered, step by step: `hits` as the engine ranked them, `passages` by id."""

    query: Query
    hits: list[Hit]
    passages: dict[int, Found]
    evidence: Weighed


class _Covered(NamedTuple):
    """What the collection holds while it has so many passages; `until`: on the clock."""

    until: float
    size: int
    coverage: Coverage
    outlets: list[str]


class AnswerService(Asking):
    """`Answers` from one collection. Safe to call from many tasks at once; text work runs off the event loop."""

    def __init__(self, store: ArticleStore, engine: IndexEngine, collection: str = PUBLIC) -> None:
        self._store = store
        self._engine = engine
        self._collection = collection
        self._covered: _Covered | None = None

    @property
    def store(self) -> ArticleStore:
        """Where the articles are."""
        return self._store

    @property
    def collection(self) -> str:
        """Which collection is asked."""
        return self._collection

    @property
    def collections(self) -> tuple[str, ...]:
        """The one."""
        return (self._collection,)

    async def trace(self, question: str, *, now: datetime | None = None, deep: int = CONSIDERED) -> Trace:
        """The steps of an answer to a question that stands alone; `deep`: so many hits are fetched, of which the answer
        considers the first `CONSIDERED`. Raises QuestionError."""
        coverage, outlets = await self._cover()
        asked = read_question(question)
        query, table, hits = await asyncio.to_thread(self._search, asked, outlets, coverage, now, deep)
        found = await self._store.passages([hit.passage_id for hit in hits])
        evidence = await asyncio.to_thread(weigh, hits[:CONSIDERED], found, query, table, coverage, ANSWER)
        return Trace(query, hits, found, evidence)

    async def articles_about(self, words: str, *, now: datetime | None = None) -> list[ArticleHead]:
        """Every article of which a passage, with title and heading, holds all the words; the newest first, those
        without a date last. [] for words that nothing holds."""
        coverage, outlets = await self._cover()
        try:
            asked = read_question(words)
        except QuestionError:
            return []
        wanted = COUNTED
        while True:
            query, _, hits = await asyncio.to_thread(self._search, asked, outlets, coverage, now, wanted)
            if len(hits) < wanted or wanted >= MOST_COUNTED:
                break
            wanted *= 4  # the engine finds passages with any of the words
        found = await self._store.passages([hit.passage_id for hit in hits])
        return await asyncio.to_thread(find_articles_about, list(found.values()), query)

    async def texts(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Clean texts by article id, fresh from the store; of articles that are gone, none, but of those that only
        left by age or number, what they said last."""
        texts = await self._store.texts(self._collection, article_ids)
        gone = [one for one in article_ids if one not in texts]
        versions = await self._store.versions.of_articles(self._collection, gone) if gone else {}
        return texts | {one: kept[0].text for one, kept in versions.items() if kept[0].retired}

    async def find_amendments(self, answer: Answer) -> list[Amendment]:
        """The sentences that an earlier answer quoted and that no longer stand, with what stands there now."""
        cited = sorted({source.article.id for source in answer.sources})
        texts = await self._store.texts(self._collection, cited)
        quotes = [quote for claim in answer.claims for quote in claim.quotes]
        if all(stands(quote, texts) for quote in quotes):
            return []
        versions = await self._store.versions.of_articles(self._collection, cited)
        return await asyncio.to_thread(find_amendments, answer, texts, versions)

    async def copies(self, article_ids: Sequence[str], now: datetime | None) -> dict[str, list[ArticleHead]]:
        """Near-duplicates by article id, without those published later than `now`."""
        copies = await self._store.copies.of_articles(self._collection, article_ids)
        return {
            one: [head for head in of_one if not (now and head.published and head.published > now)]
            for one, of_one in copies.items()
        }

    async def joined(self, article_ids: Sequence[str]) -> dict[str, datetime]:
        """When articles joined their story, by article id; those in none are left out."""
        return await self._store.stories.joined(self._collection, article_ids)

    async def changed_since(self, moment: datetime) -> list[Article] | None:
        """As `Answers.changed_since`."""
        stories = await self._store.stories.changed_since(self._collection, moment, MOST_STORIES)
        updated = await self._store.versions.changed_since(self._collection, moment)
        if len(stories) == MOST_STORIES or len(updated) > MOST_STORIES:
            return None
        joined = {one.article_id for story in stories for one in story.members if one.joined >= moment}
        return list((await self._store.articles(self._collection, sorted(joined | updated))).values())

    async def versions(self, article_ids: Sequence[str]) -> dict[str, list[Version]]:
        """What articles of the collection said before, by article id, the last version first."""
        return await self._store.versions.of_articles(self._collection, article_ids)

    async def coverage(self) -> Coverage:
        """What the collection holds, at most a few seconds old."""
        return (await self._cover())[0]

    async def outlets(self) -> list[OutletCount]:
        """Who publishes what the collection holds, as `ArticleStore.outlets` orders them."""
        return await self._store.outlets(self._collection)

    async def heads(self, reply: Reply) -> dict[str, ArticleHead]:
        """The articles of the collection that were looked at for a reply, by id, as far as they are still there."""
        found = await self._store.passages([one.passage_id for one in reply.consulted])
        return {one.article.id: one.article for one in found.values() if one.article.collection == self._collection}

    async def newest(self, at_most: int) -> list[Article]:
        """The newest dated articles, newest first."""
        return await self._store.newest(self._collection, at_most)

    def passages(self) -> int:
        """How many passages can be found."""
        return len(self._engine)

    async def frequent_names(self, at_most: int) -> list[str]:
        """Names that most passages hold, most frequent first."""
        names = await asyncio.to_thread(self._engine.find_names, "")
        return [name for name, _ in sorted(names, key=lambda one: (-one[1], one[0]))[:at_most]]

    async def weigh(
        self, asked: str, now: datetime | None, k: int, within: Container[str] | None, manner: Manner
    ) -> Weighed:
        """What this collection has to say; `asked` as `read_question` gives it. For those who ask several."""
        bounded = await self._bound_by_event(asked, now) if within is None else None
        if bounded:
            found = await self._weigh(asked, now, k, within, manner, bounded)
            if found.reason is None:
                return found
        return await self._weigh(asked, now, k, within, manner)

    async def _bound_by_event(self, asked: str, now: datetime | None) -> Bounded | None:
        """The question without the event that bounds it, and the bound; None where that is not told beyond doubt."""
        event = find_event(asked)
        coverage, outlets = await self._cover()
        if event is None or coverage.oldest is None:
            return None
        query, table, hits = await asyncio.to_thread(self._search, event.words, outlets, coverage, now, EVENT_PASSAGES)
        if query.since or query.until or query.outlets or query.unknown:
            return None
        passages = await self._store.passages([hit.passage_id for hit in hits])
        day = await asyncio.to_thread(find_day, table, passages.values())
        rest = asked[: event.start] + " " * (event.end - event.start) + asked[event.end :]
        return Bounded(rest, event.bound(day)) if day else None

    async def _weigh(
        self,
        asked: str,
        now: datetime | None,
        k: int,
        within: Container[str] | None,
        manner: Manner,
        bounded: Bounded | None = None,
    ) -> Weighed:
        coverage, outlets = await self._cover()
        wanted = k if within is None else SEARCHED_WITHIN
        query, table, hits = await asyncio.to_thread(self._search, asked, outlets, coverage, now, wanted, bounded)
        found = await self._store.passages([hit.passage_id for hit in hits])
        if within is not None:
            found = {number: one for number, one in found.items() if one.article.id in within}
            hits = [hit for hit in hits if hit.passage_id in found][:k]
        return await asyncio.to_thread(weigh, hits, found, query, table, coverage, manner)

    async def _read_cited(self, weighed: Weighed, now: datetime | None) -> tuple[dict[str, str], Copies]:
        cited = find_cited(weighed)
        if not cited:
            return {}, NO_COPIES
        return await self._store.texts(self._collection, cited), await self.copies(cited, now)

    def _search(
        self,
        asked: str,
        outlets: Sequence[str],
        coverage: Coverage,
        now: datetime | None,
        k: int,
        bounded: Bounded | None = None,
    ) -> tuple[Query, TermTable, list[Hit]]:
        words = bounded.rest if bounded else asked
        read = compose_query(words, engine=self._engine, coverage=coverage, outlets=outlets, now=now)
        if bounded and not (read.since or read.until):
            read = read.model_copy(update={**bounded.bound, "question": asked})
        query = add_voices(read, self._engine)
        return query, make_term_table(query, self._engine), search_with_recent(query, coverage, self._engine, k)

    async def _cover(self) -> tuple[Coverage, list[str]]:
        size, now, known = len(self._engine), time.monotonic(), self._covered
        if known is None or known.until < now or known.size != size:
            counts = await self._store.outlets(self._collection)
            outlets = [count.outlet for count in counts if count.outlet]
            coverage = merge_coverage([count.coverage for count in counts])
            self._covered = known = _Covered(now + COVERAGE_SECONDS, size, coverage, outlets)
        return known.coverage, known.outlets
