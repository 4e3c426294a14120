"""The use case: a question in, a cited answer or an abstention out."""

import asyncio
import logging
import time
from collections.abc import Callable, Container, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.answer.attribution import prefer_speaker
from bot.answer.candidates import PASSAGES, Candidate, score_candidates
from bot.answer.compose import compose_claims, compose_consulted, compose_nearest
from bot.answer.confidence import THRESHOLD, asks_nothing, measure_confidence
from bot.answer.counting import find_articles_about
from bot.answer.followups import resolve_followup
from bot.answer.freshness import search_with_recent
from bot.answer.matching import TermTable, make_term_table
from bot.answer.neighbours import Group
from bot.answer.query import compose_query, read_question
from bot.answer.ranking import Ranked, rank_passages
from bot.answer.selection import choose_claims
from bot.answer.timeline import choose_timeline
from bot.model.answer import Abstention, Answer, Coverage, Reason
from bot.model.article import PUBLIC, Article, ArticleHead
from bot.model.errors import QuestionError
from bot.model.hit import Hit
from bot.model.passage import Found
from bot.model.protocols import ArticleStore, IndexEngine, OutletCount
from bot.model.query import Query
from bot.model.turn import Reply, Turn
from bot.text.phrases import fold_phrase

log = logging.getLogger(__name__)

CONSIDERED = 30
"""Passages an engine hands over; measured: thirty rank as well as a hundred, at a third of the cost."""
CONSIDERED_TIMELINE = 120
COUNTED, MOST_COUNTED = 5000, 320_000
"""Passages looked through when articles are counted: more while there are more, up to a whole large corpus."""
SEARCHED_WITHIN = 400
"""Passages looked through for those of a few articles."""
INFLECTED = frozenset({"ru", "uk"})
"""Languages in which a phrase in quotation marks seldom keeps its endings; the engine matched its stems in order."""
COVERAGE_SECONDS = 5.0
"""How long a count of the collection serves the questions that follow."""


class _Evidence(NamedTuple):
    ranked: list[Ranked]
    candidates: list[Candidate]
    confidence: float
    reason: Reason | None
    groups: list[Group]


class _Manner(NamedTuple):
    """How many of the best passages compete, and how claims are chosen from their sentences."""

    passages: int
    choose: Callable[[Sequence[Candidate]], list[Group]]


ANSWER, TIMELINE = _Manner(PASSAGES, choose_claims), _Manner(60, choose_timeline)


class AnswerService:
    """Answers from one collection. Safe to call from many tasks at once; text work runs off the event loop."""

    def __init__(self, store: ArticleStore, engine: IndexEngine, collection: str = PUBLIC) -> None:
        self._store = store
        self._engine = engine
        self._collection = collection
        self._covered: tuple[float, int, Coverage, list[str]] | None = None

    @property
    def store(self) -> ArticleStore:
        """Where the articles are."""
        return self._store

    @property
    def collection(self) -> str:
        """Which collection is asked."""
        return self._collection

    async def answer(
        self,
        question: str,
        *,
        now: datetime | None = None,
        turns: Sequence[Turn] = (),
        k: int = CONSIDERED,
        within: Container[str] | None = None,
    ) -> Reply:
        """The reply to a question as typed; `turns`, oldest first, are what follow-ups refer to.

        `now` hides articles published later and dates "since Monday"; `k` passages are considered. `within`: ids of the
        only articles that may be quoted. Any text is answered: an empty, over-long or symbol-only question by an
        Abstention with that reason.
        """
        return await self._reply(question, turns, now, k, within, ANSWER)

    async def timeline(self, words: str, *, now: datetime | None = None) -> Reply:
        """Like `answer`, but up to twelve claims of dated articles, the earliest first."""
        return await self._reply(words, (), now, CONSIDERED_TIMELINE, None, TIMELINE)

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
        """Clean texts by article id, fresh from the store; of articles that are gone, none."""
        return await self._store.texts(self._collection, article_ids)

    async def coverage(self) -> Coverage:
        """What the collection holds, at most a few seconds old."""
        return (await self._cover())[0]

    async def outlets(self) -> list[OutletCount]:
        """Who publishes what the collection holds, as `ArticleStore.outlets` orders them."""
        return await self._store.outlets(self._collection)

    async def heads(self, reply: Reply) -> dict[str, ArticleHead]:
        """The articles that were looked at for a reply, by id, as far as they are still there."""
        found = await self._store.passages([one.passage_id for one in reply.consulted])
        return {one.article.id: one.article for one in found.values()}

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

    async def _reply(
        self,
        question: str,
        turns: Sequence[Turn],
        now: datetime | None,
        k: int,
        within: Container[str] | None,
        manner: _Manner,
    ) -> Reply:
        started = time.perf_counter()
        coverage, outlets = await self._cover()
        try:
            asked = read_question(resolve_followup(read_question(question), turns))
        except QuestionError as error:
            reply: Reply = _refuse(question, error, coverage)
        else:
            reply = await self._answer(asked, outlets, coverage, now, k, within, manner)
        return reply.model_copy(update={"took_ms": round((time.perf_counter() - started) * 1000, 2)})

    async def _answer(
        self,
        asked: str,
        outlets: Sequence[str],
        coverage: Coverage,
        now: datetime | None,
        k: int,
        within: Container[str] | None,
        manner: _Manner,
    ) -> Reply:
        wanted = k if within is None else SEARCHED_WITHIN
        query, table, hits = await asyncio.to_thread(self._search, asked, outlets, coverage, now, wanted)
        found = await self._store.passages([hit.passage_id for hit in hits])
        if within is not None:
            found = {number: one for number, one in found.items() if one.article.id in within}
            hits = [hit for hit in hits if hit.passage_id in found][:k]
        evidence = await asyncio.to_thread(_weigh, hits, found, query, table, coverage, manner)
        if evidence.reason:
            return _abstain(query, evidence.reason, coverage, evidence)
        return await self._compose(query, coverage, evidence)

    def _search(
        self, asked: str, outlets: Sequence[str], coverage: Coverage, now: datetime | None, k: int
    ) -> tuple[Query, TermTable, list[Hit]]:
        query = compose_query(asked, engine=self._engine, coverage=coverage, outlets=outlets, now=now)
        return query, make_term_table(query, self._engine), search_with_recent(query, coverage, self._engine, k)

    async def _compose(self, query: Query, coverage: Coverage, evidence: _Evidence) -> Reply:
        cited = sorted({member.ranked.found.article.id for group in evidence.groups for member in group.members})
        texts = await self._store.texts(self._collection, cited)
        claims, sources, dropped = await asyncio.to_thread(compose_claims, evidence.groups, texts)
        if dropped:
            log.warning("quotes dropped: not in the stored article", extra={"dropped": dropped})
        if not claims:
            return _abstain(query, Reason.NOT_FOUND, coverage, evidence)
        return Answer(
            query=query,
            claims=tuple(claims),
            sources=tuple(sources),
            confidence=round(evidence.confidence, 4),
            coverage=coverage,
            consulted=compose_consulted(evidence.ranked),
            dropped_quotes=dropped,
        )

    async def _cover(self) -> tuple[Coverage, list[str]]:
        size, now = len(self._engine), time.monotonic()
        if self._covered is None or self._covered[0] < now or self._covered[1] != size:
            coverage = await self._store.coverage(self._collection)
            counts = await self._store.outlets(self._collection)
            outlets = [count.outlet for count in counts if count.outlet]
            self._covered = (now + COVERAGE_SECONDS, size, coverage, outlets)
        return self._covered[2], self._covered[3]


