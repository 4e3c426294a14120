"""InlineQueryResult: what Telegram accepts as one (get_inline_query_result in Client.cpp). Articles only."""

import re

from bot.playground.server.arguments import Arguments
from bot.playground.server.entities import TEXT_LENGTH, Formatted
from bot.playground.server.errors import ApiError, bad_request
from bot.playground.server.inline import Offered
from bot.playground.server.keyboards import read_markup
from bot.playground.server.shared import Json
from bot.playground.server.world import World

RESULTS = 50
ID_BYTES = 64
ARTICLE_FIELDS = {
    "type",
    "id",
    "title",
    "input_message_content",
    "reply_markup",
    "url",
    "description",
    "thumbnail_url",
    "thumbnail_width",
    "thumbnail_height",
}
CONTENT_FIELDS = {"message_text", "parse_mode", "entities", "link_preview_options"}
PREVIEW_FIELDS = {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"}
OTHER_TYPES = {
    "audio",
    "contact",
    "document",
    "game",
    "gif",
    "location",
    "mpeg4_gif",
    "photo",
    "sticker",
    "venue",
    "video",
    "voice",
}
LATE = {"message is too long": "MESSAGE_TOO_LONG", "text must be non-empty": "text must be non-empty"}
"""Refusals that come after parsing, from TDLib or Telegram itself, by what sendMessage says in their place."""
SERVER_CODE = re.compile(r"[A-Z_]+")
PREFIX = "Bad Request: "


def read_results(world: World, args: Arguments) -> list[Offered]:
    """All of them, or the refusal of the first bad one."""
    values = args.value("results") or []
    if not isinstance(values, list):
        raise bad_request("expected an Array of inline query results")
    if len(values) > RESULTS:
        raise bad_request("too many inline query results specified")
    return [read_one(world, args, value) for value in values]


def check_results(results: list[Offered]) -> None:
    """What only Telegram itself checks, once the query is known to be good."""
    seen: set[str] = set()
    for offered in results:
        if not offered.id:
            raise bad_request("RESULT_ID_EMPTY")
        if len(offered.id.encode()) > ID_BYTES:
            raise bad_request("RESULT_ID_INVALID")
        if offered.id in seen:
            raise bad_request("RESULT_ID_DUPLICATE")
        if not offered.title.strip():
            raise bad_request("ARTICLE_TITLE_EMPTY")
        seen.add(offered.id)


def read_one(world: World, args: Arguments, value: object) -> Offered:
    try:
        return read_article(world, args, value)
    except ApiError as error:
        raise bad_request(place(error.description.removeprefix(PREFIX))) from None


def place(text: str) -> str:
    """A refusal inside a result, as the answer tells it: parsing is told with its place, the rest without."""
    if text in LATE or SERVER_CODE.fullmatch(text):
        return LATE.get(text, text)
    told = text if text.startswith("type ") else f"{text[:1].upper()}{text[1:]}"
    return f"can't parse inline query result: {told}"


def read_article(world: World, args: Arguments, value: object) -> Offered:
    if not isinstance(value, dict):
        raise bad_request("Inline query result must be an object")
    kind = require_text(value, "type").lower()
    result_id = require_text(value, "id")
    if kind != "article":
        if kind in OTHER_TYPES:
            args.complain(f"results of type {kind} are not simulated")
        raise bad_request(f'type "{kind}" is unsupported for the inline query result')
    complain_of_unknown(args, "InlineQueryResultArticle", value, ARTICLE_FIELDS)
    content = value.get("input_message_content")
    if not isinstance(content, dict):
        raise bad_request("Input message content is not specified")
    text, preview = read_content(world, args, content)
    keyboard = read_markup(value.get("reply_markup"), args.complain).keyboard
    title, description = require_text(value, "title"), str(value.get("description") or "")
    return Offered(result_id, title, description, text, keyboard, preview)


def read_content(world: World, args: Arguments, content: Json) -> tuple[Formatted, Json | None]:
    """InputTextMessageContent; the other kinds of content are not simulated."""
    complain_of_unknown(args, "InputTextMessageContent", content, CONTENT_FIELDS)
    if not content.get("message_text"):
        raise bad_request("Input message content is not specified")
    preview = content.get("link_preview_options")
    if isinstance(preview, dict):
        complain_of_unknown(args, "LinkPreviewOptions", preview, PREVIEW_FIELDS)
    text, mode = require_text(content, "message_text"), str(content.get("parse_mode") or "")
    return world.format(text, mode, content.get("entities"), TEXT_LENGTH), preview


def require_text(value: Json, name: str) -> str:
    if value.get(name) is None:
        raise bad_request(f'Can\'t find field "{name}"')
    found = value[name]
    if isinstance(found, int | float) and not isinstance(found, bool):
        return str(found)
    if not isinstance(found, str):
        raise bad_request(f'Field "{name}" must be of type String')
    return found


def complain_of_unknown(args: Arguments, noun: str, value: Json, known: set[str]) -> None:
    for name in sorted(set(value) - known):
        args.complain(f"{noun}.{name}")
