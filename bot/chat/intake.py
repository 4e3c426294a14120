"""Updates in: fetched by long polling, on the disk before they are confirmed."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeGuard

from bot.chat.api import TelegramApi
from bot.chat.backoff import Backoff
from bot.chat.incoming import find_place, read_inline
from bot.chat.nouns import Inline
from bot.chat.pulse import Pulse
from bot.model.chat_protocols import UpdateStore
from bot.model.errors import BriefingError, CallDelayedError, CallError, OtherPollerError, TokenRefusedError
from bot.model.update import Update

log = logging.getLogger(__name__)

ALLOWED = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "my_chat_member",
    "inline_query",
)
POLL_SECONDS = 30
"""How long Telegram may hold a poll (it allows 50)."""
LATE = 15.0
"""Seconds that an answer may take beyond the poll's own time before the connection counts as stuck."""
WEBHOOK = "webhook is active"
REBUILD = 3
"""After so many failures in a row the connections are made anew: one may be stuck in the pool (PTB#4523)."""
_IDS = range(2**63)


class Intake:
    """Stores what Telegram sends. Webhooks and polls bring the same updates to the same place.

    `on_new` is called when something was stored. Inline queries go to `on_inline` and are not stored: they are worth
    nothing after some seconds, and every letter typed makes one.
    """

    def __init__(self, store: UpdateStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self.on_new: Callable[[], None] = lambda: None
        self.on_inline: Callable[[Inline], None] = lambda _inline: None

    async def take_in(self, raw: Sequence[object]) -> int | None:
        """Stores the updates; the offset that confirms them, once they are on the disk. None when there are none.

        What carries no id that can be stored is logged and left out: nothing could confirm it. Raises StoreError.
        """
        known = [one for one in raw if _has_id(one)]
        updates = [self._compose(one) for one in known if "inline_query" not in one]
        await self._store.add(updates)
        if updates:
            self.on_new()
        for one in known:
            if inline := read_inline(one):
                self.on_inline(inline)
        return max((one["update_id"] for one in known), default=-1) + 1 or None

    def _compose(self, raw: Mapping[str, Any]) -> Update:
        payload = json.dumps(raw, ensure_ascii=False)
        return Update(update_id=raw["update_id"], place=find_place(raw), received=self._clock(), payload=payload)


def _has_id(raw: object) -> TypeGuard[Mapping[str, Any]]:
    update_id = raw.get("update_id") if isinstance(raw, Mapping) else None
    if type(update_id) is int and update_id in _IDS:
        return True
    log.error("an update without an id was left out", extra={"kind": type(raw).__name__})
    return False


class Poller:
    """Polls until it is stopped, whatever happens.

    | what happens | what it does |
    |---|---|
    | no connection, no answer, 5xx, a body that is no JSON | tries again, after 1 s, growing to 30 s |
    | 429 | waits as long as Telegram says |
    | 409: a second poller | tries again, as above, and says so in the log and to /readyz |
    | 409: a webhook is set | removes it: polling is what was asked for |
    | 401: the token was revoked | the same |
    | the updates cannot be stored | confirms nothing and tries again, as above |
    """

    def __init__(
        self,
        api: TelegramApi,
        intake: Intake,
        pulse: Pulse,
        *,
        rebuild: Callable[[], Awaitable[None]],
        seconds: int = POLL_SECONDS,
        backoff: Backoff | None = None,
        count: Callable[[str], None] = lambda _outcome: None,
    ) -> None:
        self._api = api
        self._intake = intake
        self._pulse = pulse
        self._rebuild = rebuild
        self._seconds = seconds
        self._count = count
        self._offset: int | None = None
        self._backoff = backoff or Backoff()

    async def run(self) -> None:
        """Until it is cancelled: nothing is lost by that, an unconfirmed update comes again."""
        while True:
            try:
                await self._poll()
                self._backoff.reset()
            except BriefingError as error:
                await self._wait_after(error)
            except Exception as error:
                log.exception("polling failed")
                await self._wait_after(error)

    async def _poll(self) -> None:
        held = self._seconds if self._pulse.age() is not None else 0  # the first tells at once that updates come in
        params: dict[str, Any] = {"timeout": held, "allowed_updates": list(ALLOWED), "limit": 100}
        if self._offset is not None:
            params["offset"] = self._offset
        async with asyncio.timeout(self._seconds + 2 * LATE):
            raw = await self._api.call("getUpdates", params, read_timeout=self._seconds + LATE)
        offset = await self._intake.take_in(raw if isinstance(raw, list) else [])
        self._offset = offset or self._offset
        self._pulse.beat()
        self._count("ok")

    async def _remove_webhook(self) -> None:
        """It was set by an earlier mode of this bot: polling is what was asked for now. Nothing that waits is lost."""
        with suppress(CallError):
            await self._api.call("deleteWebhook", {"drop_pending_updates": False})
            log.warning("a webhook was set; removed, since this bot polls")

    async def _wait_after(self, error: Exception) -> None:
        self._pulse.miss(error)
        self._count("failed")
        wait = self._backoff.next()
        if isinstance(error, CallDelayedError):
            wait = max(wait, error.seconds)
        level = logging.ERROR if isinstance(error, OtherPollerError | TokenRefusedError) else logging.WARNING
        if isinstance(error, OtherPollerError) and WEBHOOK in str(error):
            await self._remove_webhook()
        log.log(level, "poll failed", extra={"reason": str(error) or type(error).__name__, "wait": round(wait, 1)})
        await asyncio.sleep(wait)
        if self._backoff.failures % REBUILD == 0:
            try:
                await self._rebuild()
            except Exception:
                log.exception("connections not made anew")
