"""The bot as `briefing-bot serve` runs it, in a process of its own, over a kept directory that stays as it is."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import chat_database_path
from bot.measure.bench.bots import RAISED
from bot.measure.bench.kept import Kept
from bot.measure.bench.process import end, list_environment
from bot.playground.server import TelegramServer

LIMITS = {"BRIEFING_ACCESS": "open", "BRIEFING_LISTEN": "127.0.0.1:0", "BRIEFING_LOG_LEVEL": "error"} | RAISED
"""Open to everybody, and quicker than Telegram would allow: what is measured is the bot, not patience."""

ERRORS = "errors.txt"
STOPPING = 15.0


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
    kept = list_environment()
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
        await end(process, STOPPING)
        if ended is not None:
            raise RuntimeError(f"serve ended with {ended}: {(data_dir / ERRORS).read_text(encoding='utf-8')}")
