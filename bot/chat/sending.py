"""One recorded delivery on its way: the call it becomes, and what its outcome means.

| what happens | what becomes of the delivery |
|---|---|
| sent; an edit that changes nothing; a deletion of what is gone | SENT |
| 429 | waits as long as Telegram says, and so does everything for that chat; other chats go on |
| no connection; 401: the token was revoked | waits, longer each time; dropped after a day |
| no answer, a broken connection, 5xx | a new message: UNSURE, never sent again by itself. An edit: tried five times |
| the chat has become a supergroup | everything of the chat moves there, and it is sent at once |
| 403 (blocked, removed, deleted) | waits until the bot is back in the chat |
| the message to edit is gone | sent as a new message; of mere buttons: REFUSED |
| 400 (muted, closed thread, thread gone ...) | REFUSED; of a digest: its subscription is paused |
| a digest that was due hours ago | DROPPED: the next one says what it would have said |
"""

import logging
from base64 import b64decode
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import Any, NamedTuple

from telegram import InputFile

from bot.chat.api import TelegramApi
from bot.chat.backoff import insist
from bot.chat.calls import DELETE, DOCUMENT, EDIT, MARKUP, NEW, PHOTO, SEND, Call, read_call
from bot.chat.limits import SendLimits
from bot.model.chat_protocols import ChatStore
from bot.model.delivery import Delivery, Priority
from bot.model.errors import (
    CallDelayedError,
    CallError,
    CallRefusedError,
    CallUnsureError,
    ChatClosedError,
    ChatMovedError,
)
from bot.model.membership import MembershipState
from bot.model.subscription import LATE_AFTER, USEFUL
from bot.model.turn import PlacedTurn

log = logging.getLogger(__name__)

STALE = timedelta(days=1)
"""An answer that could not be sent for so long is of no use any more."""
LONGEST_WAIT = 60.0
MOST_EDITS = 5
"""Times an edit is made without an answer: it holds up what else is for its place."""
NOT_MODIFIED = "message is not modified"
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
NOT_THERE = ("message to delete not found", "message can't be deleted", "message identifiers are not specified")


class Ready(NamedTuple):
    """A call as it is made: `params` complete. `message_id`: of the message that it edits."""

    method: str
    params: dict[str, Any]
    message_id: int | None = None


class Sender:
    """Sends what is in hand and records what became of it. `on_done` hears the state's name and the delivery."""

    def __init__(
        self,
        api: TelegramApi,
        store: ChatStore,
        limits: SendLimits,
        clock: Callable[[], datetime],
        on_done: Callable[[str, Delivery], None] = lambda _state, _delivery: None,
    ) -> None:
        self._api = api
        self._store = store
        self._limits = limits
        self._clock = clock
        self._on_done = on_done

    async def send(self, delivery: Delivery) -> None:
        """One delivery that is in hand (SENDING), until what became of it is recorded."""
        try:
            await self._send(delivery)
        except Exception as error:  # left in hand, it would hold up its place until a restart
            log.exception("not sent", extra={"delivery": delivery.id})
            await insist(partial(self._store.deliveries.unsure, delivery.id, type(error).__name__, self._clock()))
            self._on_done("unsure", delivery)
        finally:
            self._limits.arrived(delivery.id, monotonic())

    async def _send(self, delivery: Delivery) -> None:
        ready = await insist(partial(self._prepare, delivery))
        if ready is None:
            return
        try:
            result = await self._call(delivery, ready)
        except CallError as error:
            await insist(partial(self._record_failure, delivery, ready, error))
        else:
            await insist(partial(self._record_sent, delivery, _message_ids(result, ready)))

    async def _call(self, delivery: Delivery, ready: Ready) -> object:
        try:
            return await self._api.call(ready.method, ready.params)
        finally:
            self._limits.arrived(delivery.id, monotonic())

    async def _prepare(self, delivery: Delivery) -> Ready | None:
        """None when nothing is to be sent: it is recorded as dropped then."""
        if delivery.payload is None:
            await self._drop(delivery, "forgotten")
            return None
        call = read_call(delivery.payload)
        if self._is_stale(delivery, call):
            await self._drop(delivery, "too old to be of use")
            return None
        turn = None
        if delivery.turn_id is not None and _is_about_messages(delivery, call):
            turn = await self._store.turns.find(delivery.turn_id)
        ready = make_ready(delivery, self._say_late(call), turn)
        if ready is None:
            await self._drop(delivery, "nothing to delete or to change")
        return ready

    def _is_stale(self, delivery: Delivery, call: Call) -> bool:
        """The next digest says what an old one would have said."""
        if call.due is not None:
            return self._clock() - call.due > USEFUL
        return delivery.priority is Priority.ANSWER and self._clock() - delivery.created > STALE

    def _say_late(self, call: Call) -> Call:
        """Whoever reads a digest hours after its time is told so."""
        if call.due is None or not call.late or self._clock() - call.due <= LATE_AFTER:
            return call
        return call.model_copy(update={"params": call.params | {"text": f"{call.late}\n{call.params['text']}"}})

    async def _record_sent(self, delivery: Delivery, message_ids: list[int]) -> None:
        await self._store.deliveries.sent(delivery.id, message_ids, self._clock())
        self._on_done("sent", delivery)

    async def _record_failure(self, delivery: Delivery, ready: Ready, error: CallError) -> None:
        log.info("not sent", extra={"delivery": delivery.id, "reason": error.text, "kind": type(error).__name__})
        match error:
            case ChatMovedError():
                await self._store.places.migrate(delivery.place.chat_id, error.new_chat_id, self._clock())
                await self._retry(delivery, 0.0, error)
            case CallDelayedError():
                self._limits.pause(delivery.place.chat_id, error.seconds, monotonic())
                await self._retry(delivery, error.seconds, error)
            case ChatClosedError():
                await self._pause_chat(delivery.place.chat_id)
                await self._retry(delivery, 0.0, error)
            case CallRefusedError():
                await self._record_refusal(delivery, ready, error)
            case CallUnsureError() if ready.method in NEW or delivery.attempts >= MOST_EDITS:
                await self._store.deliveries.unsure(delivery.id, error.text, self._clock())
                self._on_done("unsure", delivery)
            case _:
                await self._retry(delivery, min(LONGEST_WAIT, 2.0 ** min(delivery.attempts - 1, 10)), error)

    async def _record_refusal(self, delivery: Delivery, ready: Ready, error: CallRefusedError) -> None:
        text = error.text.casefold()
        if NOT_MODIFIED in text:
            await self._record_sent(delivery, [] if ready.message_id is None else [ready.message_id])
        elif ready.method == DELETE and any(words in text for words in NOT_THERE):
            await self._record_sent(delivery, [])
        elif ready.method == EDIT and any(words in text for words in GONE):
            await self._send_anew(delivery, ready.message_id)
        else:
            log.warning("refused", extra={"delivery": delivery.id, "method": ready.method, "reason": error.text})
            await self._store.deliveries.refused(delivery.id, error.text, self._clock())
            self._on_done("refused", delivery)

    async def _send_anew(self, delivery: Delivery, gone: int | None) -> None:
        """The message to edit is gone: the new text goes into the answer's next message, or becomes one of its own."""
        await self._store.deliveries.rewrite(delivery.id, SEND, delivery.payload or "{}", gone)
        self._on_done("retried", delivery)

    async def _retry(self, delivery: Delivery, seconds: float, error: CallError) -> None:
        due = self._clock() + timedelta(seconds=seconds)
        await self._store.deliveries.retry(delivery.id, due, error.text)
        self._on_done("retried", delivery)

    async def _drop(self, delivery: Delivery, reason: str) -> None:
        await self._store.deliveries.drop(delivery.id, reason, self._clock())
        self._on_done("dropped", delivery)

    async def _pause_chat(self, chat_id: int) -> None:
        """Nothing is claimed for the chat until an update says that the bot is back."""
        state = MembershipState.BLOCKED if chat_id > 0 else MembershipState.REMOVED
        await self._store.places.set_membership(chat_id, state, self._clock())


