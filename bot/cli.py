"""The command `briefing-bot`: which commands there are. What they do stands in `commands/`."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from bot.commands import (
    ask,
    backup,
    chat,
    doctor,
    feeds,
    ingest,
    playground,
    prune,
    serve,
    sources,
    watching_folder,
)
from bot.commands.shared import guarded

app = typer.Typer(
    name="briefing-bot",
    help="Ask a folder of news articles: the answer is made of their own sentences, every one cited and checked.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_COMMANDS: tuple[Callable[..., None], ...] = (
    ask.ask,
    chat.chat,
    serve.serve,
    playground.playground,
    ingest.ingest,
    watching_folder.watch_folder,
    sources.sources,
    sources.show,
    ingest.reindex,
    prune.prune,
    backup.backup,
    backup.restore,
    doctor.doctor,
    doctor.settings,
)
for _command in _COMMANDS:
    app.command()(_command)
app.add_typer(feeds.app, name="feeds")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
@guarded
def measure(context: typer.Context) -> None:
    """Measure answers on sets of questions (for developers)."""
    from bot.measure.commands import app as measures

    measures(args=context.args, prog_name="briefing-bot measure")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"briefing-bot {version('briefing-bot')}")
        raise typer.Exit


@app.callback()
def _options(
    _shown: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave."),
    ] = False,
) -> None:
    """Options that stand before a command; the docstring of the program is `help` above."""


def main() -> None:
    """Runs the command line and ends the process with its exit status.

    Letters that the terminal's encoding lacks are printed as escapes, bytes that are no text are read as U+FFFD.
    """
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors=errors)
    app()
