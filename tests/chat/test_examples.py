"""A question to begin with that the articles at hand do answer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio

from bot.answer.service import AnswerService
from bot.chat.examples import Examples
from bot.ingest.service import ingest
from bot.model.answer import Answer
from bot.model.article import RawArticle
from bot.text.messages import LANGUAGES, read_messages
from tests.answer.build import Desk, make_raw, open_desk

HARBOUR = make_raw(
    "harbour",
    "The dockers of Port Varnholm walked out on Monday. Their union demands a rise of nine percent.\n\n"
    "Port Varnholm stays open for medicine, its director said. Varnholm lives from its port.",
    "2025-03-03",
)
STRIKE = make_raw("strike", "The strike in Varnholm goes on. Ships wait before Varnholm.", "2025-03-04")
DULL = make_raw("dull", "it rained, and then it rained some more.", "2025-03-05")
ENGLISH = read_messages("en")

OpenDesk = Callable[..., Awaitable[Desk]]


@pytest_asyncio.fixture
async def opened() -> AsyncIterator[OpenDesk]:
    """Opens desks over the articles given; closed after the test."""
    async with AsyncExitStack() as stack:

        async def enter(*articles: RawArticle) -> Desk:
            return await stack.enter_async_context(open_desk(articles, "memory"))

        yield enter


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_usual_example_is_answered_by_the_sample(sample: AnswerService, language: str) -> None:
    messages = read_messages(language)
    example = await Examples(sample).find(messages)
    assert example == messages.text("bot-example")
    assert isinstance(await sample.answer(example), Answer)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_other_articles_are_asked_about_a_name_that_stands_in_them(opened: OpenDesk, language: str) -> None:
    desk, messages = await opened(HARBOUR, STRIKE), read_messages(language)
    example = await Examples(desk.service).find(messages)
    assert example == messages.text("bot-example-name", name="Varnholm")
    await desk.answer(example)


async def test_where_nothing_is_answered_there_is_none(opened: OpenDesk) -> None:
    assert await Examples((await opened()).service).find(ENGLISH) is None
    assert await Examples((await opened(DULL)).service).find(ENGLISH) is None


async def test_an_example_serves_for_a_while(opened: OpenDesk) -> None:
    desk = await opened()
    examples = Examples(desk.service)
    assert await examples.find(ENGLISH) is None
    await ingest([HARBOUR, STRIKE], store=desk.store, engine=desk.engine)
    assert await examples.find(ENGLISH) is None
    assert await Examples(desk.service).find(ENGLISH) is not None


async def test_many_may_ask_for_one_at_once(sample: AnswerService) -> None:
    examples = Examples(sample)
    assert set(await asyncio.gather(*(examples.find(ENGLISH) for _ in range(5)))) == {ENGLISH.text("bot-example")}
