"""Photos, voice notes, stickers: one sentence, one for a whole album."""

from collections import OrderedDict

from bot.chat.desk import Desk
from bot.chat.nouns import Unsupported

REMEMBERED = 1000
"""Albums whose sentence was said; Telegram delivers the photos of one within seconds."""


class UnsupportedKinds:
    """Says what can be read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._albums: OrderedDict[tuple[int, str], None] = OrderedDict()

    async def answer(self, unsupported: Unsupported) -> None:
        """Nothing for the further photos of an album."""
        if unsupported.album is not None and self._is_known((unsupported.place.chat_id, unsupported.album)):
            return
        messages = (await self._desk.manners.of(unsupported)).messages
        await self._desk.say(unsupported, messages.text("bot-text-only"), messages)

    def _is_known(self, album: tuple[int, str]) -> bool:
        known = album in self._albums
        self._albums[album] = None
        while len(self._albums) > REMEMBERED:
            self._albums.popitem(last=False)
        return known
