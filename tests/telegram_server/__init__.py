"""A strict local Telegram Bot API server for tests; see README.md beside this file."""

from tests.telegram_server.faults import Fault
from tests.telegram_server.reading import Shown
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import World

__all__ = ["Fault", "Shown", "TelegramServer", "World"]
