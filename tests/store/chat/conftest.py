"""An empty chat store on a real file."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.store.chat.sql import SqlChatStore, open_chat_store
from tests.store.chat.samples import lay_empty


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return lay_empty(tmp_path / "chat.db")


@pytest_asyncio.fixture
async def store(file: Path) -> AsyncIterator[SqlChatStore]:
    opened = await open_chat_store(file)
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def other(file: Path) -> AsyncIterator[SqlChatStore]:
    """Another process's view of the same file."""
    opened = await open_chat_store(file)
    yield opened
    await opened.close()
