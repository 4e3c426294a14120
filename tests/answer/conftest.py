"""Desks: a service over the sample corpus, built once for a module, and one over articles that a test brings."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio

from bot.model.article import RawArticle
from tests.answer.build import CORPUS, ENGINES, Desk, Engine, open_desk, read_folder

OpenDesk = Callable[..., Awaitable[Desk]]


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=ENGINES)
async def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """The sample corpus, on each engine: in memory, or in a database with tantivy."""
    folder = tmp_path_factory.mktemp("corpus") if request.param == "disk" else None
    async with open_desk(read_folder(CORPUS), request.param, folder) as desk:
        yield desk


@pytest_asyncio.fixture
async def opened() -> AsyncIterator[OpenDesk]:
    """Opens desks over the articles given (in memory unless said otherwise); closed after the test."""
    async with AsyncExitStack() as stack:

        async def enter(*articles: RawArticle, engine: Engine = "memory") -> Desk:
            return await stack.enter_async_context(open_desk(articles, engine))

        yield enter
