"""From what a caller sent as text to what Telegram keeps: parsed, trimmed, completed, measured."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.server import tdlib
from bot.playground.server.errors import bad_request
from bot.playground.server.shared import Json

RAW_BYTES = 32768
TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024
ENTITIES = 100
"""Entities kept per message; the rest is dropped without a word (limits page of the reference)."""

OPAQUE = {"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time"}
"""Nothing is recognised inside these."""

FindUser = Callable[[int], Json | None]


@dataclass(frozen=True)
class Formatted:
    """Text as shown; entities in the Bot API's shape, by offset, in UTF-16 units."""

    text: str
    entities: tuple[Json, ...] = ()


def units(text: str) -> int:
    """UTF-16 units, in which Telegram counts offsets (but not lengths of messages: those are code points)."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, entity: Json) -> str:
    """The part of a text that an entity covers."""
    raw = text.encode("utf-16-le")
    return raw[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")


def trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """As TDLib: no white space at the end, and none at the start before the first entity."""
    end = len(text.rstrip())
    text = text[:end]
    last = units(text)
    kept = [e | {"length": min(e["length"], last - e["offset"])} for e in entities if e["offset"] < last]
    first = min((e["offset"] for e in kept), default=last)
    lead = min(len(text) - len(text.lstrip(" \n")), first)
    return text[lead:], [e | {"offset": e["offset"] - lead} for e in kept if e["length"] > 0]


def overlaps(one: Json, other: Json) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


def add_recognised(text: str, entities: list[Json]) -> list[Json]:
    """Addresses, mentions and commands that stand in the text, except inside what nothing may nest in."""
    closed = [entity for entity in entities if entity["type"] in OPAQUE]
    found = [e for e in tdlib.find_entities(text) if not any(overlaps(e, other) for other in closed)]
    return sorted([*entities, *found], key=lambda e: (e["offset"], -e["length"]))


def resolve_mentions(entities: list[Json], find_user: FindUser) -> list[Json]:
    """Text mentions carry the user; a mention of somebody unknown is dropped without a word."""
    resolved = []
    for entity in entities:
        if "user_id" not in entity:
            resolved.append(entity)
        elif user := find_user(entity["user_id"]):
            resolved.append({key: value for key, value in entity.items() if key != "user_id"} | {"user": user})
    return resolved


def recognise(text: str) -> Formatted:
    """What a person typed: plain text, with what Telegram recognises in it."""
    return Formatted(text, tuple(add_recognised(text, [])))


def read_given(text: str, entities: list[Json]) -> list[Json]:
    """Entities that a caller counted itself; those outside the text are refused."""
    for entity in entities:
        if entity.get("type") not in set(tdlib.KINDS.values()):
            raise bad_request(f"can't parse MessageEntity: Unsupported type {entity.get('type')} specified")
        if entity["offset"] < 0 or entity["length"] < 0 or entity["offset"] + entity["length"] > units(text):
            raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {entity['offset']}")
    kept = [e for e in entities if e["length"] > 0]
    return [{k: v for k, v in e.items() if k != "user"} | read_user(e) for e in kept]


def read_user(entity: Json) -> Json:
    return {"user_id": int(entity["user"]["id"])} if entity.get("type") == "text_mention" else {}


def format_text(
    text: str, parse_mode: str, given: list[Json] | None, find_user: FindUser, limit: int = TEXT_LENGTH
) -> Formatted:
    """What the message will show, or the refusal. `limit` is in code points after parsing."""
    if len(text.encode()) > RAW_BYTES:
        raise bad_request("text is too long")
    if parse_mode:
        text, entities = tdlib.parse_markup(text, parse_mode)
    else:
        entities = read_given(text, given or [])
    text, entities = trim(text, entities)
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > limit:
        raise bad_request("message is too long" if limit == TEXT_LENGTH else "message caption is too long")
    return Formatted(text, tuple(resolve_mentions(add_recognised(text, entities), find_user)[:ENTITIES]))
