"""getUpdates."""

from bot.playground.server.arguments import Arguments
from bot.playground.server.errors import refuse
from bot.playground.server.methods.registry import method
from bot.playground.server.shared import Json
from bot.playground.server.world import World

WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@method("getUpdates", "offset limit timeout allowed_updates")
async def get_updates(world: World, args: Arguments) -> list[Json]:
    if world.webhook.url:
        raise refuse(409, WEBHOOK_ACTIVE)
    allow(world, args)
    limit = args.integer("limit", 100)
    return await world.polling.get_updates(args.integer("offset"), limit, args.integer("timeout"))


def allow(world: World, args: Arguments) -> None:
    """`allowed_updates`, which holds until another call names it."""
    kinds = args.array("allowed_updates")
    world.updates.allow(None if kinds is None else [str(kind) for kind in kinds])
