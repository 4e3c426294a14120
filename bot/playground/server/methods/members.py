"""Chats and who is in them."""

from bot.playground.server.access import get_readable
from bot.playground.server.arguments import Arguments
from bot.playground.server.chats import Chat
from bot.playground.server.delivery import deliver_member
from bot.playground.server.errors import bad_request
from bot.playground.server.gatherings import Gatherings
from bot.playground.server.members import PERMISSIONS, Member, render_member
from bot.playground.server.methods.reactions import EMOJI
from bot.playground.server.methods.registry import method
from bot.playground.server.rendering import render_chat, render_reactions
from bot.playground.server.shared import Json
from bot.playground.server.world import World

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


@method("getChat", "chat_id")
def get_chat_info(world: World, args: Arguments) -> Json:
    """ChatFullInfo, with the fields that clients insist on."""
    chat = get_readable(world, args)
    body = render_chat(world, chat) | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    if chat.is_group:
        permissions = dict.fromkeys(PERMISSIONS, True)
        body["permissions"] = permissions | {"can_send_messages": not chat.is_muted}
    if chat.reactions_allowed is not None:
        body["available_reactions"] = render_reactions(sorted(chat.reactions_allowed & EMOJI))
    return body


def get_member(world: World, chat: Chat, user_id: int) -> Member:
    if chat.type == "private":
        if user_id not in {chat.id, world.bot.id}:
            raise bad_request("user not found")
        return Member()
    if user_id not in world.users:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if chat.hides_members and user_id != world.bot.id and not chat.member(world.bot.id).is_administrator:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    if user_id not in chat.members:
        raise bad_request("member not found")
    return chat.members[user_id]


@method("getChatMember", "chat_id user_id")
def get_chat_member(world: World, args: Arguments) -> Json:
    chat = get_readable(world, args)
    user_id = args.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    member = get_member(world, chat, user_id)
    return render_member(member, world.users[user_id].as_json(), chat.type)


@method("getChatAdministrators", "chat_id")
def get_chat_administrators(world: World, args: Arguments) -> list[Json]:
    """Without other bots; the creator first."""
    chat = get_readable(world, args)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    found = [(user_id, member) for user_id, member in chat.members.items() if member.is_administrator]
    shown = [(i, m) for i, m in found if not world.users[i].is_bot or i == world.bot.id]
    shown.sort(key=lambda pair: pair[1].status != "creator")
    return [render_member(member, world.users[user_id].as_json(), chat.type) for user_id, member in shown]


@method("getChatMemberCount", "chat_id")
def get_chat_member_count(world: World, args: Arguments) -> int:
    chat = get_readable(world, args)
    return 2 if chat.type == "private" else sum(member.is_present for member in chat.members.values())


@method("leaveChat", "chat_id")
def leave_chat(world: World, args: Arguments) -> bool:
    chat = get_readable(world, args)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    old, new = chat.member(world.bot.id), Member("left")
    chat.members[world.bot.id] = new
    deliver_member(world, chat, world.bot.id, world.bot.id, old, new)
    if chat.is_group:
        Gatherings(world).service(chat.id, world.bot.id, {"left_chat_member": world.bot.as_json()})
    world.change()
    return True
