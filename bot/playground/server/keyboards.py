"""reply_markup: what Telegram accepts as a keyboard."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.server.errors import bad_request
from bot.playground.server.shared import Json

DATA_BYTES = 64
COPY_LENGTH = 256
BUTTONS = 100
ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
BUTTON_FIELDS = ACTIONS | {"text", "style", "icon_custom_emoji_id"}
STYLES = {"danger", "success", "primary"}
MARKUP_FIELDS = {
    "inline_keyboard": {"inline_keyboard"},
    "keyboard": {
        "keyboard",
        "is_persistent",
        "resize_keyboard",
        "one_time_keyboard",
        "input_field_placeholder",
        "selective",
    },
    "remove_keyboard": {"remove_keyboard", "selective"},
    "force_reply": {"force_reply", "input_field_placeholder", "selective"},
}
URL_SCHEMES = ("http://", "https://", "tg://", "ton://")

Complain = Callable[[str], None]


@dataclass(frozen=True)
class Markup:
    """Rows of an inline keyboard (never an empty row), or another kind of markup, or nothing."""

    keyboard: list[list[Json]] = field(default_factory=list)
    other: Json | None = None


def read_markup(value: object, complain: Complain) -> Markup:
    """What the message carries. `complain` receives fields that Telegram would ignore."""
    if value is None:
        return Markup()
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    for kind, known in MARKUP_FIELDS.items():
        if kind in value:
            for name in sorted(set(value) - known):
                complain(f"reply_markup.{name}")
            return Markup(read_rows(value[kind], complain)) if kind == "inline_keyboard" else Markup(other=value)
    if value:
        complain(f"reply_markup of no known kind: {sorted(value)}")
    return Markup()


def read_rows(rows: object, complain: Complain) -> list[list[Json]]:
    start = 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array'
    if not isinstance(rows, list):
        raise bad_request(start)
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f"{start} of Arrays")
    kept = [[read_button(button, complain) for button in row] for row in rows if row]
    if sum(map(len, kept)) > BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return kept


def read_button(button: object, complain: Complain) -> Json:
    start = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{start}InlineKeyboardButton must be an Object")
    for name in sorted(set(button) - BUTTON_FIELDS):
        complain(f"InlineKeyboardButton.{name}")
    if "text" not in button:
        raise bad_request(f'{start}Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad_request(f'{start}Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if not any(button.get(action) not in (None, "") for action in ACTIONS):
        raise bad_request(f"{start}Text buttons are unallowed in the inline keyboard")
    check_action(button)
    return {name: value for name, value in button.items() if name in BUTTON_FIELDS}


def check_action(button: Json) -> None:
    if len(str(button.get("callback_data", "")).encode()) > DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if (style := button.get("style")) and style not in STYLES:
        raise bad_request("invalid button style specified")
    if "copy_text" in button and not 1 <= len(str(button["copy_text"].get("text", ""))) <= COPY_LENGTH:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if url := button.get("url"):
        check_url(str(url))


def check_url(url: str) -> None:
    """A bare host is completed by Telegram; another scheme or white space is refused."""
    if "://" in url and not url.lower().startswith(URL_SCHEMES):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    rest = url.partition("://")[2] or url
    if not rest or any(letter.isspace() for letter in url) or ("." not in rest and not url.startswith("tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
