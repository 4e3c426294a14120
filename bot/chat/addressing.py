"""Is a text meant for us, and what is left of it when what addresses us is cut out? Pure."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.chat.nouns import BotIdentity
from bot.chat.wire import Entity

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w{1,64}))?(?=\s|$)", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINK = re.compile(r"(?:https?://)?(?:t\.me|telegram\.me)/(\w+)/?", re.IGNORECASE)
_LOOSE = " \t\n,:;–—-"
_ENDS = "?!.…"


class CalledFor(NamedTuple):
    """A command at the beginning of a text: `to` is the bot it names, None when it names none."""

    name: str
    to: str | None
    argument: str


def find_command(text: str) -> CalledFor | None:
    """The command that a text begins with."""
    match = _COMMAND.match(text)
    if not match:
        return None
    return CalledFor(match[1].lower(), match[2], text[match.end() :].strip())


def is_for_us(command: CalledFor, bot: BotIdentity) -> bool:
    """A command that names no bot is for every bot that gets it."""
    return command.to is None or command.to.casefold() == bot.username.casefold()


def mentions(text: str, entities: Sequence[Entity], bot: BotIdentity) -> bool:
    """Whether an entity of the text mentions us: @username, a person without username, or a link to us."""
    return any(True for _ in _spans(text, entities, bot))


def cut_mentions(text: str, entities: Sequence[Entity], bot: BotIdentity) -> str:
    """The text without the mentions of us, and without the commas and colons that set them off."""
    octets = _encode(text)
    kept, position = "", 0
    for start, end in sorted(_spans(text, entities, bot)):
        kept = _join(kept, _decode(octets[2 * position : 2 * start])) if position else _decode(octets[: 2 * start])
        position = max(position, end)
    rest = _decode(octets[2 * position :])
    return clean(_join(kept, rest) if position else rest)


def _join(before: str, after: str) -> str:
    """What stood around a mention: "what is new, @bot?" becomes "what is new?"."""
    before, after = before.rstrip(_LOOSE), after.lstrip(_LOOSE)
    space = " " if before and after and after[0] not in _ENDS else ""
    return f"{before}{space}{after}"


def clean(text: str) -> str:
    """Stripped; lone surrogates, which no database takes, become U+FFFD."""
    return _SURROGATE.sub("\ufffd", text).strip()


def _spans(text: str, entities: Sequence[Entity], bot: BotIdentity) -> Iterator[tuple[int, int]]:
    """Where we are mentioned, in UTF-16 units; entities that lie outside the text count for nothing."""
    octets = _encode(text)
    for entity in entities:
        start, end = entity.offset, entity.offset + entity.length
        if 0 <= start < end <= len(octets) // 2 and _is_us(entity, _decode(octets[2 * start : 2 * end]), bot):
            yield start, end


def _is_us(entity: Entity, text: str, bot: BotIdentity) -> bool:
    if entity.type == "mention":
        return text.casefold() == f"@{bot.username}".casefold()
    if entity.type == "text_mention":
        return entity.user is not None and entity.user.id == bot.id
    if entity.type == "text_link" and entity.url:
        link = _LINK.fullmatch(entity.url)
        return entity.url == f"tg://user?id={bot.id}" or bool(link and link[1].casefold() == bot.username.casefold())
    return False


def _encode(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _decode(octets: bytes) -> str:
    return octets.decode("utf-16-le", "surrogatepass")
