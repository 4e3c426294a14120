"""What the passages of one collection are worth as an answer: claims in the making, or the reason to abstain. Pure."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.answer.attribution import prefer_speaker
from bot.answer.candidates import PASSAGES, Candidate, score_candidates
from bot.answer.confidence import THRESHOLD, asks_nothing, measure_confidence, read_signals
from bot.answer.corrections import prefer_corrections
from bot.answer.matching import TermTable
from bot.answer.neighbours import Group
from bot.answer.ranking import Ranked, rank_passages
from bot.answer.selection import choose_claims
from bot.answer.signals import compose_signals
from bot.answer.timeline import choose_timeline
from bot.model.answer import Coverage, Reason, Signal
from bot.model.hit import Hit
from bot.model.passage import Found
from bot.model.query import Query
from bot.text.acronyms import spells_out
from bot.text.languages import INFLECTED
from bot.text.phrases import fold_phrase


class Manner(NamedTuple):
    """How many of the best passages compete, and how claims are chosen from their sentences."""

    passages: int
    choose: Callable[[Sequence[Candidate]], list[Group]]


ANSWER, TIMELINE = Manner(PASSAGES, choose_claims), Manner(60, choose_timeline)


class Weighed(NamedTuple):
    """A question as one collection, or several, can answer it. `reason` None: with the groups, at least one."""

    query: Query
    coverage: Coverage
    ranked: list[Ranked]
    candidates: list[Candidate]
    confidence: float
    reason: Reason | None
    groups: list[Group]
    signals: tuple[Signal, ...]


def weigh(
    hits: Sequence[Hit],
    found: dict[int, Found],
    query: Query,
    table: TermTable,
    coverage: Coverage,
    manner: Manner,
) -> Weighed:
    """Of hits and their passages by id."""
    holding = {number: one for number, one in found.items() if _holds_phrases(one, query)}
    ranked = rank_passages(hits, holding, query, table)
    scored = prefer_corrections(score_candidates(ranked, query, table, manner.passages))
    candidates, by_others = prefer_speaker(scored, query)
    signals = read_signals(candidates, query, table, coverage, by_others=by_others)
    confidence = measure_confidence(signals)
    reason = _reason_to_abstain(query, coverage, candidates, confidence)
    groups = [] if reason else manner.choose(candidates)
    if not groups:
        reason = reason or Reason.NOT_FOUND
    return Weighed(query, coverage, ranked, candidates, confidence, reason, groups, compose_signals(signals))


def _holds_phrases(found: Found, query: Query) -> bool:
    """Whether the phrases stand there to the letter, capitals aside; where words are inflected their stems do,
    which the engine matched in order."""
    if not query.phrases or found.article.language in INFLECTED:
        return True
    text = fold_phrase(found.text)
    return all(fold_phrase(phrase) in text for phrase in query.phrases)


def _list_unknown(query: Query, candidates: Sequence[Candidate]) -> list[str]:
    """The unknown names of the question without acronyms that some passage at hand writes out."""
    texts = {one.ranked.found.passage.id: one.ranked.found.text for one in candidates} if query.unknown else {}
    return [name for name in query.unknown if not any(spells_out(name, text) for text in texts.values())]


def _reason_to_abstain(
    query: Query, coverage: Coverage, candidates: Sequence[Candidate], confidence: float
) -> Reason | None:
    """The first reason that holds, the plainest first; None to answer."""
    if not coverage.articles:
        return Reason.EMPTY_CORPUS
    if asks_nothing(query):
        return Reason.NO_WORDS
    if _list_unknown(query, candidates):
        return Reason.UNKNOWN_NAME
    if not candidates:
        if query.phrases:
            return Reason.PHRASE_NOT_FOUND
        bounded = query.since or query.until or query.outlets
        return Reason.NOTHING_IN_RANGE if bounded else Reason.NOT_FOUND
    return Reason.WEAK_EVIDENCE if confidence < THRESHOLD else None
