"""Who the bot is, and what it says of itself."""

from bot.playground.server.arguments import Arguments
from bot.playground.server.errors import bad_request
from bot.playground.server.methods.registry import method
from bot.playground.server.shared import Json
from bot.playground.server.world import World

LIMITS = {"name": 64, "description": 512, "short_description": 120}


@method("getMe")
def get_me(world: World, _args: Arguments) -> Json:
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
    }
    return world.bot.as_json() | abilities


def set_text(noun: str, world: World, args: Arguments) -> bool:
    """Stores a text of the profile; the description of a refusal here is this server's own wording."""
    text = args.text(noun)
    if len(text) > LIMITS[noun]:
        raise bad_request(f"{noun.replace('_', ' ')} is too long")
    world.profile.texts[noun, check_language(args.text("language_code"))] = text
    return True


def get_text(noun: str, world: World, args: Arguments) -> Json:
    """In the language asked for, else in the default one."""
    texts = world.profile.texts
    language = check_language(args.text("language_code"))
    default = world.bot.first_name if noun == "name" else ""
    return {noun: texts.get((noun, language)) or texts.get((noun, "")) or default}


def check_language(code: str) -> str:
    if code and not (len(code) == 2 and code.isascii() and code.isalpha() and code.islower()):
        raise bad_request("invalid language code specified")
    return code


@method("setMyName", "name language_code")
def set_my_name(world: World, args: Arguments) -> bool:
    return set_text("name", world, args)


@method("getMyName", "language_code")
def get_my_name(world: World, args: Arguments) -> Json:
    return get_text("name", world, args)


@method("setMyDescription", "description language_code")
def set_my_description(world: World, args: Arguments) -> bool:
    return set_text("description", world, args)


@method("getMyDescription", "language_code")
def get_my_description(world: World, args: Arguments) -> Json:
    return get_text("description", world, args)


@method("setMyShortDescription", "short_description language_code")
def set_my_short_description(world: World, args: Arguments) -> bool:
    return set_text("short_description", world, args)


@method("getMyShortDescription", "language_code")
def get_my_short_description(world: World, args: Arguments) -> Json:
    return get_text("short_description", world, args)
