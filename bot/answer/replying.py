"""The reply, from what was weighed: an answer whose every quote stands, or an abstention. Pure, but for the log."""

import logging
from collections.abc import Mapping

from bot.answer.compose import NO_COPIES, Copies, compose_claims, compose_consulted, compose_nearest
from bot.answer.weighing import Weighed
from bot.model.answer import Abstention, Answer, Coverage, Reason
from bot.model.errors import QuestionError
from bot.model.query import Query
from bot.model.turn import Reply

log = logging.getLogger(__name__)


def find_cited(weighed: Weighed) -> list[str]:
    """Ids of the articles that the reply would quote, ascending."""
    return sorted({member.ranked.found.article.id for group in weighed.groups for member in group.members})


def compose_reply(weighed: Weighed, texts: Mapping[str, str], copies: Copies = NO_COPIES) -> Reply:
    """`texts`: the stored clean texts of the cited articles, by id; `copies`: their near-duplicates."""
    if weighed.reason:
        return abstain(weighed, weighed.reason)
    claims, sources, dropped = compose_claims(weighed.groups, texts, copies)
    if dropped:
        log.warning("quotes dropped: not in the stored article", extra={"dropped": dropped})
    if not claims:
        return abstain(weighed, Reason.NOT_FOUND)
    return Answer(
        query=weighed.query,
        claims=tuple(claims),
        sources=tuple(sources),
        confidence=round(weighed.confidence, 4),
        coverage=weighed.coverage,
        consulted=compose_consulted(weighed.ranked),
        signals=weighed.signals,
        dropped_quotes=dropped,
    )


def abstain(weighed: Weighed, reason: Reason) -> Abstention:
    """With what came closest."""
    details = {Reason.UNKNOWN_NAME: weighed.query.unknown, Reason.PHRASE_NOT_FOUND: weighed.query.phrases}
    return Abstention(
        query=weighed.query,
        reason=reason,
        detail=", ".join(details.get(reason, ())),
        nearest=compose_nearest(weighed.candidates),
        confidence=round(0.0 if reason is Reason.UNKNOWN_NAME else weighed.confidence, 4),
        coverage=weighed.coverage,
        consulted=compose_consulted(weighed.ranked),
        signals=() if reason is Reason.UNKNOWN_NAME else weighed.signals,
    )


def refuse(question: str, error: QuestionError, coverage: Coverage) -> Abstention:
    """What is no question; `error` is `read_question`'s."""
    query = Query(question=question[:200], language="en")
    return Abstention(query=query, reason=Reason(str(error.values["reason"])), coverage=coverage)
