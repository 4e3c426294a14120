"""Pictures among the files that the bot and people sent, for the page to show."""

from bot.playground.server.messages import Message
from bot.playground.server.world import World

KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""The bytes that a file begins with, and what it is: what bots upload, and what Telegram makes of it."""


def find_kind(world: World, file_id: str) -> str | None:
    """The media type of a picture; None for what is none, or is not there."""
    file = world.files.get(file_id)
    return next((kind for start, kind in KINDS.items() if file and file.content.startswith(start)), None)


def find_picture(world: World, message: Message) -> str | None:
    """The file id of a message's picture, in its largest size, which is the last."""
    sizes = message.media.get("photo") or [{}]
    file_id = str(sizes[-1].get("file_id", ""))
    return file_id if find_kind(world, file_id) else None
