"""setMessageReaction."""

from telegram.constants import ReactionEmoji

from bot.playground.server import TelegramServer
from bot.playground.server.methods.reactions import EMOJI
from bot.playground.server.users import User
from tests.playground.server.calling import Caller


def like(*emoji: str) -> list[dict[str, str]]:
    return [{"type": "emoji", "emoji": one} for one in emoji]


def test_emoji_are_those_of_the_bot_api() -> None:
    theirs = {str(emoji.value).replace("\ufe0f", "") for emoji in ReactionEmoji}
    assert theirs == EMOJI


async def test_one_reaction_per_message(call: Caller, telegram: TelegramServer, ann: User) -> None:
    message = telegram.people.write(ann.id, ann.id, "why?")
    place = {"chat_id": ann.id, "message_id": message}
    bot = telegram.world.bot.id
    for emoji in ("👀", "👍"):
        assert await call("setMessageReaction", **place, reaction=like(emoji)) is True
        assert telegram.shown(ann.id)[-1].reactions == {bot: [emoji]}
    await call("setMessageReaction", **place)
    assert telegram.shown(ann.id)[-1].reactions == {}


async def test_refusals(call: Caller, telegram: TelegramServer, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id)
    message = telegram.people.write(group.id, ann.id, "why?")
    place = {"chat_id": group.id, "message_id": message}
    invalid = (400, "Bad Request: REACTION_INVALID")
    assert await call.refused("setMessageReaction", **place, reaction=like("✅")) == invalid
    two = await call.refused("setMessageReaction", **place, reaction=like("👀", "👍"))
    assert two == (400, "Bad Request: REACTIONS_TOO_MANY")
    group.reactions_allowed = {"🔥"}
    assert await call.refused("setMessageReaction", **place, reaction=like("👀")) == invalid
    missing = await call.refused("setMessageReaction", chat_id=group.id, message_id=99, reaction=like("👀"))
    assert missing == (400, "Bad Request: message to react not found")
