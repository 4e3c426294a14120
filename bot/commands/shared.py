"""What every command shares: settings and messages, sentences on stderr, exit statuses, errors in clear words."""

import errno
import functools
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import typer

from bot.logs import record_crash, set_up_logs
from bot.model.errors import BriefingError, InputError, QuestionError, SettingsError, TokenRefusedError
from bot.settings import Settings, default_data_dir, read_language, read_settings

if TYPE_CHECKING:
    from bot.text.messages import Messages

OK = 0
FAILED = 1
UNUSABLE = 2
"""A question, an argument or a setting that cannot be used; also what the option parser returns."""
SOME_SKIPPED = 3

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


def start(*, quick: bool = False) -> Settings:
    """The settings, with the logs set up by them (see `set_up_logs` for `quick`). Raises SettingsError."""
    settings = read_settings()
    set_up_logs(settings.log_level, quick=quick)
    return settings


def messages_of(settings: Settings) -> "Messages":
    """The messages in the interface language; imports Fluent."""
    from bot.text.messages import read_messages

    return read_messages(settings.language)


def tell(sentence: str) -> None:
    """A sentence to the person on stderr, so that stdout holds only what was asked for."""
    import sys

    from rich.text import Text

    from bot.terminal import Hanging, harmless, make_console

    make_console(sys.stderr).print(Hanging(Text(harmless(sentence))))


def guarded(command: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """The command, with every error turned into one sentence and an exit status: never a stack trace for a person."""

    @functools.wraps(command)
    def run(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Result:
        try:
            return command(*args, **kwargs)
        except typer.Exit:
            raise
        except Exception as error:  # the outermost frame: nobody above could tell the person
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise
            raise typer.Exit(report_error(error)) from error

    return run


def report_error(error: Exception) -> int:
    """Tells the person what is wrong; the exit status that goes with it. The unexpected also goes to errors.log."""
    from bot.text.messages import read_messages

    messages = read_messages(read_language())
    if isinstance(error, BriefingError):
        tell(describe_error(error, messages))
        return UNUSABLE if isinstance(error, InputError | SettingsError | TokenRefusedError) else FAILED
    tell(f"{messages.text('error-unexpected')} {_crash_sentence(error, messages)}")
    return FAILED


def describe_error(error: BriefingError, messages: "Messages") -> str:
    """The error's message; one that the texts do not know says the generic one of its branch."""
    reason = f"abstain-{error.values.get('reason', '')}"
    if isinstance(error, QuestionError) and reason in messages:
        return messages.text(reason, detail="")
    known = error.message_id if error.message_id in messages else type(error).message_id
    return messages.text(known, **{"text": error.text, **error.values})


def _crash_sentence(error: Exception, messages: "Messages") -> str:
    logging.getLogger(__name__).info("unexpected error", exc_info=error)
    path = record_crash(error, _crash_folder(), datetime.now(UTC))
    if path is None:
        return messages.text("error-unexpected-no-log")
    return messages.text("error-unexpected-log", path=str(path))


def _crash_folder() -> Path:
    """The data directory; the default one where the settings are what failed."""
    try:
        return read_settings().data_dir
    except SettingsError:
        return default_data_dir()
