"""A server per test; whatever it answered is judged by aiogram's models when the test is over."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from tests.playground.server.calling import Caller
from tests.playground.server.validating import check_answers, check_updates
from tests.telegram_fixtures import run_strictly


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with run_strictly() as server:
        yield server
    check_answers(server.world)
    check_updates(server.world)


@pytest.fixture
async def call(telegram: TelegramServer) -> AsyncIterator[Caller]:
    async with httpx.AsyncClient(timeout=20, verify=False) as client:
        yield Caller(telegram, client)


@pytest.fixture
def ann(telegram: TelegramServer) -> User:
    """Somebody who has started the bot; her /start is confirmed already."""
    user = telegram.world.person("Ann", username="ann_reads")
    telegram.people.start(user.id)
    telegram.world.updates.clear()
    return user
