"""How what is sent to the bot becomes an article: fetched or downloaded, then taken in."""

from typing import NamedTuple

from bot.chat.api import TelegramApi
from bot.chat.nouns import Piece, SentFile
from bot.ingest.arrivals import Arrivals
from bot.ingest.fetch.fetching import Fetcher
from bot.model.arrival import Arrival
from bot.model.errors import CallRefusedError

MOST_BYTES = 20 * 1024 * 1024
"""That a bot may download (https://core.telegram.org/bots/api#getfile)."""
_TOO_BIG = "file is too big"


class Arriving(NamedTuple):
    """`arrivals`: the way into the collection that everybody reads."""

    arrivals: Arrivals
    fetcher: Fetcher

    async def take(self, piece: Piece, api: TelegramApi) -> Arrival:
        """Raises FetchError, CallError, StoreError and EngineError."""
        if piece.file is not None:
            return await self._take_file(piece.file, api)
        if piece.link is not None:
            return await self.arrivals.take_page(await self.fetcher.fetch(piece.link))
        if piece.post is not None:
            return await self.arrivals.take_post(piece.post)
        raise ValueError("a piece of nothing")

    async def _take_file(self, file: SentFile, api: TelegramApi) -> Arrival:
        """What is of no kind that is read, or larger than Telegram gives to bots, is not downloaded."""
        size = file.size or 0
        if refused := self.arrivals.judge_file(file.name, 0 if size > MOST_BYTES else size):
            return refused
        if size > MOST_BYTES:
            return _TOO_LARGE
        try:
            data = await api.download(file.file_id)
        except CallRefusedError as error:
            if _TOO_BIG in error.text.casefold():
                return _TOO_LARGE
            raise
        return await self.arrivals.take_file(data, file.name)


_TOO_LARGE = Arrival(state="refused", refusal="too-large-telegram", reason="is larger than bots may download")
