"""Feeds: the addresses that articles come from by themselves."""

from datetime import timedelta

from pydantic import AwareDatetime, Field

from bot.model.base import Noun


class Trouble(Noun):
    """Why the last check failed, as a Fluent message and its values: each reader is told in their own language."""

    message_id: str
    values: dict[str, str | int] = Field(default_factory=dict)


class Feed(Noun):
    """`url`: the address that is asked, which a move for good replaces. `title`: what the feed calls itself.

    `checked`: the last check; `succeeded`: the last one that worked; `brought`: when the last new article came.
    `failures`: in a row. `interval`: between checks while they work. `articles`: brought so far. `etag`, `modified`:
    what the server said of the version that is known. `told`: operators were told of its trouble.
    """

    url: str
    added: AwareDatetime
    title: str | None = None
    next_check: AwareDatetime
    interval: timedelta = timedelta(minutes=30)
    checked: AwareDatetime | None = None
    succeeded: AwareDatetime | None = None
    brought: AwareDatetime | None = None
    failures: int = 0
    trouble: Trouble | None = None
    articles: int = 0
    etag: str | None = None
    modified: str | None = None
    told: bool = False
