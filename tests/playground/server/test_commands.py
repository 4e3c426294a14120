"""setMyCommands and the texts of the profile (section 2, row 24)."""

import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from tests.playground.server.calling import Caller

ASK = {"command": "ask", "description": "Ask the corpus"}


async def test_one_list_per_scope_and_language(call: Caller, telegram: TelegramServer, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id)
    scopes: list[dict[str, object]] = [
        {},
        {"language_code": "uk"},
        {"scope": {"type": "all_group_chats"}},
        {"scope": {"type": "chat", "chat_id": group.id}},
        {"scope": {"type": "chat_member", "chat_id": group.id, "user_id": ann.id}},
    ]
    for n, scope in enumerate(scopes):
        assert await call("setMyCommands", commands=[ASK | {"description": f"d{n}"}], **scope) is True
    for n, scope in enumerate(scopes):
        assert (await call.envelope("getMyCommands", **scope))["result"] == [{"command": "ask", "description": f"d{n}"}]
    assert (await call.envelope("getMyCommands", scope={"type": "default"}))["result"][0]["description"] == "d0"
    assert (await call.envelope("getMyCommands", language_code="ru"))["result"] == []
    assert await call("deleteMyCommands", language_code="uk") is True
    assert (await call.envelope("getMyCommands", language_code="uk"))["result"] == []


async def test_missing_commands_set_an_empty_list(call: Caller) -> None:
    await call("setMyCommands", commands=[ASK | {"command": "/ask"}])
    assert (await call.envelope("getMyCommands"))["result"] == [ASK]
    assert await call("setMyCommands") is True
    assert (await call.envelope("getMyCommands"))["result"] == []


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"commands": [ASK | {"command": "Ask"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [ASK | {"command": "a" * 33}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [ASK | {"description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [ASK | {"description": "x" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [ASK] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [ASK | {"description": "x" * 250}] * 61}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [{"command": "ask"}]}, "can't parse BotCommand: Can't find field \"description\""),
        ({"scope": {"type": "moon"}}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"scope": {"type": "chat"}}, "can't parse BotCommandScope: Can't find field \"chat_id\""),
        ({"scope": {"type": "chat", "chat_id": -1}}, "chat not found"),
        ({"language_code": "eng"}, "invalid language code specified"),
    ],
)
async def test_refusals(call: Caller, params: dict[str, object], told: str) -> None:
    assert await call.refused("setMyCommands", **params) == (400, f"Bad Request: {told}")


@pytest.mark.parametrize("noun", ["Name", "Description", "ShortDescription"])
async def test_texts_of_the_profile_by_language(call: Caller, noun: str) -> None:
    field = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}[noun]
    await call(f"setMy{noun}", **{field: "plain"})
    await call(f"setMy{noun}", **{field: "по-русски"}, language_code="ru")
    assert await call(f"getMy{noun}") == {field: "plain"}
    assert await call(f"getMy{noun}", language_code="ru") == {field: "по-русски"}
    assert await call(f"getMy{noun}", language_code="uk") == {field: "plain"}
    assert (await call.refused(f"setMy{noun}", **{field: "x" * 513}))[0] == 400
