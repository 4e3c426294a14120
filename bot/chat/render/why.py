"""How a reply was found: which words, which passages, which scores. The same reply gives the same text."""

from collections.abc import Iterator, Mapping
from datetime import UTC, tzinfo

from bot.answer.confidence import THRESHOLD
from bot.chat.render.guard import clip, guard, one_line
from bot.chat.render.heads import article_name, outlet_and_date
from bot.chat.render.pages import Page, make_pages
from bot.chat.render.passages import show_passage
from bot.chat.render.reading import LONGEST_QUESTION, LONGEST_WORD, filtered_days
from bot.chat.render.reasons import tell_claims, tell_outcome, tell_signals
from bot.chat.render.runs import Group, Part, Run
from bot.model.answer import Answer, Consulted
from bot.model.article import ArticleHead
from bot.model.query import Query, Term
from bot.model.turn import Reply
from bot.text.messages import Messages

MOST_VARIANTS = 12
PASSAGE_ROOM = 300


def render_why(
    reply: Reply,
    messages: Messages,
    *,
    zone: tzinfo = UTC,
    heads: Mapping[str, ArticleHead] | None = None,
    typed: str = "",
) -> list[Page]:
    """How the question was read, what it was answered with and why that was thought enough, and the passages that were
    looked at, best first.

    `typed`: the question as typed, shown where it was read otherwise. `heads`: articles by id, to name passages by
    their titles; those a reply cites need not be given. How long it took
    is left out: it differs from time to time.
    """
    known = {**(heads or {}), **_cited_heads(reply)}
    opening: Group = (tuple(_opening(reply, messages, typed)),)
    reasons: Group = (tuple(_reasons(reply, messages)),)
    looked = [_looked_at(rank, one, reply, known, messages, zone) for rank, one in enumerate(reply.consulted, start=1)]
    heading = Part((Run(messages.text("bot-why-passages" if looked else "bot-why-none"), "bold"),))
    how = [_line(messages.text("bot-why-scores"))] if looked else []
    passages: Group = ((heading, *how, *looked[:1]), *((part,) for part in looked[1:]))
    closing: Group = ((Part((Run(messages.text("bot-why-same"), "italic"),)),),)
    return make_pages([opening, reasons, passages, closing], messages)


def _opening(reply: Reply, messages: Messages, typed: str) -> Iterator[Part]:
    query = reply.query
    yield Part((Run(messages.text("bot-why-title"), "bold"),))
    if typed and one_line(typed) != query.question:
        yield _line(messages.text("bot-why-typed", question=clip(one_line(typed), LONGEST_QUESTION)))
    yield _line(messages.text("bot-why-question", question=clip(query.question, LONGEST_QUESTION)))
    for slip, read in query.corrections[:10]:
        yield _line(messages.text("answer-reading", typed=clip(slip, LONGEST_WORD), read=clip(read, LONGEST_WORD)))
    if query.terms:
        yield _line(messages.text("bot-why-words"))
        yield from (_line(f"• {_term(term)}") for term in query.terms[:20])
    yield from _filters(query, messages)


def _reasons(reply: Reply, messages: Messages) -> Iterator[Part]:
    yield Part(guard((Run(tell_outcome(reply, messages), "bold"),)))
    yield from map(_line, tell_claims(reply, messages))
    numbers = {"confidence": f"{reply.confidence:.2f}", "threshold": f"{THRESHOLD:.2f}"}
    yield _line(messages.text("bot-why-confidence", **numbers))
    yield from map(_line, tell_signals(reply, messages))


def _filters(query: Query, messages: Messages) -> Iterator[Part]:
    if query.phrases:
        phrases = messages.joined(messages.quoted(clip(phrase, LONGEST_QUESTION)) for phrase in query.phrases[:5])
        yield _line(messages.text("bot-why-phrases", phrases=phrases))
    if days := filtered_days(query, messages):
        yield _line(days)
    if query.outlets:
        outlets = messages.joined(clip(name, LONGEST_WORD) for name in query.outlets[:10])
        yield _line(messages.text("answer-only-outlets", outlets=outlets))


def _term(term: Term) -> str:
    """The word and what may stand for it: "demand: insist 0.5, urge 0.3"."""
    variants = [f"{clip(token, LONGEST_WORD)} {weight:.2g}" for token, weight in term.variants[:MOST_VARIANTS]]
    return f"{clip(term.text, LONGEST_WORD)}: {', '.join(variants)}" if variants else clip(term.text, LONGEST_WORD)


def _looked_at(
    rank: int,
    one: Consulted,
    reply: Reply,
    heads: Mapping[str, ArticleHead],
    messages: Messages,
    zone: tzinfo,
) -> Part:
    """ "1. 12.34 · quoted · Title", where it is from, and its beginning."""
    head = heads.get(one.article_id)
    quoted = [messages.text("bot-why-quoted")] if _is_quoted(one, reply) else []
    line = " · ".join([f"{rank}. {one.score:.2f}", *quoted, article_name(one.article_id, head)])
    where = f"\n{outlet_and_date(head, messages, zone)}" if head else ""
    return Part(guard((Run(f"{line}{where}\n"), *show_passage(one.text, (), PASSAGE_ROOM))), quoted=True)


def _is_quoted(one: Consulted, reply: Reply) -> bool:
    if not isinstance(reply, Answer):
        return False
    quotes = (quote for claim in reply.claims for quote in claim.quotes)
    return any(quote.article_id == one.article_id and quote.passage == one.text for quote in quotes)


def _cited_heads(reply: Reply) -> dict[str, ArticleHead]:
    return {source.article.id: source.article for source in reply.sources} if isinstance(reply, Answer) else {}


def _line(text: str) -> Part:
    return Part(guard((Run(text),)))
