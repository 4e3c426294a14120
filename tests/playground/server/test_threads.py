"""Forum threads and replies elsewhere (section 2, row 22)."""

import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.users import User
from tests.playground.server.calling import Caller

NOT_FOUND = (400, "Bad Request: message thread not found")
CLOSED = (400, "Bad Request: TOPIC_CLOSED")


@pytest.fixture
def forum(telegram: TelegramServer, ann: User) -> Chat:
    telegram.world.floods.enabled = False
    return telegram.world.group("Desk", ann.id, kind="forum")


async def test_messages_of_a_thread(call: Caller, telegram: TelegramServer, ann: User, forum: Chat) -> None:
    thread = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    telegram.people.write(forum.id, ann.id, "/ask@briefing_test_bot why", thread_id=thread)
    opened, asked = [update["message"] for update in await call.updates()]
    assert opened["forum_topic_created"]["name"] == "Ports"
    assert (asked["message_thread_id"], asked["is_topic_message"]) == (thread, True)
    assert asked["reply_to_message"]["forum_topic_created"]["name"] == "Ports"
    assert asked["chat"]["is_forum"] is True
    sent = await call("sendMessage", chat_id=forum.id, text="x", message_thread_id=thread)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    assert [shown.text for shown in telegram.shown(forum.id, thread)][-1] == "x"


async def test_general_has_no_id(call: Caller, telegram: TelegramServer, ann: User, forum: Chat) -> None:
    telegram.people.write(forum.id, ann.id, "/ask@briefing_test_bot why")
    (update,) = await call.updates()
    assert not {"message_thread_id", "is_topic_message"} & set(update["message"])
    sent = await call("sendMessage", chat_id=forum.id, text="x")
    assert "message_thread_id" not in sent
    for wrong in (1, 999):
        assert await call.refused("sendMessage", chat_id=forum.id, text="x", message_thread_id=wrong) == NOT_FOUND
        action = {"chat_id": forum.id, "action": "typing", "message_thread_id": wrong}
        assert await call.refused("sendChatAction", **action) == NOT_FOUND


async def test_a_reply_goes_to_the_thread_of_its_message(
    call: Caller, telegram: TelegramServer, ann: User, forum: Chat
) -> None:
    thread = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    asked = telegram.people.write(forum.id, ann.id, "why", thread_id=thread)
    sent = await call("sendMessage", chat_id=forum.id, text="x", reply_parameters={"message_id": asked})
    assert sent["message_thread_id"] == thread


async def test_closed_threads(call: Caller, telegram: TelegramServer, ann: User, forum: Chat) -> None:
    thread = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    send = {"chat_id": forum.id, "text": "x", "message_thread_id": thread}
    telegram.gatherings.close_thread(forum.id, thread, ann.id)
    assert await call.refused("sendMessage", **send) == CLOSED
    telegram.gatherings.promote(forum.id, telegram.world.bot.id, ann.id, ["can_manage_topics"])
    await call("sendMessage", **send)
    telegram.gatherings.demote(forum.id, telegram.world.bot.id, ann.id)
    telegram.gatherings.reopen_thread(forum.id, thread, ann.id)
    await call("sendMessage", **send)
    kinds = [set(update["message"]) for update in await call.updates() if "message" in update]
    assert [bool(kind & {"forum_topic_closed", "forum_topic_reopened"}) for kind in kinds] == [False, True, True]


async def test_closed_general(call: Caller, telegram: TelegramServer, ann: User, forum: Chat) -> None:
    telegram.gatherings.close_thread(forum.id, 1, ann.id)
    assert await call.refused("sendMessage", chat_id=forum.id, text="x") == CLOSED
    telegram.gatherings.reopen_thread(forum.id, 1, ann.id)
    await call("sendMessage", chat_id=forum.id, text="x")


async def test_deleted_threads(call: Caller, telegram: TelegramServer, ann: User, forum: Chat) -> None:
    thread = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    telegram.gatherings.delete_thread(forum.id, thread)
    assert await call.refused("sendMessage", chat_id=forum.id, text="x", message_thread_id=thread) == NOT_FOUND
    assert telegram.shown(forum.id) == []


async def test_replies_in_other_supergroups_carry_a_thread_id_that_is_none(
    call: Caller, telegram: TelegramServer, ann: User
) -> None:
    group = telegram.world.group("Desk", ann.id)
    sent = await call("sendMessage", chat_id=group.id, text="x")
    reply = telegram.people.write(group.id, ann.id, "and?", reply_to=sent["message_id"])
    telegram.people.write(group.id, ann.id, "/ask@briefing_test_bot more", reply_to=reply)
    messages = [update["message"] for update in await call.updates()]
    assert [message["message_thread_id"] for message in messages] == [sent["message_id"]] * 2
    assert all("is_topic_message" not in message for message in messages)
    echoed = {"chat_id": group.id, "text": "y", "message_thread_id": sent["message_id"]}
    assert await call.refused("sendMessage", **echoed) == NOT_FOUND
