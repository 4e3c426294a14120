"""TDLib's own parser, the very function that the real server calls (`tdjson`, no network, no login)."""

import json
from typing import Any

import tdjson

from bot.playground.server.errors import bad_request
from bot.playground.server.shared import Json

PARSE_MODES: dict[str, Json] = {
    "html": {"@type": "textParseModeHTML"},
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
}
KINDS = {
    "Mention": "mention",
    "Hashtag": "hashtag",
    "Cashtag": "cashtag",
    "BotCommand": "bot_command",
    "Url": "url",
    "EmailAddress": "email",
    "PhoneNumber": "phone_number",
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "CustomEmoji": "custom_emoji",
    "DateTime": "date_time",
}
"""TDLib's entity types by the names of the Bot API. Bank cards and media timestamps are not shown to bots."""


def execute(request: Json) -> Json:
    """Answers of `td_execute` (it takes and gives bytes); an answer of type `error` is returned, not raised."""
    answer = tdjson.td_execute(json.dumps(request).encode())
    if answer is None:
        raise RuntimeError(f"tdjson gave no answer to {request['@type']}")
    decoded: Json = json.loads(answer)
    return decoded


execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def convert_entity(entity: Json) -> Json | None:
    """A TDLib entity in the Bot API's shape; a text mention has `user_id`, which the caller resolves."""
    kind: Json = entity["type"]
    name = KINDS.get(kind["@type"].removeprefix("textEntityType"))
    if name is None:
        return None
    extra: dict[str, Any] = {}
    if name == "text_link":
        extra["url"] = kind["url"]
    elif name == "text_mention":
        extra["user_id"] = int(kind["user_id"])
    elif name == "custom_emoji":
        extra["custom_emoji_id"] = str(kind["custom_emoji_id"])
    elif name == "date_time":
        extra["unix_time"] = int(kind["unix_time"])
        extra["date_time_format"] = name_format(kind.get("formatting_type"))
    elif kind["@type"] == "textEntityTypePreCode":
        extra["language"] = kind["language"]
    return {"type": name, "offset": entity["offset"], "length": entity["length"], **extra}


def name_format(formatting: Json | None) -> str:
    """The letters of `date_time_format`: r relative; w weekday; d, D date; t, T time, short and long."""
    if formatting is None:
        return ""
    if formatting["@type"] == "dateTimeFormattingTypeRelative":
        return "r"
    letters = "w" if formatting["show_day_of_week"] else ""
    for field, short, long in (("date_precision", "d", "D"), ("time_precision", "t", "T")):
        precision = formatting[field]["@type"].removeprefix("dateTimePartPrecision")
        letters += {"Short": short, "Long": long}.get(precision, "")
    return letters


def convert_entities(entities: list[Json]) -> list[Json]:
    return [found for entity in entities if (found := convert_entity(entity))]


def parse_markup(text: str, parse_mode: str) -> tuple[str, list[Json]]:
    """The text without its markup, and its entities (offsets in UTF-16 units), or Telegram's error."""
    mode = PARSE_MODES.get(parse_mode.lower())
    if mode is None:
        raise bad_request("unsupported parse_mode")
    answer = execute({"@type": "parseTextEntities", "text": text, "parse_mode": mode})
    if answer["@type"] == "error":
        raise bad_request(answer["message"])
    return answer["text"], convert_entities(answer["entities"])


def find_entities(text: str) -> list[Json]:
    """What Telegram recognises by itself: commands, mentions, addresses, hashtags ..."""
    return convert_entities(execute({"@type": "getTextEntities", "text": text})["entities"])
