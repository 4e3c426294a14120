"""Acceptance questions: evidence that a reply must quote, or an abstention that it must be."""

from datetime import date, datetime
from pathlib import Path

from pydantic import Field, model_validator

from bot.measure.lines import Identified, end_of_day, read_unique
from bot.model.answer import Abstention
from bot.model.turn import Reply


class AcceptanceQuestion(Identified):
    """`evidence`: groups of strings; of each group one string must stand inside a quoted text, as written.

    `min_articles` distinct articles must be cited. `before`: questions asked earlier in the same place, oldest
    first. `today` is the day it is asked, None when it does not matter.
    """

    question: str
    before: tuple[str, ...] = ()
    today: date | None = Field(default=None, alias="now")
    language: str = "en"
    kind: str = ""
    evidence: tuple[tuple[str, ...], ...] = ()
    min_articles: int = Field(default=1, ge=0)
    unanswerable: bool = False

    @model_validator(mode="after")
    def _has_evidence(self) -> "AcceptanceQuestion":
        if self.unanswerable == bool(self.evidence):
            raise ValueError("either evidence or unanswerable must be given, and not both")
        if not all(self.evidence):
            raise ValueError("an evidence group is empty")
        return self

    @property
    def now(self) -> datetime | None:
        """The last instant of the day it is asked, UTC."""
        return end_of_day(self.today)


def read_acceptance(path: Path) -> tuple[AcceptanceQuestion, ...]:
    """In file order. Raises InputError with file and line, also for an id that stands twice."""
    return read_unique(path, AcceptanceQuestion)


def find_failure(question: AcceptanceQuestion, reply: Reply) -> str | None:
    """What the reply lacks, as a clause for a person; None when it is accepted."""
    if isinstance(reply, Abstention):
        return None if question.unanswerable else f"abstained ({reply.reason}: {reply.detail})"
    if question.unanswerable:
        return f"answered: {reply.claims[0].text!r}"
    quotes = [quote for claim in reply.claims for quote in claim.quotes]
    for group in question.evidence:
        if not any(string in quote.text for string in group for quote in quotes):
            return f"no quote holds any of {list(group)}"
    cited = len({quote.article_id for quote in quotes})
    return None if cited >= question.min_articles else f"cites {cited} of {question.min_articles} articles"
