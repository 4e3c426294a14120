"""A timeline: dated claims, a heading for each day, the earliest first."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from bot.chat.render.guard import clip, guard
from bot.chat.render.heads import LONGEST_OUTLET
from bot.chat.render.pages import Page, make_pages
from bot.chat.render.reading import reading_sentences
from bot.chat.render.runs import Group, Part, Run, Unit
from bot.chat.render.views.common import heading, heads_by_number, quoted_part, small
from bot.model.answer import Answer, Claim
from bot.model.article import ArticleHead
from bot.text.messages import Messages
from bot.text.moments import put_in_zone

LONGEST_WORDS = 100


def render_dated(answer: Answer, words: str, messages: Messages, *, zone: tzinfo = UTC, after: str = "") -> list[Page]:
    """By the day of the first quote's article in `zone`; each claim with outlet and citations; `after`: below all."""
    heads = heads_by_number(answer)
    title = messages.text("bot-timeline-title", words=clip(words, LONGEST_WORDS))
    groups: list[Group] = [((Part(guard((Run(title, "bold"),))),),)]
    groups += [small(one) for one in reading_sentences(answer.query, messages, None)]
    days: dict[str, list[Claim]] = {}
    for claim in answer.claims:
        days.setdefault(_day(heads[claim.quotes[0].n], messages, zone), []).append(claim)
    groups += [_day_group(day, claims, heads) for day, claims in days.items()]
    below = [small(text) for text in (messages.text("bot-timeline-note"), after) if text]
    return make_pages([*groups, *below], messages)


def _day_group(day: str, claims: Sequence[Claim], heads: dict[int, ArticleHead]) -> Group:
    first, *others = [_claim_unit(claim, heads) for claim in claims]
    return ((heading(day), *first), *others)


def _claim_unit(claim: Claim, heads: dict[int, ArticleHead]) -> Unit:
    outlets = dict.fromkeys(clip(heads[quote.n].outlet or "", LONGEST_OUTLET) for quote in claim.quotes)
    named = ", ".join(outlet for outlet in outlets if outlet)
    told = quoted_part(claim.quotes[0].text, claim.quotes, heads)
    return (told, Part(guard((Run(f"— {named}", "italic"),)))) if named else (told,)


def _day(head: ArticleHead, messages: Messages, zone: tzinfo) -> str:
    published: datetime | None = head.published
    return messages.day(put_in_zone(published, zone)) if published else messages.text("answer-no-date")
