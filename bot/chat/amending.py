"""Answers that were sent already: when an article no longer says what one quotes, the buttons below it say so."""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from bot.chat.buttons import Keyboard, render_keyboard
from bot.chat.calls import EDIT, MARKUP, SEND, compose_markup, read_call
from bot.chat.keyboards import compose_answer_keyboard
from bot.chat.manner import Manners
from bot.chat.reading import Readers
from bot.model.amendment import Amendment
from bot.model.answer import Answer
from bot.model.chat_protocols import ChatStore
from bot.model.delivery import Delivery, DeliveryState
from bot.model.errors import BriefingError
from bot.model.turn import PlacedTurn
from bot.text.messages import LANGUAGES, Messages, read_messages

log = logging.getLogger(__name__)

RECENT = timedelta(days=7)
"""Answers that were asked for longer ago say it only when a button is tapped."""
MOST_ANSWERS = 500
AT_ONCE, AT_ONCE_A_CHAT = 20, 3
"""Messages whose buttons are changed in one look, and those of one chat: the rest wait for the next."""
EVERY, WHOLE_EVERY = timedelta(minutes=1), timedelta(hours=1)
"""Between two looks at what was changed, and at all recent answers: articles that were taken away leave no version."""
SLACK = timedelta(minutes=2)
"""A version bears the time at which it was written, a moment before others can see it."""


class _Shown(NamedTuple):
    """The buttons that an answer has, or is about to have, and the message that they are below. `changed`: they are
    ours already."""

    markup: Mapping[str, Any]
    message_id: int
    changed: bool = False


class AmendedAnswers:
    """What was done stands in the deliveries of each turn, so that a restart repeats nothing. Buttons go back to what
    they were when an article says again what was quoted."""

    def __init__(self, store: ChatStore, readers: Readers, manners: Manners, wake: Callable[[], None]) -> None:
        self._store = store
        self._readers = readers
        self._manners = manners
        self._wake = wake
        self._since: datetime | None = None
        self._next: datetime | None = None
        self._whole: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether to look though nobody said that articles have changed."""
        return self._next is None or now >= self._next

    async def check(self, now: datetime) -> int:
        """How many messages get other buttons. An answer that cannot be looked at stops no other."""
        citing = await self._find_changed(now)
        turns = await self._store.turns.recent(now - RECENT, MOST_ANSWERS, citing) if citing != set() else []
        recorded: list[int] = []
        held = False
        for turn in turns:
            chat_id = turn.place.chat_id
            if len(recorded) == AT_ONCE or recorded.count(chat_id) == AT_ONCE_A_CHAT:
                held = True
            elif await self._try(turn, now):
                recorded.append(chat_id)
        if held:
            self._whole = now
        if recorded:
            self._wake()
        return len(recorded)

    async def _find_changed(self, now: datetime) -> set[str] | None:
        """Articles that were changed since the last look; None: all recent answers are to be looked at."""
        whole = self._since is None or self._whole is None or now >= self._whole
        changed = None if whole or self._since is None else await self._readers.changed_since(self._since)
        self._since, self._next = now - SLACK, now + EVERY
        whole = whole or len(changed or ()) > MOST_ANSWERS
        if whole:
            self._whole = now + WHOLE_EVERY
        return None if whole else changed

    async def _try(self, turn: PlacedTurn, now: datetime) -> bool:
        try:
            return await self._mark(turn, now)
        except Exception as error:
            reason = error.text if isinstance(error, BriefingError) else type(error).__name__
            log.warning("answer not looked at", extra={"turn": turn.id, "reason": reason}, exc_info=True)
            return False

    async def _mark(self, turn: PlacedTurn, now: datetime) -> bool:
        shown = find_shown(await self._store.deliveries.of_turn(turn.id), turn.place.chat_id)
        reader = await self._readers.of(turn.place, patient=True)
        if shown is None or not isinstance(turn.reply, Answer) or not await reader.may_see(turn.reply):
            return False
        amendments = await reader.answers.find_amendments(turn.reply)
        if not amendments and not shown.changed:
            return False  # whatever version made the buttons that stand there, there is nothing to say
        keyboard = compose_amended(turn, amendments, await self._find_language(turn, shown))
        if render_keyboard(keyboard) == shown.markup:
            return False
        edit = compose_markup(keyboard, turn.place, now, message_id=shown.message_id, person_id=turn.person_id)
        return await self._store.deliveries.record([edit], beside=turn.id)

    async def _find_language(self, turn: PlacedTurn, shown: _Shown) -> Messages:
        """That of the buttons which stand there; should they be of another version, what the place speaks now."""
        for messages in map(read_messages, LANGUAGES):
            if _last_row(render_keyboard(compose_amended(turn, (), messages))) == _last_row(shown.markup):
                return messages
        return (await self._manners.of_place(turn.place, turn.reply.query.language)).messages


def compose_amended(turn: PlacedTurn, amendments: Sequence[Amendment], messages: Messages) -> Keyboard:
    """The buttons below an answer of which these sentences no longer stand."""
    numbers: Collection[int] = [one.quote.n for one in amendments]
    return compose_answer_keyboard(turn.id, turn.reply, messages, amended=numbers)


def find_shown(deliveries: Sequence[Delivery], chat_id: int) -> _Shown | None:
    """From the deliveries of a turn, in the order recorded. None until its answer has arrived, and when the chat has
    moved since: the numbers of its messages mean nothing any more."""
    found: _Shown | None = None
    for one in deliveries:
        if one.pane or one.payload is None or one.method not in (SEND, EDIT, MARKUP):
            continue
        call = read_call(one.payload)
        markup = call.params.get("reply_markup")
        if not isinstance(markup, dict):
            continue
        if one.method == MARKUP:
            found = found._replace(markup=markup, changed=True) if found else None
        elif one.state is DeliveryState.SENT and one.message_ids and call.home == chat_id:
            found = _Shown(markup, one.message_ids[-1])
        else:
            found = None
    return found


def _last_row(markup: Mapping[str, Any]) -> object:
    return markup["inline_keyboard"][-1]
