"""Deleting messages."""

from bot.playground.server.access import get_reachable
from bot.playground.server.arguments import Arguments
from bot.playground.server.chats import Chat
from bot.playground.server.errors import bad_request
from bot.playground.server.messages import Message
from bot.playground.server.methods.registry import method
from bot.playground.server.world import World

DELETABLE = 48 * 3600
"""Seconds after which a bot cannot delete a message any more."""
AT_ONCE = 100


def check_deletable(world: World, chat: Chat, message: Message) -> None:
    """Its own, anything in a private chat, anything where it is an administrator with the right; all for 48 h."""
    me = chat.member(world.bot.id)
    if chat.type != "private" and me.may("can_delete_messages"):
        return
    is_own = message.sender == world.bot.id or chat.type == "private"
    if not is_own or world.clock.now() - message.date > DELETABLE:
        raise bad_request("message can't be deleted")


@method("deleteMessage", "chat_id message_id")
def delete_message(world: World, args: Arguments) -> bool:
    chat = get_reachable(world, args)
    message = chat.messages.get(args.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    check_deletable(world, chat, message)
    del chat.messages[message.id]
    world.change()
    return True


@method("deleteMessages", "chat_id message_ids")
def delete_messages(world: World, args: Arguments) -> bool:
    """Ids that are not there are passed over."""
    chat = get_reachable(world, args)
    ids = args.array("message_ids") or []
    if not 1 <= len(ids) <= AT_ONCE:
        raise bad_request("too many messages to delete" if ids else "message identifiers are not specified")
    found = [chat.messages[int(str(one))] for one in ids if int(str(one)) in chat.messages]
    for message in found:
        check_deletable(world, chat, message)
    for message in found:
        del chat.messages[message.id]
    world.change()
    return True
