"""A bot that takes updates by webhook: it keeps what comes and answers as it is told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.playground.server import World
from bot.playground.server.server import QuietServer, open_listener
from bot.playground.server.shared import Json


@dataclass
class Receiver:
    """`answers` are used up in order, then 200 follows. While `gate` is closed, nobody gets an answer."""

    world: World
    url: str = ""
    seen: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    at_once: int = 0
    most_at_once: int = 0

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.seen]

    async def take(self, request: Request) -> Response:
        self.seen.append(await request.json())
        self.headers.append(dict(request.headers))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.world.change()
        try:
            await self.gate.wait()
        finally:
            self.at_once -= 1
        return self.answers.pop(0) if self.answers else Response()


@asynccontextmanager
async def receive(world: World, port: int = 0) -> AsyncIterator[Receiver]:
    receiver = Receiver(world)
    receiver.gate.set()
    app = Starlette(routes=[Route("/hook", receiver.take, methods=["POST"])])
    listener = open_listener(port)
    receiver.url = f"http://127.0.0.1:{listener.getsockname()[1]}/hook"
    config = uvicorn.Config(app, ws="none", lifespan="off", log_config=None, log_level="critical", access_log=False)
    server = QuietServer(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield receiver
    finally:
        receiver.gate.set()
        server.ended.set()
        await running
        listener.close()
