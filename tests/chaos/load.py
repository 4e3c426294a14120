"""People who go on asking, whatever happens to the bot."""

import asyncio
from random import Random
from typing import NamedTuple

from bot.playground.server import TelegramServer

QUESTIONS = (
    "what does Russia demand?",
    "how many dockers walked out?",
    "who is Alexander Grushko?",
    "what did Zelensky say about Putin?",
    "when does the ceasefire begin?",
    "what is the capital of Peru?",
    "чего требует Россия?",
    "що сталося в порту?",
    "and Ukraine?",
    "why?",
)


class Asked(NamedTuple):
    """A question as it stands in its chat."""

    chat_id: int
    message_id: int


class Seat(NamedTuple):
    """Where somebody asks: `prefix` is what addresses the bot there."""

    chat_id: int
    user_id: int
    thread_id: int | None = None
    prefix: str = ""


class Crowd:
    """Three private chats, a group, and a forum with two threads."""

    def __init__(self, telegram: TelegramServer, chance: Random) -> None:
        self._telegram = telegram
        self.chance = chance
        self.asked: list[Asked] = []
        self.seats = self._seat()

    def _seat(self) -> list[Seat]:
        world = self._telegram.world
        people = [world.person(name) for name in ("Ann", "Bo", "Cy")]
        for one in people:
            one.started = one.met = True
            world.private(one.id)
        ann, bo, cy = (one.id for one in people)
        group = world.group("Desk", ann, bo, cy)
        forum = world.group("Bureau", ann, bo, cy, kind="forum")
        threads = [self._telegram.gatherings.open_thread(forum.id, ann, name) for name in ("Ports", "Talks")]
        ask = f"/ask@{world.bot.username} "
        private = [Seat(one, one) for one in (ann, bo, cy)]
        in_forum = [Seat(forum.id, ann, thread, ask) for thread in threads]
        return [*private, Seat(group.id, bo, None, ask), *in_forum, Seat(forum.id, cy, None, ask)]

    def ask(self) -> None:
        """Somebody asks something."""
        seat = self.chance.choice(self.seats)
        text = f"{seat.prefix}{self.chance.choice(QUESTIONS)}"
        message_id = self._telegram.people.write(seat.chat_id, seat.user_id, text, thread_id=seat.thread_id)
        self.asked.append(Asked(seat.chat_id, message_id))

    async def go_on(self, per_second: float) -> None:
        """Until it is cancelled."""
        while True:
            self.ask()
            await asyncio.sleep(self.chance.expovariate(per_second))
