"""Pages about the process: is it alive, is it ready, what has it done."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.chat.front import Front
from bot.model.chat_protocols import ChatStore
from bot.model.errors import StoreError

STALE_POLL = 90.0
"""Seconds after which the last successful poll is too old: three polls of 30 s."""
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Page = Callable[[Request], Awaitable[Response]]


def make_web(front: Front, store: ChatStore, stale_poll: float = STALE_POLL) -> Starlette:
    """/healthz, /readyz, /metrics, on which nothing secret and nothing personal stands; and the webhook, where there is
    one."""

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_request: Request) -> Response:
        problems = await find_problems(front, store, stale_poll)
        body = {"ready": not problems, "problems": problems, "last_poll_seconds": _rounded(front.pulse.age())}
        return JSONResponse(body, 503 if problems else 200)

    async def metrics(_request: Request) -> Response:
        try:
            reading = await front.read_gauges()
        except StoreError as error:
            return PlainTextResponse(f"{error.text}\n", 503)
        return Response(front.metrics.render(reading), media_type=METRICS_TYPE)

    pages: dict[str, Page] = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
    routes = [Route(path, page, methods=["GET"]) for path, page in pages.items()]
    return Starlette(routes=[*routes, *front.webhook_routes()])


async def find_problems(front: Front, store: ChatStore, stale_poll: float) -> list[str]:
    """Why the bot is not ready; empty when it is. (The index is loaded before anything here can be asked.)"""
    problems = []
    age = front.pulse.age()
    if age is None or age > stale_poll:
        last = "no successful poll yet" if age is None else f"the last successful poll was {age:.0f} s ago"
        problems.append(f"{last}: {front.pulse.trouble}" if front.pulse.trouble else last)
    try:
        await store.check()
    except StoreError as error:
        problems.append(error.text)
    return problems


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)
