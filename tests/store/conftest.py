"""The store under contract: each implementation in turn, empty."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.model.protocols import ArticleStore
from bot.store.memory import MemoryStore
from bot.store.sql import SqlStore, open_store


@pytest_asyncio.fixture(params=["memory", "sql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ArticleStore]:
    opened: ArticleStore = MemoryStore() if request.param == "memory" else await open_store(tmp_path / "briefing.db")
    yield opened
    await opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "briefing.db"


@pytest_asyncio.fixture
async def sql(file: Path) -> AsyncIterator[SqlStore]:
    opened = await open_store(file)
    yield opened
    await opened.close()
