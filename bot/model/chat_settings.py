"""What a person, or the administrators of a place, chose in /settings."""

from typing import Annotated

from pydantic import Field

from bot.model.base import Noun


class ChatSettings(Noun):
    """None: nothing chosen, the default holds. `language`: ISO 639-1; `time_zone`: IANA; `quotes`: per answer."""

    language: str | None = None
    time_zone: str | None = None
    quotes: Annotated[int, Field(ge=1, le=20)] | None = None
