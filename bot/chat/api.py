"""Calls to the Bot API over python-telegram-bot, its errors translated once."""

import os
import re
import warnings
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
from telegram import Bot
from telegram import error as ptb
from telegram.request import BaseRequest
from telegram.warnings import PTBUserWarning

from bot.model.errors import (
    CallDelayedError,
    CallError,
    CallNotMadeError,
    CallRefusedError,
    CallUnsureError,
    ChatClosedError,
    ChatMovedError,
    OtherPollerError,
    TokenRefusedError,
)

# Recorded calls go through `do_api_request`, which recommends the library's typed methods each time.
warnings.filterwarnings("ignore", "Please use 'Bot", PTBUserWarning)
# RetryAfter then gives a timedelta, as it always will in the library's next version, and does not warn of that.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_NOT_MADE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
"""What httpx raises before it sends anything (https://www.python-httpx.org/exceptions/)."""
_KINDS: dict[type[ptb.TelegramError], type[CallError]] = {
    ptb.Forbidden: ChatClosedError,
    ptb.Conflict: OtherPollerError,
    ptb.BadRequest: CallRefusedError,
    ptb.NetworkError: CallUnsureError,
}
"""In this order: the library's BadRequest is a NetworkError too."""
NO_ENVELOPE = (AttributeError, LookupError, TypeError, ValueError)
"""What the library raises for a body that is JSON and none of Telegram's: a proxy answers, or another server."""
_UNAUTHORIZED = ("unauthorized", "invalid token")
_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
_LONGEST_WORDS = 300


class TelegramApi:
    """Every method by its name, parameters and results as JSON has them.

    The typed methods of the library are left aside: what is recorded in the database is sent as it was recorded.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def call(
        self, method: str, params: Mapping[str, Any] | None = None, *, read_timeout: float | None = None
    ) -> Any:
        """The method's result. Raises CallError, and nothing else that comes from the network or from Telegram.

        `read_timeout`: seconds to wait for the answer, instead of those that the bot was made with.
        """
        wait = BaseRequest.DEFAULT_NONE if read_timeout is None else read_timeout
        try:
            return await self._bot.do_api_request(method, api_kwargs=dict(params or {}), read_timeout=wait)
        except (ptb.TelegramError, *NO_ENVELOPE) as error:
            raise translate(error) from error

    async def download(self, file_id: str) -> bytes:
        """The bytes of a file that was sent to the bot, of at most 20 MB. Raises CallError."""
        try:
            file = await self._bot.get_file(file_id)
            return bytes(await file.download_as_bytearray())
        except (ptb.TelegramError, RuntimeError, *NO_ENVELOPE) as error:
            raise translate(error) from error


def translate(error: Exception) -> CallError:
    """The library's error as ours. Its texts have lost "Bad Request: " and some capitals."""
    if not isinstance(error, ptb.TelegramError):
        return CallUnsureError(f"not an answer of Telegram: {type(error).__name__}")
    match error:
        case ptb.RetryAfter():
            return CallDelayedError(_words(error), _seconds(error.retry_after))
        case ptb.ChatMigrated():
            return ChatMovedError(_words(error), error.new_chat_id)
        case ptb.InvalidToken() | ptb.EndPointNotFound():
            return _without_token(error)
    kind = next((ours for theirs, ours in _KINDS.items() if isinstance(error, theirs)), CallUnsureError)
    return (CallNotMadeError if isinstance(error.__cause__, _NOT_MADE) else kind)(_words(error))


def _without_token(error: ptb.TelegramError) -> CallError:
    """401 and 404 look alike to the library: the first means the token, the second a method that is not known."""
    cause = error.__cause__ if isinstance(error.__cause__, ptb.TelegramError) else error
    if any(words in cause.message.casefold() for words in _UNAUTHORIZED):
        return TokenRefusedError(_words(cause))
    return CallRefusedError(_words(error))


def _words(error: ptb.TelegramError) -> str:
    """What it says. The page of a proxy may stand in it, as long as it is, and repeat the address with the token."""
    return _TOKEN.sub("***", error.message)[:_LONGEST_WORDS]


def _seconds(wait: int | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
