"""Taps and their answers (section 2, row 7)."""

import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.shared import Json
from bot.playground.server.users import User
from tests.playground.server.calling import Caller

TOO_OLD = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
MARKUP = {"inline_keyboard": [[{"text": "Why?", "callback_data": "why:1"}]]}


@pytest.fixture
async def sent(call: Caller, ann: User) -> Json:
    message: Json = await call("sendMessage", chat_id=ann.id, text="answer", reply_markup=MARKUP)
    return message


async def test_a_tap_arrives_with_its_message(call: Caller, telegram: TelegramServer, ann: User, sent: Json) -> None:
    query_id = telegram.people.tap(ann.id, sent["message_id"], ann.id, "Why?")
    (update,) = await call.updates()
    query = update["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (query_id, "why:1", ann.id)
    assert query["message"]["text"] == "answer"
    assert query["message"]["reply_markup"] == MARKUP


async def test_one_answer_and_no_second(call: Caller, telegram: TelegramServer, ann: User, sent: Json) -> None:
    query_id = telegram.people.tap(ann.id, sent["message_id"], ann.id, "why:1")
    assert await call("answerCallbackQuery", callback_query_id=query_id, text="so", show_alert=True) is True
    assert telegram.world.queries[query_id].answer == {"text": "so", "show_alert": True, "url": ""}
    assert await call.refused("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD


async def test_late_unknown_and_long_answers(call: Caller, telegram: TelegramServer, ann: User, sent: Json) -> None:
    query_id = telegram.people.tap(ann.id, sent["message_id"], ann.id, "why:1")
    long = {"callback_query_id": query_id, "text": "x" * 201}
    assert await call.refused("answerCallbackQuery", **long) == (400, "Bad Request: MESSAGE_TOO_LONG")
    telegram.world.clock.advance(151)
    assert await call.refused("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD
    assert await call.refused("answerCallbackQuery", callback_query_id="7") == TOO_OLD
    assert await call.updates() == []


async def test_taps_on_what_is_gone(call: Caller, telegram: TelegramServer, ann: User, sent: Json) -> None:
    with pytest.raises(LookupError):
        telegram.people.tap(ann.id, sent["message_id"], ann.id, "Nothing")
    telegram.people.delete(ann.id, sent["message_id"])
    telegram.people.tap_data(ann.id, sent["message_id"], ann.id, "forged")
    (update,) = await call.updates()
    assert update["callback_query"]["message"]["date"] == 0


async def test_taps_do_not_reach_a_bot_that_is_gone(telegram: TelegramServer, call: Caller, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id)
    sent = await call("sendMessage", chat_id=group.id, text="x", reply_markup=MARKUP)
    telegram.gatherings.remove_bot(group.id, ann.id)
    telegram.world.updates.clear()
    telegram.people.tap(group.id, sent["message_id"], ann.id, "Why?")
    telegram.world.users[ann.id].blocked = True
    telegram.people.tap_data(ann.id, 1, ann.id, "x")
    assert await call.updates() == []
