"""What was consulted and not cited."""

from collections.abc import Mapping
from datetime import UTC, tzinfo

from bot.chat.render.guard import guard
from bot.chat.render.heads import article_name, head_runs
from bot.chat.render.passages import show_passage
from bot.chat.render.runs import Group, Part, Run
from bot.chat.render.views.common import heading
from bot.model.answer import Answer, Consulted
from bot.model.article import ArticleHead
from bot.model.turn import Reply
from bot.text.messages import Messages

ROOM = 600
MOST = 6


def has_more(reply: Reply) -> bool:
    """Whether something was consulted that the reply does not quote."""
    return bool(_others(reply))


def compose_more(
    reply: Reply, heads: Mapping[str, ArticleHead], messages: Messages, *, zone: tzinfo = UTC
) -> list[Group] | None:
    """The best of them, best first. `heads`: articles by id; those that are gone meanwhile are named by their ids."""
    others = _others(reply)[:MOST]
    if not others:
        return None
    title: Group = ((heading(messages.text("bot-view-more")),),)
    return [title, *(_box(one, heads.get(one.article_id), messages, zone) for one in others)]


def _others(reply: Reply) -> list[Consulted]:
    quoted = set()
    if isinstance(reply, Answer):
        quoted = {(quote.article_id, quote.passage) for claim in reply.claims for quote in claim.quotes}
    return [one for one in reply.consulted if (one.article_id, one.text) not in quoted]


def _box(one: Consulted, head: ArticleHead | None, messages: Messages, zone: tzinfo) -> Group:
    named = tuple(head_runs(None, head, messages, zone)) if head else (Run(article_name(one.article_id, None)),)
    return ((Part(guard((*named, Run("\n"), *show_passage(one.text, (), ROOM))), quoted=True),),)
