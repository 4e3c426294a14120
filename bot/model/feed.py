"""Feeds: the addresses that articles come from by themselves."""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from pydantic import AwareDatetime, Field

from bot.model.base import Noun


class Trouble(Noun):
    """Why the last check failed, as a Fluent message and its values: each reader is told in their own language."""

    message_id: str
    values: dict[str, str | int] = Field(default_factory=dict)


class FeedState(StrEnum):
    """How a feed is: `NEW`: not checked yet. `FAILING`: its last check failed. `SILENT`: it can be read, and nothing
    new has come for much longer than usual."""

    NEW = "new"
    GOOD = "good"
    FAILING = "failing"
    SILENT = "silent"


class WatchedPage(Noun):
    """A page that an article was read from `since`, and that is asked again at `next`, after so many `looks`.

    `article_url`: the article's own address. `etag`, `modified`: what the server said of the page as it is known.
    """

    url: str
    article_url: str
    since: AwareDatetime
    next: AwareDatetime
    looks: int = 0
    etag: str | None = None
    modified: str | None = None


class Feed(Noun):
    """`url`: the address that is asked, which a move for good replaces. `title`: what the feed calls itself.

    `checked`: the last check; `succeeded`: the last one that worked; `failing_since`: the first that failed since.
    `failures`: in a row. `interval`: between checks while they work. `newest`: date of its newest entry; `usual`,
    `longest`: the usual and the longest time between two entries of late, None when their dates do not tell.
    `articles`: brought so far, the last of them when `brought`. `unread`: entries of the last check that gave no
    article. `etag`, `modified`: what the server said of the version that is known. `known`: its entries that were read,
    digest of the address -> digest of what it said. `told`: operators were told that it is in this state,
    the last time at `told_at`. `pages`: those of its recent articles, which are looked at again.
    """

    url: str
    added: AwareDatetime
    title: str | None = None
    next_check: AwareDatetime
    interval: timedelta = timedelta(minutes=30)
    checked: AwareDatetime | None = None
    succeeded: AwareDatetime | None = None
    failing_since: AwareDatetime | None = None
    failures: int = 0
    trouble: Trouble | None = None
    newest: AwareDatetime | None = None
    usual: timedelta | None = None
    longest: timedelta | None = None
    articles: int = 0
    brought: AwareDatetime | None = None
    unread: int = 0
    etag: str | None = None
    modified: str | None = None
    known: dict[str, str] = Field(default_factory=dict)
    told: FeedState | None = None
    told_at: AwareDatetime | None = None
    pages: tuple[WatchedPage, ...] = ()


class FeedCheck(NamedTuple):
    """What a check did: `feed` as it is now, None when it was removed meanwhile; articles `new` and `updated`."""

    feed: Feed | None
    new: int = 0
    updated: int = 0
