"""People and bots, as Telegram knows them."""

from dataclasses import dataclass

from bot.playground.server.shared import Json


@dataclass
class User:
    """`started`: has opened a private chat with the bot. `met`: the bot has seen them, so their id is known to it."""

    id: int
    first_name: str
    language_code: str | None = None
    username: str | None = None
    last_name: str | None = None
    is_bot: bool = False
    started: bool = False
    met: bool = False
    blocked: bool = False
    deactivated: bool = False

    def as_json(self) -> Json:
        optional = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        body = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        return body | {key: value for key, value in optional.items() if value}


ANONYMOUS_ADMINISTRATOR = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True, met=True)
"""Telegram's own sender of what administrators write as their group."""
