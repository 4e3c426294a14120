"""Editing what the bot has sent."""

from bot.playground.server.access import get_reachable
from bot.playground.server.arguments import Arguments
from bot.playground.server.errors import bad_request
from bot.playground.server.messages import Message
from bot.playground.server.methods.registry import method
from bot.playground.server.methods.send import read_keyboard, read_preview, read_text
from bot.playground.server.rendering import render_message
from bot.playground.server.shared import Json
from bot.playground.server.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def get_editable(world: World, args: Arguments) -> Message:
    """The bot's own message that is named; others cannot be edited."""
    chat = get_reachable(world, args)
    message = chat.messages.get(args.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender != world.bot.id or message.service:
        raise bad_request("message can't be edited")
    return message


def apply(world: World, message: Message, before: tuple[object, ...]) -> Json:
    """Marks the message as edited, unless nothing differs from what stood `before`."""
    if message.content() == before:
        raise bad_request(NOT_MODIFIED)
    message.edited = world.clock.today()
    world.change()
    return render_message(world, message)


@method("editMessageText", "chat_id message_id text parse_mode entities link_preview_options reply_markup")
def edit_message_text(world: World, args: Arguments) -> Json:
    """A keyboard that is not sent again is taken away."""
    formatted = read_text(world, args)
    markup = read_keyboard(args)
    message = get_editable(world, args)
    if message.media:
        raise bad_request("there is no text in the message to edit")
    before = message.content()
    message.text, message.entities = formatted.text, formatted.entities
    message.keyboard, message.link_preview = markup.keyboard, read_preview(args)
    return apply(world, message, before)


@method("editMessageReplyMarkup", "chat_id message_id reply_markup")
def edit_message_reply_markup(world: World, args: Arguments) -> Json:
    markup = read_keyboard(args)
    message = get_editable(world, args)
    before = message.content()
    message.keyboard = markup.keyboard
    return apply(world, message, before)
