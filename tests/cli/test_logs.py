"""Logs: quiet, one shape, and nothing secret in them."""

import io
import json
import logging
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import hide_secrets, record_crash, set_up_logs

TOKEN = "1234567890:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
NOW = datetime(2025, 3, 14, tzinfo=UTC)


def test_only_the_level_and_above_and_one_object_a_line() -> None:
    out = io.StringIO()
    set_up_logs("warning", out)
    structlog.get_logger().info("quiet")
    structlog.get_logger().warning("loud", count=2)
    logging.getLogger("some.library").warning("also %s", "this")
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["loud", "also this"]
    assert lines[0]["count"] == 2
    assert lines[1]["logger"] == "some.library"


def test_standard_logging_brings_its_extra_fields_and_its_traceback() -> None:
    out = io.StringIO()
    set_up_logs("info", out, quick=True)
    assert not structlog.is_configured()
    try:
        raise KeyError("lost")
    except KeyError:
        logging.getLogger("bot.somewhere").info("dropped", extra={"count": 3}, exc_info=True)
    line = json.loads(out.getvalue())
    assert (line["event"], line["count"], line["level"]) == ("dropped", 3, "info")
    assert "KeyError: 'lost'" in line["exception"]


def test_secrets_stay_inside() -> None:
    out = io.StringIO()
    set_up_logs("info", out)
    structlog.get_logger().info("asked", bot_token="abc", tokens=12, url=f"https://example.org/bot{TOKEN}/getMe")
    line = json.loads(out.getvalue())
    assert line["bot_token"] == "***"
    assert line["tokens"] == 12
    assert TOKEN not in out.getvalue()


def test_setting_up_twice_logs_once() -> None:
    first, second = io.StringIO(), io.StringIO()
    set_up_logs("info", first)
    set_up_logs("info", second)
    logging.getLogger("some.library").warning("once")
    assert first.getvalue() == ""
    assert second.getvalue().count("once") == 1


def test_httpx_is_not_heard() -> None:
    out = io.StringIO()
    set_up_logs("debug", out)
    logging.getLogger("httpx").info("GET https://example.org/secret")
    assert out.getvalue() == ""


@given(st.text(), st.text())
def test_a_token_never_stands_in_a_cleaned_text(before: str, after: str) -> None:
    assert TOKEN not in hide_secrets(f"{before}{TOKEN}{after}")


def test_a_crash_is_written_with_its_traceback_and_without_secrets(tmp_path: Path) -> None:
    try:
        raise ValueError(TOKEN)
    except ValueError as error:
        path = record_crash(error, tmp_path / "new", NOW)
    assert path == tmp_path / "new" / "errors.log"
    text = path.read_text(encoding="utf-8")
    assert "Traceback" in text
    assert TOKEN not in text


def test_a_full_crash_file_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "errors.log").write_text("x" * 1_000_001, encoding="utf-8")
    record_crash(ValueError("second"), tmp_path, NOW)
    assert len((tmp_path / "errors.log").read_bytes()) < 1000


def test_a_crash_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert record_crash(ValueError("x"), tmp_path / "file" / "below", NOW) is None


def test_debugging_logs_neither_statements_nor_texts_of_the_database(folder: Path) -> None:
    environment = {**os.environ, "BRIEFING_LOG_LEVEL": "debug"}
    for command in (("ingest", str(folder)), ("ask", "who walked out?", "--json")):
        done = subprocess.run(
            [sys.executable, "-m", "bot", *command], capture_output=True, check=True, timeout=60, env=environment
        )
        assert b"SELECT" not in done.stderr
        assert b"Varnholm" not in done.stderr
