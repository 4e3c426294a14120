"""setMessageReaction."""

from bot.playground.server.access import get_reachable
from bot.playground.server.arguments import Arguments
from bot.playground.server.chats import Chat
from bot.playground.server.errors import bad_request
from bot.playground.server.methods.registry import method
from bot.playground.server.shared import Json
from bot.playground.server.world import World

ROWS = """
❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓
🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾
🤷‍♂ 🤷 🤷‍♀ 😡
"""
EMOJI = frozenset(ROWS.split())
"""The emoji of ReactionTypeEmoji in the Bot API's reference; any other is refused."""


def read_reaction(chat: Chat, item: Json) -> str:
    emoji = str(item.get("emoji", "")).replace("\ufe0f", "")
    allowed = EMOJI if chat.reactions_allowed is None else EMOJI & chat.reactions_allowed
    if item.get("type") != "emoji" or emoji not in allowed:
        raise bad_request("REACTION_INVALID")
    return emoji


@method("setMessageReaction", "chat_id message_id reaction", "is_big")
def set_message_reaction(world: World, args: Arguments) -> bool:
    """Replaces the bot's reaction, of which there is at most one per message; an empty list takes it away."""
    chat = get_reachable(world, args)
    message = chat.messages.get(args.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    emoji = [read_reaction(chat, item) for item in args.records("reaction") or []]
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    message.reactions[world.bot.id] = emoji
    world.change()
    return True
