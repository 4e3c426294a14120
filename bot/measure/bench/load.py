"""People who ask over the local Bot API server, in its process, and how long each waits for an answer."""

import asyncio
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import NamedTuple

from bot.measure.percentiles import percentile
from bot.playground.server import TelegramServer, World
from bot.playground.server.chats import Chat
from bot.playground.server.messages import Message

QUESTIONS = (
    "what does Russia demand?",
    "who leads the port strike talks?",
    "how many dockers are on strike?",
    "when does the bridge open?",
    "what did the ministry say about the dam?",
    "who raises the fare for night buses?",
)
PATIENCE = 30.0
"""Seconds after which an answer counts as lost."""


class Asked(NamedTuple):
    """`waits`: seconds from a question to the first message that answers it. `lost`: questions without an answer."""

    waits: list[float]
    seconds: float
    lost: int

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds if self.seconds else 0.0

    def milliseconds(self, share: float) -> str:
        found = percentile(self.waits, share)
        return "–" if found is None else f"{1000 * found:.0f}"


class WatchedWorld(World):
    """Tells who waits for it of each message that the bot writes."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[int, asyncio.Future[float]] = {}
        self.written: dict[int, int] = {}
        """Messages of the bot, by chat."""

    def post(self, chat: Chat, message: Message) -> Message:
        posted = super().post(chat, message)
        if message.sender == self.bot.id:
            self.written[chat.id] = self.written.get(chat.id, 0) + 1
            waiting = self._waiting.pop(chat.id, None)
            if waiting and not waiting.done():
                waiting.set_result(time.perf_counter())
        return posted

    def expect(self, chat_id: int) -> "asyncio.Future[float]":
        """When the bot writes there next."""
        self._waiting[chat_id] = future = asyncio.get_running_loop().create_future()
        return future

    def forget_calls(self) -> None:
        """The record of calls grows with each of them, and so would the time of some."""
        self.calls.clear()


class Crowd:
    """People with private chats, each with the questions in an order of their own."""

    def __init__(self, telegram: TelegramServer, world: WatchedWorld, size: int) -> None:
        self._telegram = telegram
        self._world = world
        self._asking: list[tuple[int, Iterator[str]]] = []
        for number in range(size):
            person = world.person(f"Person {number}")
            person.started = person.met = True
            world.private(person.id)
            first = number % len(QUESTIONS)
            self._asking.append((person.id, cycle((*QUESTIONS[first:], *QUESTIONS[:first]))))

    async def ask_in_turn(self, seconds: float) -> Asked:
        """Each asks again as soon as the answer is there, for so long."""
        began = time.perf_counter()
        found = await asyncio.gather(*(self._keep_asking(*one, began + seconds) for one in self._asking))
        waits = [wait for each in found for wait in each if wait is not None]
        lost = sum(wait is None for each in found for wait in each)
        self._world.forget_calls()
        return Asked(waits, time.perf_counter() - began, lost)

    async def ask_paced(self, rate: float, seconds: float, until: Callable[[], bool] = lambda: False) -> Asked:
        """So many questions a second, whether answers come or not, for so long or until something holds."""
        began = time.perf_counter()
        asking: list[asyncio.Task[float | None]] = []
        for number in range(max(1, round(rate * seconds))):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            if until():
                break
            asking.append(asyncio.create_task(self._ask(*self._asking[number % len(self._asking)])))
        found = await asyncio.gather(*asking)
        self._world.forget_calls()
        waits = [wait for wait in found if wait is not None]
        return Asked(waits, time.perf_counter() - began, len(found) - len(waits))

    async def _keep_asking(self, person: int, questions: Iterator[str], until: float) -> list[float | None]:
        waits = []
        while time.perf_counter() < until:
            waits.append(await self._ask(person, questions))
        return waits

    async def _ask(self, person: int, questions: Iterator[str]) -> float | None:
        """Seconds to the answer; None when it did not come."""
        answered = self._world.expect(person)
        began = time.perf_counter()
        self._telegram.people.write(person, person, next(questions))
        try:
            async with asyncio.timeout(PATIENCE):
                return await answered - began
        except TimeoutError:
            return None
