"""What the bot is told in groups (section 2, rows 26, 29 and 32)."""

import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.shared import Json
from bot.playground.server.users import User
from tests.playground.server.calling import Caller


@pytest.fixture
def desk(telegram: TelegramServer, ann: User) -> Chat:
    return telegram.world.group("Desk", ann.id)


async def read(call: Caller) -> list[Json]:
    updates = await call.updates()
    await call.updates(offset=updates[-1]["update_id"] + 1 if updates else 1, timeout=0) if updates else None
    return [update["message"] for update in updates]


def play(telegram: TelegramServer, desk: Chat, ann: User, answer: int) -> None:
    """One of everything that people write in a group."""
    people = telegram.people
    for text in ("hello", "/ask@briefing_test_bot why", "/ask@other_bot why", "@briefing_test_bot why"):
        people.write(desk.id, ann.id, text)
    people.write(desk.id, ann.id, "and then?", reply_to=answer)
    people.write(desk.id, ann.id, "Briefing, why?", mentions={"Briefing": telegram.world.bot.id})


async def test_privacy_mode(call: Caller, telegram: TelegramServer, desk: Chat, ann: User) -> None:
    answer = (await call("sendMessage", chat_id=desk.id, text="an answer"))["message_id"]
    play(telegram, desk, ann, answer)
    assert [message["text"] for message in await read(call)] == ["/ask@briefing_test_bot why", "and then?"]


@pytest.mark.parametrize("how", ["administrator", "off"])
async def test_everything_for_administrators_and_without_privacy(
    call: Caller, telegram: TelegramServer, desk: Chat, ann: User, how: str
) -> None:
    if how == "off":
        telegram.world.privacy = False
    else:
        telegram.gatherings.promote(desk.id, telegram.world.bot.id, ann.id, [])
        telegram.world.updates.clear()
    answer = (await call("sendMessage", chat_id=desk.id, text="an answer"))["message_id"]
    play(telegram, desk, ann, answer)
    messages = await read(call)
    assert len(messages) == 6
    assert messages[-1]["entities"][0]["user"]["id"] == telegram.world.bot.id
    assert (await call("getMe"))["can_read_all_group_messages"] is (how == "off")


async def test_commands_for_everybody_reach_the_last_bot(
    call: Caller, telegram: TelegramServer, desk: Chat, ann: User
) -> None:
    other = telegram.world.person("Other", is_bot=True, username="other_bot")
    telegram.people.write(desk.id, other.id, "beep")
    telegram.people.write(desk.id, ann.id, "/ask first")
    await call("sendMessage", chat_id=desk.id, text="x")
    telegram.people.write(desk.id, ann.id, "/ask second")
    assert [message["text"] for message in await read(call)] == ["/ask second"]


async def test_an_edited_message_comes_as_such(call: Caller, telegram: TelegramServer, ann: User) -> None:
    message = telegram.people.write(ann.id, ann.id, "wat")
    telegram.people.edit(ann.id, message, "what")
    first, second = await call.updates()
    assert (first["message"]["text"], second["edited_message"]["text"]) == ("wat", "what")
    assert second["edited_message"]["message_id"] == message
    assert "edit_date" in second["edited_message"]


async def test_anonymous_administrators(call: Caller, telegram: TelegramServer, desk: Chat, ann: User) -> None:
    telegram.people.write(desk.id, ann.id, "/ask@briefing_test_bot why", is_anonymous=True)
    (message,) = await read(call)
    assert message["sender_chat"]["id"] == desk.id
    assert (message["from"]["id"], message["from"]["username"]) == (1087968824, "GroupAnonymousBot")


async def test_channel_posts(call: Caller, telegram: TelegramServer, ann: User) -> None:
    channel = telegram.world.group("News", ann.id, kind="channel", bot="administrator")
    telegram.people.write(channel.id, ann.id, "breaking")
    (update,) = await call.updates()
    assert update["channel_post"]["sender_chat"]["id"] == channel.id
    assert "from" not in update["channel_post"]


async def test_the_bots_own_comings_and_goings(call: Caller, telegram: TelegramServer, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id, bot="")
    bot = telegram.world.bot.id
    telegram.gatherings.add_bot(group.id, ann.id)
    telegram.gatherings.promote(group.id, bot, ann.id, ["can_delete_messages"])
    telegram.gatherings.demote(group.id, bot, ann.id)
    telegram.gatherings.remove_bot(group.id, ann.id)
    telegram.gatherings.block(ann.id)
    telegram.gatherings.unblock(ann.id)
    updates = await call.updates()
    changes = [update["my_chat_member"] for update in updates if "my_chat_member" in update]
    assert [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes] == [
        ("left", "member"),
        ("member", "administrator"),
        ("administrator", "member"),
        ("member", "kicked"),
        ("member", "kicked"),
        ("kicked", "member"),
    ]
    assert changes[0]["from"]["id"] == ann.id
    assert updates[1]["message"]["new_chat_members"][0]["id"] == bot
    (left,) = [update["message"] for update in updates if "left_chat_member" in update.get("message", {})]
    assert left["left_chat_member"]["id"] == bot


async def test_the_bot_leaves(call: Caller, telegram: TelegramServer, desk: Chat) -> None:
    await call("leaveChat", chat_id=desk.id)
    changed, left = await call.updates()
    assert changed["my_chat_member"]["new_chat_member"]["status"] == "left"
    assert left["message"]["left_chat_member"]["id"] == left["message"]["from"]["id"] == telegram.world.bot.id


async def test_other_members_only_on_request(call: Caller, telegram: TelegramServer, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id, bot="administrator")
    ben, cat = telegram.world.person("Ben"), telegram.world.person("Cat")
    telegram.gatherings.join(group.id, ben.id)
    assert [set(update) for update in await call.updates()] == [{"update_id", "message"}]
    telegram.world.updates.clear()
    await call.updates(allowed_updates=["chat_member"], offset=1, timeout=1)
    telegram.gatherings.join(group.id, cat.id)
    telegram.gatherings.leave(group.id, cat.id)
    updates = await call.updates(offset=2)
    assert [update["chat_member"]["new_chat_member"]["status"] for update in updates] == ["member", "left"]


async def test_reactions_of_people(call: Caller, telegram: TelegramServer, ann: User, desk: Chat) -> None:
    telegram.world.updates.allow(["message_reaction"])
    sent = await call("sendMessage", chat_id=desk.id, text="x")
    telegram.people.react(desk.id, sent["message_id"], ann.id, "👍")
    telegram.gatherings.promote(desk.id, telegram.world.bot.id, ann.id, [])
    telegram.people.react(desk.id, sent["message_id"], ann.id, "👎")
    (update,) = await call.updates()
    reaction = update["message_reaction"]
    assert (reaction["old_reaction"][0]["emoji"], reaction["new_reaction"][0]["emoji"]) == ("👍", "👎")


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "document", "video"])
async def test_media(call: Caller, telegram: TelegramServer, ann: User, kind: str) -> None:
    telegram.people.send_media(ann.id, ann.id, kind, caption="/ask this")
    (message,) = await read(call)
    assert kind in message
    assert message["caption"] == "/ask this"
    assert "text" not in message
