"""The menus of commands, by where they are shown and in which language; and how the bot describes itself."""

import logging
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from bot.chat.api import TelegramApi
from bot.chat.render import command_description
from bot.model.errors import CallError
from bot.text.messages import LANGUAGES, Messages, read_messages

log = logging.getLogger(__name__)

READING = ("ask", "digest", "latest", "new", "timeline", "trend", "story", "why", "sources", "quality")
"""For everybody, everywhere."""
KEEPING = ("subscribe", "subscriptions", "watch", "watches")
"""What goes on being sent: in groups for administrators."""
OWN = ("add", "added")
"""What a group keeps for itself: for its administrators."""
PRIVATE = (*READING, *KEEPING, "settings", "privacy", "forget", "cancel", "help")
GROUP = (*READING, "privacy", "forget", "help")
ADMINISTRATOR = (*READING, *KEEPING, *OWN, "settings", "privacy", "forget", "cancel", "help")
OPERATOR = (*PRIVATE, "feeds", "allow", "disallow", "allowed", "open", "close", "opened", "report")
SCOPES = {
    "default": GROUP,
    "all_private_chats": PRIVATE,
    "all_group_chats": GROUP,
    "all_chat_administrators": ADMINISTRATOR,
}


class MenuCall(NamedTuple):
    """One call that sets a menu or a description."""

    method: str
    params: dict[str, Any]


async def set_menus(api: TelegramApi, default_language: str, operators: Iterable[int]) -> int:
    """Sets everything; returns how many calls were refused. A server that knows no menus changes nothing else."""
    refused = 0
    for method, params in [*compose_menus(default_language), *compose_operator_menus(default_language, operators)]:
        try:
            await api.call(method, params)
        except CallError as error:
            refused += 1
            log.info("menu not set", extra={"method": method, "reason": error.text})
    return refused


def compose_menus(default_language: str) -> Iterator[MenuCall]:
    """Every scope in every language; without a language for people whose language is none of ours."""
    for code in ("", *LANGUAGES):
        messages = read_messages(code or default_language)
        language = {"language_code": code} if code else {}
        for scope, commands in SCOPES.items():
            menu = _menu(commands, messages)
            yield MenuCall("setMyCommands", {"commands": menu, "scope": {"type": scope}} | language)
        yield MenuCall("setMyDescription", {"description": messages.text("bot-description")} | language)
        short = messages.text("bot-short-description")
        yield MenuCall("setMyShortDescription", {"short_description": short} | language)


def compose_operator_menus(default_language: str, operators: Iterable[int]) -> Iterator[MenuCall]:
    """An operator's private chat has more commands, once it exists; in every language, since the menu of one chat goes
    before those of all private chats, whatever their language."""
    for operator in sorted(operators):
        scope = {"type": "chat", "chat_id": operator}
        for code in ("", *LANGUAGES):
            menu = _menu(OPERATOR, read_messages(code or default_language))
            language = {"language_code": code} if code else {}
            yield MenuCall("setMyCommands", {"commands": menu, "scope": scope} | language)


def _menu(commands: Iterable[str], messages: Messages) -> list[dict[str, str]]:
    return [{"command": name, "description": command_description(name, messages)} for name in commands]
