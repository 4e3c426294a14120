"""Edits, deletions, replies (section 2, rows 14 and 15)."""

import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.shared import Json
from bot.playground.server.users import User
from tests.playground.server.calling import Caller

MARKUP = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}


@pytest.fixture
async def sent(call: Caller, ann: User) -> Json:
    message: Json = await call("sendMessage", chat_id=ann.id, text="<b>one</b>", parse_mode="HTML", reply_markup=MARKUP)
    return message


async def test_an_edit_is_shown(call: Caller, telegram: TelegramServer, ann: User, sent: Json) -> None:
    place = {"chat_id": ann.id, "message_id": sent["message_id"]}
    edited = await call("editMessageText", **place, text="<i>two</i>", parse_mode="HTML")
    assert edited["edit_date"] >= edited["date"]
    shown = telegram.shown(ann.id)[-1]
    assert (shown.text, shown.edited, shown.keyboard, shown.spans("italic")) == ("two", True, [], ["two"])
    edited = await call("editMessageReplyMarkup", **place, reply_markup=MARKUP)
    assert edited["reply_markup"] == MARKUP


async def test_not_modified_is_decided_after_parsing(call: Caller, ann: User, sent: Json) -> None:
    place = {"chat_id": ann.id, "message_id": sent["message_id"], "reply_markup": MARKUP}
    code, told = await call.refused("editMessageText", **place, text="*one*", parse_mode="MarkdownV2")
    assert code == 400
    assert told.startswith("Bad Request: message is not modified: specified new message content and reply markup are")
    assert (await call.refused("editMessageReplyMarkup", **place))[1] == told
    await call("editMessageText", **place, text="one")


async def test_missing_and_foreign_messages(call: Caller, telegram: TelegramServer, ann: User) -> None:
    hers = telegram.people.write(ann.id, ann.id, "hello")
    edit = {"chat_id": ann.id, "text": "x"}
    told = await call.refused("editMessageText", **edit, message_id=999)
    assert told == (400, "Bad Request: message to edit not found")
    told = await call.refused("editMessageText", **edit, message_id=hers)
    assert told == (400, "Bad Request: message can't be edited")
    told = await call.refused("deleteMessage", chat_id=ann.id, message_id=999)
    assert told == (400, "Bad Request: message to delete not found")
    told = await call.refused("sendMessage", **edit, reply_parameters={"message_id": 999})
    assert told == (400, "Bad Request: message to be replied not found")
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await call("sendMessage", **edit, reply_parameters=lenient)


async def test_a_reply_carries_its_message(call: Caller, telegram: TelegramServer, ann: User, sent: Json) -> None:
    reply = await call("sendMessage", chat_id=ann.id, text="x", reply_parameters={"message_id": sent["message_id"]})
    assert reply["reply_to_message"]["text"] == "one"
    again = await call("sendMessage", chat_id=ann.id, text="y", reply_parameters={"message_id": reply["message_id"]})
    assert "reply_to_message" not in again["reply_to_message"]
    assert telegram.shown(ann.id)[-1].reply_to == reply["message_id"]


async def test_deleting(call: Caller, telegram: TelegramServer, ann: User, sent: Json) -> None:
    assert await call("deleteMessage", chat_id=ann.id, message_id=sent["message_id"]) is True
    assert telegram.answers(ann.id) == []
    group = telegram.world.group("Desk", ann.id)
    hers = telegram.people.write(group.id, ann.id, "hello")
    delete = {"chat_id": group.id, "message_id": hers}
    assert await call.refused("deleteMessage", **delete) == (400, "Bad Request: message can't be deleted")
    telegram.gatherings.promote(group.id, telegram.world.bot.id, ann.id, ["can_delete_messages"])
    assert await call("deleteMessages", chat_id=group.id, message_ids=[hers, 999]) is True
    assert (await call.refused("deleteMessages", chat_id=group.id, message_ids=[]))[0] == 400


async def test_old_messages_cannot_be_deleted(call: Caller, telegram: TelegramServer, ann: User, sent: Json) -> None:
    telegram.world.clock.advance(48 * 3600 + 1)
    place = {"chat_id": ann.id, "message_id": sent["message_id"]}
    assert await call.refused("deleteMessage", **place) == (400, "Bad Request: message can't be deleted")


async def test_ids_are_counted_per_supergroup(call: Caller, telegram: TelegramServer, ann: User) -> None:
    first, second = (telegram.world.group("Desk", ann.id) for _ in range(2))
    ids = [(await call("sendMessage", chat_id=chat.id, text="x"))["message_id"] for chat in (first, second)]
    assert ids == [1, 1]
    basic = telegram.world.group("Basic", ann.id, kind="group")
    in_private = await call("sendMessage", chat_id=ann.id, text="x")
    in_basic = await call("sendMessage", chat_id=basic.id, text="x")
    assert in_basic["message_id"] == in_private["message_id"] + 1


async def test_files_have_no_text_to_edit(call: Caller, ann: User) -> None:
    data, files = {"chat_id": str(ann.id), "caption": "<b>x</b>", "parse_mode": "HTML"}, {"document": ("a.md", b"abc")}
    response = await call.client.post(f"{call.base}/sendDocument", data=data, files=files)
    place = {"chat_id": ann.id, "message_id": response.json()["result"]["message_id"]}
    told = await call.refused("editMessageText", **place, text="y")
    assert told == (400, "Bad Request: there is no text in the message to edit")
