"""Amendments: what became of the sentences that an answer quoted."""

from typing import NamedTuple

from pydantic import AwareDatetime

from bot.model.answer import Quote


class Amendment(NamedTuple):
    """A quoted sentence that its article no longer holds. `now`: the sentence that stands in its place, None when the
    article says nothing like it any more. `gone`: the article itself was taken away. `since`: when the text with the
    quote was replaced, None when unknown."""

    quote: Quote
    now: str | None
    gone: bool = False
    since: AwareDatetime | None = None
