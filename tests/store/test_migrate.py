"""Two ways to one schema: an empty database gets its tables at once, an older one goes through the migrations."""

from pathlib import Path

import pytest

from bot.store.chat.sql import SCHEMA as CHAT
from bot.store.chat.sql import open_chat_store
from bot.store.migrate import Schema
from bot.store.sql import SCHEMA as ARTICLES
from bot.store.sql import open_store
from tests.store.migrated import migrate_to, read_facts


async def _open(file: Path, schema: Schema) -> None:
    await (await (open_store if schema is ARTICLES else open_chat_store)(file)).close()


@pytest.mark.parametrize(("schema", "first"), [(ARTICLES, "0001"), (CHAT, "chat_0001")])
async def test_a_new_database_and_an_old_one_that_is_opened_are_the_same(
    schema: Schema, first: str, tmp_path: Path
) -> None:
    migrate_to(tmp_path / "old.db", schema, first)
    assert read_facts(tmp_path / "old.db").columns
    for name in ("old.db", "new.db"):
        await _open(tmp_path / name, schema)
    assert read_facts(tmp_path / "new.db") == read_facts(tmp_path / "old.db")


@pytest.mark.parametrize("schema", [ARTICLES, CHAT])
async def test_all_migrations_lead_to_what_the_code_knows(schema: Schema, tmp_path: Path) -> None:
    migrate_to(tmp_path / "all.db", schema)
    await _open(tmp_path / "new.db", schema)
    assert read_facts(tmp_path / "new.db") == read_facts(tmp_path / "all.db")
