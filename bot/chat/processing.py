"""Stored updates, each read, handed to its handler and closed; in order per place, places beside each other."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from telegram.ext import Application, CallbackContext

from bot.chat.backoff import FIRST, insist
from bot.chat.incoming import read_incoming
from bot.chat.nouns import NO_MESSAGE, BotIdentity, Edited, Heard, Incoming
from bot.chat.pump import Pump
from bot.model.chat_protocols import UpdateStore
from bot.model.errors import BriefingError, StoreError, UpdateError
from bot.model.update import Update

log = logging.getLogger(__name__)

SLOTS = 8
"""Updates worked on at once."""
MOST_ATTEMPTS = 5
"""An update that failed so often because the store could not be used is set aside."""
MOST_CRASHES = 20
"""An update in hand so often when the process ended is set aside: it may be what ends it. Of a process that is killed
again and again for other reasons, hardly any update is in hand at all of its ends."""

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
OnFailure = Callable[[Heard, Exception], Awaitable[None]]


class Processor:
    """Claims updates and runs them through the application's handlers.

    A handler closes its update by recording what answers it, in one transaction; what no handler closed is done. An
    update whose handler failed is set aside with its error, and `on_failure` may tell the person.
    """

    def __init__(
        self,
        updates: UpdateStore,
        application: AnyApplication,
        identity: BotIdentity,
        on_failure: OnFailure,
        count_failure: Callable[[], None] = lambda: None,
        first_wait: float = FIRST,
    ) -> None:
        self._updates = updates
        self._application = application
        self._identity = identity
        self._on_failure = on_failure
        self._count_failure = count_failure
        self._first_wait = first_wait
        self._errors: dict[int, Exception] = {}
        self._failures: Counter[int] = Counter()
        self._pump = Pump("processing", self._claim, self._process, slots=SLOTS)
        self.wake = self._pump.wake
        self.run = self._pump.run
        self.finish = self._pump.finish
        application.add_error_handler(self._note_error)

    async def recover(self) -> int:
        """For the start: what was in hand when the process ended waits again; how many."""
        return await self._updates.requeue(MOST_CRASHES)

    async def _claim(self, free: int) -> Sequence[Update]:
        return await self._updates.claim(free)

    async def _process(self, update: Update) -> None:
        heard: Heard | None = None
        try:
            heard = _where_it_is_now(read_incoming(json.loads(update.payload), self._identity), update)
            if heard is not None:
                await self._handle(heard)
            await self._updates.finish(update.update_id)
        except UpdateError as error:
            log.error("update set aside", extra={"update": update.update_id, "reason": error.text})
            await insist(partial(self._updates.fail, update.update_id, error.text))
            self._count_failure()
        except StoreError as error:
            await self._give_back(update, heard, error)
        except Exception as error:  # left in hand, it would hold up its place until a restart
            log.exception("update set aside", extra={"update": update.update_id})
            await insist(partial(self._set_aside, update.update_id, heard, error))

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
        # What the store or a person's text made fail may hold that text: its own words say enough.
        log.error("handler failed", exc_info=None if isinstance(error, BriefingError) else error)
        if error is not None:
            self._errors[getattr(heard, "update_id", -1)] = error

    async def _give_back(self, update: Update, heard: Heard | None, error: StoreError) -> None:
        """The store could not be used: later perhaps it can."""
        log.warning("update put back", extra={"update": update.update_id, "reason": error.text})
        self._failures[update.update_id] += 1
        if self._failures[update.update_id] >= MOST_ATTEMPTS:
            del self._failures[update.update_id]
            await insist(partial(self._set_aside, update.update_id, heard, error))
        else:
            await asyncio.sleep(self._first_wait * self._failures[update.update_id])
            await insist(partial(self._updates.put_back, update.update_id))

    async def _set_aside(self, update_id: int, heard: Heard | None, error: Exception) -> None:
        """Nothing is told of one that was answered before its handler failed."""
        if not await self._updates.fail(update_id, f"{type(error).__name__}: {error}"):
            return
        self._count_failure()
        if heard is not None:
            await self._on_failure(heard, error)


def _where_it_is_now(heard: Heard | None, update: Update) -> Heard | None:
    """What was said in a group that has become a supergroup since is answered there; message ids began anew there."""
    if not isinstance(heard, Incoming) or update.place is None or heard.place.chat_id == update.place.chat_id:
        return heard
    place = heard.place.model_copy(update={"chat_id": update.place.chat_id})
    moved: dict[str, object] = {"place": place, "message_id": NO_MESSAGE, "answers": None}
    moved = {name: value for name, value in moved.items() if name in type(heard).model_fields}
    if isinstance(heard, Edited):
        question = heard.question.model_copy(update={"place": place, "message_id": NO_MESSAGE, "answers": None})
        return heard.model_copy(update={"place": place, "question": question})
    return heard.model_copy(update=moved)
