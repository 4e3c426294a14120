"""answerInlineQuery (section 2, rows 7 and 23)."""

import re

from bot.playground.server.arguments import Arguments
from bot.playground.server.errors import bad_request
from bot.playground.server.inline import InlineAnswer, InlineQuery
from bot.playground.server.methods.queries import TOO_OLD
from bot.playground.server.methods.registry import method
from bot.playground.server.results import check_results, read_results
from bot.playground.server.shared import Json
from bot.playground.server.world import World

CACHE_TIME = 300
DAY = 86400
OFFSET_BYTES = 64
START_LENGTH = 64
START = re.compile(r"[A-Za-z0-9_-]*")
UNREADABLE_BUTTON = "can't parse inline query results button: "


def read_button(args: Arguments) -> Json | None:
    """A button above the results that leads to the private chat; Mini Apps are not simulated."""
    if "button" not in args.params:
        return None
    value = args.value("button")
    if not isinstance(value, dict):
        raise bad_request(f"{UNREADABLE_BUTTON}InlineQueryResultsButton must be an Object")
    for name in sorted(set(value) - {"text", "start_parameter"}):
        args.complain(f"InlineQueryResultsButton.{name}")
    if not isinstance(value.get("text"), str):
        raise bad_request(f'{UNREADABLE_BUTTON}Can\'t find field "text"')
    if "start_parameter" not in value:
        raise bad_request(f"{UNREADABLE_BUTTON}InlineQueryResultsButton must have exactly one optional field")
    return value


def check_button(button: Json | None) -> None:
    """TDLib's checks of the word behind /start."""
    if button is None:
        return
    start = str(button["start_parameter"])
    if not start:
        raise bad_request("can't use empty start_parameter")
    if len(start) > START_LENGTH:
        raise bad_request("too long start_parameter specified")
    if not START.fullmatch(start):
        raise bad_request("unallowed characters in start_parameter are used")


def get_open(world: World, query_id: str) -> InlineQuery:
    """The query, if it waits for an answer still."""
    query = world.inline.get(query_id)
    if query is None or query.answer is not None or world.clock.now() - query.at > world.inline_lifetime:
        raise bad_request(TOO_OLD)
    return query


@method("answerInlineQuery", "inline_query_id results cache_time is_personal next_offset button")
def answer_inline_query(world: World, args: Arguments) -> bool:
    """Once, and in time. The answer is cached under the query's text, and the same query is not asked meanwhile."""
    button = read_button(args)
    results = read_results(world, args)
    check_button(button)
    query = get_open(world, args.text("inline_query_id"))
    check_results(results)
    offset = args.text("next_offset")
    if len(offset.encode()) > OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    cache_time = min(max(args.integer("cache_time", CACHE_TIME), 0), DAY)
    query.answer = InlineAnswer(results, cache_time, args.flag("is_personal"), offset, button)
    world.inline_cache.keep(query, query.answer)
    world.change()
    return True
