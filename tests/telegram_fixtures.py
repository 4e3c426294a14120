"""The fixture for other tests: `from tests.telegram_fixtures import telegram` in a conftest or a test file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.playground.server.server import TelegramServer
from bot.playground.server.users import User


def check_violations(telegram: TelegramServer) -> None:
    """Fails for everything that the real server would have swallowed in silence."""
    if telegram.world.violations:
        pytest.fail("the bot misused the Bot API:\n" + "\n".join(telegram.world.violations), pytrace=False)


@asynccontextmanager
async def run_strictly() -> AsyncIterator[TelegramServer]:
    """A running server with an empty world; violations of the Bot API fail the test at its end."""
    async with TelegramServer() as server:
        yield server
    check_violations(server)


def meet(telegram: TelegramServer, name: str = "Ann", language: str = "en") -> User:
    """Somebody who started the bot long ago: no update tells of it."""
    person = telegram.world.person(name, language_code=language)
    person.started = person.met = True
    telegram.world.private(person.id)
    return person


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with run_strictly() as server:
        yield server
