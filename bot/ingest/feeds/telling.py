"""How a feed is, in words."""

from datetime import datetime

from bot.ingest.feeds.health import find_state
from bot.model.feed import Feed, FeedCheck, FeedState, Trouble
from bot.text.messages import Messages


def describe_trouble(trouble: Trouble, messages: Messages) -> str:
    """What is wrong, and what to do about it."""
    known = trouble.message_id if trouble.message_id in messages else "error-feed-no-feed"
    return messages.text(known, **trouble.values)


def describe_state(feed: Feed, now: datetime, messages: Messages) -> str:
    """One clause; of a feed that fails, with the error."""
    state = find_state(feed, now)
    if state is FeedState.FAILING and feed.trouble:
        since = messages.span(now - (feed.failing_since or now))
        return messages.text("feed-failing", time=since, error=describe_trouble(feed.trouble, messages))
    if state is FeedState.SILENT:
        last = max(moment for moment in (feed.added, feed.newest, feed.brought) if moment)
        return messages.text("feed-silent", time=messages.span(now - last))
    return messages.text("feed-good" if state is FeedState.GOOD else "feed-new")


def describe_moments(feed: Feed, now: datetime, messages: Messages) -> tuple[str, str]:
    """When it could be read last, and when it is asked next."""
    success = messages.ago(now - feed.succeeded) if feed.succeeded else messages.text("feed-never")
    left = feed.next_check - now
    return success, messages.ago(-left) if left.total_seconds() > 0 else messages.text("feed-now")


def describe_check(check: FeedCheck, messages: Messages) -> str:
    """What a check did."""
    if check.feed is None:
        return messages.text("feed-gone")
    if check.feed.trouble:
        return describe_trouble(check.feed.trouble, messages)
    parts = [messages.text("feed-brought", count=check.new)]
    if check.updated:
        parts.append(messages.text("feed-updated", count=check.updated))
    if check.feed.unread:
        parts.append(messages.text("feed-unread", count=check.feed.unread))
    return " ".join(parts)
