"""Envelopes, encodings, names of methods, tokens (section 2, head and row 30)."""

import json

import httpx
import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.methods.registry import METHODS
from bot.playground.server.users import User
from tests.playground.server.calling import Caller
from tests.playground.server.validating import find_model

MARKUP = {"inline_keyboard": [[{"text": "go", "callback_data": "x"}]]}


async def test_success_and_error_envelopes(call: Caller) -> None:
    assert (await call.envelope("getMe"))["ok"] is True
    body = await call.envelope("sendMessage", chat_id=1, text="x")
    assert body == {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}


@pytest.mark.parametrize("name", ["sendmessage", "SENDMESSAGE", "sendMessage"])
async def test_names_of_methods_in_any_case(call: Caller, ann: User, name: str) -> None:
    assert (await call(name, chat_id=ann.id, text="x"))["text"] == "x"


async def test_every_encoding_with_nested_objects(call: Caller, telegram: TelegramServer, ann: User) -> None:
    params = {"chat_id": str(ann.id), "text": "x", "reply_markup": json.dumps(MARKUP)}
    address = f"{call.base}/sendMessage"
    telegram.world.floods.enabled = False
    responses = [
        await call.client.get(address, params=params),
        await call.client.post(address, data=params),
        await call.client.post(address, data=params, files={"unused": ("a.txt", b"bytes")}),
        await call.client.post(address, json=params),
        await call.client.post(address, json=params | {"reply_markup": MARKUP}),
    ]
    assert [response.json()["result"]["reply_markup"] for response in responses] == [MARKUP] * 5


async def test_broken_json_is_refused(call: Caller) -> None:
    headers = {"content-type": "application/json"}
    for content in ("{", "[1]"):
        response = await call.client.post(f"{call.base}/getMe", content=content, headers=headers)
        assert response.status_code == 400


async def test_unknown_method_is_404_and_a_violation(call: Caller, telegram: TelegramServer) -> None:
    assert await call.refused("sendTelepathy") == (404, "Not Found: method not found")
    assert telegram.world.violations == ["method sendTelepathy is unknown or not simulated"]
    telegram.world.violations.clear()


async def test_a_method_taken_away_is_404_and_no_violation(call: Caller, telegram: TelegramServer) -> None:
    telegram.world.faults.without("setMyCommands")
    assert await call.refused("setmycommands", commands=[]) == (404, "Not Found: method not found")


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"parse_moed": "HTML"}, "unknown parameter parse_moed"),
        ({"disable_web_page_preview": True}, "unknown parameter disable_web_page_preview"),
        ({"reply_parameters": {"massage_id": 1, "allow_sending_without_reply": True}}, "reply_parameters.massage_id"),
        ({"link_preview_options": {"disabled": True}}, "link_preview_options.disabled"),
        ({"reply_markup": {"inline_keyboard": [], "resize": 1}}, "reply_markup.resize"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "a", "data": "b", "url": "a.bc"}]]}}, "Button.data"),
        ({"message_thread_id": "soon"}, "message_thread_id is not a number"),
    ],
)
async def test_what_telegram_ignores_is_a_violation(
    call: Caller, telegram: TelegramServer, ann: User, params: dict[str, object], told: str
) -> None:
    await call("sendMessage", chat_id=ann.id, text="x", **params)
    assert len(telegram.world.violations) == 1
    assert told in telegram.world.violations[0]
    telegram.world.violations.clear()


async def test_malformed_nesting_is_refused_and_a_violation(call: Caller, telegram: TelegramServer, ann: User) -> None:
    bad = {"chat_id": ann.id, "text": "x", "entities": [{"type": "bold"}]}
    assert (await call.refused("sendMessage", **bad))[0] == 400
    assert "malformed parameters" in telegram.world.violations[0]
    telegram.world.violations.clear()


async def test_tokens_and_paths(telegram: TelegramServer) -> None:
    other = telegram.token[:-1] + "z"
    async with httpx.AsyncClient(verify=False) as client:
        answers = [
            (await client.get(f"{telegram.url}/{path}")).json()
            for path in ("botnonsense/getMe", f"bot{other}/getMe", "nowhere", f"file/bot{other}/a")
        ]
        telegram.world.is_revoked = True
        answers.append((await client.get(f"{telegram.url}/bot{telegram.token}/getMe")).json())
    assert [(a["error_code"], a["description"]) for a in answers] == [
        (401, "Unauthorized: invalid token specified"),
        (401, "Unauthorized"),
        (404, "Not Found"),
        (401, "Unauthorized"),
        (401, "Unauthorized"),
    ]


def test_parameters_are_those_of_the_bot_api() -> None:
    for method in METHODS.values():
        fields = set(find_model(method.name).model_fields)
        assert method.known | method.accepted <= fields, method.name
