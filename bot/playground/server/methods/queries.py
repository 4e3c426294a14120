"""Answering taps on buttons."""

from bot.playground.server.arguments import Arguments
from bot.playground.server.errors import bad_request
from bot.playground.server.methods.registry import method
from bot.playground.server.world import World

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
ANSWER_LENGTH = 200


@method("answerCallbackQuery", "callback_query_id text show_alert url cache_time")
def answer_callback_query(world: World, args: Arguments) -> bool:
    """Once, and in time; an answer of more than 200 characters is refused."""
    query = world.queries.get(args.text("callback_query_id"))
    if query is None or query.answer is not None or world.clock.now() - query.at > world.query_lifetime:
        raise bad_request(TOO_OLD)
    if len(args.text("text")) > ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = {"text": args.text("text"), "show_alert": args.flag("show_alert"), "url": args.text("url")}
    world.change()
    return True
