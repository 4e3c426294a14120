"""Whether the articles are older than they should be: an answer over them says so."""

import logging

from bot.chat.desk import Desk
from bot.model.errors import StoreError
from bot.model.turn import Reply
from bot.text.messages import Messages

log = logging.getLogger(__name__)


async def describe_staleness(desk: Desk, reply: Reply, messages: Messages) -> str:
    """A sentence; "" while the feeds bring what they usually do, and where there are none."""
    newest, now = reply.coverage.newest, desk.clock()
    if desk.feeds is None or newest is None:
        return ""
    try:
        stale = await desk.feeds.is_stale(newest, now)
    except StoreError as error:
        log.warning("age of the articles not told", extra={"reason": error.text})
        return ""
    return messages.text("bot-stale", time=messages.span(now - newest)) if stale else ""
