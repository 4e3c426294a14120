"""Who reads what: every place reads `public`, a group what it keeps itself, and what an operator opened to it.

Whatever says anything in a chat asks here first. Nothing else in this folder knows more than one collection.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from bot.answer.answers import Answers
from bot.answer.private import PrivateCollections
from bot.answer.service import AnswerService
from bot.answer.several import SeveralAnswers
from bot.digest.recent import StoryWork
from bot.digest.service import DigestService
from bot.digest.several import SeveralStories
from bot.digest.stories import Stories
from bot.ingest.arrivals import Arrivals
from bot.ingest.metadata import is_own_id
from bot.model.answer import Abstention, Answer
from bot.model.article import PUBLIC, Article, ArticleHead
from bot.model.collection_protocols import CollectionStore
from bot.model.errors import BriefingError
from bot.model.place import Place
from bot.model.turn import Reply, Turn

log = logging.getLogger(__name__)

T = TypeVar("T", bound=Turn)


class Reader(NamedTuple):
    """What one place may read, at the moment it was asked for."""

    answers: Answers
    stories: Stories

    async def may_see(self, reply: Reply) -> bool:
        """Whether all that took part in a reply may be read here still, and is still there as far as a group kept it:
        what was said once is said again only then."""
        if not set(reply.collections) <= set(self.answers.collections):
            return False
        ids = _find_private(reply)
        return not ids or ids <= (await self.answers.texts(sorted(ids))).keys()

    async def recall(self, turns: Sequence[T]) -> list[T]:
        """The turns after the last that may not be seen any more: what follows it may speak of it."""
        hidden = [number for number, turn in enumerate(turns) if not await self.may_see(turn.reply)]
        return list(turns[hidden[-1] + 1 :]) if hidden else list(turns)


def _find_private(reply: Reply) -> set[str]:
    """Ids of the articles of groups that a reply quotes or shows."""
    names = tuple(name for name in reply.collections if name != PUBLIC)
    shown = {one.article_id for one in reply.consulted}
    shown |= {one.article.id for one in reply.sources} if isinstance(reply, Answer) else set()
    shown |= {one.article_id for one in reply.nearest} if isinstance(reply, Abstention) else set()
    return {one for one in shown if any(is_own_id(one, name) for name in names)}


class Readers:
    """`public` is asked in the same way whoever asks; others are opened when a place first reads them. `work`: what
    does the long work for the stories of `public`; None: this process."""

    def __init__(
        self,
        store: CollectionStore,
        public: AnswerService,
        private: PrivateCollections | None = None,
        work: StoryWork | None = None,
    ) -> None:
        self._store = store
        self.private = private
        """For housekeeping: nobody is told what is in them."""
        self.public = public
        """For what has no place: inline answers, examples, counts."""
        self.public_stories = DigestService(public, work)
        self._stories: dict[str, tuple[AnswerService, DigestService]] = {}
        self._everybody = Reader(public, self.public_stories)

    async def of(self, place: Place, *, patient: bool = False) -> Reader:
        """What may be read there now. Threads of a group read alike. Raises StoreError and EngineError; `patient`: what
        cannot be opened is left out, for those who serve many places in a row."""
        names = await self._store.readable(place.chat_id) if self.private else []
        opened = [one for name in names if (one := await self._open(name, patient=patient))]
        if not opened:
            return self._everybody
        answers, stories = zip((self.public, self.public_stories), *opened, strict=True)
        return Reader(SeveralAnswers(answers), SeveralStories(stories))

    async def arrivals(self, chat_id: int, now: datetime) -> Arrivals | None:
        """The way into the chat's own collection, which is made when there is none; None where nothing is kept."""
        if self.private is None:
            return None
        return await self.private.arrivals(await self._store.get_own(chat_id, now))

    async def kept(self, chat_id: int) -> list[Article]:
        """What the chat keeps itself, by title."""
        name = await self._store.find_own(chat_id)
        return await self.private.articles(name) if self.private and name else []

    async def remove(self, chat_id: int, key: int) -> ArticleHead | None:
        """Takes an article (`key_of`) out of the chat's own collection; None when it is not there."""
        name = await self._store.find_own(chat_id)
        if self.private is None or name is None:
            return None
        head = await (await self.private.arrivals(name)).find(key)
        return head if head and await self.private.remove(name, head.id) else None

    async def forget(self, chat_id: int) -> bool:
        """Deletes all that the chat keeps itself; False when that is nothing. Nobody reads it from the first moment."""
        gone = await self._store.disown(chat_id)
        await self.clean()
        return bool(gone)

    async def update(self, now: datetime) -> None:
        """Deletes what nobody owns any more. New articles into stories: of `public`, and of the others that have been
        read since the start."""
        await self.clean()
        await self.public_stories.update(now)
        for _, stories in list(self._stories.values()):
            await stories.update(now)

    async def changed_since(self, moment: datetime) -> set[str]:
        """Ids of articles, of whatever collection, that say something else since that moment: for housekeeping."""
        changed = await self.public.store.versions.changed_since(PUBLIC, moment)
        return changed | await self.private.changed_since(moment) if self.private else changed

    async def clean(self) -> None:
        """Brings to its end what was begun when a chat gave up what it kept, by whatever process."""
        if self.private is None:
            return
        for name in await self._store.disowned():
            self._stories.pop(name, None)
            await self.private.delete(name)
            await self._store.deleted(name)

    @property
    def seen(self) -> tuple[str | None, ...]:
        """Another after each change of what `update` looks at."""
        return (self.public_stories.seen, *(stories.seen for _, stories in self._stories.values()))

    async def _open(self, name: str, *, patient: bool) -> tuple[AnswerService, DigestService] | None:
        if self.private is None:
            return None
        try:
            answers = await self.private.get(name)
        except BriefingError as error:
            if not patient:
                raise
            log.warning("a collection was left out", extra={"reason": error.text})
            return None
        known = self._stories.get(name)
        if known is None or known[0] is not answers:
            known = self._stories[name] = (answers, DigestService(answers))
        return known
