"""What a message carries that could be an article: a link, a document, a channel's post. Pure."""

import re
from datetime import UTC, datetime

from bot.chat.addressing import clean
from bot.chat.nouns import Piece, SentFile
from bot.chat.wire import Entity, Message, Written
from bot.model.post import Channel, Post

_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/\S*)?")
LONGEST_LINK = 2000
LONGEST_NAME = 200


def find_piece(message: Written) -> Piece | None:
    """None for a message that is only words, also where a link stands among them."""
    if message.document is not None:
        return Piece(file=read_file(message))
    if post := read_forwarded(message):
        return Piece(post=post, album=message.media_group_id)
    link = find_only_link(message.text or "", message.entities)
    return Piece(link=link) if link else None


def find_added(message: Written, argument: str, replied: Written | None) -> Piece | None:
    """What `/add` means: its own document, a link beside it, or what the message carries that it replies to, there a
    link among words too."""
    if message.document is not None:
        return Piece(file=read_file(message))
    if argument:
        return _find_link(argument)
    if replied is None:
        return None
    return find_piece(replied) or _find_link(replied.text or replied.caption or "")


def _find_link(text: str) -> Piece | None:
    """The first link among words; one without a scheme where it stands alone."""
    found = _LINK.search(text)
    alone = _BARE.fullmatch(text.strip())
    link = found[0].rstrip(".,;:!?)»”") if found else f"https://{alone[0]}" if alone else ""
    return Piece(link=link) if 0 < len(link) <= LONGEST_LINK else None


def read_file(message: Written) -> SentFile | None:
    """The document of a message."""
    document = message.document
    if document is None:
        return None
    return SentFile(document.file_id, clean(document.file_name or "")[:LONGEST_NAME], document.file_size)


def find_only_link(text: str, entities: tuple[Entity, ...]) -> str | None:
    """The link that a text consists of; one without a scheme where Telegram takes the whole text for an address."""
    stripped = clean(text)
    if len(stripped) > LONGEST_LINK:
        return None
    if _LINK.fullmatch(stripped):
        return stripped
    whole = any(one.type == "url" and one.offset == 0 and one.length == len(stripped) for one in entities)
    return f"https://{stripped}" if whole and text == stripped and "://" not in stripped else None


def read_forwarded(message: Written) -> Post | None:
    """The channel's post that a message forwards, as it stood when it was forwarded."""
    origin = message.forward_origin
    if origin is None or origin.type != "channel" or origin.chat is None or origin.message_id is None:
        return None
    channel = Channel(origin.chat.id, clean(origin.chat.title or ""), origin.chat.username)
    return compose_post(channel, origin.message_id, origin.date, message)


def read_own_post(message: Message) -> Post:
    """A post as a channel's administrator gets it; of one that the channel forwarded from another, the other's."""
    if post := read_forwarded(message):
        return post
    chat = message.chat
    channel = Channel(chat.id, clean(chat.title or ""), chat.username)
    return compose_post(channel, message.message_id, message.date, message)


def compose_post(channel: Channel, message_id: int, seconds: int, message: Written) -> Post:
    """With the message's text or caption."""
    text = clean((message.text if message.text is not None else message.caption) or "")
    return Post(channel=channel, message_id=message_id, published=datetime.fromtimestamp(seconds, UTC), text=text)
