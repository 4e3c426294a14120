"""The bot as a process beside a foreign server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.chaos.process import BotProcess

TOKEN = "7000000001:AAF-foreign-server-token_0123456789ab"


@asynccontextmanager
async def bot_beside(environment: dict[str, str], folder: Path) -> AsyncIterator[BotProcess]:
    """`briefing-bot serve`; ended by SIGTERM, which it must obey in order."""
    process = BotProcess(environment, folder / "bot.txt")
    await process.start()
    try:
        yield process
    except BaseException:
        await process.kill()
        raise
    status = await process.stop()
    assert status == 0, f"the bot ended with status {status}"
