"""TDLib's own parser: what the Bot API server makes of HTML, and what Telegram makes of plain text by itself."""

import json
from typing import Any, NamedTuple

import tdjson


class Entity(NamedTuple):
    """`start` and `end` in UTF-16 units."""

    start: int
    end: int
    kind: str
    url: str


class Parsed(NamedTuple):
    text: str
    entities: list[Entity]


def execute(request: dict[str, Any]) -> dict[str, Any]:
    answer = tdjson.td_execute(json.dumps(request).encode())
    assert answer is not None
    found: dict[str, Any] = json.loads(answer)
    return found


execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def parse_html(html: str) -> Parsed:
    """As sendMessage parses it with parse_mode HTML. AssertionError with TDLib's words when it cannot."""
    mode = {"@type": "textParseModeHTML"}
    found = execute({"@type": "parseTextEntities", "text": html, "parse_mode": mode})
    assert found["@type"] == "formattedText", found
    return Parsed(found["text"], _read(found["entities"]))


def find_acting(text: str) -> list[Entity]:
    """What Telegram would act on by itself: mentions, tags, commands, addresses, numbers of cards."""
    found = _read(execute({"@type": "getTextEntities", "text": text})["entities"])
    return [entity for entity in found if entity.kind != "MediaTimestamp"]  # act below a video only


def cut(text: str, entity: Entity) -> str:
    octets = text.encode("utf-16-le")
    return octets[2 * entity.start : 2 * entity.end].decode("utf-16-le")


def _read(entities: list[dict[str, Any]]) -> list[Entity]:
    return [
        Entity(
            one["offset"],
            one["offset"] + one["length"],
            one["type"]["@type"].removeprefix("textEntityType"),
            one["type"].get("url", ""),
        )
        for one in entities
    ]
