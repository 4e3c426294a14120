"""Where the sources differ: each side with its quote, its outlet and its date."""

from datetime import UTC, tzinfo

from bot.chat.render.guard import clip, guard
from bot.chat.render.heads import outlet_and_date
from bot.chat.render.runs import Group, Part, Run
from bot.chat.render.views.common import heading, heads_by_number, quoted_part
from bot.model.answer import DENIED, Answer, Claim
from bot.text.messages import Messages

LONGEST = 200


def has_differences(answer: Answer) -> bool:
    """Whether sources contradict each other in what is quoted."""
    return any(claim.differs for claim in answer.claims)


def compose_differences(answer: Answer, messages: Messages, *, zone: tzinfo = UTC) -> list[Group]:
    """One group a claim that is disputed, its sides in the order of the answer."""
    return [_group(claim, answer, messages, zone) for claim in answer.claims if claim.differs]


def _group(claim: Claim, answer: Answer, messages: Messages, zone: tzinfo) -> Group:
    heads = heads_by_number(answer)
    sides = "; ".join(messages.text("differs-denied") if one == DENIED else clip(one, LONGEST) for one in claim.differs)
    parts = [heading(messages.text("answer-differs", sides=sides))]
    for quote in claim.quotes:
        head = heads.get(quote.n)
        parts.append(quoted_part(quote.text, (quote,), heads))
        if head:
            parts.append(Part(guard((Run(f"— {outlet_and_date(head, messages, zone)}", "italic"),))))
    return (tuple(parts),)
