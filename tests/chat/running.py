"""The whole front inside the test, against the local Bot API server: real store, real index, real HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bot.answer.private import PrivateCollections
from bot.answer.service import AnswerService
from bot.app import open_index, read_found
from bot.chat.front import Front, FrontOptions, Inlets
from bot.chat.limits import Rates
from bot.ingest.arrivals import Arrivals
from bot.ingest.feeds.service import FeedService
from bot.ingest.files import find_files
from bot.ingest.service import ingest
from bot.playground.server import TelegramServer
from bot.store.chat.sql import SqlChatStore, open_chat_store
from bot.store.memory import MemoryStore
from bot.text.resources import corpus_dir

MOST_BYTES = 20_000_000
FAST = Rates(per_second=10_000, per_chat_second=10_000, per_group_minute=1_000_000)
"""No limits of our own: most tests are not about them, and the server's are switched off with them."""


def make_options(telegram: TelegramServer, **changes: object) -> FrontOptions:
    """Open to everybody, fast, with short waits; `changes` are fields of FrontOptions."""
    options = FrontOptions(
        token=telegram.token,
        api_url=telegram.url,
        access="open",
        rates=FAST,
        read_seconds=2.0,
        poll_seconds=5,
        grace=4.0,
        typing_after=0.0,
        menus_after=0.0,
        per_person=1000,
        per_group=1000,
    )
    return replace(options, **changes)  # type: ignore[arg-type]


@cache
def sample_answers() -> AnswerService:
    """Answers from the sample corpus, read once for all tests: nothing changes it. Not from inside an event loop."""
    store, engine = MemoryStore(), open_index("memory", None)
    asyncio.run(ingest(read_found(find_files([corpus_dir()], MOST_BYTES), MOST_BYTES), store=store, engine=engine))
    return AnswerService(store, engine)


class Bot:
    """A running front. `store` is its chat store: look, do not touch."""

    def __init__(self, front: Front, store: SqlChatStore, task: "asyncio.Task[None]") -> None:
        self.front = front
        self.store = store
        self.task = task

    async def stop(self) -> None:
        self.front.stop()
        await self.task


@asynccontextmanager
async def running(
    telegram: TelegramServer,
    file: Path,
    *,
    answers: AnswerService,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    sample: bool = False,
    feeds: FeedService | None = None,
    arrivals: Arrivals | None = None,
    private: PrivateCollections | None = None,
    **changes: object,
) -> AsyncIterator[Bot]:
    """A front over what `answers`, its things in `file`; it waits for updates when this enters.

    `changes`: see `make_options`. Whether the server limits floods is left as it is only when `rates` are given.
    """
    if "rates" not in changes:
        telegram.world.floods.enabled = False
    store = await open_chat_store(file)
    options = make_options(telegram, **changes)
    front = Front(options, store, answers, private=private, sample=sample, clock=clock, inlets=Inlets(feeds, arrivals))
    async with front:
        task = asyncio.create_task(front.run())
        try:
            await _wait_for_start(telegram, task)
            yield Bot(front, store, task)
        finally:
            front.stop()
            await task
            await store.close()


async def _wait_for_start(telegram: TelegramServer, task: "asyncio.Task[None]") -> None:
    """Until updates are fetched, and the menus are set, so that no test meets their calls."""

    def started() -> bool:
        return task.done() or bool(telegram.world.called("getUpdates") and telegram.world.called("setMyCommands"))

    await telegram.until(started)
    if task.done():
        task.result()
