"""Who says what: the claims by speaker."""

from collections.abc import Mapping
from datetime import UTC, tzinfo

from bot.chat.render.guard import clip
from bot.chat.render.heads import outlet_and_date
from bot.chat.render.runs import Group
from bot.chat.render.views.common import Side, heading, heads_by_number, side_part, sides_of
from bot.model.answer import Answer
from bot.model.article import ArticleHead
from bot.text.messages import Messages

LONGEST = 120


def has_speakers(answer: Answer) -> bool:
    """Whether some claim is attributed to somebody."""
    return any(claim.speaker for claim in answer.claims)


def compose_speakers(answer: Answer, messages: Messages, *, zone: tzinfo = UTC) -> list[Group]:
    """Speakers in the order in which they first speak; what nobody is named for comes last, by where it stands."""
    heads = heads_by_number(answer)
    sides = [side for claim in answer.claims for side in sides_of(claim)]
    by_speaker: dict[str, list[Side]] = {}
    for side in sorted(sides, key=lambda one: one.speaker is None):
        by_speaker.setdefault(_name(side, heads, messages, zone), []).append(side)
    return [((heading(name), *(side_part(side, heads) for side in said)),) for name, said in by_speaker.items()]


def _name(side: Side, heads: Mapping[int, ArticleHead], messages: Messages, zone: tzinfo) -> str:
    if side.speaker:
        return clip(side.speaker, LONGEST)
    head = heads.get(side.quotes[0].n)
    where = outlet_and_date(head, messages, zone) if head else messages.text("answer-no-outlet")
    return messages.text("bot-view-reports", where=where)
