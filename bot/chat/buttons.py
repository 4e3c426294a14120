"""Buttons under our messages, and what a tap on them says."""

from collections.abc import Sequence
from typing import Any, NamedTuple

LONGEST_DATA = 64
"""Bytes (reference: telegram-bot-api.md section 2, row 6)."""
LONGEST_ID = 19
"""Digits of an id."""
_BETWEEN = ":"


class Button(NamedTuple):
    """`data`: what comes back when it is tapped."""

    text: str
    data: str


Keyboard = Sequence[Sequence[Button]]
"""Rows of buttons."""


class Tap(NamedTuple):
    """What a button says: an action and its arguments."""

    action: str
    arguments: tuple[str, ...]


def compose_data(action: str, *arguments: str | int) -> str:
    """The data of a button. ValueError for what Telegram would refuse or `read_tap` could not read."""
    parts = [action, *map(str, arguments)]
    data = _BETWEEN.join(parts)
    if not 1 <= len(data.encode()) <= LONGEST_DATA or any(_BETWEEN in part for part in parts):
        raise ValueError(f"not the data of a button: {data!r}")
    return data


def read_tap(data: str) -> Tap:
    """Any text can be read: it comes from outside, and old buttons say what nobody understands any more."""
    action, *arguments = data.split(_BETWEEN)
    return Tap(action, tuple(arguments))


def is_id(text: str) -> bool:
    """Whether it is a whole number that fits the store."""
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST_ID and abs(int(text)) < 2**63


def render_keyboard(keyboard: Keyboard) -> dict[str, Any]:
    """Telegram's InlineKeyboardMarkup."""
    rows = [[{"text": button.text, "callback_data": button.data} for button in row] for row in keyboard]
    return {"inline_keyboard": rows}
