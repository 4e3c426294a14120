"""/open, /close and /opened, for operators: where else is read what a group keeps.

What is said is the same whether or not the group keeps anything: that is nobody else's business.
"""

import re

from bot.chat.desk import Desk
from bot.chat.nouns import Command
from bot.chat.render import render_sentence
from bot.model.collection import Opening

MOST_SHOWN = 100
_PAIR = re.compile(r"(-\d{1,19})(?:\s+(-?\d{1,19}))?")


class Openings:
    """Groups and people are named by their numbers, as in /allow. In a group the place may be left out: it is meant."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def open(self, command: Command) -> None:
        """/open GROUP PLACE."""
        pair = _read_pair(command)
        if pair is None:
            await self._explain(command)
            return
        owner, reader = pair
        opening = Opening(owner_id=owner, reader_id=reader, opened_by=command.sender.id, opened=self._desk.clock())
        done = await self._desk.store.collections.open(opening)
        await self._tell(command, "bot-open-done" if done else "bot-open-already", pair)

    async def close(self, command: Command) -> None:
        """/close GROUP PLACE."""
        pair = _read_pair(command)
        if pair is None:
            await self._explain(command)
            return
        done = await self._desk.store.collections.close(*pair)
        await self._tell(command, "bot-close-done" if done else "bot-close-none", pair)

    async def show(self, command: Command) -> None:
        """/opened: all of them."""
        messages = (await self._desk.manners.of(command)).messages
        openings = await self._desk.store.collections.openings()
        lines = [f"{one.owner_id} → {one.reader_id}" for one in openings[-MOST_SHOWN:]]
        text = "\n".join([messages.text("bot-opened-title"), *lines]) if lines else messages.text("bot-opened-none")
        await self._desk.reply(command, [render_sentence(text, messages, trusted=False)])

    async def _explain(self, command: Command) -> None:
        messages = (await self._desk.manners.of(command)).messages
        await self._desk.say(command, messages.text("bot-open-how"), messages)

    async def _tell(self, command: Command, name: str, pair: tuple[int, int]) -> None:
        messages = (await self._desk.manners.of(command)).messages
        text = messages.text(name, group=str(pair[0]), place=str(pair[1]))
        await self._desk.say(command, text, messages, trusted=False)


def _read_pair(command: Command) -> tuple[int, int] | None:
    match = _PAIR.fullmatch(command.argument)
    here = None if command.chat_kind == "private" else str(command.place.chat_id)
    if match is None or (reader := match[2] or here) is None:
        return None
    owner, place = int(match[1]), int(reader)
    return (owner, place) if owner < 0 and 0 < abs(place) < 2**63 and owner > -(2**63) else None
