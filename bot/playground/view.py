"""The world as one person sees it, in plain JSON: everything that the page draws, and nothing that it must work out
from the Bot API's own rules (which menu of commands counts, who may write, whether the bot is typing)."""

import json
from collections.abc import Iterator

from bot.playground.pictures import find_picture
from bot.playground.server.chats import GENERAL, Chat
from bot.playground.server.inline import InlineAnswer
from bot.playground.server.messages import Message
from bot.playground.server.shared import Json
from bot.playground.server.users import User
from bot.playground.server.world import World

MOST_MESSAGES = 300
"""Of one chat; the page draws no more."""
MOST_CALLS = 8
MOST_QUERIES = 20
"""Taps and inline queries whose answers are told, of all people together."""
TYPING = 5.0
"""Seconds that "typing" is shown (sendChatAction's own words: 5 seconds or less)."""
LOOKED_BACK = 200
"""Calls among which the last typing of a chat is looked for."""
QUIET = {"getupdates", "sendchataction"}
"""Calls that say nothing to a person who watches."""


def render_world(world: World, user_id: int) -> Json:
    """What this person sees. KeyError for somebody unknown."""
    return {
        "me": render_person(world, user_id),
        "bot": {"id": world.bot.id, "name": world.bot.first_name, "username": world.bot.username},
        "people": [render_person(world, one.id) for one in list_people(world)],
        "names": {str(one.id): one.first_name for one in world.users.values()},
        "chats": [render_chat(world, chat, user_id) for chat in list_chats(world, user_id)],
        "taps": {
            query.id: query.answer for query in list(world.queries.values())[-MOST_QUERIES:] if query.user_id == user_id
        },
        "inline": render_inline(world, user_id),
        "faults": len(world.faults.orders),
        "calls": render_calls(world),
    }


def render_inline(world: World, user_id: int) -> Json:
    """What the person's last inline queries were answered with, by their ids."""
    asked = [query for query in list(world.inline.values())[-MOST_QUERIES:] if query.user_id == user_id]
    return {query.id: render_inline_answer(query.answer) for query in asked if query.answer}


def render_inline_answer(answer: InlineAnswer) -> Json:
    results = [{"id": one.id, "title": one.title, "description": one.description} for one in answer.results]
    return {"results": results, "button": (answer.button or {}).get("text", "")}


def list_people(world: World) -> list[User]:
    return [user for user in world.users.values() if not user.is_bot]


def render_person(world: World, user_id: int) -> Json:
    user = world.users[user_id]
    return {"id": user.id, "name": user.first_name, "language": user.language_code, "blocked": user.blocked}


def list_chats(world: World, user_id: int) -> list[Chat]:
    """The private chat and where the person is a member; a group that became a supergroup is shown as that one."""
    own = [chat for chat in world.chats.values() if chat.id == user_id or chat.member(user_id).is_present]
    return [chat for chat in own if chat.migrated_to is None and not chat.is_deleted]


def render_chat(world: World, chat: Chat, user_id: int) -> Json:
    """A supergroup begins with the messages of the group that it was; each message names its own chat."""
    before = [old for old in world.chats.values() if old.migrated_to == chat.id]
    parts = [*before, chat]
    messages = [render_message(world, one) for part in parts for one in part.messages.values()]
    return {
        "id": chat.id,
        "was": [old.id for old in before],
        "type": chat.type,
        "title": chat.title or world.bot.first_name,
        "is_forum": chat.is_forum,
        "has_bot": chat.type == "private" or chat.member(world.bot.id).is_present,
        "is_administrator": chat.member(user_id).is_administrator,
        "members": sum(member.is_present for member in chat.members.values()),
        "threads": list(render_threads(chat)),
        "typing": list(find_typing(world, chat)),
        "commands": find_commands(world, chat, user_id),
        "messages": messages[-MOST_MESSAGES:],
    }


def render_threads(chat: Chat) -> Iterator[Json]:
    """General first; `id` null there, as messages of General carry none, and `control_id` the one that closes it."""
    if not chat.is_forum:
        return
    yield {"id": None, "control_id": GENERAL, "name": "General", "is_closed": chat.is_general_closed}
    for thread in chat.threads.values():
        yield {"id": thread.id, "control_id": thread.id, "name": thread.name, "is_closed": thread.is_closed}


def render_message(world: World, message: Message) -> Json:
    return {
        "chat": message.chat_id,
        "id": message.id,
        "date": message.date,
        "sender": message.sender,
        "as_chat": message.as_chat,
        "text": message.text,
        "entities": list(message.entities),
        "reply_to": message.reply_to,
        "thread": message.thread_id if message.is_in_forum_thread else None,
        "keyboard": message.keyboard,
        "edited": message.edited is not None,
        "reactions": {str(who): emoji for who, emoji in message.reactions.items() if emoji},
        "media": sorted(message.media),
        "picture": find_picture(world, message),
        "service": message.service,
        "via_bot": message.via_bot,
    }


def find_typing(world: World, chat: Chat) -> Iterator[Json]:
    """Threads in which the bot types, with the seconds left; a message that it sent ends it."""
    settled: set[str] = set()
    for call in reversed(world.calls[-LOOKED_BACK:]):
        left = TYPING - (world.clock.now() - call.at)
        if left <= 0:
            return
        if str(call.params.get("chat_id")) != str(chat.id) or call.code != 200:
            continue
        thread = str(call.params.get("message_thread_id") or "")
        if call.method.lower() == "sendchataction" and thread not in settled:
            yield {"thread": int(thread) if thread else None, "seconds": round(left, 2)}
        if call.method.lower() in {"sendmessage", "sendchataction"}:
            settled.add(thread)


def find_commands(world: World, chat: Chat, user_id: int) -> list[Json]:
    """The menu that Telegram shows here: the narrowest scope that has commands, in the person's language first, then
    without one (Bot API, "Determining list of commands")."""
    language = world.users[user_id].language_code or ""
    for scope in list_scopes(chat, user_id):
        for code in (language, ""):
            if found := world.profile.commands.get((scope, code)):
                return found
    return []


def list_scopes(chat: Chat, user_id: int) -> Iterator[str]:
    """Narrowest first, in the form by which the server stores them."""
    here = {"chat_id": str(chat.id)}
    scopes: list[Json] = [{"type": "chat"} | here, {"type": "all_private_chats"}]
    if chat.type != "private":
        mine = [{"type": "chat_member", "user_id": str(user_id)} | here]
        if chat.member(user_id).is_administrator:
            mine.append({"type": "chat_administrators"} | here)
        wide = [{"type": "all_chat_administrators"}] if chat.member(user_id).is_administrator else []
        scopes = [*mine, {"type": "chat"} | here, *wide, {"type": "all_group_chats"}]
    for scope in [*scopes, {"type": "default"}]:
        yield json.dumps(scope, sort_keys=True)


def render_calls(world: World) -> list[Json]:
    """What the bot called last, newest first, without polls and typing unless they failed."""
    found: list[Json] = []
    for call in reversed(world.calls[-LOOKED_BACK:]):
        method = call.method.lower()
        if (method in QUIET and call.code == 200) or (method == "getupdates" and call.code is None):
            continue  # a poll without a code is held at this moment
        found.append({"method": call.method, "code": call.code, "description": call.description})
        if len(found) == MOST_CALLS:
            break
    return found
