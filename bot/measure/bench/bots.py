"""The bots that answer, each in a process of its own: ours as `serve` runs it, and an echo."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot.measure.bench.load import WatchedWorld
from bot.measure.bench.process import end, list_environment
from bot.playground.server import TelegramServer

STARTING = 120.0
STOPPING = 30.0
RAISED = {
    "BRIEFING_SEND_PER_SECOND": "10000",
    "BRIEFING_SEND_PER_CHAT": "10000",
    "BRIEFING_SEND_PER_GROUP": "600000",
    "BRIEFING_QUESTIONS_PER_PERSON": "100000",
    "BRIEFING_QUESTIONS_PER_GROUP": "100000",
}
"""No limits of our own. Intake and deliveries are as durable as ever: that is no setting."""


@asynccontextmanager
async def serving(
    telegram: TelegramServer, world: WatchedWorld, data_dir: Path, settings: Mapping[str, str]
) -> AsyncIterator[int]:
    """`briefing-bot serve` over a data directory; over the sample corpus while nothing is in it. Its process id."""
    own = {
        "BRIEFING_TELEGRAM_TOKEN": telegram.token,
        "BRIEFING_TELEGRAM_API_URL": telegram.url,
        "BRIEFING_DATA_DIR": str(data_dir),
        "BRIEFING_ACCESS": "open",
        "BRIEFING_LISTEN": "127.0.0.1:0",
    }
    async with _running(telegram, world, ["-m", "bot", "serve"], {**own, **settings}) as process:
        yield process


@asynccontextmanager
async def echoing(telegram: TelegramServer, world: WatchedWorld) -> AsyncIterator[int]:
    """The smallest bot that python-telegram-bot makes. Its process id."""
    command = ["-m", "bot.measure.bench.echo", telegram.url, telegram.token]
    async with _running(telegram, world, command, {}) as process:
        yield process


@asynccontextmanager
async def _running(
    telegram: TelegramServer, world: WatchedWorld, command: list[str], settings: Mapping[str, str]
) -> AsyncIterator[int]:
    before = len(world.called("getUpdates"))
    kept = list_environment()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, env={**kept, **settings}, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await telegram.until(
            lambda: process.returncode is not None or len(world.called("getUpdates")) > before + 1, STARTING
        )
        if process.returncode is not None:
            raise RuntimeError(f"{' '.join(command[:3])} ended with status {process.returncode}")
        yield process.pid
    finally:
        await end(process, STOPPING)
