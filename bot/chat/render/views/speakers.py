"""Who says what: the claims by speaker."""

from datetime import UTC, tzinfo

from bot.chat.render.guard import clip
from bot.chat.render.heads import outlet_and_date
from bot.chat.render.runs import Group
from bot.chat.render.views.common import claim_part, heading, heads_by_number
from bot.model.answer import Answer, Claim
from bot.text.messages import Messages

LONGEST = 120


def has_speakers(answer: Answer) -> bool:
    """Whether some claim is attributed to somebody."""
    return any(claim.speaker for claim in answer.claims)


def compose_speakers(answer: Answer, messages: Messages, *, zone: tzinfo = UTC) -> list[Group]:
    """Speakers in the order in which they first speak; what nobody is named for comes last, by where it stands."""
    heads = heads_by_number(answer)
    by_speaker: dict[str, list[Claim]] = {}
    for claim in answer.claims:
        if claim.speaker:
            by_speaker.setdefault(clip(claim.speaker, LONGEST), []).append(claim)
    unnamed = [claim for claim in answer.claims if not claim.speaker]
    for claim in unnamed:
        head = heads.get(claim.quotes[0].n)
        where = outlet_and_date(head, messages, zone) if head else messages.text("answer-no-outlet")
        by_speaker.setdefault(messages.text("bot-view-reports", where=where), []).append(claim)
    groups: list[Group] = [
        ((heading(name), *(claim_part(claim, heads) for claim in claims)),) for name, claims in by_speaker.items()
    ]
    return groups
