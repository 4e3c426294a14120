"""`playground`: everything that the bot does on Telegram, in a browser, without an account and without Telegram."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from bot.app import Workspace, open_local_front, open_workspace
from bot.commands.ask import tell_skipped
from bot.commands.options import Corpus, Engine
from bot.commands.serve import stopped_by_signals
from bot.commands.shared import guarded, messages_of, start, tell
from bot.model.errors import SettingsError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.chat.front import Front
    from bot.playground.page import Page
    from bot.playground.scene import Scene
    from bot.playground.server import TelegramServer

EXTRA = {"tdjson": "tdjson", "python_multipart": "python-multipart"}
"""What the extra `playground` brings, by the name to import it."""

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Port of the page; 0 takes any that is free.")]


@dataclass(frozen=True, slots=True)
class Playground:
    """All of it, running; the front not yet (`front.run()`)."""

    telegram: "TelegramServer"
    scene: "Scene"
    front: "Front"
    page: "Page"


@guarded
def playground(corpus: Corpus = None, engine: Engine = None, port: Port = 8090) -> None:
    """Try the bot in a browser, without Telegram.

    Starts a local stand-in for Telegram with three people, a group and a forum, the bot itself, and a page on this
    machine that looks like a chat. Nothing is kept when it ends. Needs the extra playground.
    """
    settings = start()
    check_extra()
    asyncio.run(_play(settings, corpus, engine, port))


def check_extra() -> None:
    """Raises SettingsError when what the local server needs is not installed."""
    missing = [package for module, package in EXTRA.items() if find_spec(module) is None]
    if missing:
        names = ", ".join(missing)
        raise SettingsError(f"not installed: {names}", message_id="error-playground-extra", names=names)


async def _play(settings: Settings, corpus: Corpus, engine: Engine, port: int) -> None:
    async with open_workspace(settings, corpus, engine) as workspace:
        tell_skipped(workspace, settings)
        async with open_playground(settings, workspace, port) as opened:
            messages = messages_of(settings)
            tell(messages.text("playground-start", url=opened.page.url))
            if workspace.origin == "sample":
                tell(messages.text("answer-from-sample"))
            with stopped_by_signals(opened.front):
                await opened.front.run()


@asynccontextmanager
async def open_playground(settings: Settings, workspace: Workspace, port: int = 0) -> AsyncIterator[Playground]:
    """The local server with its scene, a front over the workspace, and the page. What the bot keeps goes with it.

    Raises SettingsError when the port is taken, StoreError.
    """
    from bot.playground.page import Page
    from bot.playground.scene import set_scene
    from bot.playground.server import TelegramServer

    async with TelegramServer() as telegram:
        telegram.world.floods.enabled = False
        scene = set_scene(telegram)
        with TemporaryDirectory(prefix="briefing-playground-") as folder:
            file = Path(folder) / "chat.db"
            local = open_local_front(settings, workspace, file, telegram.url, telegram.token, scene.operator)
            async with local as front, _open_page(Page(telegram.world, port)) as page:
                yield Playground(telegram, scene, front, page)


@asynccontextmanager
async def _open_page(page: "Page") -> AsyncIterator["Page"]:
    try:
        await page.__aenter__()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        place = f"127.0.0.1:{page.port}"
        text = f"cannot listen on {place}: {reason}"
        raise SettingsError(text, message_id="error-playground-port", place=place, reason=reason) from error
    try:
        yield page
    finally:
        await page.__aexit__()