def _is_about_messages(delivery: Delivery, call: Call) -> bool:
    """Whether it depends on which messages of its turn are there: the first answer to a question does not."""
    return delivery.pane or call.page is not None or delivery.method == DELETE


def make_ready(delivery: Delivery, call: Call, turn: PlacedTurn | None) -> Ready | None:
    """The call with its chat, its thread and the messages it is about as known now; None for nothing to delete, and for
    buttons of a message that was left behind by a migration."""
    params: dict[str, Any] = {**call.params, "chat_id": delivery.place.chat_id}
    answers = turn.answer_message_ids if turn else ()
    moved = call.home != delivery.place.chat_id
    if delivery.method == DELETE:
        return _make_deletion(params, call, answers, moved=moved)
    if delivery.method == MARKUP:
        return None if moved else Ready(MARKUP, params, int(params["message_id"]))
    if delivery.pane and turn and turn.pane_message_ids:
        params.pop("reply_parameters", None)
        return Ready(EDIT, params | {"message_id": turn.pane_message_ids[-1]}, turn.pane_message_ids[-1])
    if call.page is not None and call.page < len(answers):
        params.pop("reply_parameters", None)
        return Ready(EDIT, params | {"message_id": answers[call.page]}, answers[call.page])
    if delivery.method == EDIT and not moved:
        return Ready(EDIT, params, int(params["message_id"]))
    for gone in ("reply_parameters", "message_id") if moved else ("message_id",):
        params.pop(gone, None)
    if delivery.place.thread_id is not None:
        params["message_thread_id"] = delivery.place.thread_id
    return _make_new(params, call)


def _make_new(params: dict[str, Any], call: Call) -> Ready:
    """A new message: a file, a picture or a text."""
    if call.file_name is not None:
        return Ready(DOCUMENT, params | {"document": InputFile(call.file_text.encode(), filename=call.file_name)})
    if call.picture is not None:
        return Ready(PHOTO, params | {"photo": InputFile(b64decode(call.picture), filename="picture.png")})
    return Ready(SEND, params)


def _make_deletion(params: dict[str, Any], call: Call, answers: Sequence[int], *, moved: bool) -> Ready | None:
    """Of what is surplus, else of what was named; what was left behind by a migration is not there any more."""
    if call.keeps is not None:
        surplus = list(answers[call.keeps :])
        return Ready(DELETE, params | {"message_ids": surplus}) if surplus else None
    return None if moved else Ready(DELETE, params)


def _message_ids(result: object, ready: Ready) -> list[int]:
    """The ids of the messages that a call made or changed."""
    if ready.method in (EDIT, MARKUP) and ready.message_id is not None:
        return [ready.message_id]
    number = result.get("message_id") if isinstance(result, dict) else None
    return [number] if isinstance(number, int) else []
