"""A strict local Telegram Bot API server for tests; see README.md beside this file."""

from bot.playground.server.faults import Fault
from bot.playground.server.reading import Shown
from bot.playground.server.server import TelegramServer
from bot.playground.server.world import World

__all__ = ["Fault", "Shown", "TelegramServer", "World"]
