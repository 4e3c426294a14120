"""What reads and changes settings, memberships and the allow-list, each a plain function of a connection."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, delete, exists, select

from bot.model.chat_settings import ChatSettings
from bot.model.grant import Grant
from bot.model.membership import Membership, MembershipState
from bot.model.place import Place
from bot.store.chat.rows import (
    compose_grant,
    compose_place,
    compose_settings,
    read_grant,
    read_membership,
    read_settings,
)
from bot.store.chat.tables import grants, memberships, person_settings, place_settings
from bot.store.prepared import Prepared
from bot.store.sqlite import ids_parameter, insert_new, insert_or_replace, wanted_ids
from bot.store.times import compose_time


def is_there(table: Table) -> ColumnElement[bool]:
    """Whether a row is of the place whose columns are the parameters `chat` and `thread`."""
    return and_(table.c.chat == bindparam("chat"), table.c.thread == bindparam("thread"))


_PLACE_SETTINGS = Prepared(select(place_settings).where(is_there(place_settings)))
_PERSON_SETTINGS = Prepared(select(person_settings).where(person_settings.c.person == bindparam("one")))
_MEMBERSHIP = Prepared(select(memberships).where(memberships.c.chat == bindparam("one")))
_GRANTED = Prepared(select(grants.c.subject).where(grants.c.subject.in_(select(wanted_ids().c.value))).limit(1))


def read_place_settings(connection: Connection, place: Place) -> ChatSettings:
    """See `PlaceStore.settings`."""
    row = _PLACE_SETTINGS.find(connection, **compose_place(place))
    return read_settings(row) if row else ChatSettings()


def save_place_settings(connection: Connection, place: Place, settings: ChatSettings) -> None:
    """See `PlaceStore.save_settings`."""
    connection.execute(insert_or_replace(place_settings), compose_place(place) | compose_settings(settings))


def read_person_settings(connection: Connection, person_id: int) -> ChatSettings:
    """See `PersonStore.settings`."""
    row = _PERSON_SETTINGS.find(connection, one=person_id)
    return read_settings(row) if row else ChatSettings()


def save_person_settings(connection: Connection, person_id: int, settings: ChatSettings) -> None:
    """See `PersonStore.save_settings`."""
    connection.execute(insert_or_replace(person_settings), {"person": person_id} | compose_settings(settings))


def is_in(table: Table, place: Place) -> ColumnElement[bool]:
    """Whether a row is of that very place."""
    columns = compose_place(place)
    return and_(table.c.chat == columns["chat"], table.c.thread == columns["thread"])


def is_away(chat: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the bot is not active in the chat of a row: nothing is sent there then."""
    return exists().where(memberships.c.chat == chat, memberships.c.state != MembershipState.ACTIVE.value)


def find_membership(connection: Connection, chat_id: int) -> Membership | None:
    """See `PlaceStore.membership`."""
    row = _MEMBERSHIP.find(connection, one=chat_id)
    return read_membership(row) if row else None


def set_membership(connection: Connection, chat_id: int, state: MembershipState, now: datetime) -> None:
    """See `PlaceStore.set_membership`."""
    known = find_membership(connection, chat_id)
    if known is None:
        _save(connection, Membership(chat_id=chat_id, state=state, since=now))
    elif known.state != state:
        _save(connection, known.model_copy(update={"state": state, "since": now}))


def mark_introduced(connection: Connection, chat_id: int, now: datetime) -> None:
    """See `PlaceStore.mark_introduced`."""
    new = Membership(chat_id=chat_id, state=MembershipState.ACTIVE, since=now)
    known = find_membership(connection, chat_id) or new
    _save(connection, known.model_copy(update={"introduced": True}))


def allow(connection: Connection, grant: Grant) -> None:
    """See `AccessStore.allow`."""
    connection.execute(insert_new(grants), compose_grant(grant))


def revoke(connection: Connection, subject_id: int) -> bool:
    """See `AccessStore.revoke`."""
    return connection.execute(delete(grants).where(grants.c.subject == subject_id)).rowcount > 0


def is_allowed(connection: Connection, subject_ids: Collection[int]) -> bool:
    """See `AccessStore.is_allowed`."""
    return _GRANTED.find(connection, ids=ids_parameter(subject_ids)) is not None


def read_grants(connection: Connection) -> list[Grant]:
    """See `AccessStore.grants`."""
    found = select(grants).order_by(grants.c.granted, grants.c.subject)
    return [read_grant(row) for row in connection.execute(found).mappings()]


def _save(connection: Connection, membership: Membership) -> None:
    row = {
        "chat": membership.chat_id,
        "state": membership.state.value,
        "since": compose_time(membership.since),
        "introduced": membership.introduced,
    }
    connection.execute(insert_or_replace(memberships), row)
