"""What reads and changes dialogs, each a plain function of a connection."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from bot.model.dialog import Dialog
from bot.model.place import Place
from bot.store.chat.moving import moved
from bot.store.chat.places import is_there
from bot.store.chat.rows import compose_dialog, compose_place, read_dialog
from bot.store.chat.tables import dialogs
from bot.store.prepared import Prepared
from bot.store.sqlite import insert_or_replace
from bot.store.times import compose_time

_THEIRS = (is_there(dialogs), dialogs.c.person == bindparam("person"))
_FIND = Prepared(select(dialogs).where(*_THEIRS, dialogs.c.since >= bindparam("since")))


def find(connection: Connection, place: Place, person_id: int, since: datetime) -> Dialog | None:
    """See `DialogStore.find`."""
    row = _FIND.find(connection, **compose_place(place), person=person_id, since=compose_time(since))
    return read_dialog(row) if row else None


def begin(connection: Connection, dialog: Dialog) -> None:
    """See `DialogStore.begin`."""
    connection.execute(insert_or_replace(dialogs), moved(connection, [compose_dialog(dialog)]))


def end(connection: Connection, place: Place, person_id: int) -> bool:
    """See `DialogStore.end`."""
    theirs = delete(dialogs).filter_by(**compose_place(place), person=person_id)
    return connection.execute(theirs).rowcount > 0
