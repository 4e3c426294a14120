"""Programs of others, installed into a folder that is thrown away, and started."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from starlette.applications import Starlette

from bot.playground.server.server import HOST, QuietServer, open_listener
from tests.chaos.process import ROOT

INSTALL_SECONDS = 300.0
START_SECONDS = 30.0
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "PIP_", "NPM_", "npm_", "HTTP", "http", "SSL_", "NODE_EXTRA")
"""How names of variables begin that a foreign program may see; nobody else's settings are its business."""


class NotInstalledError(Exception):
    """The program could not be fetched."""


def install(*command: str) -> None:
    """Raises NotInstalledError with the end of what the installer said."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=INSTALL_SECONDS, env=environment(), check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalledError(str(error)) from error
    if done.returncode:
        raise NotInstalledError(f"{' '.join(command)}\n{(done.stderr or done.stdout)[-2000:]}")


def install_from_pypi(folder: Path, *packages: str) -> Path:
    """A virtual environment of its own; its interpreter."""
    install(sys.executable, "-m", "venv", str(folder))
    python = folder / "bin" / "python"
    install(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)
    return python


def install_from_npm(folder: Path, *packages: str) -> Path:
    """The folder to start node in. No script of any package is run."""
    install("npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", *packages)
    return folder


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
    return kept | dict(more or {})


@asynccontextmanager
async def running(
    command: Sequence[str], ready: str, log: Path, *, cwd: Path = ROOT, more: Mapping[str, str] | None = None
) -> AsyncIterator[None]:
    """The program, once something answers at the address `ready`; what it says is kept in `log`."""
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=cwd, env=environment(more), stdout=output, stderr=output
        )
    try:
        await _wait_for(ready, lambda: process.returncode is None, log)
        yield
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _wait_for(address: str, is_alive: Callable[[], bool], log: Path) -> None:
    async with asyncio.timeout(START_SECONDS), httpx.AsyncClient() as client:
        while True:
            assert is_alive(), (await asyncio.to_thread(log.read_text, encoding="utf-8"))[-2000:]
            try:
                await client.get(address)
                return
            except httpx.TransportError:
                await asyncio.sleep(0.1)


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[str]:
    """An app of ours in this process, on a free port of the loopback; its address."""
    import uvicorn

    listener = open_listener(0)
    server = QuietServer(uvicorn.Config(app, lifespan="off", log_config=None, log_level="critical", access_log=False))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://{HOST}:{listener.getsockname()[1]}"
    finally:
        server.ended.set()
        await task
        listener.close()
