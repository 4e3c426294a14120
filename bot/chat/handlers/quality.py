"""/quality: what the last report measured."""

import asyncio

from bot.chat.desk import Desk
from bot.chat.nouns import Command
from bot.chat.render.quality import render_quality
from bot.text.resources import find_quality


class QualityHandler:
    """Shows the head lines that come with the program; read anew each time, since a report may replace them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self, command: Command) -> None:
        """One message, also when nothing was measured."""
        manner = await self._desk.manners.of(command)
        quality = await asyncio.to_thread(find_quality)
        await self._desk.reply(command, [render_quality(quality, manner.messages)])
