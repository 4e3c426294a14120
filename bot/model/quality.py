"""What was measured of the answers, as the program carries it with it: the head lines of a report."""

from datetime import date

from bot.model.base import Noun


class SetQuality(Noun):
    """One question set. Shares of 0 to 1, None where the set cannot tell: `right`, of the answerable questions whose
    reply holds the answer; `answered`, of the answerable; `refused`, of the unanswerable."""

    set: str
    questions: int
    right: float | None = None
    answered: float | None = None
    refused: float | None = None


class Quality(Noun):
    """`measured`: the day of the report. `speakers`: the share of the named speakers that is right; `merged`: the share
    of merged claims that are one claim; both on the sets that were written as a check."""

    measured: date
    sets: tuple[SetQuality, ...] = ()
    speakers: float | None = None
    merged: float | None = None
