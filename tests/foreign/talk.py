"""What a person says on a foreign server, and what the bot must answer."""

import asyncio
import html
import re
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, NamedTuple, Protocol

DEMAND = "what does Russia demand?"
QUOTED = "keep Ukraine neutral and outside NATO"
"""Words of the sample corpus that answer it."""
OUTLET = "Continental Ledger"
FOLLOW_UP, UNDERSTOOD = "and Ukraine?", "what does Ukraine demand?"
SECONDS = 30.0
TAG = re.compile(r"<[^>]*>")


class Seen(NamedTuple):
    """A message of the bot: what a person reads of it, and what its buttons say when they are tapped."""

    message_id: int
    text: str
    data: tuple[str, ...]


class Server(Protocol):
    """A person's side of a server. `chat_id` below zero: a group."""

    async def say(self, chat_id: int, text: str) -> None: ...

    async def tap(self, chat_id: int, message_id: int, data: str) -> None: ...

    async def read(self, chat_id: int) -> list[Seen]:
        """What the bot wrote there, oldest first."""


def compose_seen(message_id: int, message: dict[str, Any]) -> Seen:
    """From what the bot sent: the servers keep HTML as it came."""
    keyboard = message.get("reply_markup") or {}
    data = [button["callback_data"] for row in keyboard.get("inline_keyboard", []) for button in row]
    return Seen(message_id, html.unescape(TAG.sub("", str(message.get("text", "")))), tuple(data))


async def poll(check: Callable[[], Awaitable[bool]], otherwise: str) -> None:
    """Until it holds. AssertionError when it does not in time."""
    try:
        async with asyncio.timeout(SECONDS):
            while not await check():  # noqa: ASYNC110 - these servers tell nobody
                await asyncio.sleep(0.1)
    except TimeoutError:
        raise AssertionError(f"{otherwise}, within {SECONDS:.0f} s") from None


async def wait_for(server: Server, chat_id: int, count: int) -> Seen:
    """The message of that number, 1-based. AssertionError when it does not come."""

    async def has_come() -> bool:
        return len(await server.read(chat_id)) >= count

    await poll(has_come, f"message {count} did not come")
    return (await server.read(chat_id))[count - 1]


async def ask_in_private(server: Server, tell: Callable[[str], None], person: int) -> None:
    """A question, a follow-up, and a tap on the first button of the first answer."""
    await server.say(person, DEMAND)
    answer = await wait_for(server, person, 1)
    check(answer.text, QUOTED, OUTLET)
    tell("a question in a private chat is answered with quotes of the sample corpus")
    await server.say(person, FOLLOW_UP)
    check((await wait_for(server, person, 2)).text, UNDERSTOOD)
    tell("a follow-up is understood")
    assert answer.data, "an answer without buttons"
    await server.tap(person, answer.message_id, answer.data[0])
    check((await wait_for(server, person, 3)).text, QUOTED)
    tell("a tapped button opens its source")
    assert len(await server.read(person)) == 3, "something was sent twice"


async def ask_in_group(server: Server, tell: Callable[[str], None], group: int, username: str) -> None:
    await server.say(group, "nobody asks a bot here")
    await server.say(group, f"/ask@{username} {DEMAND}")
    check((await wait_for(server, group, 1)).text, QUOTED)
    tell("a question in a group is answered, and talk there is not")


def check(text: str, *wanted: str) -> None:
    missing = list(_missing(text, wanted))
    assert not missing, f"{missing} not in {text!r}"


def _missing(text: str, wanted: tuple[str, ...]) -> Iterator[str]:
    flat = " ".join(text.split())
    yield from (words for words in wanted if words not in flat)
