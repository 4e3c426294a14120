"""The claims in the order in which they were reported."""

from datetime import UTC, datetime, tzinfo

from bot.chat.render.heads import outlet_and_date
from bot.chat.render.runs import Group
from bot.chat.render.views.common import heading, heads_by_number, quoted_part, small
from bot.model.answer import Answer, Quote
from bot.text.messages import Messages

LEAST = 2


def has_timeline(answer: Answer) -> bool:
    """Whether quotes of different days are there to be ordered."""
    heads = heads_by_number(answer)
    days = {head.published.date() for head in heads.values() if head.published}
    return len(days) >= LEAST


def compose_timeline(answer: Answer, messages: Messages, *, zone: tzinfo = UTC) -> list[Group]:
    """Every quote of a dated article, oldest first, by the day of its publication: that is known, when the thing itself
    happened is for the quote to say."""
    heads = heads_by_number(answer)
    dated: list[tuple[datetime, Quote]] = []
    for claim in answer.claims:
        for quote in claim.quotes:
            head = heads.get(quote.n)
            if head and head.published:
                dated.append((head.published, quote))
    groups: list[Group] = []
    for _, quote in sorted(dated, key=lambda one: one[0]):
        where = outlet_and_date(heads[quote.n], messages, zone)
        groups.append(((heading(where), quoted_part(quote.text, (quote,), heads)),))
    return [*groups, small(messages.text("bot-view-timeline-note"))]
