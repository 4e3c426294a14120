"""The methods of the Bot API that this server knows; importing the package registers them."""

from bot.playground.server.methods import commands, edit, files, intake, me, members, queries, reactions, remove, send

__all__ = ["commands", "edit", "files", "intake", "me", "members", "queries", "reactions", "remove", "send"]
