"""`serve`: the bot on Telegram, until it is told to stop."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from bot.app import Workspace, get_token, open_arrivals, open_front, open_workspace
from bot.commands.ask import tell_skipped
from bot.commands.options import Corpus, Engine
from bot.commands.prune import kept_within_limits
from bot.commands.shared import guarded, messages_of, start, tell
from bot.commands.watching_folder import folder_watched, make_teller
from bot.model.errors import SettingsError
from bot.settings import Settings, find_unknown

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

    from bot.chat.front import Front

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@guarded
def serve(corpus: Corpus = None, engine: Engine = None) -> None:
    """Run the bot on Telegram.

    Answers from what was ingested, else from the sample corpus. Ctrl-C or SIGTERM ends it: what is in hand is brought
    to its end within ten seconds, the rest waits in the data directory for the next start.
    """
    settings = start()
    get_token(settings)  # before a folder is read for a bot that cannot start
    asyncio.run(_serve(settings, corpus, engine))


async def _serve(settings: Settings, corpus: Corpus, engine: Engine) -> None:
    while await _serve_workspace(settings, corpus, engine):
        tell(messages_of(settings).text("serve-first-articles"))


async def _serve_workspace(settings: Settings, corpus: Corpus, engine: Engine) -> bool:
    """Whether to begin anew: the sample was served, and the first articles of one's own have arrived."""
    async with AsyncExitStack() as stack:
        workspace = await stack.enter_async_context(open_workspace(settings, corpus, engine))
        tell_skipped(workspace, settings)
        arrivals = await stack.enter_async_context(open_arrivals(settings, workspace))
        front, store = await stack.enter_async_context(open_front(settings, workspace, arrivals))
        from bot.chat.web import make_web

        port = await stack.enter_async_context(_serve_web(settings, make_web(front, store)))
        await stack.enter_async_context(kept_within_limits(settings, workspace, store))
        await _tell_start(settings, workspace, port)
        messages = messages_of(settings)
        front.on_connected = lambda name: tell(messages.text("serve-connected", username=name))
        front.on_waiting = lambda: tell(messages.text("serve-waiting", url=settings.telegram_api_url))
        arrived = _Arrived(front)
        if arrivals and workspace.origin == "sample":
            arrivals.on_stored = arrived.notice
        if arrivals and settings.watch_folder:
            watched = folder_watched(settings, settings.watch_folder, arrivals, make_teller(messages))
            await stack.enter_async_context(watched)
        with stopped_by_signals(arrived):
            await front.run()
        return arrived.first


class _Arrived:
    """Stops the front when the first articles of one's own arrive; a signal that stops it, stops it for good."""

    def __init__(self, front: "Front") -> None:
        self._front = front
        self._is_told = False
        self.first = False

    def notice(self) -> None:
        self.first = not self._is_told
        self._front.stop()

    def stop(self) -> None:
        """As the front's own."""
        self._is_told, self.first = True, False
        self._front.stop()


@contextlib.asynccontextmanager
async def _serve_web(settings: Settings, web: "Starlette") -> AsyncIterator[int]:
    """The pages about the process, on the port that is given. Raises SettingsError when it cannot be listened on."""
    listener = _open_listener(settings)
    server = _make_server(web)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await running
        listener.close()


def _open_listener(settings: Settings) -> socket.socket:
    host, port = settings.listen_address
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, UnicodeError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).partition(" (")[0]  # Python adds the address
        text = f"cannot listen on {settings.listen}: {reason}"
        raise SettingsError(text, message_id="error-listen", place=settings.listen, reason=reason) from error


def _make_server(web: "Starlette") -> "uvicorn.Server":
    """Signals stay ours: uvicorn would raise them again when it ends."""
    import uvicorn

    class Server(uvicorn.Server):
        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield

    config = uvicorn.Config(web, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=2)
    return Server(config)


async def _tell_start(settings: Settings, workspace: Workspace, port: int) -> None:
    messages = messages_of(settings)
    count = (await workspace.store.coverage(workspace.collection)).articles
    host = settings.listen.rpartition(":")[0]
    tell(messages.text("serve-start", count=count, place=f"{host}:{port}"))
    if workspace.origin == "sample":
        tell(messages.text("answer-from-sample"))
    if settings.access == "listed" and not settings.operators:
        tell(messages.text("serve-nobody"))
    for name in find_unknown():
        tell(messages.text("settings-unknown", name=name))


@contextlib.contextmanager
def stopped_by_signals(front: "Front | _Arrived") -> Iterator[None]:
    """The first signal begins to stop; the time for that is bounded."""
    loop = asyncio.get_running_loop()
    for each in SIGNALS:
        loop.add_signal_handler(each, front.stop)
    try:
        yield
    finally:
        for each in SIGNALS:
            loop.remove_signal_handler(each)
