"""Brings a database to the newest revision. Loads alembic only when there is something to bring."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from bot.model.errors import StoreError
from bot.store.sqlite import begin_writing
from bot.store.tables import REVISION

if TYPE_CHECKING:
    from alembic.config import Config


def migrate(connection: Connection, place: str) -> None:
    """All migrations or none; two processes that open one new database at once take turns.

    Raises StoreError when a newer version, or another program, wrote the database.
    """
    if find_revision(connection, place) == REVISION:
        return
    begin_writing(connection)
    found = find_revision(connection, place)
    if found != REVISION:
        _upgrade(connection, place, found)


def find_revision(connection: Connection, place: str) -> str | None:
    """The revision the database says it stands at; None when it is empty."""
    names = inspect(connection).get_table_names()
    if "alembic_version" in names:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if names:
        raise StoreError(f"{place}: it is the database of another program", place=place, reason="foreign database")
    return None


def _upgrade(connection: Connection, place: str, found: str | None) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = _config(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        reason = f"it was written by a newer version of this program (revision {found}); update the program"
        raise StoreError(f"{place}: {reason}", place=place, reason=reason)
    command.upgrade(config, "head")


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    return config
