"""setMyCommands and its kin: one list per (scope, language)."""

import json
import re

from bot.playground.server.access import find_chat
from bot.playground.server.arguments import Arguments
from bot.playground.server.errors import bad_request
from bot.playground.server.methods.me import check_language
from bot.playground.server.methods.registry import method
from bot.playground.server.shared import Json
from bot.playground.server.world import World

NAME = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION_LENGTH = 256
COMMANDS = 100
TOGETHER = 60 * 200
"""Characters that all commands may have together, about: sixty long ones were reported as too much."""
PLAIN_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}


def read_scope(world: World, args: Arguments) -> str:
    """The scope as JSON text with sorted keys, by which lists are stored."""
    scope = args.value("scope")
    if scope is None:
        return json.dumps({"type": "default"})
    if not isinstance(scope, dict) or "type" not in scope:
        raise bad_request("can't parse BotCommandScope: Can't find field \"type\"")
    kind = scope["type"]
    if kind not in PLAIN_SCOPES | CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if kind in CHAT_SCOPES:
        check_scope_chat(world, scope)
    for name in sorted(set(scope) - {"type", "chat_id", "user_id"}):
        args.complain(f"scope.{name}")
    return json.dumps({key: str(value) for key, value in scope.items()}, sort_keys=True)


def check_scope_chat(world: World, scope: Json) -> None:
    if "chat_id" not in scope:
        raise bad_request("can't parse BotCommandScope: Can't find field \"chat_id\"")
    if find_chat(world, int(scope["chat_id"])) is None:
        raise bad_request("chat not found")
    if scope["type"] == "chat_member" and "user_id" not in scope:
        raise bad_request("can't parse BotCommandScope: Can't find field \"user_id\"")


def read_command(item: Json) -> Json:
    for name in ("command", "description"):
        if name not in item:
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    name, description = str(item["command"]).removeprefix("/"), str(item["description"])
    if not NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= DESCRIPTION_LENGTH:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


@method("setMyCommands", "commands scope language_code")
def set_my_commands(world: World, args: Arguments) -> bool:
    key = read_scope(world, args), check_language(args.text("language_code"))
    commands = [read_command(item) for item in args.records("commands") or []]
    if len(commands) > COMMANDS or sum(len(c["command"] + c["description"]) for c in commands) > TOGETHER:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.profile.commands[key] = commands
    return True


@method("getMyCommands", "scope language_code")
def get_my_commands(world: World, args: Arguments) -> list[Json]:
    """Of exactly this scope and language, without falling back."""
    return world.profile.commands.get((read_scope(world, args), check_language(args.text("language_code"))), [])


@method("deleteMyCommands", "scope language_code")
def delete_my_commands(world: World, args: Arguments) -> bool:
    world.profile.commands.pop((read_scope(world, args), check_language(args.text("language_code"))), None)
    return True
