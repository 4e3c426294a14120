"""telegram-test-api (npm, MIT): by polling, behind a shim; private chats and groups."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from bot.playground.server.server import HOST
from tests.chaos.process import free_port, make_environment
from tests.foreign.programs import install_from_npm, running, serving
from tests.foreign.serving import TOKEN, bot_beside
from tests.foreign.shim import Mended, make_shim
from tests.foreign.talk import Seen, ask_in_group, ask_in_private, compose_seen

NAME = "telegram-test-api"
PINNED = "telegram-test-api@4.2.1"
START = "new (require('telegram-test-api'))({port: %d, host: '%s'}).start()"
USERNAME = "TestNameBot"
PERSON, GROUP = 1001, -1002


class Emulator:
    """A person's side of it."""

    def __init__(self, url: str) -> None:
        self._client = httpx.AsyncClient(base_url=url)

    async def say(self, chat_id: int, text: str) -> None:
        message = {"date": int(time.time()), "text": text, "from": _person(), "chat": _chat(chat_id)}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        await self._post("sendCommand" if "entities" in message else "sendMessage", message)

    async def tap(self, chat_id: int, message_id: int, data: str) -> None:
        message = {"message_id": message_id, "date": int(time.time()), "chat": _chat(chat_id)}
        await self._post("sendCallback", {"from": _person(), "message": message, "data": data})

    async def read(self, chat_id: int) -> list[Seen]:
        answer = await self._client.post("/getUpdatesHistory", json={"token": TOKEN})
        history = answer.raise_for_status().json()["result"]
        sent = [one for one in history if str(one.get("message", {}).get("chat_id")) == str(chat_id)]
        return [compose_seen(one["messageId"], one["message"]) for one in sent]

    async def close(self) -> None:
        await self._client.aclose()

    async def _post(self, verb: str, body: dict[str, Any]) -> None:
        answer = await self._client.post(f"/{verb}", json={"botToken": TOKEN, **body})
        assert answer.json()["ok"], answer.text


def _person() -> dict[str, Any]:
    return {"id": PERSON, "is_bot": False, "first_name": "Ann", "username": "ann_reads"}


def _chat(chat_id: int) -> dict[str, Any]:
    return {"id": chat_id, "title": "Desk", "type": "private" if chat_id > 0 else "group"}


async def run(folder: Path, tell: Callable[[str], None]) -> None:
    installed = install_from_npm(folder / "node", PINNED)
    tell(f"installed {PINNED}")
    port, mended = free_port(), Mended()
    url = f"http://{HOST}:{port}"
    async with (
        running(["node", "-e", START % (port, HOST)], f"{url}/", folder / "server.txt", cwd=installed),
        serving(make_shim(url, mended)) as shim,
    ):
        server = Emulator(url)
        async with bot_beside(make_environment(shim, TOKEN, folder / "data"), folder):
            await ask_in_private(server, tell, PERSON)
            await ask_in_group(server, tell, GROUP, USERNAME)
        await server.close()
    tell(f"mended on the way: {', '.join(f'{what} ({times})' for what, times in sorted(mended.items()))}")
    tell("PASSED")
