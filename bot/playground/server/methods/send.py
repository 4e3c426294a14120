"""sendMessage and its kin: from parameters to a message in a chat."""

from dataclasses import dataclass

from bot.playground.server.access import check_flood, check_may_write, choose_thread, get_reachable
from bot.playground.server.arguments import Arguments
from bot.playground.server.chats import Chat
from bot.playground.server.entities import CAPTION_LENGTH, TEXT_LENGTH, Formatted
from bot.playground.server.errors import bad_request
from bot.playground.server.keyboards import Markup, read_markup
from bot.playground.server.messages import Message
from bot.playground.server.methods.registry import method
from bot.playground.server.people import People, place_message, render_media
from bot.playground.server.rendering import render_message
from bot.playground.server.shared import Json
from bot.playground.server.world import World

TO_CHAT = "chat_id message_thread_id reply_parameters reply_markup protect_content allow_paid_broadcast"
SILENT = "disable_notification"
REPLY_FIELDS = {"message_id", "chat_id", "allow_sending_without_reply"}
PREVIEW_FIELDS = {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"}
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


@dataclass(frozen=True)
class Body:
    """What is to be sent, complete before the chat is looked at."""

    formatted: Formatted
    markup: Markup
    media: Json
    preview: Json | None = None


def read_text(world: World, args: Arguments) -> Formatted:
    """`text` with `parse_mode` or `entities`, as the message will show it."""
    text = args.text("text")
    if not text.strip():
        raise bad_request("message text is empty")
    return world.format(text, args.text("parse_mode"), args.records("entities"), TEXT_LENGTH)


def read_keyboard(args: Arguments) -> Markup:
    """`reply_markup`; a null in JSON is refused, unlike an absent one."""
    if "reply_markup" in args.params and args.value("reply_markup") is None:
        raise bad_request("object expected as reply markup")
    return read_markup(args.value("reply_markup"), args.complain)


def read_preview(args: Arguments) -> Json | None:
    return args.fields("link_preview_options", PREVIEW_FIELDS) or None


def find_replied(chat: Chat, args: Arguments) -> Message | None:
    """The message replied to; None where there is none, or it is gone and that was allowed."""
    reply = args.fields("reply_parameters", REPLY_FIELDS)
    if reply is None:
        return None
    if str(reply.get("chat_id", chat.id)) != str(chat.id):
        args.complain("reply_parameters.chat_id of another chat is not simulated")
    replied = chat.messages.get(int(reply.get("message_id", 0)))
    if replied is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return replied


def send(world: World, args: Arguments, body: Body, kind: str) -> Json:
    """All checks in the server's order, then the message; nothing is changed by a refusal."""
    chat = get_reachable(world, args)
    check_may_write(world, chat, kind)
    replied = find_replied(chat, args)
    thread_id = choose_thread(world, chat, args.integer("message_thread_id"), replied)
    check_flood(world, chat, args.flag("allow_paid_broadcast"))
    message = Message(world.next_message_id(chat), chat.id, world.clock.today(), world.bot.id)
    message.text, message.entities = body.formatted.text, body.formatted.entities
    message.keyboard, message.other_markup = body.markup.keyboard, body.markup.other
    message.media, message.link_preview = body.media, body.preview
    message.reply_to = replied.id if replied else None
    message.is_protected = args.flag("protect_content")
    message.as_chat = chat.type == "channel"
    place_message(chat, message, replied, thread_id)
    chat.last_bot = world.bot.id
    return render_message(world, world.post(chat, message))


@method("sendMessage", f"{TO_CHAT} text parse_mode entities link_preview_options", SILENT)
def send_message(world: World, args: Arguments) -> Json:
    formatted = read_text(world, args)
    markup = read_keyboard(args)
    return send(world, args, Body(formatted, markup, {}, read_preview(args)), "text messages")


def send_file(world: World, args: Arguments, kind: str) -> Json:
    """The file comes as a part of the form, by `attach://name`, or as the id of one that was sent before."""
    name = args.text(kind).removeprefix("attach://") or kind
    if name in args.files:
        file_name, content = args.files[name]
        media = render_media(People(world).store_file(kind, content), kind)
    elif name in world.files:
        file_name, media = "", render_media(world.files[name], kind)
    else:
        raise bad_request(f"there is no {kind} in the request")
    if file_name and kind == "document":
        media["document"]["file_name"] = file_name
    caption = Formatted("")
    if args.text("caption").strip():
        given = args.records("caption_entities")
        caption = world.format(args.text("caption"), args.text("parse_mode"), given, CAPTION_LENGTH)
    markup = read_keyboard(args)
    return send(world, args, Body(caption, markup, media), f"{kind}s")


@method("sendDocument", f"{TO_CHAT} document caption parse_mode caption_entities", SILENT)
def send_document(world: World, args: Arguments) -> Json:
    return send_file(world, args, "document")


@method("sendPhoto", f"{TO_CHAT} photo caption parse_mode caption_entities", SILENT)
def send_photo(world: World, args: Arguments) -> Json:
    return send_file(world, args, "photo")


@method("sendChatAction", "chat_id action message_thread_id")
def send_chat_action(world: World, args: Arguments) -> bool:
    action = args.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = get_reachable(world, args)
    check_may_write(world, chat)
    chat.typing.append((choose_thread(world, chat, args.integer("message_thread_id"), None), action))
    world.change()
    return True
