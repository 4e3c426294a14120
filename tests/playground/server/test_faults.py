"""Trouble on order (section 2, row 31)."""

import asyncio

import httpx
import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from tests.playground.server.calling import Caller


async def test_codes_and_retry_after(call: Caller, telegram: TelegramServer, ann: User) -> None:
    telegram.fault("sendMessage", code=500)
    telegram.fault("sendMessage", retry_after=7)
    telegram.fault("sendMessage", code=403, description="Forbidden: user is deactivated")
    send = {"chat_id": ann.id, "text": "x"}
    assert await call.refused("sendMessage", **send) == (500, "Internal Server Error: restart")
    response = await call.post("sendMessage", **send)
    assert (response.headers["retry-after"], response.json()["parameters"]) == ("7", {"retry_after": 7})
    assert await call.refused("sendMessage", **send) == (403, "Forbidden: user is deactivated")
    await call("sendMessage", **send)
    assert len(telegram.answers(ann.id)) == 1


async def test_html_502(call: Caller, telegram: TelegramServer) -> None:
    telegram.fault(html=True)
    response = await call.post("getMe")
    assert response.status_code == 502
    assert response.headers["content-type"].startswith("text/html")
    assert response.text.startswith("<html>")


async def test_after_the_effect(call: Caller, telegram: TelegramServer, ann: User) -> None:
    telegram.fault("sendMessage", html=True, committed=True)
    assert (await call.post("sendMessage", chat_id=ann.id, text="x")).status_code == 502
    assert [shown.text for shown in telegram.answers(ann.id)] == ["x"]


@pytest.mark.parametrize("committed", [False, True])
async def test_dropped_connections(call: Caller, telegram: TelegramServer, ann: User, committed: bool) -> None:
    telegram.fault("sendMessage", drop=True, committed=committed)
    with pytest.raises(httpx.RemoteProtocolError):
        await call.post("sendMessage", chat_id=ann.id, text="x")
    assert len(telegram.answers(ann.id)) == committed
    assert telegram.world.called("sendMessage")[0].code is None
    await call("getMe")


async def test_slow_answers(call: Caller, telegram: TelegramServer, ann: User) -> None:
    telegram.fault("sendMessage", delay=5, committed=True)
    with pytest.raises(httpx.ReadTimeout):
        await call.client.post(f"{call.base}/sendMessage", json={"chat_id": ann.id, "text": "x"}, timeout=0.3)
    assert len(telegram.answers(ann.id)) == 1
    telegram.fault("getMe", delay=0.2)
    loop = asyncio.get_running_loop()
    started = loop.time()
    await call("getMe")
    assert loop.time() - started >= 0.2


async def test_narrowed_to_a_chat_counted_and_skipped(call: Caller, telegram: TelegramServer, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id)
    fault = telegram.fault("SENDMESSAGE", code=500, chat_id=group.id, times=2, skip=1)
    chats = (group.id, ann.id, group.id, group.id, ann.id, group.id)
    codes = [(await call.post("sendMessage", chat_id=chat_id, text="x")).status_code for chat_id in chats]
    assert codes == [200, 200, 500, 500, 200, 200]
    assert fault.used == 2


async def test_for_ever_until_cleared(call: Caller, telegram: TelegramServer) -> None:
    telegram.fault("getMe", code=401, times=-1)
    for _ in range(3):
        assert await call.refused("getMe") == (401, "Unauthorized")
    telegram.world.faults.clear()
    await call("getMe")
