"""Measures of what a person reads: does it hold the answer, is it short, is it verbatim, does it say no in time."""

from collections.abc import Iterable, Sequence

from bot.measure.means import mean
from bot.measure.outcome import Outcome
from bot.measure.roc import auroc, refused_at
from bot.measure.strings import holds_any

MAX_CLAIMS = 4
MAX_QUOTED = 700
"""Characters. "One message, at most four claims and 700 quoted characters" (README of the evaluation data)."""


def answerable(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Those whose question the articles answer."""
    return [outcome for outcome in outcomes if not outcome.question.unanswerable]


def unanswerable(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Those whose question the articles do not answer."""
    return [outcome for outcome in outcomes if outcome.question.unanswerable]


def answer_in_reply(outcomes: Sequence[Outcome], *, within: int | None = None) -> float | None:
    """Share of the answerable questions with a quote that holds an accepted string; an abstention holds none.

    "Inside the quoted text of the reply a person would read" (README of the evaluation data). Questions without
    accepted strings are left out. `within`: only so many quoted characters are read, quote after quote.
    """
    judged = [outcome for outcome in answerable(outcomes) if outcome.question.answers]
    return mean(any(holds_any(text, outcome.question.answers) for text in _read(outcome, within)) for outcome in judged)


def abstained(outcomes: Sequence[Outcome]) -> float | None:
    """Share of the questions abstained from."""
    return mean(outcome.abstained for outcome in outcomes)


def answered(outcomes: Sequence[Outcome]) -> float | None:
    """Share of the questions not abstained from."""
    return mean(not outcome.abstained for outcome in outcomes)


def confidence_auroc(outcomes: Sequence[Outcome]) -> float | None:
    """Area under the ROC curve of the confidence, answerable against unanswerable (`roc.auroc`)."""
    return auroc(*_confidences(outcomes))


def refused_at_90(outcomes: Sequence[Outcome]) -> float | None:
    """Share of the unanswerable refused at the threshold that answers 90 % of the answerable (`roc.refused_at`)."""
    return refused_at(*_confidences(outcomes), kept=0.9)


def verbatim(outcomes: Sequence[Outcome]) -> float | None:
    """Share of all quotes that are the stored article's clean text between their offsets: below 1 is a fault."""
    quotes = sum(len(outcome.quotes) for outcome in outcomes)
    return sum(outcome.verbatim for outcome in outcomes) / quotes if quotes else None


def within_size(outcomes: Sequence[Outcome]) -> float | None:
    """Share of the answers with at most four claims and 700 quoted characters (README of the evaluation data)."""
    return mean(outcome.quoted <= MAX_QUOTED and outcome.claims <= MAX_CLAIMS for outcome in _answers(outcomes))


def mean_claims(outcomes: Sequence[Outcome]) -> float | None:
    """Mean claims of an answer; a list is one claim."""
    return mean(outcome.claims for outcome in _answers(outcomes))


def max_claims(outcomes: Sequence[Outcome]) -> float | None:
    """The most claims of one answer."""
    return max((float(outcome.claims) for outcome in _answers(outcomes)), default=None)


def mean_quoted(outcomes: Sequence[Outcome]) -> float | None:
    """Mean quoted characters of an answer, all quotes of all claims together."""
    return mean(outcome.quoted for outcome in _answers(outcomes))


def max_quoted(outcomes: Sequence[Outcome]) -> float | None:
    """The most quoted characters of one answer."""
    return max((float(outcome.quoted) for outcome in _answers(outcomes)), default=None)


def _read(outcome: Outcome, within: int | None) -> Iterable[str]:
    left = outcome.quoted if within is None else within
    for quote in outcome.quotes:
        yield quote.text[:left]
        left = max(0, left - len(quote.text))


def _answers(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if not outcome.abstained]


def _confidences(outcomes: Sequence[Outcome]) -> tuple[list[float], list[float]]:
    return [o.confidence for o in answerable(outcomes)], [o.confidence for o in unanswerable(outcomes)]
