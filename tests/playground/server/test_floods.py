"""Limits on sending (section 2, row 8)."""

import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.floods import Floods
from bot.playground.server.users import User
from tests.playground.server.calling import Caller


@pytest.fixture(autouse=True)
def stopped_clock(telegram: TelegramServer) -> None:
    telegram.world.clock.freeze()


async def test_one_a_second_per_chat_after_a_burst(call: Caller, telegram: TelegramServer, ann: User) -> None:
    for _ in range(3):
        await call("sendMessage", chat_id=ann.id, text="x")
    response = await call.post("sendMessage", chat_id=ann.id, text="x")
    assert response.status_code == 429
    assert response.headers["retry-after"] == "1"
    assert response.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert len(telegram.answers(ann.id)) == 3
    telegram.world.clock.advance(1)
    await call("sendMessage", chat_id=ann.id, text="x")
    assert (await call.refused("sendMessage", chat_id=ann.id, text="x"))[0] == 429


async def test_twenty_a_minute_per_group(call: Caller, telegram: TelegramServer, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id)
    for _ in range(20):
        await call("sendMessage", chat_id=group.id, text="x")
        telegram.world.clock.advance(1)
    refused = await call.envelope("sendMessage", chat_id=group.id, text="x")
    assert refused["parameters"] == {"retry_after": 40}
    telegram.world.clock.advance(40)
    await call("sendMessage", chat_id=group.id, text="x")


async def test_edits_actions_and_reactions_are_free(call: Caller, telegram: TelegramServer, ann: User) -> None:
    sent = await call("sendMessage", chat_id=ann.id, text="x")
    for n in range(10):
        await call("editMessageText", chat_id=ann.id, message_id=sent["message_id"], text=f"x{n}")
        await call("sendChatAction", chat_id=ann.id, action="typing")


async def test_switched_off(call: Caller, telegram: TelegramServer, ann: User) -> None:
    telegram.world.floods.enabled = False
    for _ in range(10):
        await call("sendMessage", chat_id=ann.id, text="x")


def test_thirty_a_second_over_all() -> None:
    floods = Floods()
    waits = [floods.find_wait(chat, False, 100.0) for chat in range(31)]
    assert waits == [None] * 30 + [1]
    assert floods.find_wait(99, False, 100.5) == 1
    assert floods.find_wait(99, False, 101.0) is None


def test_paid_messages_have_another_limit() -> None:
    floods = Floods()
    assert [floods.find_wait(chat, False, 100.0, is_paid=True) for chat in range(100)] == [None] * 100


def test_a_refused_message_counts_for_nothing() -> None:
    floods = Floods(chat_burst=1)
    assert floods.find_wait(1, False, 10.0) is None
    assert [floods.find_wait(1, False, 10.0 + n / 10) for n in range(9)] == [1] * 9
    assert floods.find_wait(1, False, 11.0) is None
