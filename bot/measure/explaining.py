"""At which step a question of a set was lost: each step of an answer, and whether what was wanted got past it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from bot.answer.asking import CONSIDERED
from bot.answer.candidates import PASSAGES
from bot.answer.confidence import THRESHOLD
from bot.answer.service import AnswerService, Trace
from bot.measure.outcome import quotes_of
from bot.measure.sets import SetQuestion
from bot.measure.strings import holds_any
from bot.model.answer import Abstention, Signal
from bot.model.passage import Found
from bot.model.protocols import ArticleStore
from bot.model.turn import Reply

DEEP = 1000
"""Hits fetched to say how deep the wanted passage lies, when it is not among those considered."""


class Step(StrEnum):
    """Where a question was lost, in the order of an answer's steps; the last is the fault of answering at all."""

    INDEXED = "not indexed"
    RETRIEVED = "not retrieved"
    RANKED = "not ranked"
    ABSTAINED = "abstained"
    QUOTED = "not quoted"
    ANSWERED = "answered though unanswerable"


class Check(NamedTuple):
    """One step: `step` is the name it has when it fails; `passed` None where nothing can be said."""

    step: Step
    passed: bool | None
    detail: str


class Explanation(NamedTuple):
    """`lost`: the first step that failed; None where the question is answered right, or rightly refused."""

    question: SetQuestion
    lost: Step | None
    checks: Sequence[Check]
    confidence: float
    signals: Sequence[Signal]


async def explain(question: SetQuestion, service: AnswerService, store: ArticleStore, collection: str) -> Explanation:
    """What became of a question, answered anew."""
    reply = await service.answer(question.question, now=question.now)
    if question.unanswerable:
        checks = [_check_refusal(reply)]
    else:
        trace = await service.trace(question.question, now=question.now, deep=DEEP)
        texts = await store.texts(collection, list(question.gold_articles))
        checks = _check_steps(question, trace, texts, reply)
    lost = next((check.step for check in checks if check.passed is False), None)
    if not question.unanswerable and checks[-1].passed:
        lost = None  # another passage held it too
    return Explanation(question, lost, checks, reply.confidence, reply.signals)


def _check_refusal(reply: Reply) -> Check:
    if isinstance(reply, Abstention):
        return Check(Step.ANSWERED, True, f"refused ({reply.reason.value})")
    return Check(Step.ANSWERED, False, f"confidence {reply.confidence:.2f}, threshold {THRESHOLD:.2f}")


def _check_steps(question: SetQuestion, trace: Trace, texts: dict[str, str], reply: Reply) -> list[Check]:
    return [
        _check_indexed(question, texts),
        _check_retrieved(question, trace),
        _check_ranked(question, trace),
        _check_abstained(reply),
        _check_quoted(question, trace, reply),
    ]


def _check_indexed(question: SetQuestion, texts: dict[str, str]) -> Check:
    """Whether a named article is there and holds an accepted string."""
    if not question.gold_articles:
        return Check(Step.INDEXED, None, "the set names no article")
    missing = [article for article in question.gold_articles if article not in texts]
    if len(missing) == len(question.gold_articles):
        return Check(Step.INDEXED, False, f"not in the store: {', '.join(missing)}")
    if question.answers and not any(holds_any(text, question.answers) for text in texts.values()):
        return Check(Step.INDEXED, False, "no named article holds an accepted answer word for word")
    return Check(Step.INDEXED, True, ", ".join(texts))


def _check_retrieved(question: SetQuestion, trace: Trace) -> Check:
    rank = next((hit.rank for hit in trace.hits if _wanted(question, trace.passages.get(hit.passage_id))), None)
    if rank is None:
        return Check(Step.RETRIEVED, False, f"no passage that answers among the first {len(trace.hits)} hits")
    return Check(Step.RETRIEVED, rank <= CONSIDERED, f"hit {rank}; the first {CONSIDERED} are considered")


def _check_ranked(question: SetQuestion, trace: Trace) -> Check:
    ranked = enumerate(trace.evidence.ranked, start=1)
    place = next((number for number, one in ranked if _wanted(question, one.found)), None)
    if place is None:
        return Check(Step.RANKED, False, "not among the passages that were ranked")
    return Check(Step.RANKED, place <= PASSAGES, f"passage {place}; sentences of the first {PASSAGES} compete")


def _check_abstained(reply: Reply) -> Check:
    if isinstance(reply, Abstention):
        detail = f"{reply.reason.value}, confidence {reply.confidence:.2f}, threshold {THRESHOLD:.2f}"
        return Check(Step.ABSTAINED, False, detail)
    return Check(Step.ABSTAINED, True, f"confidence {reply.confidence:.2f}")


def _check_quoted(question: SetQuestion, trace: Trace, reply: Reply) -> Check:
    places = enumerate(trace.evidence.candidates, start=1)
    place = next((number for number, one in places if holds_any(one.text, question.answers)), None)
    where = f"sentence {place} of {len(trace.evidence.candidates)}" if place else "no sentence that competes holds it"
    held = any(holds_any(quote.text, question.answers) for quote in quotes_of(reply))
    return Check(Step.QUOTED, held, where)


def _wanted(question: SetQuestion, found: Found | None) -> bool:
    """Whether a passage is of a named article, where articles are named, and holds an accepted string."""
    if found is None or (question.gold_articles and found.article.id not in question.gold_articles):
        return False
    return not question.answers or holds_any(found.text, question.answers)
