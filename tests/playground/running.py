"""The whole playground inside the test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import open_corpus
from bot.commands.playground import Playground, open_playground
from bot.settings import Settings
from bot.text.resources import corpus_dir


@asynccontextmanager
async def playing(folder: Path) -> AsyncIterator[Playground]:
    """All of the playground over the sample corpus, the bot running; everybody's /start is answered."""
    settings = Settings(data_dir=folder)
    async with open_corpus(corpus_dir(), origin="sample") as workspace, open_playground(settings, workspace) as opened:
        task = asyncio.create_task(opened.front.run())
        try:
            for chat_id in (*opened.scene.people, opened.scene.group, opened.scene.forum):
                await opened.telegram.wait_for_answers(chat_id)
            await opened.telegram.wait_for_polls()
            yield opened
        finally:
            opened.front.stop()
            await task
