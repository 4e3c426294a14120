"""Chats and their members (section 2, rows 28 and 29)."""

import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.users import User
from tests.playground.server.calling import Caller


@pytest.fixture
def desk(telegram: TelegramServer, ann: User) -> Chat:
    return telegram.world.group("Desk", ann.id)


async def test_every_status(call: Caller, telegram: TelegramServer, desk: Chat, ann: User) -> None:
    ben = telegram.world.person("Ben")
    ask = {"chat_id": desk.id, "user_id": ben.id}
    assert (await call("getChatMember", chat_id=desk.id, user_id=ann.id))["status"] == "creator"
    telegram.gatherings.join(desk.id, ben.id)
    assert (await call("getChatMember", **ask))["status"] == "member"
    telegram.gatherings.promote(desk.id, ben.id, ann.id, ["can_change_info"], is_anonymous=True)
    member = await call("getChatMember", **ask)
    assert (member["can_change_info"], member["can_delete_messages"], member["is_anonymous"]) == (True, False, True)
    telegram.gatherings.mute(desk.id, ben.id, ann.id)
    member = await call("getChatMember", **ask)
    assert (member["status"], member["can_send_messages"]) == ("restricted", False)
    telegram.gatherings.leave(desk.id, ben.id)
    assert (await call("getChatMember", **ask))["status"] == "left"
    desk.members[ben.id].status = "kicked"
    assert (await call("getChatMember", **ask))["until_date"] == 0


async def test_refusals(call: Caller, telegram: TelegramServer, desk: Chat, ann: User) -> None:
    ben = telegram.world.person("Ben")
    told = [
        await call.refused("getChatMember", chat_id=desk.id, user_id=ben.id),
        await call.refused("getChatMember", chat_id=desk.id, user_id=42),
        await call.refused("getChatMember", chat_id=desk.id),
        await call.refused("getChatMember", chat_id=ann.id, user_id=ben.id),
    ]
    desk.hides_members = True
    told.append(await call.refused("getChatMember", chat_id=desk.id, user_id=ann.id))
    assert told == [
        (400, "Bad Request: member not found"),
        (400, "Bad Request: PARTICIPANT_ID_INVALID"),
        (400, "Bad Request: invalid user_id specified"),
        (400, "Bad Request: user not found"),
        (400, "Bad Request: CHAT_ADMIN_REQUIRED"),
    ]


async def test_administrators(call: Caller, telegram: TelegramServer, desk: Chat, ann: User) -> None:
    ben, other = telegram.world.person("Ben"), telegram.world.person("Other", is_bot=True)
    for user_id in (other.id, ben.id, telegram.world.bot.id):
        telegram.gatherings.promote(desk.id, user_id, ann.id, ["can_change_info"])
    found = (await call.envelope("getChatAdministrators", chat_id=desk.id))["result"]
    assert found[0]["user"]["id"] == ann.id
    assert {member["user"]["id"] for member in found} == {ann.id, ben.id, telegram.world.bot.id}
    told = await call.refused("getChatAdministrators", chat_id=ann.id)
    assert told == (400, "Bad Request: there are no administrators in the private chat")
    assert (await call.envelope("getChatMemberCount", chat_id=desk.id))["result"] == 4


async def test_chats(call: Caller, telegram: TelegramServer, desk: Chat, ann: User) -> None:
    desk.reactions_allowed = {"👍"}
    info = await call("getChat", chat_id=desk.id)
    assert (info["title"], info["available_reactions"]) == ("Desk", [{"type": "emoji", "emoji": "👍"}])
    telegram.gatherings.block(ann.id)
    assert (await call("getChat", chat_id=ann.id))["username"] == "ann_reads"
    assert await call.refused("getChat", chat_id=5) == (400, "Bad Request: chat not found")
