"""Who may be written to (section 2, rows 9 to 13 and 25)."""

import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from tests.playground.server.calling import Caller


async def refuse(call: Caller, chat_id: int) -> tuple[int, str]:
    """The refusal of sending, after making sure that typing is refused alike."""
    refused = await call.refused("sendMessage", chat_id=chat_id, text="x")
    assert await call.refused("sendChatAction", chat_id=chat_id, action="typing") == refused
    return refused


async def test_people_who_cannot_be_reached(call: Caller, telegram: TelegramServer, ann: User) -> None:
    telegram.gatherings.block(ann.id)
    assert await refuse(call, ann.id) == (403, "Forbidden: bot was blocked by the user")
    telegram.gatherings.unblock(ann.id)
    await call("sendMessage", chat_id=ann.id, text="x")
    telegram.gatherings.deactivate(ann.id)
    assert await refuse(call, ann.id) == (403, "Forbidden: user is deactivated")


async def test_people_who_never_started_the_bot(call: Caller, telegram: TelegramServer, ann: User) -> None:
    ben = telegram.world.person("Ben")
    assert await refuse(call, ben.id) == (400, "Bad Request: chat not found")
    group = telegram.world.group("Desk", ann.id, ben.id)
    telegram.people.write(group.id, ben.id, "/ask@briefing_test_bot why")
    assert await refuse(call, ben.id) == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_unknown_chats(call: Caller) -> None:
    assert await refuse(call, -100500) == (400, "Bad Request: chat not found")
    assert await call.refused("sendMessage", text="x") == (400, "Bad Request: chat_id is empty")
    assert await call.refused("sendMessage", text="x", chat_id="@nowhere") == (400, "Bad Request: chat not found")


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_removed_gone_and_deleted(call: Caller, telegram: TelegramServer, ann: User, kind: str) -> None:
    chat = telegram.world.group("Desk", ann.id, kind=kind, bot="administrator")
    await call("sendMessage", chat_id=chat.id, text="x")
    telegram.gatherings.remove_bot(chat.id, ann.id)
    assert await refuse(call, chat.id) == (403, f"Forbidden: bot was kicked from the {kind} chat")
    telegram.gatherings.add_bot(chat.id, ann.id)
    await call("leaveChat", chat_id=chat.id)
    assert await refuse(call, chat.id) == (403, f"Forbidden: bot is not a member of the {kind} chat")
    telegram.gatherings.delete_chat(chat.id)
    assert await refuse(call, chat.id) == (403, f"Forbidden: the {kind} chat was deleted")


async def test_a_group_that_became_a_supergroup(call: Caller, telegram: TelegramServer, ann: User) -> None:
    old = telegram.world.group("Desk", ann.id, kind="group")
    new_id = telegram.gatherings.migrate(old.id, ann.id)
    body = await call.envelope("sendMessage", chat_id=old.id, text="x")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": new_id}
    updates = [update["message"] for update in await call.updates()]
    assert [(m["chat"]["id"], m.get("migrate_to_chat_id"), m.get("migrate_from_chat_id")) for m in updates] == [
        (old.id, new_id, None),
        (new_id, None, old.id),
    ]
    assert (await call("sendMessage", chat_id=new_id, text="x"))["chat"]["type"] == "supergroup"
    assert (await call("getChatMember", chat_id=new_id, user_id=ann.id))["status"] == "creator"


async def test_muted(call: Caller, telegram: TelegramServer, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id)
    told = (400, "Bad Request: not enough rights to send text messages to the chat")
    telegram.gatherings.mute(group.id, telegram.world.bot.id, ann.id)
    assert await refuse(call, group.id) == told
    telegram.gatherings.demote(group.id, telegram.world.bot.id, ann.id)
    telegram.gatherings.mute_all(group.id)
    assert await refuse(call, group.id) == told
    telegram.gatherings.promote(group.id, telegram.world.bot.id, ann.id, ["can_delete_messages"])
    await call("sendMessage", chat_id=group.id, text="x")


async def test_channels_need_the_right_to_post(call: Caller, telegram: TelegramServer, ann: User) -> None:
    channel = telegram.world.group("News", ann.id, kind="channel")
    told = (400, "Bad Request: need administrator rights in the channel chat")
    assert await refuse(call, channel.id) == told


async def test_public_chats_by_name(call: Caller, telegram: TelegramServer, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id)
    group.username = "TheDesk"
    assert (await call("sendMessage", chat_id="@thedesk", text="x"))["chat"]["id"] == group.id


async def test_chat_actions(call: Caller, telegram: TelegramServer, ann: User) -> None:
    assert await call("sendChatAction", chat_id=ann.id, action="typing") is True
    assert telegram.world.chats[ann.id].typing == [(None, "typing")]
    told = (400, "Bad Request: wrong parameter action in request")
    assert await call.refused("sendChatAction", chat_id=ann.id, action="dancing") == told


async def test_leaving_a_private_chat_is_refused(call: Caller, ann: User) -> None:
    assert (await call.refused("leaveChat", chat_id=ann.id))[0] == 400
