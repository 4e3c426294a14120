"""Options that several commands share, with their help."""

from pathlib import Path
from typing import Annotated

import typer

from bot.settings import EngineName

Corpus = Annotated[
    Path | None,
    typer.Option(
        "--corpus",
        metavar="PATH",
        help="A folder or file of articles to use as it is. Without it: what was ingested, else the sample corpus.",
        show_default=False,
    ),
]
Engine = Annotated[
    EngineName | None,
    typer.Option("--engine", help="Where the index lives: memory or disk.", show_default=False),
]
Considered = Annotated[int, typer.Option("--k", min=1, max=10_000, help="How many passages are considered.")]
