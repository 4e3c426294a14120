"""One message as the server keeps it; chats render it into the Bot API's shape."""

from dataclasses import dataclass, field

from bot.playground.server.shared import Json


@dataclass
class Message:
    """`sender` is a user id; `as_chat` is set where an administrator writes as the group or a channel posts.

    `media` holds the fields of a media message (`photo`, `voice` ...); its text is then the caption. `service` holds
    the fields of a service message. `reactions` by user id. `keyboard` is the inline keyboard's rows of buttons.
    `album`: what the messages of one media group share. `origin`: MessageOrigin of a forwarded message.
    """

    id: int
    chat_id: int
    date: int
    sender: int
    text: str = ""
    entities: tuple[Json, ...] = ()
    as_chat: bool = False
    reply_to: int | None = None
    thread_id: int | None = None
    is_in_forum_thread: bool = False
    keyboard: list[list[Json]] = field(default_factory=list)
    other_markup: Json | None = None
    link_preview: Json | None = None
    edited: int | None = None
    media: Json = field(default_factory=dict)
    service: Json = field(default_factory=dict)
    via_bot: int | None = None
    reactions: dict[int, list[str]] = field(default_factory=dict)
    is_protected: bool = False
    album: str | None = None
    origin: Json | None = None

    def content(self) -> tuple[object, ...]:
        """What an edit must change, or it is refused as not modified."""
        return self.text, self.entities, self.keyboard, self.link_preview
