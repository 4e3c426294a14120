"""Messages and updates in the Bot API's shapes."""

from bot.playground.server.chats import Chat
from bot.playground.server.inline import InlineQuery
from bot.playground.server.members import Member, render_member
from bot.playground.server.messages import Message
from bot.playground.server.shared import Json
from bot.playground.server.users import ANONYMOUS_ADMINISTRATOR
from bot.playground.server.world import Query, World


def render_chat(world: World, chat: Chat) -> Json:
    """A Chat; a private one carries the person's names."""
    if chat.type != "private":
        return chat.render()
    person = world.users[chat.id].as_json()
    return chat.render() | {key: person[key] for key in ("first_name", "last_name", "username") if key in person}


def render_sender(world: World, chat: Chat, message: Message) -> Json:
    if not message.as_chat:
        return {"from": world.users[message.sender].as_json()}
    sender = {"sender_chat": chat.render()}
    return sender if chat.type == "channel" else {"from": ANONYMOUS_ADMINISTRATOR.as_json()} | sender


def render_message(world: World, message: Message, with_reply: bool = True) -> Json:
    """A Message; the one it replies to is given without its own reply, as Telegram does."""
    chat = world.chats[message.chat_id]
    body: Json = {"message_id": message.id, "date": message.date, "chat": render_chat(world, chat)}
    body |= render_sender(world, chat, message) | message.service | message.media
    name = "caption" if message.media else "text"
    if message.text:
        body[name] = message.text
    if message.entities:
        body["caption_entities" if message.media else "entities"] = list(message.entities)
    if message.keyboard:
        body["reply_markup"] = {"inline_keyboard": message.keyboard}
    if message.link_preview:
        body["link_preview_options"] = message.link_preview
    return body | render_marks(world, message) | (render_reply(world, chat, message) if with_reply else {})


def render_marks(world: World, message: Message) -> Json:
    body: Json = {}
    if message.thread_id is not None:
        body["message_thread_id"] = message.thread_id
    if message.is_in_forum_thread:
        body["is_topic_message"] = True
    if message.edited is not None:
        body["edit_date"] = message.edited
    if message.via_bot is not None:
        body["via_bot"] = world.users[message.via_bot].as_json()
    if message.album is not None:
        body["media_group_id"] = message.album
    if message.origin is not None:
        body["forward_origin"] = message.origin
    if message.is_protected:
        body["has_protected_content"] = True
    return body


def render_reply(world: World, chat: Chat, message: Message) -> Json:
    """In a forum thread what replies to nothing carries the service message that opened the thread."""
    target = message.reply_to or (message.thread_id if message.is_in_forum_thread else None)
    replied = chat.messages.get(target) if target is not None and target != message.id else None
    return {"reply_to_message": render_message(world, replied, with_reply=False)} if replied else {}


def render_member_update(world: World, chat: Chat, user_id: int, by: int, old: Member, new: Member) -> Json:
    """ChatMemberUpdated, for my_chat_member and chat_member."""
    user = world.users[user_id].as_json()
    return {
        "chat": render_chat(world, chat),
        "from": world.users[by].as_json(),
        "date": world.clock.today(),
        "old_chat_member": render_member(old, user, chat.type),
        "new_chat_member": render_member(new, user, chat.type),
    }


def render_query(world: World, query: Query) -> Json:
    """CallbackQuery; a message that is gone meanwhile comes as InaccessibleMessage (date 0), and one that a person
    sent by way of the bot as nothing but its inline id."""
    chat = world.chats[query.chat_id]
    message = chat.messages.get(query.message_id)
    gone = {"chat": render_chat(world, chat), "message_id": query.message_id, "date": 0}
    shown: Json = {"message": render_message(world, message) if message else gone}
    if message and message.via_bot == world.bot.id:
        shown = {"inline_message_id": f"inline{abs(chat.id)}_{message.id}"}
    return shown | {
        "id": query.id,
        "from": world.users[query.user_id].as_json(),
        "chat_instance": str(abs(query.chat_id) * 7919 + 1),
        "data": query.data,
    }


def render_inline(world: World, query: InlineQuery) -> Json:
    return {
        "id": query.id,
        "from": world.users[query.user_id].as_json(),
        "chat_type": query.chat_type,
        "query": query.query,
        "offset": query.offset,
    }


def render_reactions(emoji: list[str]) -> list[Json]:
    return [{"type": "emoji", "emoji": one} for one in emoji]
