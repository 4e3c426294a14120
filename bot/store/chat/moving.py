"""Chats that became other chats: a group that is made a supergroup gets a new id."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, delete, select, update

from bot.model.membership import MembershipState
from bot.store.chat import collections
from bot.store.chat.rows import Values
from bot.store.chat.tables import (
    deliveries,
    dialogs,
    grants,
    looks,
    memberships,
    moved_chats,
    place_settings,
    subscriptions,
    told,
    turns,
    updates,
    watches,
)
from bot.store.prepared import Prepared
from bot.store.sqlite import insert_new, insert_or_replace
from bot.store.times import compose_time

_MOVED = Prepared(select(moved_chats))


def moved(connection: Connection, rows: Sequence[Values]) -> list[Values]:
    """Rows with `chat`, those of a chat that has migrated with its new id."""
    new = _current(connection)
    if not new:
        return list(rows)
    return [row | {"chat": new.get(row["chat"], row["chat"])} for row in rows]


def migrate(connection: Connection, old: int, new: int, now: datetime) -> None:
    """See `PlaceStore.migrate`. `turn_messages` and `story_messages` stay behind: message ids begin anew in a
    supergroup."""
    new = _current(connection).get(new, new)
    if old == new:
        return
    for table in (updates, deliveries, turns, subscriptions, watches, told):
        connection.execute(update(table).where(table.c.chat == old).values(chat=new))
    _move_keyed(connection, place_settings.c.chat, old, new)
    _move_keyed(connection, dialogs.c.chat, old, new)
    _move_keyed(connection, grants.c.subject, old, new)
    _move_keyed(connection, looks.c.chat, old, new)
    collections.migrate(connection, old, new)
    _move_membership(connection, old, new, now)
    connection.execute(update(moved_chats).where(moved_chats.c.new == old).values(new=new))
    connection.execute(insert_or_replace(moved_chats), {"old": old, "new": new})


def _current(connection: Connection) -> dict[int, int]:
    """Old id -> the id the chat has now, however often it moved."""
    return {row["old"]: row["new"] for row in _MOVED.all(connection)}


def _move_keyed(connection: Connection, key: Column[int], old: int, new: int) -> None:
    """Rows whose primary key holds the chat; one that is there for the new chat already stays."""
    table = key.table
    rows = connection.execute(delete(table).where(key == old).returning(table)).mappings().all()
    if rows:
        connection.execute(insert_new(table), [dict(row) | {key.name: new} for row in rows])


def _move_membership(connection: Connection, old: int, new: int, now: datetime) -> None:
    chat = memberships.c.chat
    left = connection.execute(delete(memberships).where(chat == old).returning(memberships.c.introduced))
    introduced = bool(left.scalar_one_or_none())
    row = {"chat": new, "state": MembershipState.ACTIVE.value, "since": compose_time(now), "introduced": introduced}
    connection.execute(insert_new(memberships), row)
    if introduced:
        connection.execute(update(memberships).where(chat == new).values(introduced=True))
