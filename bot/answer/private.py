"""The collections beside `public`: opened when they are first asked, each with an index of its own."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, datetime
from typing import NamedTuple

from bot.answer.service import AnswerService
from bot.ingest.agreeing import agree_in_number, reconcile
from bot.ingest.arrivals import Arrivals
from bot.ingest.linking import Linker
from bot.ingest.retention import Limits, Retained, add_retained, find_outdated, forget_versions, retain
from bot.ingest.service import rebuild
from bot.model.article import PUBLIC, Article
from bot.model.errors import BriefingError, EngineError
from bot.model.protocols import ArticleStore, IndexEngine

log = logging.getLogger(__name__)

Cited = Callable[[str], Awaitable[Collection[str]]]
"""Ids of the articles of a collection that kept answers cite."""
_EVER = datetime.max.replace(tzinfo=UTC)


class _Open(NamedTuple):
    answers: AnswerService
    engine: IndexEngine
    arrivals: Arrivals


class PrivateCollections:
    """Who may read which collection is not decided here: whoever asks for one by its name may read it.

    `open_engine` opens the index of a collection, made when it is not there; `discard` deletes the files of one that is
    closed. Both are called off the event loop. `close` closes what is open, but for the store.
    """

    def __init__(
        self, store: ArticleStore, open_engine: Callable[[str], IndexEngine], discard: Callable[[str], None]
    ) -> None:
        self._store = store
        self._open_engine = open_engine
        self._discard = discard
        self._open: dict[str, _Open] = {}
        self._lock = asyncio.Lock()

    async def get(self, name: str) -> AnswerService:
        """The service of a collection; at first its index is made to hold what the store holds.

        Raises StoreError and EngineError.
        """
        return (await self._get(name)).answers

    async def arrivals(self, name: str) -> Arrivals:
        """The way into a collection. Raises StoreError and EngineError."""
        return (await self._get(name)).arrivals

    async def articles(self, name: str) -> list[Article]:
        """All of them, by title and id."""
        found = await self._store.articles(name, list(await self._store.hashes(name)))
        return sorted(found.values(), key=lambda one: ((one.title or "").casefold(), one.id))

    async def remove(self, name: str, article_id: str) -> bool:
        """Deletes an article; False when there is none of that id. Its words leave the index with it: the index is
        made anew, since removing from it would only hide them at first."""
        opened = await self._get(name)
        async with self._lock:
            if article_id not in await self._store.hashes(name):
                return False
            await self._erase(name, [article_id])
            await rebuild(self._store, opened.engine, name)
        return True

    async def delete(self, name: str) -> None:
        """Deletes a collection: its articles, then its index."""
        async with self._lock:
            await self._erase(name, list(await self._store.hashes(name)))
            await self._store.versions.prune(name, (), _EVER)  # of what had left by age or number
            if opened := self._open.pop(name, None):
                await asyncio.to_thread(opened.engine.close)
            await asyncio.to_thread(self._discard, name)

    async def retain(self, limits: Limits, cited: Cited, now: datetime) -> Retained:
        """Takes out of every collection what is beyond the limits, each by itself, as of `public`. An index is opened
        for it only where something has to leave. One that cannot be kept stops no other: it is logged."""
        total = Retained(0, 0)
        for name in await self._store.collections():
            if name != PUBLIC:
                total = add_retained(total, await self._try_to_retain(name, limits, cited, now))
        return total

    async def changed_since(self, moment: datetime) -> set[str]:
        """Ids of the articles, of all collections, a text of which was replaced at that moment or later."""
        names = [name for name in await self._store.collections() if name != PUBLIC]
        return {one for name in names for one in await self._store.versions.changed_since(name, moment)}

    async def mend(self) -> int:
        """Makes the indexes that are open agree with the store again; the others are when they are opened. How many
        articles were wrong. Raises StoreError and EngineError."""
        wrong = 0
        for name, opened in list(self._open.items()):
            if not await agree_in_number(self._store, opened.engine, name):
                wrong += await reconcile(self._store, opened.engine, name)
        return wrong

    def close(self) -> None:
        """Closes every index; closing twice is harmless."""
        while self._open:
            self._open.popitem()[1].engine.close()

    async def _get(self, name: str) -> _Open:
        async with self._lock:
            if name not in self._open:
                engine = await self._open_whole(name)
                answers = AnswerService(self._store, engine, name)
                self._open[name] = _Open(answers, engine, Arrivals(self._store, engine, name))
            return self._open[name]

    async def _try_to_retain(self, name: str, limits: Limits, cited: Cited, now: datetime) -> Retained:
        try:
            ids = await cited(name)
            if not await find_outdated(self._store, limits, now, name):
                return Retained(0, await forget_versions(self._store, ids, now, name))
            return await retain(self._store, (await self._get(name)).engine, limits, ids, now, name)
        except BriefingError as error:
            log.warning("a collection was not kept within limits", extra={"reason": error.text})
            return Retained(0, 0)

    async def _erase(self, name: str, ids: list[str]) -> None:
        await self._store.stories.forget(name, ids)
        await self._store.remove(name, ids)

    async def _open_whole(self, name: str) -> IndexEngine:
        """An index that cannot be used is made anew: the store is the truth."""
        try:
            engine = await asyncio.to_thread(self._open_engine, name)
        except EngineError as error:
            log.warning("an index is made anew", extra={"reason": error.text})
            await asyncio.to_thread(self._discard, name)
            engine = await asyncio.to_thread(self._open_engine, name)
        try:
            if await self._store.copies.has_unmarked(name):
                await Linker(self._store, name).link_unmarked()
            await reconcile(self._store, engine, name)
        except BaseException:
            engine.close()
            raise
        return engine
