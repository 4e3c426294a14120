"""Logs: structlog to stderr, one line an event; quiet unless BRIEFING_LOG_LEVEL says otherwise.

On a terminal the lines are short text, elsewhere one JSON object a line. Nothing secret leaves through them.
"""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

CRASH_FILE = "errors.log"
_CRASH_BYTES = 1_000_000
_TELEGRAM_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
_SECRET_NAME = re.compile(r"(?:^|_)(?:token|secret|password|authorization|api_key)$", re.IGNORECASE)
_RECORD_FIELDS = {*vars(logging.makeLogRecord({})), "message", "taskName"}
NOISY = (
    "alembic",
    "asyncio",
    "charset_normalizer",
    "htmldate",
    "httpcore",
    "httpx",
    "pypdf",
    "sqlalchemy",
    "telegram",
    "trafilatura",
    "uvicorn",
)


def set_up_logs(level: str, stream: TextIO | None = None, *, quick: bool = False) -> None:
    """Sends structlog and the libraries' own logging to `stream` (stderr), from `level` up.

    `quick` puts off importing structlog to the first line that standard logging has to say: for a command that is
    over, or answers, in a moment and in whose modules nobody logs through structlog itself.
    """
    threshold = logging.getLevelNamesMapping()[level.upper()]
    if not quick:
        _configure_structlog(threshold, stream)
    _take_over_libraries(threshold, stream)


def _configure_structlog(threshold: int, stream: TextIO | None) -> None:
    import structlog

    terminal = (stream or sys.stderr).isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _hide_secrets,
            structlog.dev.ConsoleRenderer(colors=True)
            if terminal
            else structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=lambda *_: structlog.PrintLogger(stream or sys.stderr),
        cache_logger_on_first_use=False,
    )


def hide_secrets(text: str) -> str:
    """The text without anything that has the shape of a Telegram bot token (Bot API, "Authorizing your bot")."""
    return _TELEGRAM_TOKEN.sub("***", text)


def record_crash(error: BaseException, folder: Path, now: datetime) -> Path | None:
    """Appends the traceback to the folder's errors.log, begun anew after a megabyte; None when it cannot be written."""
    path = folder / CRASH_FILE
    trace = hide_secrets("".join(traceback.format_exception(error)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        full = path.exists() and path.stat().st_size > _CRASH_BYTES
        with path.open("w" if full else "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{now.isoformat()}\n{trace}\n")
    except OSError:
        return None
    return path


def _hide_secrets(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if _SECRET_NAME.search(key):
            event[key] = "***"
        elif isinstance(value, str):
            event[key] = hide_secrets(value)
    return event


class _ToStructlog(logging.Handler):
    """Hands what is logged through the standard library to structlog, `extra` included, so that lines look alike."""

    def __init__(self, threshold: int, stream: TextIO | None) -> None:
        super().__init__()
        self._threshold = threshold
        self._stream = stream

    def emit(self, record: logging.LogRecord) -> None:
        import structlog

        if not structlog.is_configured():
            _configure_structlog(self._threshold, self._stream)
        extra = {name: value for name, value in vars(record).items() if name not in _RECORD_FIELDS}
        structlog.get_logger().log(
            record.levelno, record.getMessage(), **extra, logger=record.name, exc_info=record.exc_info
        )


def _take_over_libraries(threshold: int, stream: TextIO | None) -> None:
    """The libraries named above warn when debugging only: below warnings they log statements, texts and addresses."""
    root = logging.getLogger()
    others = [handler for handler in root.handlers if not isinstance(handler, _ToStructlog)]
    root.handlers = [*others, _ToStructlog(threshold, stream)]
    root.setLevel(threshold)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL if threshold > logging.DEBUG else logging.WARNING)
