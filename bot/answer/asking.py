"""How a question becomes a reply, whether one collection is asked or several."""

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Container, Sequence
from datetime import datetime

from bot.answer.compose import Copies
from bot.answer.followups import resolve_followup
from bot.answer.query import read_question
from bot.answer.replying import compose_reply, refuse
from bot.answer.weighing import ANSWER, TIMELINE, Manner, Weighed
from bot.model.answer import Coverage
from bot.model.errors import QuestionError
from bot.model.turn import Reply, Turn

CONSIDERED = 30
"""Passages an engine hands over; measured: thirty rank as well as a hundred, at a third of the cost."""
CONSIDERED_TIMELINE = 120


class Asking(ABC):
    """The part of `Answers` that replies; what is asked, and where cited articles stand, is for whoever inherits."""

    async def answer(
        self,
        question: str,
        *,
        now: datetime | None = None,
        turns: Sequence[Turn] = (),
        k: int = CONSIDERED,
        within: Container[str] | None = None,
    ) -> Reply:
        """As `Answers.answer`; `k` passages of each collection."""
        return await self._reply(question, turns, now, k, within, ANSWER)

    async def timeline(self, words: str, *, now: datetime | None = None) -> Reply:
        """As `Answers.timeline`."""
        return await self._reply(words, (), now, CONSIDERED_TIMELINE, None, TIMELINE)

    @property
    @abstractmethod
    def collections(self) -> tuple[str, ...]:
        """As `Answers.collections`."""

    @abstractmethod
    async def coverage(self) -> Coverage:
        """As `Answers.coverage`."""

    @abstractmethod
    async def weigh(
        self, asked: str, now: datetime | None, k: int, within: Container[str] | None, manner: Manner
    ) -> Weighed:
        """What there is to say; `asked` as `read_question` gives it."""

    @abstractmethod
    async def _read_cited(self, weighed: Weighed, now: datetime | None) -> tuple[dict[str, str], Copies]:
        """Texts and near-duplicates of the articles that would be cited, by id."""

    async def _reply(
        self,
        question: str,
        turns: Sequence[Turn],
        now: datetime | None,
        k: int,
        within: Container[str] | None,
        manner: Manner,
    ) -> Reply:
        started = time.perf_counter()
        try:
            asked = read_question(resolve_followup(read_question(question), turns))
        except QuestionError as error:
            reply: Reply = refuse(question, error, await self.coverage())
        else:
            weighed = await self.weigh(asked, now, k, within, manner)
            reply = await asyncio.to_thread(compose_reply, weighed, *await self._read_cited(weighed, now))
        took_ms = round((time.perf_counter() - started) * 1000, 2)
        return reply.model_copy(update={"took_ms": took_ms, "collections": self.collections})
