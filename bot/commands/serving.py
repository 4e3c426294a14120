"""What `doctor` looks at of the bot on Telegram: the token, the chat's database, the serving process."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import httpx

from bot.app import chat_database_path
from bot.commands.findings import Finding
from bot.commands.shared import describe_error
from bot.model.delivery import DeliveryState
from bot.model.errors import StoreError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.text.messages import Messages

PATIENCE = 5.0
"""Seconds that an answer may take."""


async def check_telegram(current: Settings, messages: "Messages") -> AsyncIterator[Finding]:
    """The token where there is one, and what the bot keeps where it has kept something."""
    if current.telegram_token is not None:
        yield await _check_token(current, current.telegram_token.get_secret_value(), messages)
    if chat_database_path(current).is_file():
        yield await _check_chat_store(current, messages)


async def check_serving(current: Settings, messages: "Messages") -> Finding:
    """Whether a serving process answers where BRIEFING_LISTEN says."""
    host, port = current.listen_address
    # What listens everywhere is asked on the loopback.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (nothing is bound here)
    url = f"http://[{host}]:{port}/healthz" if ":" in host else f"http://{host}:{port}/healthz"
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as client:
            answer = await client.get(url)
    except httpx.HTTPError as error:
        return Finding("problem", messages.text("doctor-serving-none", url=url, reason=_reason(error)))
    if answer.status_code != httpx.codes.OK:
        return Finding("problem", messages.text("doctor-serving-none", url=url, reason=str(answer.status_code)))
    return Finding("ok", messages.text("doctor-serving", url=url))


async def _check_token(current: Settings, token: str, messages: "Messages") -> Finding:
    """Asks Telegram once; what cannot be reached now may be reached later and is no problem of the settings."""
    try:
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            answer = await client.get(f"{current.telegram_api_url}/bot{token}/getMe")
            found = answer.json()
            name = found["result"]["username"] if found["ok"] else None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Finding(
            "warning", messages.text("doctor-telegram-none", url=current.telegram_api_url, reason=_reason(error))
        )
    except (ValueError, KeyError, TypeError):
        return Finding("warning", messages.text("doctor-telegram-none", url=current.telegram_api_url, reason="?"))
    if name is None:
        return Finding("problem", messages.text("error-token"))
    return Finding("ok", messages.text("doctor-token", username=f"@{name}"))


async def _check_chat_store(current: Settings, messages: "Messages") -> Finding:
    from bot.store.chat.sql import open_chat_store

    try:
        store = await open_chat_store(chat_database_path(current))
        try:
            counts = await store.deliveries.counts()
        finally:
            await store.close()
    except StoreError as error:
        return Finding("problem", describe_error(error, messages))
    waiting = counts[DeliveryState.WAITING] + counts[DeliveryState.SENDING]
    return Finding("ok", messages.text("doctor-chat-store", count=waiting))


def _reason(error: Exception) -> str:
    """Without the address, in which the token stands."""
    return type(error).__name__
