"""Nouns to rows and back. A row is a value per column name; it was checked when it was written."""

import json
import logging
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from bot.model.answer import Abstention
from bot.model.chat_settings import ChatSettings
from bot.model.delivery import Delivery, DeliveryState, Outgoing, Priority
from bot.model.dialog import Dialog
from bot.model.errors import StoreError
from bot.model.grant import Grant
from bot.model.membership import Membership, MembershipState
from bot.model.place import Place
from bot.model.turn import PlacedTurn, Reply
from bot.model.update import Update, UpdateState
from bot.store.prepared import Row
from bot.store.times import compose_time, read_time

Values = dict[str, Any]
"""Column name -> value."""


def compose_text(text: str) -> str:
    """A lone surrogate has no UTF-8 form and becomes its escape, which in JSON is the same text."""
    return text.encode("utf-8", "backslashreplace").decode()


def compose_place(place: Place) -> Values:
    """The columns `chat` and `thread` of any table."""
    return {"chat": place.chat_id, "thread": place.thread_id or 0}


def compose_update(update: Update) -> Values:
    """A row of `updates`."""
    place = compose_place(update.place) if update.place else {"chat": None, "thread": None}
    return place | {
        "update_id": update.update_id,
        "received": compose_time(update.received),
        "payload": compose_text(update.payload),
        "state": update.state.value,
        "error": None if update.error is None else compose_text(update.error),
        "attempts": update.attempts,
    }


def compose_delivery(part: int, delivery: Outgoing, update_id: int | None, turn_id: int | None) -> Values:
    """A row of `deliveries`, without its id."""
    return compose_place(delivery.place) | {
        "update_id": update_id,
        "part": part,
        "turn": turn_id,
        "person": delivery.person_id,
        "priority": delivery.priority.value,
        "method": delivery.method,
        "payload": compose_text(delivery.payload),
        "state": DeliveryState.WAITING.value,
        "message_ids": "[]",
        "created": compose_time(delivery.created),
        "not_before": compose_time(delivery.not_before),
        "attempts": 0,
        "pane": delivery.pane,
        "stories": json.dumps(delivery.stories) if delivery.stories else None,
        "watch": delivery.watch_id,
    }


def compose_notices(keys: Iterable[str], deliveries: Sequence[Outgoing]) -> list[Values]:
    """Rows of `notices`, recorded when the deliveries were made."""
    return [{"key": compose_text(key), "recorded": compose_time(deliveries[0].created)} for key in sorted(set(keys))]


def compose_turn(turn: PlacedTurn) -> Values:
    """A row of `turns`. Raises StoreError for text that cannot be written (a lone surrogate)."""
    reply = compose_reply(turn.reply, f"turn {turn.id}")
    return compose_place(turn.place) | {
        "id": turn.id,
        "person": turn.person_id,
        "asked": compose_time(turn.asked),
        "continues": turn.continues,
        "question": compose_text(turn.question),
        "reply": reply,
        "abstained": isinstance(turn.reply, Abstention),
    }


def compose_reply(reply: Reply, whose: str) -> str:
    """JSON. Raises StoreError for text that cannot be written (a lone surrogate)."""
    try:
        return _reply_type().dump_json(reply).decode()
    except PydanticSerializationError as error:
        reason = "its reply holds text that cannot be written"
        raise StoreError(f"{whose} cannot be stored: {reason}", reason=reason) from error


def find_readable_reply(row: Row, kind: str) -> Reply | None:
    """From the column `reply`; None when another version wrote it."""
    try:
        return _reply_type().validate_json(row["reply"])
    except ValidationError as error:
        extra = {kind: row["id"], "errors": error.error_count()}
        logging.getLogger(__name__).warning(f"{kind} unreadable", extra=extra)
        return None


