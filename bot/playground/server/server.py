"""The running server: `async with TelegramServer() as telegram`, on a free port of the loopback."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator
from types import TracebackType

import uvicorn

from bot.playground.server.connections import Connection
from bot.playground.server.courier import Courier
from bot.playground.server.faults import Fault
from bot.playground.server.gatherings import Gatherings
from bot.playground.server.inline import InlineAnswer
from bot.playground.server.people import People
from bot.playground.server.reading import Shown, read_bot, read_chat
from bot.playground.server.wire import make_app
from bot.playground.server.world import World

HOST = "127.0.0.1"
BACKLOG = 1024
STOP = 2
"""Seconds that requests in hand may still take when the server stops."""


class QuietServer(uvicorn.Server):
    """Leaves the signals of the process alone: they belong to the test or to the bot in it. Ends when told to,
    without looking ten times a second whether it should."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ended = asyncio.Event()

    async def main_loop(self) -> None:
        await self.ended.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002 (uvicorn names it)
        """What is in hand is answered first, for some seconds; uvicorn's own way sleeps a tenth of one each time."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP):
                while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110 - nobody tells
                    await asyncio.sleep(0.002)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        for server in self.servers:
            await server.wait_closed()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def open_listener(port: int) -> socket.socket:
    """The protocol is named because asyncio switches Nagle's delay off only where it is (40 ms per answer)."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, port))
    return listener


class TelegramServer:
    """Runs in the running loop. `people` and `gatherings` play, `world` holds, `shown` reads."""

    def __init__(self, world: World | None = None, port: int = 0) -> None:
        self.world = world or World()
        self.people = People(self.world)
        self.gatherings = Gatherings(self.world)
        self.port = port
        self._courier = Courier(self.world)
        self._server: QuietServer | None = None
        self._running: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """What stands in place of Telegram's address: `/bot<token>/<method>` and `/file/bot<token>/<path>` follow."""
        return f"http://{HOST}:{self.port}"

    @property
    def token(self) -> str:
        return self.world.token

    async def __aenter__(self) -> "TelegramServer":
        self._listener = listener = open_listener(self.port)
        self.port = listener.getsockname()[1]
        config = uvicorn.Config(
            make_app(self.world),
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            backlog=BACKLOG,
        )
        self._server = QuietServer(config)
        self._running = asyncio.create_task(self._server.serve(sockets=[listener]))
        while not self._server.started:
            if self._running.done():
                self._running.result()
            await asyncio.sleep(0.005)
        self.world.polling.open()
        self._courier.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.world.polling.close()
        await self._courier.close()
        if self._server and self._running:
            self._server.should_exit = True
            self._server.ended.set()
            await self._running
            self._listener.close()

    def fault(self, method: str = "*", **fields: object) -> Fault:
        """Orders a fault; `fields` are those of Fault."""
        return self.world.faults.add(Fault(method, **fields))  # type: ignore[arg-type]

    def shown(self, chat_id: int, thread_id: int | None = None) -> list[Shown]:
        """What stands in a chat or one of its threads, oldest first."""
        return read_chat(self.world, chat_id, thread_id)

    def answers(self, chat_id: int) -> list[Shown]:
        """What the bot wrote in a chat, oldest first."""
        return read_bot(self.world, chat_id)

    async def wait_for_results(self, query_id: str, seconds: float = 5.0) -> InlineAnswer:
        """What the bot offered for an inline query, once it did."""
        await self.until(lambda: self.world.inline[query_id].answer is not None, seconds)
        answer = self.world.inline[query_id].answer
        assert answer is not None
        return answer

    async def wait_for_deliveries(self, seconds: float = 5.0) -> None:
        """Until the webhook has taken all updates."""
        await self.until(lambda: not self.world.updates.pending(), seconds)

    async def until(self, check: Callable[[], bool], seconds: float = 5.0) -> None:
        """Waits until `check` holds; AssertionError with the last calls when it does not in time."""
        event = self.world.watch()
        try:
            async with asyncio.timeout(seconds):
                while not check():
                    event.clear()
                    await event.wait()
        except TimeoutError:
            last = [(call.method, call.code, call.description) for call in self.world.calls[-8:]]
            raise AssertionError(f"did not come true within {seconds} s; last calls: {last}") from None
        finally:
            self.world.unwatch(event)

    async def wait_for_answers(self, chat_id: int, count: int = 1, seconds: float = 5.0) -> list[Shown]:
        """What the bot wrote in a chat, once it wrote at least `count` messages."""
        await self.until(lambda: len(self.answers(chat_id)) >= count, seconds)
        return self.answers(chat_id)

    async def wait_for_polls(self, seconds: float = 5.0) -> None:
        """Until the bot has taken all updates and waits for more."""
        await self.until(lambda: self.world.polling.is_held and not self.world.updates.pending(), seconds)
