"""telemelya (PyPI, MIT): by webhook, private chats and inline queries."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from bot.playground.server.server import HOST
from tests.chaos.process import SECRET, add_webhook, free_port, make_environment
from tests.foreign.programs import install_from_pypi, running, serving
from tests.foreign.serving import TOKEN, bot_beside
from tests.foreign.shim import make_relay
from tests.foreign.talk import DEMAND, QUOTED, Seen, ask_in_private, check, compose_seen, poll

NAME = "telemelya"
PINNED = ("telemelya==0.2.2", "fakeredis==2.40.0")
LAUNCH = Path(__file__).with_name("launch_telemelya.py")
PERSON = 1001


class Telemelya:
    """A person's side of it, over its control routes."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client = httpx.AsyncClient(base_url=f"{url}/api/v1/test", headers={"Authorization": "Bearer any"})

    async def say(self, chat_id: int, text: str) -> None:
        await self._send("send_update", {"chat_id": chat_id, "text": text, "from_user": _person(chat_id)})

    async def tap(self, chat_id: int, message_id: int, data: str) -> None:
        tapped = {"callback_data": data, "callback_message_id": message_id}
        await self._send("send_update", {"chat_id": chat_id, "from_user": _person(chat_id), **tapped})

    async def ask_inline(self, person: int, query: str) -> None:
        await self._send("send_inline_query", {"query": query, "from_user": _person(person), "chat_id": person})

    async def read(self, chat_id: int) -> list[Seen]:
        sent = [one for one in await self.responses("sendMessage") if one["chat_id"] == chat_id]
        return [compose_seen(one["message_id"], one) for one in sent]

    async def responses(self, method: str) -> list[dict[str, Any]]:
        """What the bot called, oldest first."""
        answer = await self._client.get("/responses")
        return [one for one in answer.raise_for_status().json()["responses"] if one["method"] == method]

    async def webhook(self) -> str:
        answer = await self._client.post(f"{self._url}/bot{TOKEN}/getWebhookInfo")
        return str(answer.json()["result"]["url"])

    async def close(self) -> None:
        await self._client.aclose()

    async def _send(self, verb: str, body: dict[str, Any]) -> None:
        answer = await self._client.post(f"/{verb}", params={"bot_token": TOKEN}, json=body)
        assert answer.status_code == 200, answer.text
        assert answer.json()["delivery"]["status_code"] == 200, answer.text


def _person(person: int) -> dict[str, Any]:
    return {"id": person, "first_name": "Ann", "username": "ann_reads"}


async def run(folder: Path, tell: Callable[[str], None]) -> None:
    python = install_from_pypi(folder / "venv", *PINNED)
    tell(f"installed {PINNED[0]}")
    port, own = free_port(), free_port()
    url = f"http://{HOST}:{port}"
    async with (
        running([str(python), str(LAUNCH), str(port)], f"{url}/", folder / "server.txt", cwd=folder),
        serving(make_relay(f"http://{HOST}:{own}/telegram", SECRET)) as relay,
    ):
        environment = add_webhook(make_environment(url, TOKEN, folder / "data"), own, f"{relay}/telegram")
        server = Telemelya(url)
        async with bot_beside(environment, folder):
            await poll(lambda: _is_set(server, f"{relay}/telegram"), "the webhook is not set")
            await poll(lambda: _is_refused(folder / "server.txt"), "setMyCommands was not refused")
            tell("the bot started, though setMyCommands is answered with 404, and set its webhook")
            await ask_in_private(server, tell, PERSON)
            await _ask_inline(server, tell)
        await server.close()
    tell("PASSED")


async def _is_set(server: Telemelya, url: str) -> bool:
    return await server.webhook() == url


async def _is_refused(log: Path) -> bool:
    return 'setMyCommands HTTP/1.1" 404' in await asyncio.to_thread(log.read_text, encoding="utf-8")


async def _ask_inline(server: Telemelya, tell: Callable[[str], None]) -> None:
    await server.ask_inline(PERSON, DEMAND)
    await poll(lambda: _answered(server), "the inline query got no answer")
    [answer] = await server.responses("answerInlineQuery")
    check(str(answer["results"]), QUOTED)
    tell("an inline query is answered")


async def _answered(server: Telemelya) -> bool:
    return bool(await server.responses("answerInlineQuery"))
