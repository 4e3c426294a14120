"""`prune`: what is beyond the limits of age and number leaves; `serve` does the same by itself."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.app import Workspace, chat_database_path, database_path, open_data, open_private
from bot.commands.shared import guarded, messages_of, start
from bot.model.chat_protocols import ChatStore
from bot.model.errors import BriefingError, NotFoundError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.answer.private import PrivateCollections
    from bot.ingest.retention import Retained

log = logging.getLogger(__name__)

EVERY = 600.0
"""Seconds between two looks at the limits, and at whether the index holds what the store holds."""


@guarded
def prune() -> None:
    """Take out articles beyond the limits of age and number.

    The limits are BRIEFING_KEEP_DAYS and BRIEFING_KEEP_ARTICLES. Answers keep what they quoted. `serve` does the same
    by itself, every ten minutes.
    """
    settings = start()
    if not database_path(settings).is_file():
        raise NotFoundError("nothing is ingested", message_id="error-nothing-ingested")
    retained = asyncio.run(_prune(settings))
    messages = messages_of(settings)
    if settings.keep_days is None and settings.keep_articles is None:
        print(messages.text("prune-no-limits"))
    print(messages.text("prune-done", articles=retained.articles, versions=retained.versions))


@contextlib.asynccontextmanager
async def kept_within_limits(
    settings: Settings,
    workspace: Workspace,
    chats: ChatStore,
    private: "PrivateCollections | None" = None,
    every: float = EVERY,
) -> AsyncIterator[None]:
    """While this lasts what was ingested and what groups keep stays within the limits, and each index in agreement with
    the store. A folder that was read as it is has no limits."""
    if workspace.origin != "data":
        yield
        return
    keeping = asyncio.create_task(_keep(settings, workspace, chats, private, every))
    try:
        yield
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)


async def _keep(
    settings: Settings, workspace: Workspace, chats: ChatStore, private: "PrivateCollections | None", every: float
) -> None:
    """Until it is cancelled; what fails is logged, and tried again the next time."""
    while True:
        try:
            await _look(settings, workspace, chats, private)
        except BriefingError as error:
            log.warning("not kept within limits", extra={"reason": error.text})
        except Exception:
            log.exception("not kept within limits")
        await asyncio.sleep(every)


async def _look(
    settings: Settings, workspace: Workspace, chats: ChatStore, private: "PrivateCollections | None"
) -> None:
    from bot.ingest.agreeing import agree_in_number, reconcile

    retained = await _retain(settings, workspace, chats, private)
    if retained.articles or retained.versions:
        log.info("kept within limits", extra=retained._asdict())
    wrong = 0
    if not await agree_in_number(workspace.store, workspace.engine, workspace.collection):
        wrong = await reconcile(workspace.store, workspace.engine, workspace.collection)
    wrong += await private.mend() if private else 0
    if wrong:
        log.info("index made to agree", extra={"articles": wrong})


async def _retain(
    settings: Settings, workspace: Workspace, chats: ChatStore | None, private: "PrivateCollections | None"
) -> "Retained":
    """In every collection, by itself: the limits are the same for all."""
    from bot.ingest.retention import Limits, add_retained, retain

    async def read_cited(collection: str) -> frozenset[str]:
        return await chats.turns.cited(collection) if chats else frozenset()

    limits, now = Limits(settings.keep_days, settings.keep_articles), datetime.now(UTC)
    cited = await read_cited(workspace.collection)
    retained = await retain(workspace.store, workspace.engine, limits, cited, now, workspace.collection)
    return add_retained(retained, await private.retain(limits, read_cited, now)) if private else retained


async def _prune(settings: Settings) -> "Retained":
    """What the bot was asked stands in a database of its own, which may not be there."""
    from bot.store.chat.sql import open_chat_store

    chats = await open_chat_store(chat_database_path(settings)) if chat_database_path(settings).is_file() else None
    try:
        async with open_data(settings) as workspace, open_private(settings, workspace) as private:
            return await _retain(settings, workspace, chats, private)
    finally:
        if chats:
            await chats.close()
