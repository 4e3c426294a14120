"""setWebhook, deleteWebhook, getWebhookInfo (section 2, rows 20 and 21; process_set_webhook_query in Client.cpp)."""

from bot.playground.server.arguments import Arguments
from bot.playground.server.errors import too_many_requests
from bot.playground.server.methods.intake import allow
from bot.playground.server.methods.registry import Described, method
from bot.playground.server.polling import BY_WEBHOOK
from bot.playground.server.shared import Json
from bot.playground.server.updates import KINDS, NOT_BY_DEFAULT
from bot.playground.server.webhook import Options, check_secret, read_address
from bot.playground.server.world import World

CONNECTIONS = 40
MOST_CONNECTIONS = 100
HASTE = 1.0
"""Seconds within which a second change of the webhook is refused, where the world is `webhook_throttled`."""


def check_haste(world: World) -> None:
    now = world.clock.now()
    if world.webhook_throttled and now < world.webhook.changed_at + HASTE:
        raise too_many_requests(1)
    world.webhook.changed_at = now


def remove(world: World, args: Arguments) -> bool:
    """Whether there was one. The queue is cleared only where that was asked for."""
    was_set = bool(world.webhook.url)
    if was_set:
        world.webhook.put(None)
    if args.flag("drop_pending_updates"):
        world.updates.clear()
    return was_set


@method("setWebhook", "url secret_token allowed_updates max_connections drop_pending_updates")
def set_webhook(world: World, args: Arguments) -> Described:
    """What is refused has removed the webhook before, as on the real server. An empty address deletes."""
    if args.files:
        args.complain("certificate is not simulated")
    url = args.text("url")
    if not url:
        return delete(world, args)
    connections = min(max(args.integer("max_connections", CONNECTIONS), 1), MOST_CONNECTIONS)
    options = Options(url, args.text("secret_token"), connections)
    world.polling.terminate(BY_WEBHOOK)
    if options == world.webhook.options and not args.flag("drop_pending_updates"):
        allow(world, args)
        return Described(True, "Webhook is already set")
    check_haste(world)
    remove(world, args)
    read_address(url)
    check_secret(options.secret_token)
    allow(world, args)
    world.webhook.put(options)
    return Described(True, "Webhook was set")


def delete(world: World, args: Arguments) -> Described:
    if world.webhook.url or args.flag("drop_pending_updates"):
        check_haste(world)
    was_set = remove(world, args)
    return Described(True, "Webhook was deleted" if was_set else "Webhook is already deleted")


@method("deleteWebhook", "drop_pending_updates")
def delete_webhook(world: World, args: Arguments) -> Described:
    return delete(world, args)


@method("getWebhookInfo")
def get_webhook_info(world: World, _args: Arguments) -> Json:
    """`allowed_updates` only where it is not the default."""
    body = world.webhook.render(len(world.updates.pending()))
    allowed = world.updates.allowed
    return body if allowed == set(KINDS) - NOT_BY_DEFAULT else body | {"allowed_updates": sorted(allowed)}