def compose_turn_messages(turn: PlacedTurn) -> list[Values]:
    """The rows of `turn_messages`."""
    question = [] if turn.question_message_id is None else [(turn.question_message_id, False, False)]
    answers = [(message_id, True, False) for message_id in turn.answer_message_ids]
    panes = [(message_id, True, True) for message_id in turn.pane_message_ids]
    of_turn = {"chat": turn.place.chat_id, "turn": turn.id}
    return [
        of_turn | {"message_id": message_id, "answers": answers, "pane": pane}
        for message_id, answers, pane in (*question, *answers, *panes)
    ]


def compose_settings(settings: ChatSettings) -> Values:
    """The columns that both tables of settings share."""
    return settings.model_dump()


def compose_dialog(dialog: Dialog) -> Values:
    """A row of `dialogs`."""
    return compose_place(dialog.place) | {
        "person": dialog.person_id,
        "kind": dialog.kind,
        "since": compose_time(dialog.since),
        "state": compose_text(dialog.state),
    }


def compose_grant(grant: Grant) -> Values:
    """A row of `grants`."""
    return {
        "subject": grant.subject_id,
        "granted_by": grant.granted_by,
        "granted": compose_time(grant.granted),
    }


def read_place(row: Row) -> Place:
    """From a row that has one."""
    return Place(chat_id=row["chat"], thread_id=row["thread"] or None)


def read_update(row: Row) -> Update:
    """From a row of `updates`."""
    return Update(
        update_id=row["update_id"],
        place=None if row["chat"] is None else read_place(row),
        received=read_time(row["received"]),
        payload=row["payload"],
        state=UpdateState(row["state"]),
        error=row["error"],
        attempts=row["attempts"],
    )


def read_delivery(row: Row) -> Delivery:
    """From a row of `deliveries`."""
    return Delivery(
        id=row["id"],
        update_id=row["update_id"],
        part=row["part"],
        turn_id=row["turn"],
        person_id=row["person"],
        place=read_place(row),
        priority=Priority(row["priority"]),
        method=row["method"],
        payload=row["payload"],
        state=DeliveryState(row["state"]),
        message_ids=tuple(json.loads(row["message_ids"])),
        error=row["error"],
        created=read_time(row["created"]),
        not_before=read_time(row["not_before"]),
        attempts=row["attempts"],
        pane=row["pane"],
        edition_id=row["edition"],
    )


def find_readable_turn(row: Row, messages: Iterable[tuple[int, bool, bool]]) -> PlacedTurn | None:
    """From a row of `turns` and its messages (id, whether it answers, whether it is a pane); None when another version
    wrote the reply."""
    reply = find_readable_reply(row, "turn")
    if reply is None:
        return None
    ordered = sorted(messages)
    return PlacedTurn(
        id=row["id"],
        place=read_place(row),
        person_id=row["person"],
        question=row["question"],
        reply=reply,
        asked=read_time(row["asked"]),
        question_message_id=next((message_id for message_id, answers, _ in ordered if not answers), None),
        answer_message_ids=tuple(message_id for message_id, answers, pane in ordered if answers and not pane),
        pane_message_ids=tuple(message_id for message_id, _, pane in ordered if pane),
        continues=row["continues"],
    )


def read_settings(row: Row) -> ChatSettings:
    """From a row of either table of settings."""
    return ChatSettings(language=row["language"], time_zone=row["time_zone"], quotes=row["quotes"])


def read_dialog(row: Row) -> Dialog:
    """From a row of `dialogs`."""
    return Dialog(
        place=read_place(row),
        person_id=row["person"],
        kind=row["kind"],
        since=read_time(row["since"]),
        state=row["state"],
    )


def read_membership(row: Row) -> Membership:
    """From a row of `memberships`."""
    return Membership(
        chat_id=row["chat"],
        state=MembershipState(row["state"]),
        since=read_time(row["since"]),
        introduced=row["introduced"],
    )


def read_grant(row: Row) -> Grant:
    """From a row of `grants`."""
    return Grant(subject_id=row["subject"], granted_by=row["granted_by"], granted=read_time(row["granted"]))


@cache
def _reply_type() -> TypeAdapter[Reply]:
    return TypeAdapter(Reply)
