"""Which updates the bot gets: privacy mode, membership, and what only administrators are told."""

from bot.playground.server.chats import Chat
from bot.playground.server.entities import cut
from bot.playground.server.inline import InlineQuery
from bot.playground.server.members import Member
from bot.playground.server.messages import Message
from bot.playground.server.rendering import (
    render_inline,
    render_member_update,
    render_message,
    render_query,
    render_reactions,
)
from bot.playground.server.world import Query, World


def find_command_target(message: Message) -> str | None:
    """For `/cmd@name ...` the name, lower-cased; "" for `/cmd ...`; None when it is no command."""
    first = message.entities[0] if message.entities else None
    if not first or first["type"] != "bot_command" or first["offset"] != 0:
        return None
    return cut(message.text, first).partition("@")[2].lower()


def is_command_for(world: World, chat: Chat, message: Message) -> bool:
    """A command for everybody counts when the bot was the last bot that wrote here."""
    target = find_command_target(message)
    if target is None:
        return False
    return target == str(world.bot.username).lower() or (not target and chat.last_bot == world.bot.id)


def is_reply_to_bot(world: World, chat: Chat, message: Message) -> bool:
    replied = chat.messages.get(message.reply_to or 0)
    return replied is not None and replied.sender == world.bot.id and not replied.as_chat


def is_own_leaving(world: World, message: Message) -> bool:
    """The last thing that a bot sees of a group (need_skip_update_message in the official server)."""
    return bool(message.service.get("left_chat_member", {}).get("id") == world.bot.id)


def sees(world: World, chat: Chat, message: Message) -> bool:
    """Section 2, row 26. A mere mention of the bot is not delivered in privacy mode."""
    if chat.type == "private":
        person = world.users[chat.id]
        return person.started and not person.blocked
    me = chat.member(world.bot.id)
    if not me.is_present:
        return is_own_leaving(world, message)
    if not world.privacy or me.is_administrator or message.service or message.via_bot == world.bot.id:
        return True
    return is_command_for(world, chat, message) or is_reply_to_bot(world, chat, message)


def deliver_message(world: World, message: Message, is_edit: bool = False) -> int | None:
    """The update's id, or None where the bot does not see the message. A bot is never told of its own messages."""
    chat = world.chats[message.chat_id]
    if message.sender == world.bot.id and not message.service:
        return None
    if not sees(world, chat, message):
        return None
    world.users[message.sender].met = True
    noun = "channel_post" if chat.type == "channel" else "message"
    date = message.edited if is_edit and message.edited is not None else message.date
    return world.updates.add(f"edited_{noun}" if is_edit else noun, render_message(world, message), date)


def deliver_member(world: World, chat: Chat, user_id: int, by: int, old: Member, new: Member) -> None:
    """my_chat_member for the bot itself; chat_member for others, if the bot is an administrator."""
    if user_id == world.bot.id:
        kind = "my_chat_member"
    elif chat.member(world.bot.id).is_administrator:
        kind = "chat_member"
    else:
        return
    world.updates.add(kind, render_member_update(world, chat, user_id, by, old, new), world.clock.now())


def deliver_query(world: World, query: Query) -> None:
    """Nothing reaches a bot that was removed or blocked."""
    chat = world.chats[query.chat_id]
    if chat.type == "private" and world.users[chat.id].blocked:
        return
    if chat.type != "private" and not chat.member(world.bot.id).is_present:
        return
    world.users[query.user_id].met = True
    world.updates.add("callback_query", render_query(world, query), world.clock.now())


def deliver_inline(world: World, query: InlineQuery) -> None:
    """Whoever types the bot's name may ask; it is seen by this, but no chat is opened with it."""
    world.users[query.user_id].met = True
    world.updates.add("inline_query", render_inline(world, query), query.at)


def deliver_reaction(world: World, message: Message, user_id: int, old: list[str], new: list[str]) -> None:
    """Only to an administrator, or in a private chat."""
    chat = world.chats[message.chat_id]
    if chat.type != "private" and not chat.member(world.bot.id).is_administrator:
        return
    body = {
        "chat": chat.render(),
        "message_id": message.id,
        "user": world.users[user_id].as_json(),
        "date": world.clock.today(),
        "old_reaction": render_reactions(old),
        "new_reaction": render_reactions(new),
    }
    world.updates.add("message_reaction", body, world.clock.now())
