"""What Telegram would show in a chat."""

from dataclasses import dataclass

from bot.playground.server.entities import cut
from bot.playground.server.messages import Message
from bot.playground.server.shared import Json
from bot.playground.server.world import World


@dataclass(frozen=True)
class Shown:
    """A message as a person sees it. `reactions` by user id; `keyboard` as rows of button texts, `buttons` as given.

    `via_bot`: the bot's user id where a person sent one of its inline results.
    """

    id: int
    sender: int
    is_bot: bool
    date: int
    text: str
    entities: tuple[Json, ...]
    reply_to: int | None
    thread_id: int | None
    buttons: tuple[tuple[Json, ...], ...]
    edited: bool
    reactions: dict[int, list[str]]
    media: Json
    service: Json
    via_bot: int | None = None

    @property
    def keyboard(self) -> list[list[str]]:
        return [[button["text"] for button in row] for row in self.buttons]

    @property
    def quotations(self) -> list[str]:
        """The texts of its quotation blocks, the expandable ones too."""
        return self.spans("blockquote") + self.spans("expandable_blockquote")

    @property
    def links(self) -> list[str]:
        """Where its text links lead."""
        return [entity["url"] for entity in self.entities if entity["type"] == "text_link"]

    def spans(self, kind: str) -> list[str]:
        """The texts under its entities of one kind, in order."""
        return [cut(self.text, entity) for entity in self.entities if entity["type"] == kind]


def read_shown(world: World, message: Message) -> Shown:
    return Shown(
        message.id,
        message.sender,
        world.users[message.sender].is_bot,
        message.date,
        message.text,
        message.entities,
        message.reply_to,
        message.thread_id if message.is_in_forum_thread else None,
        tuple(tuple(row) for row in message.keyboard),
        message.edited is not None,
        {user_id: list(emoji) for user_id, emoji in message.reactions.items() if emoji},
        message.media,
        message.service,
        message.via_bot,
    )


def read_chat(world: World, chat_id: int, thread_id: int | None = None) -> list[Shown]:
    """What stands in a chat, oldest first; `thread_id` narrows it to one forum thread. Unknown chats are empty."""
    chat = world.chats.get(chat_id)
    shown = [read_shown(world, message) for message in chat.messages.values()] if chat else []
    return [one for one in shown if thread_id is None or one.thread_id == thread_id]


def read_bot(world: World, chat_id: int) -> list[Shown]:
    """What the bot itself wrote in a chat, oldest first."""
    return [one for one in read_chat(world, chat_id) if one.sender == world.bot.id and not one.service]
