"""May the bot do this here? The checks of section 2, rows 9 to 13 and 22, in the server's order."""

import re

from bot.playground.server.arguments import Arguments
from bot.playground.server.chats import GENERAL, Chat
from bot.playground.server.errors import bad_request, forbidden, too_many_requests
from bot.playground.server.messages import Message
from bot.playground.server.world import World

NUMBER = re.compile(r"-?\d+")


def get_chat(world: World, args: Arguments) -> Chat:
    """The chat that `chat_id` names, by number or @username, whatever the bot may do there."""
    text = args.text("chat_id").strip()
    if not text:
        raise bad_request("chat_id is empty")
    chat = find_chat(world, int(text)) if NUMBER.fullmatch(text) else world.find_username(text)
    if chat is None:
        raise bad_request("chat not found")
    return chat


def find_chat(world: World, chat_id: int) -> Chat | None:
    """A private chat exists for everybody the bot has met."""
    if chat_id in world.chats:
        return world.chats[chat_id]
    user = world.users.get(chat_id)
    return world.private(chat_id) if user and user.id != world.bot.id and (user.started or user.met) else None


def get_readable(world: World, args: Arguments) -> Chat:
    """The chat, if the bot may look at it: groups from inside, people whom it has met even when they blocked it."""
    chat = get_chat(world, args)
    if chat.type != "private":
        check_membership(world, chat)
    return chat


def get_reachable(world: World, args: Arguments) -> Chat:
    """The chat, if the bot is there and may at least read it."""
    chat = get_chat(world, args)
    if chat.type == "private":
        check_person(world, chat)
    else:
        check_membership(world, chat)
    return chat


def check_person(world: World, chat: Chat) -> None:
    user = world.users[chat.id]
    if user.deactivated:
        raise forbidden("user is deactivated")
    if not user.started:
        raise forbidden("bot can't initiate conversation with a user")
    if user.blocked:
        raise forbidden("bot was blocked by the user")


def check_membership(world: World, chat: Chat) -> None:
    if chat.migrated_to is not None:
        parameters = {"migrate_to_chat_id": chat.migrated_to}
        raise bad_request("group chat was upgraded to a supergroup chat", parameters)
    if chat.is_deleted:
        raise forbidden(f"the {chat.type} chat was deleted")
    me = chat.member(world.bot.id)
    if me.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if not me.is_present:
        raise forbidden(f"bot is not a member of the {chat.type} chat")


def check_may_write(world: World, chat: Chat, kind: str = "text messages") -> None:
    """Whether the bot may send here; `kind` is Telegram's name for what it would send."""
    if chat.type == "private":
        return
    me = chat.member(world.bot.id)
    if chat.type == "channel" and not me.may("can_post_messages"):
        raise bad_request("need administrator rights in the channel chat")
    if me.muted or (chat.is_muted and not me.is_administrator):
        raise bad_request(f"not enough rights to send {kind} to the chat")


def choose_thread(world: World, chat: Chat, thread_id: int, replied: Message | None) -> int | None:
    """The forum thread that a message goes to: the named one, else that of the message it replies to."""
    if thread_id:
        if not chat.is_forum or thread_id == GENERAL or thread_id not in chat.threads:
            raise bad_request("message thread not found")
        chosen: int | None = thread_id
    else:
        chosen = replied.thread_id if replied and chat.is_forum else None
    check_open(world, chat, chosen)
    return chosen


def check_open(world: World, chat: Chat, thread_id: int | None) -> None:
    if not chat.is_forum or chat.member(world.bot.id).may("can_manage_topics"):
        return
    thread = chat.threads.get(thread_id) if thread_id is not None else None
    if thread.is_closed if thread else chat.is_general_closed:
        raise bad_request("TOPIC_CLOSED")


def check_flood(world: World, chat: Chat, is_paid: bool) -> None:
    """The last check before a message is sent; it counts the message."""
    is_group = chat.type != "private"
    if wait := world.floods.find_wait(chat.id, is_group, world.clock.now(), is_paid):
        raise too_many_requests(wait)
