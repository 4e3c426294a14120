"""The methods of the Bot API that this server knows; importing the package registers them."""

from bot.playground.server.methods import (
    commands,
    edit,
    files,
    inline,
    intake,
    me,
    members,
    queries,
    reactions,
    remove,
    send,
    webhooks,
)

__all__ = [
    "commands",
    "edit",
    "files",
    "inline",
    "intake",
    "me",
    "members",
    "queries",
    "reactions",
    "remove",
    "send",
    "webhooks",
]
