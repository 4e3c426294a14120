"""Watches looked at: when new articles change an answer, its place is told."""

import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.answer.answers import Answers
from bot.chat.buttons import Button, Keyboard, compose_data
from bot.chat.calls import compose_pages
from bot.chat.changed import EVERYTHING, Changed
from bot.chat.handlers.actions import WATCHES
from bot.chat.manner import Manner, Manners
from bot.chat.reading import Reader, Readers
from bot.chat.render.alerts import render_alert
from bot.chat.staleness import describe_staleness
from bot.digest.watching import find_added, find_changes
from bot.ingest.feeds.service import FeedService
from bot.model.answer import Answer
from bot.model.article import ArticleHead
from bot.model.changes import Changes
from bot.model.chat_protocols import ChatStore
from bot.model.delivery import Outgoing, Priority
from bot.model.errors import BriefingError
from bot.model.subscription import Watch
from bot.model.turn import Reply
from bot.model.version import Version
from bot.text.messages import Messages

log = logging.getLogger(__name__)

AT_ONCE = 50
LOOKS = 3
"""So many looks in a row see what changed: it is stored first, and can be found a moment later."""
HELD_FOR, FAILED_FOR = timedelta(hours=1), timedelta(minutes=1)
ASK, STOP = "ask", "stop"


class Alerts:
    """Asks every standing question anew. `check` is called when articles have changed."""

    def __init__(
        self,
        store: ChatStore,
        readers: Readers,
        manners: Manners,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        feeds: FeedService | None = None,
    ) -> None:
        self._store = store
        self._feeds = feeds
        self._readers = readers
        self._manners = manners
        self._clock = clock
        self._wake = wake
        self._again: datetime | None = None
        self._waiting: set[int] = set()
        self._active: frozenset[int] | None = None
        self._looks: deque[datetime] = deque(maxlen=LOOKS)

    def is_due(self, now: datetime) -> bool:
        """Whether something is to be looked at again though no article came: what the day's number of alerts held
        back, and what failed."""
        return self._again is not None and now >= self._again

    async def check(self, now: datetime) -> int:
        """The active watches that what changed may concern, one after the other; how many alerts were recorded. One
        that fails stops no other.

        `now` is not before the moment at which the articles that came since joined their stories."""
        self._again = None
        changed = Changed(self._looks[0] if self._looks else None)
        self._active = await self._store.watches.active()
        recorded, after = 0, 0
        while batch := await self._store.watches.batch(after, AT_ONCE):
            for watch in batch:
                recorded += await self._try(watch, now, changed)
            after = batch[-1].id
        self._looks.append(now)
        return recorded

    async def check_back(self, now: datetime) -> int:
        """Those that go on since the last look: resumed, or in a chat that the bot is back in. How many alerts were
        recorded. Articles may have come meanwhile, and none need come now."""
        if self._active is None:
            return 0
        before, self._active = self._active, await self._store.watches.active()
        recorded = 0
        for watch_id in sorted(self._active - before):
            watch = await self._store.watches.find(watch_id)
            if watch and not watch.paused:
                recorded += await self._try(watch, now)
        return recorded

    async def _try(self, watch: Watch, now: datetime, changed: Changed = EVERYTHING) -> bool:
        try:
            reader = await self._readers.of(watch.place)
            if watch.id not in self._waiting and not await changed.may_concern(watch, reader):
                return False
            self._waiting.discard(watch.id)
            return await self._check(watch, reader, now)
        except Exception as error:
            reason = error.text if isinstance(error, BriefingError) else type(error).__name__
            log.warning("watch not looked at", extra={"watch": watch.id, "reason": reason}, exc_info=True)
            self._look_again(watch, now + FAILED_FOR)
            return False

    def _look_again(self, watch: Watch, moment: datetime) -> None:
        self._waiting.add(watch.id)
        self._again = moment if self._again is None else min(self._again, moment)

    async def _check(self, watch: Watch, reader: Reader, now: datetime) -> bool:
        """Whether an alert was recorded. What could not be told today stays news, and is told tomorrow."""
        reply = await reader.answers.answer(watch.question, now=now)
        if not await reader.may_see(watch.reply):
            await self._begin_anew(watch, reply, now)
            return False
        texts = await _read_texts(watch.reply, reader.answers)
        arrived = await _find_arrived(reply, watch.checked, reader.answers)
        added = find_added(reply, await _read_versions(reply, reader.answers), watch.checked)
        changes = find_changes(watch.reply, reply, texts, arrived, added)
        if not changes:
            return False
        manner = await self._manners.of_place(watch.place, watch.language)
        day = now.astimezone(manner.zone).date()
        today = watch.alerts if watch.alert_day == day else 0
        if today >= watch.most_a_day:
            self._look_again(watch, now + HELD_FOR)
            return False
        told = watch.model_copy(update={"reply": reply, "checked": now, "alert_day": day, "alerts": today + 1})
        saved = await self._store.watches.save(told, await self._compose(watch, changes, reply, manner, now))
        self._wake()
        return saved

    async def _begin_anew(self, watch: Watch, reply: Reply, now: datetime) -> None:
        """The known reply speaks of what may not be read here any more: nothing is compared with it, or told."""
        await self._store.watches.save(watch.model_copy(update={"reply": reply, "checked": now}))

    async def _compose(
        self, watch: Watch, changes: Changes, reply: Reply, manner: Manner, now: datetime
    ) -> list[Outgoing]:
        stale = await describe_staleness(self._feeds, self._readers, now, manner.messages)
        known = _heads(watch.reply)
        pages = render_alert(watch, changes, reply, manner.messages, zone=manner.zone, known=known, stale=stale)
        keyboard = compose_alert_keyboard(watch.id, manner.messages)
        outgoing = compose_pages(pages, watch.place, now, keyboard=keyboard)
        return [one.model_copy(update={"priority": Priority.DIGEST, "watch_id": watch.id}) for one in outgoing]


async def _find_arrived(reply: Reply, since: datetime, answers: Answers) -> frozenset[str]:
    """Which of the cited articles came after that moment: when they joined their story, which is right after they
    were stored. Their own dates do not tell: outlets deliver late and out of order."""
    if not isinstance(reply, Answer):
        return frozenset()
    cited = [source.article.id for source in reply.sources]
    joined = await answers.joined(cited)
    return frozenset(one for one in cited if one not in joined or joined[one] >= since)


async def _read_texts(reply: Reply, answers: Answers) -> dict[str, str]:
    if not isinstance(reply, Answer):
        return {}
    return await answers.texts(sorted({source.article.id for source in reply.sources}))


async def _read_versions(reply: Reply, answers: Answers) -> dict[str, list[Version]]:
    if not isinstance(reply, Answer):
        return {}
    return await answers.versions(sorted({source.article.id for source in reply.sources}))


def compose_alert_keyboard(watch_id: int, messages: Messages) -> Keyboard:
    """Below an alert: the whole answer of now, and an end to it."""
    return [
        [
            Button(messages.text("bot-button-ask-now"), compose_data(WATCHES, ASK, watch_id)),
            Button(messages.text("bot-button-pause"), compose_data(WATCHES, STOP, watch_id)),
        ]
    ]


def _heads(reply: Reply) -> dict[str, ArticleHead]:
    return {source.article.id: source.article for source in reply.sources} if isinstance(reply, Answer) else {}
