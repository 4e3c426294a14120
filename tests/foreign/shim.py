"""What stands between the bot and a foreign server: it mends shapes that Telegram never sends."""

import asyncio
from collections import Counter
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.chat.webhook import SECRET_HEADER

HOLD = 0.2
"""Seconds that an empty poll is held: the server answers at once, and Telegram would hold it for half a minute."""
MILLISECONDS = 10**11
"""A date from here on is not one in seconds (that would be the year 5138)."""
WAIT = 10.0


class Mended(Counter[str]):
    """How often each thing was mended."""

    def mend(self, method: str, envelope: dict[str, Any]) -> dict[str, Any]:
        """The envelope as Telegram would have sent it."""
        if "ok" not in envelope:
            self["an error without an envelope"] += 1
            return {"ok": False, "error_code": 404, "description": f"Not Found: {envelope.get('message', '')}"}
        result = envelope.get("result")
        if envelope["ok"] and result is None:
            self["result null"] += 1
            return envelope | {"result": True}
        if method == "getMe" and isinstance(result, dict) and "is_bot" not in result:
            self["getMe without is_bot"] += 1
            return envelope | {"result": result | {"is_bot": True}}
        self._mend_dates(result)
        return envelope

    def _mend_dates(self, value: object) -> None:
        """In place."""
        if isinstance(value, list):
            for one in value:
                self._mend_dates(one)
        if isinstance(value, dict):
            for name, one in value.items():
                if name in {"date", "edit_date"} and isinstance(one, int) and one >= MILLISECONDS:
                    self["a date in milliseconds"] += 1
                    value[name] = one // 1000
                self._mend_dates(one)


def make_shim(upstream: str, mended: Mended) -> Starlette:
    """Passes calls on to the server at `upstream`, and mended answers back."""

    async def call(request: Request) -> Response:
        method = request.path_params["method"]
        headers = {"Content-Type": request.headers.get("content-type", "")}
        async with httpx.AsyncClient(timeout=WAIT) as client:
            answer = await client.post(f"{upstream}{request.url.path}", content=await request.body(), headers=headers)
        envelope = mended.mend(method, answer.json())
        if method == "getUpdates" and not envelope.get("result"):
            mended["an empty poll answered at once"] += 1
            await asyncio.sleep(HOLD)
        return JSONResponse(envelope, envelope.get("error_code", 200))

    return Starlette(routes=[Route("/bot{token}/{method}", call, methods=["GET", "POST"])])


def make_relay(webhook: str, secret: str) -> Starlette:
    """Passes updates on to the bot's webhook with the secret, which the server was told and does not bring."""

    async def take(request: Request) -> Response:
        headers = {"Content-Type": request.headers.get("content-type", ""), SECRET_HEADER: secret}
        async with httpx.AsyncClient(timeout=WAIT) as client:
            answer = await client.post(webhook, content=await request.body(), headers=headers)
        return Response(answer.content, answer.status_code)

    return Starlette(routes=[Route("/{path:path}", take, methods=["POST"])])
