"""A place of one's own for every test: no settings from outside, a data directory, small articles."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot.cli import app

HARBOUR = """---
title: Dockers walk out
outlet: Tide Post
published: 2025-03-03T08:00:00+00:00
url: https://example.org/walk-out
language: en
---

The dockers of Port Varnholm walked out on Monday. Their union demands a rise of nine percent.

Director Ilse Morgaard said the port would stay open for medicine.
"""
BRIDGE = """---
title: Bridge of Lenn closed
outlet: Hill Courier
published: 2025-03-14T08:00:00+00:00
language: en
---

The ministry closed the old bridge of Lenn after engineers found cracks in two pillars. Repairs will take five weeks.
"""

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in os.environ:
        if name.startswith("BRIEFING_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "data"))
    yield tmp_path / "data"
    structlog.reset_defaults()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, harbour and bridge."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    (articles / "bridge.md").write_text(BRIDGE, encoding="utf-8")
    return articles


@pytest.fixture
def run() -> Run:
    """Runs the command line inside this process; stdout and stderr come apart."""

    def invoke(*args: str | Path, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)

    return invoke
