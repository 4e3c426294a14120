"""A server per test; whatever it answered is judged by aiogram's models when the test is over."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.telegram_server import TelegramServer
from tests.telegram_server.fixtures import run_strictly
from tests.telegram_server.users import User
from tests.telegram_server_tests.calling import Caller
from tests.telegram_server_tests.validating import check_answers, check_updates


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
