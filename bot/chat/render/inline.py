"""Results of an inline query: what is offered in the list, and the message that it becomes."""

from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from bot.chat.render.digest import StoryWriter
from bot.chat.render.guard import clip, guard
from bot.chat.render.heads import head_runs, outlet_and_date
from bot.chat.render.pages import Page, make_pages
from bot.chat.render.passages import tidy
from bot.chat.render.reply import Frame, render_reply
from bot.chat.render.runs import Group, Part, Run
from bot.model.answer import Abstention, Answer, Quote
from bot.model.article import Article, ArticleHead, make_head
from bot.model.story import Brief
from bot.model.subscription import Length
from bot.model.turn import Reply
from bot.text.messages import Messages

LONGEST_TITLE = 80
LONGEST_DESCRIPTION = 160
LONGEST_LEAD = 400
MOST_QUOTES = 8


class Result(NamedTuple):
    """`title` and `description` as the list shows them, plain text; `page` is sent when it is chosen."""

    title: str
    description: str
    page: Page


def render_results(
    reply: Reply, messages: Messages, *, zone: tzinfo = UTC, sample: bool = False, stale: str = ""
) -> list[Result]:
    """The whole answer first, then single quotes, best first, each once; for an abstention the abstention alone.
    `stale`: what is said below of articles that are too old."""
    frame = Frame("", messages.text("bot-sources-sample") if sample else stale)
    if isinstance(reply, Abstention):
        title = messages.text("abstain")
        reason = messages.text(f"abstain-{reply.reason.value}", detail=clip(reply.detail, LONGEST_TITLE))
        asked = clip(reply.query.question, LONGEST_LEAD)
        [page, *_] = render_reply(reply, messages, zone=zone, frame=frame._replace(before=asked))
        return [Result(title, clip(reason, LONGEST_DESCRIPTION), page)]
    return [_whole(reply, messages, zone, frame), *_quotes(reply, messages, zone)]


def render_story(brief: Brief, messages: Messages, now: datetime, *, zone: tzinfo = UTC) -> Result:
    """A story as a digest tells it."""
    group = StoryWriter(messages, Length.FULL, now, zone).write_alone(brief)
    said = brief.quotes[0].text if brief.quotes else messages.text("bot-digest-outlets", count=brief.outlets)
    [page, *_] = make_pages([group], messages)
    return Result(clip(brief.headline, LONGEST_TITLE), clip(tidy(said), LONGEST_DESCRIPTION), page)


def render_article(article: Article, messages: Messages, *, zone: tzinfo = UTC) -> Result:
    """A new article: its title, where it is from, and how it begins."""
    head = make_head(article)
    title = clip(article.title or "", LONGEST_TITLE) or messages.text("answer-no-title")
    lead = tidy(article.text)
    lead = lead if len(lead) <= LONGEST_LEAD else f"{lead[:LONGEST_LEAD].rsplit(maxsplit=1)[0]} …"
    named: Group = ((Part(guard(tuple(head_runs(None, head, messages, zone)))),),)
    begins: Group = ((Part(guard((Run(lead),)), quoted=True),),)
    [page] = make_pages([named, begins], messages)
    return Result(title, clip(outlet_and_date(head, messages, zone), LONGEST_DESCRIPTION), page)


def _whole(answer: Answer, messages: Messages, zone: tzinfo, frame: Frame) -> Result:
    """As many claims as fit into one message: an inline result cannot be two. The question stands above them."""
    asked = frame._replace(before=clip(answer.query.question, LONGEST_LEAD))
    for quotes in range(len(answer.claims), 0, -1):
        pages = render_reply(answer, messages, quotes=quotes, zone=zone, frame=asked)
        if len(pages) == 1:
            break
    title = messages.text("bot-inline-answer", count=min(quotes, len(answer.claims)))
    return Result(title, clip(answer.claims[0].text, LONGEST_DESCRIPTION), pages[0])


def _quotes(answer: Answer, messages: Messages, zone: tzinfo) -> list[Result]:
    heads = {source.n: source.article for source in answer.sources}
    quotes = {(one.article_id, one.start, one.end): one for claim in answer.claims for one in claim.quotes}
    return [_quote(one, heads[one.n], messages, zone) for one in list(quotes.values())[:MOST_QUOTES]]


def _quote(quote: Quote, head: ArticleHead, messages: Messages, zone: tzinfo) -> Result:
    said: Group = ((Part(guard((Run(tidy(quote.text)),)), quoted=True),),)
    source: Group = ((Part(guard(tuple(head_runs(None, head, messages, zone)))),),)
    pages = make_pages([said, source], messages)
    where = outlet_and_date(head, messages, zone)
    title = clip(quote.text, LONGEST_TITLE) or messages.text("answer-no-title")
    return Result(title, clip(where, LONGEST_DESCRIPTION), pages[0])
