"""`serve`: the bot on Telegram, until it is told to stop."""

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.app import Workspace, get_token, make_arrivals, open_data, open_feeds, open_front, open_workspace
from bot.commands.ask import tell_skipped
from bot.commands.making_way import is_wanted, until_free, until_wanted
from bot.commands.options import Corpus, Engine
from bot.commands.prune import kept_within_limits
from bot.commands.shared import guarded, messages_of, start, tell
from bot.commands.sparing import hasten_start, spare_collector, spare_memory
from bot.commands.watching_folder import folder_watched, make_teller
from bot.model.errors import SettingsError, StoreError
from bot.settings import Settings, find_unknown

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

    from bot.chat.front import Front
    from bot.ingest.feeds.service import FeedService

SIGNALS = (signal.SIGINT, signal.SIGTERM)
SWITCH = 0.001
"""Seconds for which a thread that computes keeps the interpreter's lock while others want it. An answer waits for the
disk or a row at dozens of steps: at Python's five milliseconds each, one thread of text work made it a tenth of a
second later."""
LOOK = 1.0
"""Seconds between two looks whether there are articles to serve instead of the sample."""


@guarded
def serve(corpus: Corpus = None, engine: Engine = None) -> None:
    """Run the bot on Telegram.

    Answers from what was ingested, else from the sample corpus. Ctrl-C or SIGTERM ends it: what is in hand is brought
    to its end within ten seconds, the rest waits in the data directory for the next start.
    """
    hasten_start()
    spare_memory()
    settings = start(quick=True)
    get_token(settings)  # before a folder is read for a bot that cannot start
    asyncio.run(_serve(settings, corpus, engine))


async def _serve(settings: Settings, corpus: Corpus, engine: Engine) -> None:
    sys.setswitchinterval(SWITCH)
    messages = messages_of(settings)
    while await _serve_workspace(settings, corpus, engine):
        if is_wanted(settings.data_dir):
            tell(messages.text("serve-makes-way"))
            await until_free(settings.data_dir)
        else:
            tell(messages.text("serve-first-articles"))


async def _serve_workspace(settings: Settings, corpus: Corpus, engine: Engine) -> bool:
    """Whether to begin anew: the sample was served, and the first articles of one's own have arrived; or somebody wants
    to replace what the data directory holds."""
    async with AsyncExitStack() as stack:
        workspace = await stack.enter_async_context(open_workspace(settings, corpus, engine))
        tell_skipped(workspace, settings)
        own = await _open_own(stack, settings, workspace)
        feeds = await stack.enter_async_context(open_feeds(settings, own)) if own else None
        arrivals = make_arrivals(settings, own) if own else None
        front, store = await stack.enter_async_context(open_front(settings, workspace, feeds, arrivals, own))
        from bot.chat.web import make_web

        port = await stack.enter_async_context(_serve_web(settings, make_web(front, store)))
        if own:
            await stack.enter_async_context(kept_within_limits(settings, own, store, front.readers.private))
        await _tell_start(settings, workspace, port)
        messages = messages_of(settings)
        front.on_connected = lambda name: tell(messages.text("serve-connected", username=name))
        front.on_waiting = lambda: tell(messages.text("serve-waiting", url=settings.telegram_api_url))
        if arrivals and settings.watch_folder:
            watched = folder_watched(settings, settings.watch_folder, arrivals, make_teller(messages))
            await stack.enter_async_context(watched)
        await stack.enter_async_context(_beside(spare_collector()))
        with stopped_by_signals(front) as stopped:
            if feeds:
                await stack.enter_async_context(_beside(_ask_feeds(feeds)))
            if feeds and workspace.origin == "sample":
                await stack.enter_async_context(_beside(_stop_at_first_article(front, feeds)))
            await stack.enter_async_context(_beside(_stop_to_make_way(front, settings)))
            await front.run()
            return not stopped.is_set()


async def _open_own(stack: AsyncExitStack, settings: Settings, workspace: Workspace) -> Workspace | None:
    """The data directory, which articles arrive in: the workspace itself, or opened beside the sample. None over a
    folder that somebody named: nothing arrives there."""
    if workspace.origin == "sample":
        return await stack.enter_async_context(open_data(settings))
    return workspace if workspace.origin == "data" else None


async def _stop_at_first_article(front: "Front", feeds: "FeedService") -> None:
    """Whoever brings it: a feed, or a command beside this process."""
    came = False
    while not came:
        await asyncio.sleep(LOOK)
        with contextlib.suppress(StoreError):  # it is looked at again
            came = await feeds.has_articles()
    front.stop()


async def _stop_to_make_way(front: "Front", settings: Settings) -> None:
    await until_wanted(settings.data_dir)
    front.stop()


async def _ask_feeds(feeds: "FeedService") -> None:
    """From the start, also while Telegram does not answer."""
    from bot.ingest.feeds.loop import FeedLoop

    await FeedLoop(feeds, lambda: datetime.now(UTC)).run()


@contextlib.asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Work that ends with what is done meanwhile, if it has not ended before."""
    running = asyncio.create_task(work)
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


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
def stopped_by_signals(front: "Front") -> Iterator[asyncio.Event]:
    """The first signal begins to stop, and is seen in the event; the time for that is bounded."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()

    def stop() -> None:
        stopped.set()
        front.stop()

    for each in SIGNALS:
        loop.add_signal_handler(each, stop)
    try:
        yield stopped
    finally:
        for each in SIGNALS:
            loop.remove_signal_handler(each)
