"""Stored updates, each read, handed to its handler and closed; in order per place, places beside each other."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from telegram.ext import Application, CallbackContext

from bot.chat.backoff import insist
from bot.chat.incoming import read_incoming
from bot.chat.nouns import BotIdentity, Heard
from bot.chat.pump import Pump
from bot.model.chat_protocols import UpdateStore
from bot.model.errors import StoreError, UpdateError
from bot.model.update import Update

log = logging.getLogger(__name__)

SLOTS = 8
"""Updates worked on at once."""
MOST_ATTEMPTS = 5
"""An update in hand that often when the process ended, or when the store failed, is set aside: it may be the cause."""

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
OnFailure = Callable[[Heard, Exception], Awaitable[None]]


class Processor:
    """Claims updates and runs them through the application's handlers.

    A handler closes its update by recording what answers it, in one transaction; what no handler closed is done. An
    update whose handler failed is set aside with its error, and `on_failure` may tell the person.
    """

    def __init__(
        self, updates: UpdateStore, application: AnyApplication, identity: BotIdentity, on_failure: OnFailure
    ) -> None:
        self._updates = updates
        self._application = application
        self._identity = identity
        self._on_failure = on_failure
        self._errors: dict[int, Exception] = {}
        self._pump = Pump("processing", self._claim, self._process, slots=SLOTS)
        self.wake = self._pump.wake
        self.run = self._pump.run
        self.finish = self._pump.finish
        application.add_error_handler(self._note_error)

    async def recover(self) -> int:
        """For the start: what was in hand when the process ended waits again; how many."""
        return await self._updates.requeue(MOST_ATTEMPTS)

    async def _claim(self, free: int) -> Sequence[Update]:
        return await self._updates.claim(free)

    async def _process(self, update: Update) -> None:
        heard: Heard | None = None
        try:
            heard = read_incoming(json.loads(update.payload), self._identity)
            if heard is not None:
                await self._handle(heard)
            await self._updates.finish(update.update_id)
        except UpdateError as error:
            log.error("update set aside", extra={"update": update.update_id, "reason": error.text})
            await insist(partial(self._updates.fail, update.update_id, error.text))
        except StoreError as error:
            await self._give_back(update, heard, error)

    async def _handle(self, heard: Heard) -> None:
        """The library hands a handler's error to error handlers and goes on: here it is raised again, or told."""
        await self._application.process_update(heard)
        error = self._errors.pop(heard.update_id, None)
        if isinstance(error, StoreError | UpdateError):
            raise error
        if error is not None:
            await self._set_aside(heard.update_id, heard, error)

    async def _note_error(self, heard: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        error = context.error
        log.error("handler failed", exc_info=error)
        if error is not None:
            self._errors[getattr(heard, "update_id", -1)] = error

    async def _give_back(self, update: Update, heard: Heard | None, error: StoreError) -> None:
        """The store could not be used: later perhaps it can."""
        log.warning("update put back", extra={"update": update.update_id, "reason": error.text})
        if update.attempts >= MOST_ATTEMPTS:
            await insist(partial(self._set_aside, update.update_id, heard, error))
        else:
            await asyncio.sleep(update.attempts)
            await insist(partial(self._updates.put_back, update.update_id))

    async def _set_aside(self, update_id: int, heard: Heard | None, error: Exception) -> None:
        """Nothing is told of one that was answered before its handler failed."""
        if await self._updates.fail(update_id, f"{type(error).__name__}: {error}") and heard is not None:
            await self._on_failure(heard, error)
