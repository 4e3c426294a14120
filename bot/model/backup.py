"""What a backup says about itself: the nouns of its manifest."""

from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, Field, NonNegativeInt, PositiveInt

from bot.model.base import Noun

DatabaseName = Literal["articles.db", "chat.db"]
"""File names, as they stand in the data directory and in a backup."""

FORMAT: Final = 1
"""Raised with every change that an older program could not read."""


class DatabaseCopy(Noun):
    """One database of a backup. `revision`: of its tables; `counts`: rows by table; `bytes`, `sha256`: of its file."""

    revision: Annotated[str, Field(pattern=r"^[0-9A-Za-z_]{1,64}$")]
    bytes: PositiveInt
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    counts: dict[str, NonNegativeInt]


class Manifest(Noun):
    """A backup as a whole. `version`: of the program that made it; `created`: when it began to copy."""

    program: Literal["briefing-bot"] = "briefing-bot"
    format: Literal[1] = FORMAT
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z.+!-]{1,64}$")]
    created: AwareDatetime
    databases: Annotated[dict[DatabaseName, DatabaseCopy], Field(min_length=1)]
