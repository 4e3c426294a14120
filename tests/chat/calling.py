"""The Bot API as our code calls it, against the local server, without the rest of the bot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.chat.api import TelegramApi

NO_CERTIFICATES = {"verify": False}
"""Nothing is encrypted on the loopback, and reading the system's certificates takes 50 ms."""


@asynccontextmanager
async def open_api(url: str, token: str, *, seconds: float = 2.0) -> AsyncIterator[TelegramApi]:
    """`seconds`: how long an answer may take."""
    sending = HTTPXRequest(80, read_timeout=seconds, connect_timeout=seconds, httpx_kwargs=NO_CERTIFICATES)
    polling = HTTPXRequest(2, read_timeout=seconds, httpx_kwargs=NO_CERTIFICATES)
    try:
        yield TelegramApi(Bot(token, base_url=f"{url}/bot", request=sending, get_updates_request=polling))
    finally:
        await sending.shutdown()
        await polling.shutdown()
