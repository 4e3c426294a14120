"""Chats and their threads: what stands in them and who is there."""

from dataclasses import dataclass, field

from bot.playground.server.members import Member
from bot.playground.server.messages import Message
from bot.playground.server.shared import Json

GENERAL = 1
"""The id of a forum's General thread: closed and reopened by it, but never sent as `message_thread_id`."""


@dataclass
class Thread:
    """A forum thread; its id is that of the service message that opened it."""

    id: int
    name: str
    is_closed: bool = False


@dataclass
class Chat:
    """`type` as in the Bot API: private, group, supergroup, channel. `members` by user id, also those who went.

    `typing`: what sendChatAction showed, as (thread id or None, action), in order.
    """

    id: int
    type: str
    title: str = ""
    username: str | None = None
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    threads: dict[int, Thread] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    reactions_allowed: set[str] | None = None
    is_muted: bool = False
    is_general_closed: bool = False
    hides_members: bool = False
    is_deleted: bool = False
    migrated_to: int | None = None
    last_bot: int | None = None
    last_id: int = 0
    typing: list[tuple[int | None, str]] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        return self.type in {"group", "supergroup"}

    def member(self, user_id: int) -> Member:
        """Who this is here; somebody never seen counts as gone."""
        return self.members.get(user_id) or Member("left")

    def render(self) -> Json:
        """A Chat as messages carry it; private chats are completed by the world, which knows the person."""
        body: Json = {"id": self.id, "type": self.type}
        if self.title:
            body["title"] = self.title
        if self.username:
            body["username"] = self.username
        return body | ({"is_forum": True} if self.is_forum else {})
