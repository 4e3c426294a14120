"""What a group keeps for itself, as a list for its administrators. Pure."""

from collections.abc import Sequence
from datetime import tzinfo

from bot.chat.render.guard import guard
from bot.chat.render.heads import head_runs
from bot.chat.render.pages import Page, make_pages
from bot.chat.render.runs import Group, Part, Run
from bot.model.article import Article, make_head
from bot.text.messages import Messages

SHOWN = 8
"""Articles of one page."""


def render_kept(articles: Sequence[Article], first: int, others: int, messages: Messages, *, zone: tzinfo) -> Page:
    """The articles from the place `first` (0-based) on, numbered. `others`: in how many other chats they are read."""
    if not articles:
        return make_pages([_line(messages.text("bot-added-none"))], messages)[0]
    title: Group = ((Part((Run(messages.text("bot-added-title", count=len(articles)), "bold"),)),),)
    shown = articles[first : first + SHOWN]
    lines = tuple(
        Part(guard((Run(f"{number}. "), *head_runs(None, make_head(article), messages, zone))))
        for number, article in enumerate(shown, start=first + 1)
    )
    note = [_line(messages.text("bot-added-readers", count=others))] if others else []
    return make_pages([title, (lines,), *note], messages)[0]


def _line(text: str) -> Group:
    return ((Part((Run(text),)),),)
