"""getUpdates, and what of webhooks a polling bot needs."""

from bot.playground.server.arguments import Arguments
from bot.playground.server.errors import refuse
from bot.playground.server.methods.registry import Described, method
from bot.playground.server.shared import Json
from bot.playground.server.world import World

WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@method("getUpdates", "offset limit timeout allowed_updates")
async def get_updates(world: World, args: Arguments) -> list[Json]:
    if world.webhook_url:
        raise refuse(409, WEBHOOK_ACTIVE)
    kinds = args.array("allowed_updates")
    world.updates.allow(None if kinds is None else [str(kind) for kind in kinds])
    limit = args.integer("limit", 100)
    return await world.polling.get_updates(args.integer("offset"), limit, args.integer("timeout"))


@method("deleteWebhook", "drop_pending_updates")
def delete_webhook(world: World, args: Arguments) -> Described:
    was_set, world.webhook_url = bool(world.webhook_url), ""
    if args.flag("drop_pending_updates"):
        world.updates.clear()
    return Described(True, "Webhook was deleted" if was_set else "Webhook is already deleted")


@method("getWebhookInfo")
def get_webhook_info(world: World, _args: Arguments) -> Json:
    pending = len(world.updates.pending())
    return {"url": world.webhook_url, "has_custom_certificate": False, "pending_update_count": pending}
