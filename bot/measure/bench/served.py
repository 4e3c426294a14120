"""The bot as `briefing-bot serve` runs it, in a process of its own, over a kept directory that stays as it is."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import chat_database_path
from bot.measure.bench.kept import Kept
from bot.playground.server import TelegramServer

LIMITS = {
    "BRIEFING_ACCESS": "open",
    "BRIEFING_LISTEN": "127.0.0.1:0",
    "BRIEFING_LOG_LEVEL": "error",
    "BRIEFING_QUESTIONS_PER_PERSON": "100000",
    "BRIEFING_QUESTIONS_PER_GROUP": "100000",
    "BRIEFING_SEND_PER_SECOND": "10000",
    "BRIEFING_SEND_PER_CHAT": "10000",
    "BRIEFING_SEND_PER_GROUP": "600000",
}
"""Open to everybody, and quicker than Telegram would allow: what is measured is the bot, not patience."""

ERRORS = "errors.txt"


@asynccontextmanager
async def placed(kept: Kept) -> AsyncIterator[Path]:
    """A data directory for one bot: the articles and the index of `kept` by link, its own file for what it keeps of
    the chats, which begins anew."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder)
        for path in kept.data_dir.iterdir():
            if not path.name.startswith(chat_database_path(kept.settings).stem):
                (own / path.name).symlink_to(path.resolve())
        yield own


@asynccontextmanager
async def serving(telegram: TelegramServer, data_dir: Path, *options: str) -> AsyncIterator[int]:
    """`briefing-bot serve` against a local Bot API server, Python with these options; its process id; what it says
    stands in `ERRORS` of the directory. Told to stop at the end, and ended when it
    does not within some seconds; RuntimeError with what it said when it had ended by itself."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFING_")}
    own = {
        "BRIEFING_TELEGRAM_TOKEN": telegram.token,
        "BRIEFING_TELEGRAM_API_URL": telegram.url,
        "BRIEFING_DATA_DIR": str(data_dir),
    }
    command = [sys.executable, *options, "-m", "bot", "serve"]
    with (data_dir / ERRORS).open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *command, env=kept | LIMITS | own, stderr=errors, stdin=asyncio.subprocess.DEVNULL
        )
    try:
        yield process.pid
    finally:
        ended = process.returncode
        await _end(process)
        if ended is not None:
            raise RuntimeError(f"serve ended with {ended}: {(data_dir / ERRORS).read_text(encoding='utf-8')}")


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), 15)
    except TimeoutError:
        process.kill()
        await process.wait()
