"""Operators are told in their private chats, once, when a feed fails for a day or falls silent, and when it is well."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime

from bot.chat.calls import compose_message
from bot.chat.desk import Desk
from bot.chat.render.feeds import render_notice
from bot.ingest.feeds.health import find_state, is_worth_telling, name_notice
from bot.model.chat_protocols import ChatStore
from bot.model.delivery import Priority
from bot.model.errors import BriefingError
from bot.model.feed import Feed, FeedState
from bot.model.place import Place
from bot.model.protocols import FeedStore

log = logging.getLogger(__name__)

TICKS = 12
"""Ticks between two looks at the feeds: a minute."""
TOLD = (FeedState.FAILING, FeedState.SILENT, FeedState.GOOD)


class FeedNotices:
    """What was told stands with the feed, in another database than the messages: these are recorded first, together
    with a name for what they tell. Killed between the two, or beside another process, the name is found, and nothing is
    told twice."""

    def __init__(self, feeds: FeedStore, store: ChatStore, desk: Desk, language: str) -> None:
        self._feeds = feeds
        self._store = store
        self._desk = desk
        self._language = language

    async def run(self, seconds: float) -> None:
        """Until it is cancelled; a failure is logged, and the next look tries again."""
        while True:
            try:
                await self.tell(self._desk.clock())
            except BriefingError as error:
                log.warning("operators not told of feeds", extra={"reason": error.text})
            except Exception:
                log.exception("operators not told of feeds")
            await asyncio.sleep(seconds)

    async def tell(self, now: datetime) -> int:
        """How many feeds there was something to tell of; those in one state share a message. Nobody to tell: none."""
        if not self._desk.operators:
            return 0
        changed = [(feed, state) for feed in await self._feeds.feeds() if (state := find_news(feed, now))]
        for state in TOLD:
            names = {name_notice(feed, state): feed for feed, its_state in changed if its_state is state}
            noted = await self._store.deliveries.noted(names)
            fresh = {name: feed for name, feed in names.items() if name not in noted}
            if fresh and not await self._record(fresh, state, now):
                continue  # somebody else was quicker: the next look finds what they told
            for feed in names.values():
                await self._feeds.change(feed.url, lambda current, state=state: _mark(current, state, now))  # type: ignore[misc]
        return len(changed)

    async def _record(self, named: Mapping[str, Feed], state: FeedState, now: datetime) -> bool:
        feeds = list(named.values())
        outgoing = []
        for operator in sorted(self._desk.operators):
            place = Place(chat_id=operator)
            messages = (await self._desk.manners.of_place(place, self._language)).messages
            message = compose_message(render_notice(feeds, state, now, messages), place, now)
            outgoing.append(message.model_copy(update={"priority": Priority.DIGEST}))
        recorded = await self._store.deliveries.record(outgoing, once=named.keys())
        self._desk.wake()
        return recorded


def find_news(feed: Feed, now: datetime) -> FeedState | None:
    """The state that operators are to be told of; None when they know."""
    state = find_state(feed, now)
    if is_worth_telling(feed, now):
        return state if feed.told is not state else None
    return state if feed.told and state is FeedState.GOOD else None


def _mark(feed: Feed, state: FeedState, now: datetime) -> Feed:
    return feed.model_copy(update={"told": None if state is FeedState.GOOD else state, "told_at": now})
