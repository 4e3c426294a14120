"""What comes in: an update as the bot understands it. Frozen; `read_incoming` makes them."""

from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import AwareDatetime

from bot.model.base import Noun
from bot.model.place import Place
from bot.model.post import Post

ChatKind = Literal["private", "group", "supergroup", "channel"]
SenderKind = Literal["person", "anonymous", "channel"]
Via = Literal["private", "command", "reply", "mention"]


NO_MESSAGE = 0
"""The `message_id` of what was said in a group that has become a supergroup since: its number means nothing there."""


class BotIdentity(NamedTuple):
    """The bot itself, as getMe names it; `username` without @."""

    id: int
    username: str


class Sender(NamedTuple):
    """Who speaks. `id`: of a person; of the group for an anonymous administrator; of the channel that speaks.

    `language`: what Telegram says of a person's client ("uk", "pt-br"), None when it says nothing.
    """

    id: int
    kind: SenderKind = "person"
    language: str | None = None


class Incoming(Noun):
    """What all have: the update's id, and where it came from. `place.thread_id` is a forum thread's, else None."""

    update_id: int
    place: Place
    chat_kind: ChatKind
    sender: Sender


class SentFile(NamedTuple):
    """A document: `file_id` as the Bot API fetches it by, `size` in bytes where Telegram says it."""

    file_id: str
    name: str
    size: int | None = None


class Piece(Noun):
    """What could be an article: one of a document, a link that is the whole message, and a channel's post that was
    forwarded (`album`: what the messages of one album share)."""

    file: SentFile | None = None
    link: str | None = None
    post: Post | None = None
    album: str | None = None


class Question(Incoming):
    """A question for us, what addresses us cut out. `text` is never blank.

    `message_id` is what to reply to, `sent` when it was asked. `answers`: the message of ours that it replies to.
    `about`: the message of somebody else whose text is asked about (`/ask` as a reply, without words of its own).
    `points_at`: the number of the paragraph ("2. ...") of our message that the reply quotes a part of. `piece`: what
    an operator may have sent to be read rather than answered, in private chats only.
    """

    message_id: int
    sent: AwareDatetime
    text: str
    via: Via
    piece: Piece | None = None
    answers: int | None = None
    about: int | None = None
    points_at: int | None = None


class Edited(Incoming):
    """A question whose message was edited: `question` as it stands now, sent when it was edited."""

    question: Question


class Command(Incoming):
    """A command for us: `name` in small letters without slash and bot's name, known or not; `argument` stripped.

    A `/ask` with nothing to ask, and a bare mention, are the command "ask" with an empty argument. `answers`: the
    message of ours that it replies to (`/why` asks about that answer). `points_at`: see Question. `piece`: what `/add`
    is to take in.
    """

    message_id: int
    sent: AwareDatetime
    name: str
    argument: str = ""
    piece: Piece | None = None
    answers: int | None = None
    points_at: int | None = None


class Tapped(Incoming):
    """A button below one of our messages: `data` as we gave it, `query_id` to answer with."""

    query_id: str
    message_id: int
    data: str


class Unsupported(Incoming):
    """Something for us that is not text: `kind` as the Bot API names it ("photo", "voice").

    `album`: what the photos of one album share; one sentence answers all of them. `piece`: see Question.
    """

    message_id: int
    sent: AwareDatetime
    kind: str
    piece: Piece | None = None
    album: str | None = None


class Inline(Noun):
    """An inline query: `text` as typed so far, possibly empty; `query_id` to answer with, within seconds."""

    update_id: int
    query_id: str
    sender: Sender
    text: str


class Change(StrEnum):
    """What became of us in a chat."""

    ADDED = "added"
    REMOVED = "removed"
    RIGHTS = "rights"


class MembershipChange(Incoming):
    """We were added to a chat or removed from it (a person's block or unblock is both), or our rights changed.

    `sender` did it. `may_write`: whether we may write there now. `administrator`: whether we are one now.
    """

    change: Change
    may_write: bool
    administrator: bool = False
    title: str = ""


class Migration(Noun):
    """A group became a supergroup: what is known of `old` belongs to `new`. Telegram says it twice, once in each."""

    update_id: int
    old: int
    new: int


class ChannelPost(Incoming):
    """A post of a channel that we administer, or its edited version: `is_edit`. `album`: what the messages of one album
    share. The sender is the channel."""

    message_id: int
    post: Post
    album: str | None = None
    is_edit: bool = False


class Reopened(Incoming):
    """Somebody reopened a closed thread of a forum: what was refused there may be sent again."""


def find_reply_to(heard: Question | Command | Unsupported | Tapped) -> int | None:
    """The message to reply to; None in private chats, where nobody else can be meant."""
    return None if heard.chat_kind == "private" else heard.message_id


Heard = Question | Edited | Command | Tapped | Unsupported | MembershipChange | Migration | Reopened | ChannelPost
