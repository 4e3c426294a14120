"""The bot as a process of its own, which can be killed."""

import asyncio
import signal
import socket
import sys
from pathlib import Path

from bot.measure.bench.process import list_environment
from bot.measure.bench.served import LIMITS

ROOT = Path(__file__).resolve().parents[2]


SECRET = "a-secret_that_nobody_guesses-0123"


def make_environment(url: str, token: str, data_dir: Path) -> dict[str, str]:
    """For a bot that polls the server at `url`; open to everybody, without limits of our own: what is to be seen is
    loss, not patience."""
    kept = list_environment()
    own = {"BRIEFING_TELEGRAM_TOKEN": token, "BRIEFING_TELEGRAM_API_URL": url, "BRIEFING_DATA_DIR": str(data_dir)}
    return kept | LIMITS | own


def free_port() -> int:
    """One that was free a moment ago: a webhook's address is told before anybody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def add_webhook(environment: dict[str, str], port: int, public: str | None = None) -> dict[str, str]:
    """For a bot that listens on `port`; `public`: the address that the server is told, where it is another one."""
    return environment | {
        "BRIEFING_LISTEN": f"127.0.0.1:{port}",
        "BRIEFING_TELEGRAM_MODE": "webhook",
        "BRIEFING_TELEGRAM_WEBHOOK_URL": public or f"http://127.0.0.1:{port}/telegram",
        "BRIEFING_TELEGRAM_WEBHOOK_SECRET": SECRET,
    }


class BotProcess:
    """`briefing-bot serve`; what it says on the error output is kept in `errors`."""

    def __init__(self, environment: dict[str, str], errors: Path) -> None:
        self._environment = environment
        self._errors = errors
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        with self._errors.open("ab") as errors:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", cwd=ROOT, env=self._environment, stderr=errors
            )

    async def kill(self) -> None:
        """SIGKILL: no line of the program runs any more."""
        assert self._process is not None
        assert self._process.returncode is None, self._errors.read_text(encoding="utf-8")
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def end(self) -> None:
        """Whatever became of it before: nothing is left running behind a run that failed."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def stop(self) -> int:
        """SIGTERM; the exit status."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return await self._process.wait()
