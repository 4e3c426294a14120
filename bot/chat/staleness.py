"""Whether the articles are older than they should be: what is said over them says so."""

import logging
from datetime import datetime

from bot.chat.reading import Readers
from bot.ingest.feeds.service import FeedService
from bot.model.errors import StoreError
from bot.text.messages import Messages

log = logging.getLogger(__name__)


async def describe_staleness(feeds: FeedService | None, readers: Readers, now: datetime, messages: Messages) -> str:
    """A sentence; "" while the feeds bring what they usually do, and where there are none.

    Of the articles that everybody reads, whoever asks: feeds bring only those, and what a group adds itself says
    nothing of whether they do.
    """
    if feeds is None:
        return ""
    try:
        newest = (await readers.public.coverage()).newest
        stale = await feeds.is_stale(newest, now)
    except StoreError as error:
        log.warning("age of the articles not told", extra={"reason": error.text})
        return ""
    return messages.text("bot-stale", time=messages.span(now - newest)) if stale and newest else ""
