"""Calling the server without any library."""

from typing import Any

import httpx

from bot.playground.server import TelegramServer
from bot.playground.server.shared import Json


class Caller:
    """`await call("sendMessage", chat_id=..., text=...)` gives the result; `refused` gives (code, description)."""

    def __init__(self, telegram: TelegramServer, client: httpx.AsyncClient) -> None:
        self.client = client
        self.base = f"{telegram.url}/bot{telegram.token}"

    async def post(self, method: str, **params: object) -> httpx.Response:
        return await self.client.post(f"{self.base}/{method}", json=params)

    async def envelope(self, method: str, **params: object) -> Json:
        response = await self.post(method, **params)
        assert response.headers["content-type"] == "application/json"
        body: Json = response.json()
        assert response.status_code == (200 if body["ok"] else body["error_code"])
        return body

    async def __call__(self, method: str, **params: object) -> Any:
        body = await self.envelope(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **params: object) -> tuple[int, str]:
        body = await self.envelope(method, **params)
        assert not body["ok"], body
        return body["error_code"], body["description"]

    async def updates(self, **params: object) -> list[Json]:
        """The list that getUpdates gives."""
        body = await self.envelope("getUpdates", **params)
        result: list[Json] = body["result"]
        return result
