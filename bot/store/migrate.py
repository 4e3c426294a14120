"""Brings a database to the newest revision. Loads alembic only when there is something to bring."""

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Column, Connection, MetaData, String, Table, insert, inspect, text

from bot.model.errors import StoreError
from bot.store.sqlite import begin_writing

if TYPE_CHECKING:
    from alembic.config import Config


class Schema(NamedTuple):
    """`revision`: what the code expects of a database; `scripts`: the package and folder of its migrations; `tables`:
    what they lead to."""

    revision: str
    scripts: str
    tables: MetaData


_VERSION = Table(
    "alembic_version", MetaData(), Column("version_num", String(32), primary_key=True), comment="alembic's own"
)


def migrate(connection: Connection, place: str, schema: Schema) -> None:
    """All migrations or none; two processes that open one new database at once take turns.

    Raises StoreError when a newer version, or another program, wrote the database.
    """
    if find_revision(connection, place) == schema.revision:
        return
    begin_writing(connection)
    found = find_revision(connection, place)
    if found is None:
        _create(connection, schema)
    elif found != schema.revision:
        _upgrade(connection, place, schema, found)


def find_revision(connection: Connection, place: str) -> str | None:
    """The revision the database says it stands at; None when it is empty."""
    names = inspect(connection).get_table_names()
    if "alembic_version" in names:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if names:
        raise StoreError(f"{place}: it is the database of another program", place=place, reason="foreign database")
    return None


def _create(connection: Connection, schema: Schema) -> None:
    """An empty database gets the tables as they are today: a tenth of the time that alembic and all migrations take."""
    schema.tables.create_all(connection)
    _VERSION.create(connection)
    connection.execute(insert(_VERSION).values(version_num=schema.revision))


def _upgrade(connection: Connection, place: str, schema: Schema, found: str) -> None:
    from alembic import command

    if not knows_revision(schema, found):
        reason = f"it was written by a newer version of this program (revision {found}); update the program"
        raise StoreError(f"{place}: {reason}", place=place, reason=reason)
    command.upgrade(_config(schema, connection=connection), "head")


def knows_revision(schema: Schema, revision: str) -> bool:
    """Whether this program can bring a database of that revision to its own."""
    if revision == schema.revision:
        return True
    from alembic.script import ScriptDirectory

    return revision in {script.revision for script in ScriptDirectory.from_config(_config(schema)).walk_revisions()}


def _config(schema: Schema, **attributes: object) -> "Config":
    from alembic.config import Config

    config = Config(attributes=attributes)
    config.set_main_option("script_location", schema.scripts)
    config.set_main_option("path_separator", "os")
    return config
