"""A post of a Telegram channel."""

from typing import NamedTuple

from pydantic import AwareDatetime

from bot.model.base import Noun


class Channel(NamedTuple):
    """`id`: as Telegram numbers it, negative. `username`: of a public one, without @."""

    id: int
    title: str
    username: str | None = None


class Post(Noun):
    """`text`: of the message, or its caption; of an album the captions of all its messages, in order.

    `message_id`: of the message, of an album the first of its messages.
    """

    channel: Channel
    message_id: int
    published: AwareDatetime
    text: str
