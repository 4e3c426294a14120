"""The list of feeds with how each is, and what is said of some of them."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat.render.guard import clip, find_link, guard
from bot.chat.render.pages import Page, make_pages
from bot.chat.render.runs import Group, Part, Run, Style
from bot.ingest.feeds.health import find_state
from bot.ingest.feeds.telling import describe_moments, describe_state
from bot.model.feed import Feed, FeedState
from bot.text.messages import Messages

SHOWN = 8
"""Feeds of one page."""
LONGEST_NAME, LONGEST_STATE, MOST_NAMED = 80, 300, 10
_SIGNS = {FeedState.NEW: "🆕", FeedState.GOOD: "✅", FeedState.FAILING: "⚠️", FeedState.SILENT: "💤"}


def render_feeds(feeds: Sequence[Feed], first: int, now: datetime, messages: Messages, *, note: str = "") -> Page:
    """Eight feeds from `first`, numbered from there; `note`: what was just done."""
    groups: list[Group] = [_text(note)] if note else []
    groups.append(_text(messages.text("bot-feeds-title", count=len(feeds)), "bold"))
    for number, feed in enumerate(feeds[first : first + SHOWN], start=first + 1):
        groups.append((_render_feed(number, feed, now, messages),))
    groups.append(_text(messages.text("bot-feeds-how"), "italic"))
    return make_pages(groups, messages)[0]


def render_removing(feed: Feed, messages: Messages) -> Page:
    """Asks before a feed is removed."""
    text = messages.text("bot-feeds-removing", name=name_feed(feed))
    return make_pages([_text(text)], messages)[0]


def render_notice(feeds: Sequence[Feed], state: FeedState, now: datetime, messages: Messages) -> Page:
    """What operators are told of feeds that fell into a state, ten by name."""
    title = messages.text(f"bot-feeds-now-{state.value}", count=len(feeds))
    named = [f"• {name_feed(feed)}: {_state(feed, now, messages)}" for feed in feeds[:MOST_NAMED]]
    parts = [Part((Run(title),)), *(Part(guard((Run(line),))) for line in named)]
    if (more := len(feeds) - MOST_NAMED) > 0:
        parts.append(Part((Run(messages.text("bot-feeds-more", count=more)),)))
    return make_pages([(tuple(parts),)], messages)[0]


def name_feed(feed: Feed) -> str:
    """Its title, else its address."""
    return clip(feed.title or feed.url, LONGEST_NAME)


def _render_feed(number: int, feed: Feed, now: datetime, messages: Messages) -> tuple[Part, ...]:
    href = find_link(feed.url)
    name = f"{number}. {name_feed(feed)}"
    success, following = describe_moments(feed, now, messages)
    sign = _SIGNS[find_state(feed, now)]
    numbers = messages.text("bot-feeds-line", count=feed.articles, success=success, next=following)
    return (
        Part(guard((Run(name, "link", href) if href else Run(name),))),
        Part(guard((Run(f"{sign} {_state(feed, now, messages)}"),))),
        Part((Run(numbers),)),
    )


def _state(feed: Feed, now: datetime, messages: Messages) -> str:
    return clip(describe_state(feed, now, messages), LONGEST_STATE)


def _text(text: str, style: Style = "plain") -> Group:
    return ((Part(guard((Run(text, style),))),),)
