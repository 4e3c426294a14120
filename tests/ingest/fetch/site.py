"""A small news site on the loopback, over real HTTP: what a test puts there, and what it was asked."""

import asyncio
import gzip
import socket
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

Page = Callable[[Request], Awaitable[Response]]


@dataclass
class Site:
    """`pages` by path; `asked`: every request in order."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def put(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        """The same for everybody; underscores of header names become hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body.encode() if isinstance(body, str) else body

        async def page(_request: Request) -> Response:
            return Response(content, status, named)

        self.pages[path] = page

    def put_versioned(self, path: str, body: str | bytes, etag: str, modified: str = "") -> None:
        """304 for whoever knows it."""
        content = body.encode() if isinstance(body, str) else body

        async def page(request: Request) -> Response:
            headers = {"ETag": etag} | ({"Last-Modified": modified} if modified else {})
            known = request.headers.get("if-none-match") == etag
            return Response(b"" if known else content, 304 if known else 200, headers)

        self.pages[path] = page

    def redirect(self, path: str, target: str, status: int = 302) -> None:
        async def page(_request: Request) -> Response:
            return RedirectResponse(target, status)

        self.pages[path] = page

    def put_endless(self, path: str, piece: bytes, pause: float = 0.0, encoding: str = "") -> None:
        async def body() -> AsyncIterator[bytes]:
            while True:
                yield piece
                await asyncio.sleep(pause)

        async def page(_request: Request) -> Response:
            return StreamingResponse(body(), headers={"Content-Encoding": encoding} if encoding else None)

        self.pages[path] = page

    async def answer(self, request: Request) -> Response:
        self.asked.append(request)
        page = self.pages.get(request.url.path)
        return await page(request) if page else Response("not here", 404)


def bomb(megabytes: int) -> bytes:
    """So many megabytes of zeros, packed into about a thousandth."""
    packing = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return b"".join([*(packing.compress(bytes(1_000_000)) for _ in range(megabytes)), packing.flush()])


def packed(text: str) -> bytes:
    return gzip.compress(text.encode())


@asynccontextmanager
async def open_site() -> AsyncIterator[Site]:
    site = Site()
    app = Starlette(routes=[Route("/{path:path}", site.answer)])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        site.port = listener.getsockname()[1]
        server = uvicorn.Server(
            uvicorn.Config(app, log_config=None, lifespan="off", access_log=False, timeout_graceful_shutdown=1)
        )
        server.capture_signals = nullcontext  # type: ignore[method-assign, assignment]
        running = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:  # noqa: ASYNC110 (nothing tells when)
            await asyncio.sleep(0.01)
        try:
            yield site
        finally:
            server.should_exit = server.force_exit = True
            await running
