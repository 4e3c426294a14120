"""What a query asks of an engine beyond scores, in an engine's units."""

from math import ceil, floor
from typing import NamedTuple

from bot.model.query import Query, Term


class Bounds(NamedTuple):
    """Whole seconds since the epoch, all inclusive; None leaves a side open.

    `oldest` and `newest` shut undated passages out, `latest` does not.
    """

    oldest: int | None
    newest: int | None
    latest: int | None


def read_bounds(query: Query) -> Bounds:
    """Since, until and now of a query."""
    return Bounds(
        oldest=None if query.since is None else ceil(query.since.timestamp()),
        newest=None if query.until is None else floor(query.until.timestamp()),
        latest=None if query.now is None else floor(query.now.timestamp()),
    )


def scoring_terms(query: Query) -> list[Term]:
    """The terms that can match: those with a variant."""
    return [term for term in query.terms if term.variants]


def required_phrases(query: Query) -> list[tuple[str, ...]]:
    """The phrases a passage must hold; one without tokens asks for nothing."""
    return [phrase for phrase in query.phrase_tokens if phrase]
