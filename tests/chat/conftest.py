"""The strict local Bot API server, people, and a running bot."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.answer.service import AnswerService
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.users import User
from tests.chat.running import Bot, running, sample_answers
from tests.store.chat.samples import lay_empty
from tests.telegram_fixtures import telegram

__all__ = ["ann", "bot", "file", "telegram"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An empty chat database."""
    return lay_empty(tmp_path / "chat.db")


@pytest.fixture(scope="session")
def sample() -> AnswerService:
    """Answers from the sample corpus."""
    return sample_answers()


@pytest.fixture
def ann(telegram: TelegramServer) -> User:
    """Somebody who has started the bot; her /start was answered long ago."""
    user = telegram.world.person("Ann", username="ann_reads")
    telegram.people.start(user.id)
    telegram.world.updates.clear()
    return user


@pytest.fixture
def bob(telegram: TelegramServer) -> User:
    """He has never written to the bot."""
    return telegram.world.person("Bob")


@pytest.fixture
def group(telegram: TelegramServer, ann: User, bob: User) -> Chat:
    """A supergroup, made by Ann; Bob is in it, and the bot is an ordinary member."""
    return telegram.world.group("Desk", ann.id, bob.id)


@pytest_asyncio.fixture
async def bot(telegram: TelegramServer, file: Path, sample: AnswerService) -> AsyncIterator[Bot]:
    """Open to everybody, over the sample corpus."""
    async with running(telegram, file, answers=sample) as started:
        yield started
