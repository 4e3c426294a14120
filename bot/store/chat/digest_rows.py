"""Subscriptions, editions and watches to rows and back."""

import json
import logging
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping, Select

from bot.model.subscription import Edition, EditionState, Pause, Subscription, Watch
from bot.store.chat.rows import Values, compose_place, compose_reply, compose_text, find_readable_reply, read_place
from bot.store.times import compose_time, read_time

T = TypeVar("T")
_WANTED = {"schedule", "filters", "length", "silent", "language"}


def compose_subscription(subscription: Subscription) -> Values:
    """A row of `subscriptions`, without its id."""
    return compose_place(subscription.place) | {
        "person": subscription.person_id,
        "created": compose_time(subscription.created),
        "reached": compose_time(subscription.reached),
        "next_due": compose_time(subscription.next_due),
        "paused": subscription.paused,
        "wanted": json.dumps(subscription.model_dump(mode="json", include=_WANTED)),
    }


def find_readable_subscription(row: RowMapping) -> Subscription | None:
    """From a row of `subscriptions`; None when another version wrote it."""
    try:
        return Subscription(
            id=row["id"],
            place=read_place(row),
            person_id=row["person"],
            created=read_time(row["created"]),
            reached=read_time(row["reached"]),
            next_due=read_time(row["next_due"]),
            paused=Pause(row["paused"]) if row["paused"] else None,
            **json.loads(row["wanted"]),
        )
    except (TypeError, ValueError) as error:  # pydantic's and json's are ValueErrors
        _log_unreadable(row["id"], type(error).__name__)
        return None


@cache
def _log_unreadable(subscription_id: int, reason: str) -> None:
    """Once for each: what is due is looked for every few seconds."""
    extra = {"subscription": subscription_id, "reason": reason}
    logging.getLogger(__name__).warning("subscription unreadable", extra=extra)


def read_first(
    connection: Connection, found: Select[Any], at_most: int, read: Callable[[RowMapping], T | None]
) -> list[T]:
    """What can be read of the first rows, as long as something can: rows that cannot be read hide no others."""
    first = 0
    while rows := connection.execute(found.limit(at_most).offset(first)).mappings().all():
        if readable := [one for row in rows if (one := read(row)) is not None]:
            return readable
        first += at_most
    return []


def read_edition(row: RowMapping) -> Edition:
    """From a row of `editions`."""
    return Edition(
        id=row["id"],
        subscription_id=row["subscription"],
        due=read_time(row["due"]),
        state=EditionState(row["state"]),
        made=read_time(row["made"]),
        closed=read_time(row["closed"]),
        stories=row["stories"],
    )


def compose_watch(watch: Watch) -> Values:
    """A row of `watches`, without its id. Raises StoreError for a reply that cannot be written."""
    return compose_place(watch.place) | {
        "person": watch.person_id,
        "created": compose_time(watch.created),
        "question": compose_text(watch.question),
        "language": watch.language,
        "reply": compose_reply(watch.reply, f"watch {watch.id}"),
        "checked": compose_time(watch.checked),
        "most_a_day": watch.most_a_day,
        "alert_day": watch.alert_day.isoformat() if watch.alert_day else None,
        "alerts": watch.alerts,
        "paused": watch.paused,
        "version": watch.version,
    }


def find_readable_watch(row: RowMapping) -> Watch | None:
    """From a row of `watches`; None when another version wrote the reply."""
    reply = find_readable_reply(row, "watch")
    if reply is None:
        return None
    return Watch(
        id=row["id"],
        place=read_place(row),
        person_id=row["person"],
        created=read_time(row["created"]),
        question=row["question"],
        language=row["language"],
        reply=reply,
        checked=read_time(row["checked"]),
        most_a_day=row["most_a_day"],
        alert_day=date.fromisoformat(row["alert_day"]) if row["alert_day"] else None,
        alerts=row["alerts"],
        paused=Pause(row["paused"]) if row["paused"] else None,
        version=row["version"],
    )
