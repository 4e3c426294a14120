"""The page in the browser: its files, the world as JSON, word of every change, and the server's own controls.

All on one address of the loopback. Requests that name another host, or come from another site's page, are refused:
otherwise any page open in the same browser could play here, by a name that resolves to the loopback.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.playground.pictures import find_kind
from bot.playground.server.control import control_routes
from bot.playground.server.server import QuietServer, open_listener
from bot.playground.server.world import World
from bot.playground.view import list_people, render_world

STATIC = Path(__file__).parent / "static"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
PAUSE = 0.03
"""Seconds in which many changes become one."""
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class LoopbackOnly:
    """Lets through what names this machine as its host, and no other site as its origin."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not is_local(Request(scope)):
            await PlainTextResponse("Only from this machine.", 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def is_local(request: Request) -> bool:
    host, origin = request.headers.get("host", ""), request.headers.get("origin")
    try:
        if urlsplit(f"//{host}").hostname not in LOOPBACK:
            return False
    except ValueError:
        return False
    return origin is None or origin == f"http://{host}"


class Page:
    """`async with Page(world, port) as page`: serves at `page.url` until it is left; port 0 takes a free one."""

    def __init__(self, world: World, port: int = 0) -> None:
        self.world = world
        self.port = port
        self._closing = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    async def __aenter__(self) -> "Page":
        """Raises OSError when the port cannot be listened on."""
        self._listener = open_listener(self.port)
        self._listener.listen()  # at once, so that a port that is taken is known here
        self.port = self._listener.getsockname()[1]
        config = uvicorn.Config(
            self.make_app(), ws="none", lifespan="off", log_config=None, log_level="critical", access_log=False
        )
        self._server = QuietServer(config)
        self._running = asyncio.create_task(self._server.serve(sockets=[self._listener]))
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closing = True
        self.world.change()
        self._server.ended.set()
        await self._running
        self._listener.close()

    def make_app(self) -> ASGIApp:
        routes = [
            Route("/", self._show, methods=["GET"]),
            Route("/_page/world", self._tell_world, methods=["GET"]),
            Route("/_page/events", self._tell_changes, methods=["GET"]),
            Route("/_page/pictures/{id}", self._show_picture, methods=["GET"]),
            Mount("/static", StaticFiles(directory=STATIC)),
            *control_routes(self.world),
        ]
        return LoopbackOnly(Starlette(routes=routes))

    async def _show(self, _request: Request) -> Response:
        return FileResponse(STATIC / "index.html", headers=HEADERS)

    async def _tell_world(self, request: Request) -> Response:
        """`?as=` a person's id; the first person when there is none, or nobody of that id."""
        people = [person.id for person in list_people(self.world)]
        wanted = request.query_params.get("as", "")
        chosen = next((one for one in people if str(one) == wanted), people[0] if people else None)
        if chosen is None:
            return PlainTextResponse("Nobody is here.", 404)
        body = json.dumps(render_world(self.world, chosen), ensure_ascii=False)
        return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})

    async def _show_picture(self, request: Request) -> Response:
        """A photo of the chats, by its file id; what is no picture is none."""
        file_id = request.path_params["id"]
        kind = find_kind(self.world, file_id)
        if kind is None:
            return PlainTextResponse("There is no such picture.", 404)
        return Response(self.world.files[file_id].content, media_type=kind, headers=HEADERS)

    async def _tell_changes(self, _request: Request) -> Response:
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._changes(), media_type="text/event-stream", headers=headers)

    async def _changes(self) -> AsyncIterator[str]:
        """Server-sent events: "changed" at once, so that nothing is missed before, and whenever the world changes."""
        changed = self.world.watch()
        try:
            while not self._closing:
                yield "event: changed\ndata: -\n\n"
                await changed.wait()
                if not self._closing:
                    await asyncio.sleep(PAUSE)
                changed.clear()
        finally:
            with contextlib.suppress(ValueError):
                self.world.unwatch(changed)
