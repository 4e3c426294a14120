"""What reads and changes who owns and who reads collections, each a plain function of a connection."""

from datetime import datetime
from secrets import token_hex

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.model.collection import Opening
from bot.store.chat.places import is_away
from bot.store.chat.tables import collections, moved_chats, openings
from bot.store.prepared import Prepared
from bot.store.sqlite import insert_new
from bot.store.times import compose_time, read_time

_IN_ORDER = (collections.c.created, collections.c.name)
_CURRENT = Prepared(select(moved_chats.c.new).where(moved_chats.c.old == bindparam("one")))
_NAMES = Prepared(select(collections.c.name).where(collections.c.chat == bindparam("one")).order_by(*_IN_ORDER))
_OPENED = Prepared(
    select(collections.c.name)
    .join(openings, openings.c.owner == collections.c.chat)
    .where(openings.c.reader == bindparam("one"), ~is_away(openings.c.owner))
    .order_by(*_IN_ORDER)
)


def read_readable(connection: Connection, chat_id: int) -> list[str]:
    """See `CollectionStore.readable`."""
    chat = find_current(connection, chat_id)
    return [*_read_names(connection, chat), *_OPENED.scalars(connection, one=chat)]


def find_own(connection: Connection, chat_id: int) -> str | None:
    """See `CollectionStore.find_own`."""
    return next(iter(_read_names(connection, find_current(connection, chat_id))), None)


def get_own(connection: Connection, chat_id: int, now: datetime) -> str:
    """See `CollectionStore.get_own`."""
    chat = find_current(connection, chat_id)
    for name in _read_names(connection, chat):
        return name
    name = f"c{token_hex(8)}"
    connection.execute(insert(collections), {"name": name, "chat": chat, "created": compose_time(now)})
    return name


def open_to(connection: Connection, opening: Opening) -> bool:
    """See `CollectionStore.open`."""
    owner, reader = find_current(connection, opening.owner_id), find_current(connection, opening.reader_id)
    if owner == reader:
        return False
    row = {"owner": owner, "reader": reader, "opened_by": opening.opened_by, "opened": compose_time(opening.opened)}
    return connection.execute(insert_new(openings), row).rowcount > 0


def close_to(connection: Connection, owner_id: int, reader_id: int) -> bool:
    """See `CollectionStore.close`."""
    owner, reader = find_current(connection, owner_id), find_current(connection, reader_id)
    both = (openings.c.owner == owner, openings.c.reader == reader)
    return connection.execute(delete(openings).where(*both)).rowcount > 0


def read_openings(connection: Connection) -> list[Opening]:
    """See `CollectionStore.openings`."""
    found = select(openings).order_by(openings.c.opened, openings.c.owner, openings.c.reader)
    return [
        Opening(
            owner_id=row["owner"],
            reader_id=row["reader"],
            opened_by=row["opened_by"],
            opened=read_time(row["opened"]),
        )
        for row in connection.execute(found).mappings()
    ]


def read_opened_by_owner(connection: Connection, owner_id: int) -> list[int]:
    """See `CollectionStore.opened_by_owner`."""
    owner = find_current(connection, owner_id)
    found = select(openings.c.reader).where(openings.c.owner == owner).order_by(openings.c.reader)
    return list(connection.execute(found).scalars())


def disown(connection: Connection, chat_id: int) -> list[str]:
    """See `CollectionStore.disown`."""
    chat = find_current(connection, chat_id)
    names = _read_names(connection, chat)
    connection.execute(update(collections).where(collections.c.chat == chat).values(chat=None))
    connection.execute(delete(openings).where(openings.c.owner == chat))
    return names


def read_disowned(connection: Connection) -> list[str]:
    """See `CollectionStore.disowned`."""
    found = select(collections.c.name).where(collections.c.chat.is_(None)).order_by(collections.c.name)
    return list(connection.execute(found).scalars())


def mark_deleted(connection: Connection, name: str) -> None:
    """See `CollectionStore.deleted`."""
    connection.execute(delete(collections).where(collections.c.name == name, collections.c.chat.is_(None)))


def migrate(connection: Connection, old: int, new: int) -> None:
    """What the old chat owns and reads becomes the new one's. Should both own one, the new chat reads both."""
    connection.execute(update(collections).where(collections.c.chat == old).values(chat=new))
    concerned = (openings.c.owner == old) | (openings.c.reader == old)
    rows = connection.execute(delete(openings).where(concerned).returning(openings)).mappings().all()
    both = {"owner", "reader"}
    moved = [{key: new if key in both and value == old else value for key, value in row.items()} for row in rows]
    moved = [row for row in moved if row["owner"] != row["reader"]]
    if moved:
        connection.execute(insert_new(openings), moved)


def find_current(connection: Connection, chat_id: int) -> int:
    """The id that the chat has now."""
    found = _CURRENT.scalars(connection, one=chat_id)
    return int(found[0]) if found else chat_id


def _read_names(connection: Connection, chat: int) -> list[str]:
    return _NAMES.scalars(connection, one=chat)
