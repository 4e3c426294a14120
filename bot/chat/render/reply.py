"""A reply as messages: the answer's claims first, what was made of the question and how fresh it is last and small."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, tzinfo
from typing import NamedTuple

from bot.chat.render.claims import ClaimWriter, list_others
from bot.chat.render.guard import clip, guard
from bot.chat.render.heads import article_name, coverage_sentence, freshness, head_runs
from bot.chat.render.pages import Page, make_pages
from bot.chat.render.passages import show_passage
from bot.chat.render.reading import LONGEST_QUESTION, reading_sentences
from bot.chat.render.runs import Group, Part, Run, Unit
from bot.model.answer import Abstention, Answer, Claim, Nearest, Reason
from bot.model.article import ArticleHead
from bot.model.turn import Reply
from bot.text.messages import Messages

CONTEXTS = (900, 600, 400, 250)
"""Characters of a passage shown around its quotes: the first with which it fits into one message, or into fewest."""
NEAREST_ROOM = 500
ABOUT_THE_QUESTION = (Reason.EMPTY_QUESTION, Reason.NO_WORDS, Reason.TOO_LONG)
"""Reasons that say nothing about the corpus: the reply is one sentence."""


class Frame(NamedTuple):
    """What the chat says around a reply, in small print. `before`: an excuse for being late, the question that a
    button asked. `after`: that these are sample articles.
    """

    before: str = ""
    after: str = ""

    def opening(self) -> list[Group]:
        return [(_small([self.before]),)] if self.before else []

    def closing(self) -> list[Group]:
        return [(_small([self.after]),)] if self.after else []


NO_FRAME = Frame()


def render_reply(
    reply: Reply,
    messages: Messages,
    *,
    quotes: int = 4,
    asked: str | None = None,
    zone: tzinfo = UTC,
    heads: Mapping[str, ArticleHead] | None = None,
    frame: Frame = NO_FRAME,
) -> list[Page]:
    """The reply as one message, or as few as hold it, in order.

    `quotes`: claims shown at most, at least one. `asked`: the question as typed; given, a follow-up says what it was
    understood as. `zone`: whose calendar dates are shown by. `heads`: articles by id, to name the nearest passages'
    articles by their titles (else by their ids).

    The text of every quote shown stands in a page letter by letter (see `guard.visible` for what Telegram itself
    drops), unless it alone is too long for a message.
    """
    if isinstance(reply, Abstention):
        groups = _abstention(reply, messages, asked, zone, heads or {})
        return make_pages([*frame.opening(), *groups, *frame.closing()], messages)
    read = list(reading_sentences(reply.query, messages, asked))
    return _render_answer(reply, messages, reply.claims[: max(1, quotes)], zone, read, frame)


def _render_answer(
    answer: Answer,
    messages: Messages,
    claims: Sequence[Claim],
    zone: tzinfo,
    read: Sequence[str],
    frame: Frame,
) -> list[Page]:
    cited = {quote.n for claim in claims for quote in claim.quotes}
    heads = {source.n: source.article for source in answer.sources if source.n in cited}
    fresh = f"{freshness(list(heads.values()), messages, zone)} {coverage_sentence(answer.coverage, messages, zone)}"
    footer: Group = (_small([*read, fresh]),)
    also = list_others(answer.sources)
    best: list[Page] = []
    for context in CONTEXTS:
        groups = ClaimWriter(claims, heads, messages, context=context, zone=zone, also=also).groups()
        pages = make_pages([*frame.opening(), *groups, footer, *frame.closing()], messages)
        best = pages if not best or len(pages) < len(best) else best
        if len(best) == 1:
            break
    return best


def _abstention(
    abstention: Abstention,
    messages: Messages,
    asked: str | None,
    zone: tzinfo,
    heads: Mapping[str, ArticleHead],
) -> Iterator[Group]:
    reason = messages.text(f"abstain-{abstention.reason.value}", detail=clip(abstention.detail, LONGEST_QUESTION))
    if abstention.reason in ABOUT_THE_QUESTION:
        yield ((Part(guard((Run(reason),))),),)
        return
    yield ((Part(guard((Run(f"{messages.text('abstain')} {reason}"),))),),)
    if abstention.nearest:
        heading = Part((Run(messages.text("bot-nearest")),))
        boxes = [_near(near, heads.get(near.article_id), messages, zone) for near in abstention.nearest]
        yield ((heading, boxes[0]), *((box,) for box in boxes[1:]))
    covered = coverage_sentence(abstention.coverage, messages, zone)
    yield (_small([*reading_sentences(abstention.query, messages, asked), covered]),)


def _near(near: Nearest, head: ArticleHead | None, messages: Messages, zone: tzinfo) -> Part:
    name = (Run(article_name(near.article_id, None)),)
    named = tuple(head_runs(None, head, messages, zone)) if head else name
    return Part(guard((*named, Run("\n"), *show_passage(near.text, (), NEAREST_ROOM))), quoted=True)


def _small(sentences: Sequence[str]) -> Unit:
    """The foot of a reply: one paragraph in italics, Telegram's nearest to small print."""
    return (Part(guard((Run(" ".join(sentences), "italic"),))),)
