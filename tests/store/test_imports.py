"""What a command must not pay for: `ask` over a folder needs no database, an up-to-date database no migrations."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.sql import open_store


def _loaded(code: str) -> set[str]:
    """Top-level modules that a fresh interpreter holds after running the code."""
    command = f"{code}\nimport sys\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_memory_store_loads_no_database() -> None:
    assert _loaded("import bot.store.memory").isdisjoint({"sqlalchemy", "alembic", "sqlite3"})


@pytest.mark.parametrize("is_new", [False, True])
async def test_a_new_or_up_to_date_database_opens_without_alembic(is_new: bool, file: Path) -> None:
    if not is_new:
        await (await open_store(file)).close()
    code = (
        "import asyncio\n"
        "from bot.store.sql import open_store\n"
        "async def run():\n"
        f"    await (await open_store({str(file)!r})).close()\n"
        "asyncio.run(run())"
    )
    loaded = _loaded(code)
    assert "sqlalchemy" in loaded
    assert "alembic" not in loaded
