"""The parts of a Telegram update that are read, checked; everything else in it is ignored.

Own models instead of the library's: an update is then unreadable only where it matters to us.
"""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[int, Field(strict=True, ge=-(2**63), le=2**63 - 1)]
Seconds = Annotated[int, Field(strict=True, ge=0, le=2**33)]
"""Since the epoch; the end is in the year 2242."""


class Wire(BaseModel):
    """Unknown fields are dropped."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, defer_build=True)


class User(Wire):
    id: Id
    is_bot: bool
    language_code: str | None = None


class Chat(Wire):
    id: Id
    type: Literal["private", "group", "supergroup", "channel"]
    title: str | None = None
    username: str | None = None


class Entity(Wire):
    """`offset` and `length` in UTF-16 units of the text."""

    type: str
    offset: int
    length: int
    user: User | None = None
    url: str | None = None


class Document(Wire):
    """A file; `file_size` in bytes, where Telegram says it."""

    file_id: str
    file_name: str | None = None
    file_size: Annotated[int, Field(ge=0, le=2**53)] | None = None


class Origin(Wire):
    """Where a forwarded message comes from; of a channel's post the channel and the post's number in it."""

    type: str
    date: Seconds
    chat: Chat | None = None
    message_id: Id | None = None


class Written(Wire):
    """A message without what it replies to."""

    KINDS: ClassVar[tuple[str, ...]] = (
        "animation", "audio", "checklist", "contact", "dice", "document", "game", "live_photo", "venue", "location",
        "paid_media", "photo", "poll", "sticker", "story", "video", "video_note", "voice",
    )  # fmt: skip
    """Fields that make a message something other than text: of two the first (an `animation` is a `document` too)."""

    message_id: Id
    sender: User | None = Field(default=None, alias="from")
    text: str | None = None
    caption: str | None = None
    entities: tuple[Entity, ...] = ()
    caption_entities: tuple[Entity, ...] = ()
    forum_topic_created: dict[str, Any] | None = None
    kinds: tuple[str, ...] = ()
    media_group_id: str | None = None
    document: Document | None = None
    forward_origin: Origin | None = None


class TextQuote(Wire):
    """A part of the message replied to; `position` in UTF-16 units of its text."""

    text: str = ""
    position: Annotated[int, Field(ge=0, le=2**31)] = 0


class Message(Written):
    date: Seconds
    edit_date: Seconds | None = None
    chat: Chat
    sender_chat: Chat | None = None
    message_thread_id: Id | None = None
    is_topic_message: bool = False
    is_automatic_forward: bool = False
    via_bot: User | None = None
    forum_topic_reopened: dict[str, Any] | None = None
    migrate_to_chat_id: Id | None = None
    migrate_from_chat_id: Id | None = None
    reply_to_message: Written | None = None
    quote: TextQuote | None = None


class TappedMessage(Wire):
    """The message below which a button was tapped; an inaccessible one has only chat and message_id."""

    message_id: Id
    chat: Chat
    message_thread_id: Id | None = None
    is_topic_message: bool = False


class CallbackQuery(Wire):
    id: str
    sender: User = Field(alias="from")
    message: TappedMessage | None = None
    data: str | None = None


class ChatMember(Wire):
    status: Literal["creator", "administrator", "member", "restricted", "left", "kicked"]
    is_member: bool = False
    can_send_messages: bool = False


class ChatMemberUpdated(Wire):
    chat: Chat
    sender: User = Field(alias="from")
    old_chat_member: ChatMember
    new_chat_member: ChatMember


class InlineQuery(Wire):
    id: str
    sender: User = Field(alias="from")
    query: str


class WireUpdate(Wire):
    """An update; those of other kinds have none of these."""

    update_id: Id
    message: Message | None = None
    edited_message: Message | None = None
    channel_post: Message | None = None
    edited_channel_post: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: ChatMemberUpdated | None = None
    inline_query: InlineQuery | None = None