def _weigh(
    hits: Sequence[Hit],
    found: dict[int, Found],
    query: Query,
    table: TermTable,
    coverage: Coverage,
    manner: _Manner,
) -> _Evidence:
    holding = {number: one for number, one in found.items() if _holds_phrases(one, query)}
    ranked = rank_passages(hits, holding, query, table)
    candidates, by_others = prefer_speaker(score_candidates(ranked, query, table, manner.passages), query)
    confidence = measure_confidence(candidates, query, table, coverage, by_others=by_others)
    reason = _reason_to_abstain(query, coverage, candidates, confidence)
    groups = [] if reason else manner.choose(candidates)
    if not groups:
        reason = reason or Reason.NOT_FOUND
    return _Evidence(ranked, candidates, confidence, reason, groups)


def _holds_phrases(found: Found, query: Query) -> bool:
    """Whether the phrases stand there to the letter, capitals aside; where words are inflected their stems do."""
    if not query.phrases or found.article.language in INFLECTED:
        return True
    text = fold_phrase(found.text)
    return all(fold_phrase(phrase) in text for phrase in query.phrases)


def _reason_to_abstain(
    query: Query, coverage: Coverage, candidates: Sequence[Candidate], confidence: float
) -> Reason | None:
    """The first reason that holds, the plainest first; None to answer."""
    if not coverage.articles:
        return Reason.EMPTY_CORPUS
    if asks_nothing(query):
        return Reason.NO_WORDS
    if query.unknown:
        return Reason.UNKNOWN_NAME
    if not candidates:
        if query.phrases:
            return Reason.PHRASE_NOT_FOUND
        bounded = query.since or query.until or query.outlets
        return Reason.NOTHING_IN_RANGE if bounded else Reason.NOT_FOUND
    return Reason.WEAK_EVIDENCE if confidence < THRESHOLD else None


def _abstain(query: Query, reason: Reason, coverage: Coverage, evidence: _Evidence) -> Abstention:
    details = {Reason.UNKNOWN_NAME: query.unknown, Reason.PHRASE_NOT_FOUND: query.phrases}
    return Abstention(
        query=query,
        reason=reason,
        detail=", ".join(details.get(reason, ())),
        nearest=compose_nearest(evidence.candidates),
        confidence=round(0.0 if reason is Reason.UNKNOWN_NAME else evidence.confidence, 4),
        coverage=coverage,
        consulted=compose_consulted(evidence.ranked),
    )


def _refuse(question: str, error: QuestionError, coverage: Coverage) -> Abstention:
    query = Query(question=question[:200], language="en")
    return Abstention(query=query, reason=Reason(str(error.values["reason"])), coverage=coverage)
