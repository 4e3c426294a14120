"""Updates brought by Telegram itself: the route that takes them in, and the loop that keeps the webhook set."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.chat.api import TelegramApi
from bot.chat.backoff import Backoff
from bot.chat.intake import ALLOWED, Intake
from bot.chat.pulse import Pulse
from bot.model.errors import CallDelayedError, CallError, StoreError

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a header's name)
LARGEST = 2**20
"""Bytes of one update; Telegram's are a few kilobytes."""
CONNECTIONS = 40
"""Updates that Telegram may bring at once; it orders them per chat itself."""
CHECK_SECONDS = 60.0


class WebhookOptions(NamedTuple):
    """`url`: the public https address, whose path is the route's. `secret`: what every call must bring."""

    url: str
    secret: str


def make_route(intake: Intake, options: WebhookOptions) -> Callable[[Request], Awaitable[Response]]:
    """What takes an update in. 200 only once it is on the disk; a second delivery of the same update changes nothing.

    | what comes | answer |
    |---|---|
    | no secret, or a wrong one | 403 |
    | another content type than JSON (a charset beside it is accepted) | 415 |
    | more than a megabyte | 413 |
    | no JSON object, no id | 400: Telegram would bring it again and again, so it is logged |
    | the store cannot be used | 503: Telegram brings it again later |
    """

    async def take(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), options.secret.encode()):
            return PlainTextResponse("wrong secret\n", 403)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
        if kind != "application/json":
            return PlainTextResponse("JSON is expected\n", 415)
        return await _store(request, intake)

    return take


async def _store(request: Request, intake: Intake) -> Response:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return PlainTextResponse("too large\n", 413)
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        log.error("a webhook brought no JSON")
        return PlainTextResponse("not JSON\n", 400)
    try:
        offset = await intake.take_in([update])
    except StoreError as error:
        log.warning("an update was not stored", extra={"reason": error.text})
        return PlainTextResponse("not stored\n", 503)
    return PlainTextResponse("ok\n") if offset is not None else PlainTextResponse("not an update\n", 400)


class WebhookKeeper:
    """Sets the webhook, sees every minute that it is still set, and what Telegram says of it."""

    def __init__(
        self,
        api: TelegramApi,
        options: WebhookOptions,
        pulse: Pulse,
        *,
        backoff: Backoff | None = None,
        every: float = CHECK_SECONDS,
    ) -> None:
        self._api = api
        self._options = options
        self._pulse = pulse
        self._backoff = backoff or Backoff()
        self._every = every

    async def run(self) -> None:
        """Until it is cancelled. The webhook stays set when the process ends: updates wait at Telegram."""
        await self._keep(self._set)
        while True:
            await asyncio.sleep(self._every)
            await self._keep(self._check)

    async def _keep(self, step: Callable[[], Awaitable[None]]) -> None:
        """The step, until it succeeds."""
        while True:
            try:
                await step()
                self._backoff.reset()
                return
            except CallError as error:
                self._pulse.miss(error)
                wait = self._backoff.next()
                if isinstance(error, CallDelayedError):
                    wait = max(wait, error.seconds)
                log.warning("webhook not kept", extra={"reason": error.text, "wait": round(wait, 1)})
                await asyncio.sleep(wait)

    async def _set(self) -> None:
        params: dict[str, Any] = {
            "url": self._options.url,
            "secret_token": self._options.secret,
            "allowed_updates": list(ALLOWED),
            "max_connections": CONNECTIONS,
        }
        await self._api.call("setWebhook", params)
        self._pulse.beat()

    async def _check(self) -> None:
        """Another process may have set its own, or removed ours by polling."""
        answer = await self._api.call("getWebhookInfo")
        info: dict[str, Any] = answer if isinstance(answer, dict) else {}
        if info.get("url") != self._options.url:
            log.warning("the webhook was changed from outside; set anew")
            await self._set()
            return
        self._pulse.beat()
        if message := info.get("last_error_message"):
            waiting = info.get("pending_update_count")
            log.warning("Telegram could not deliver", extra={"reason": message, "waiting": waiting})
