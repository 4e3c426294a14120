"""One playground for all tests of a module: they look after the others' traces themselves."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.commands.playground import Playground
from tests.playground.running import playing


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Playground]:
    async with playing(tmp_path_factory.mktemp("playground")) as everything:
        yield everything
        assert everything.telegram.world.violations == []
