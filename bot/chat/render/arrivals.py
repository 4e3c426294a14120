"""What became of a piece that was sent to be read; the text of an article; what is asked about channels. Pure."""

from datetime import UTC, tzinfo

from bot.chat.render.guard import clip, guard
from bot.chat.render.heads import head_runs
from bot.chat.render.pages import Page, make_pages
from bot.chat.render.runs import Group, Part, Run
from bot.model.arrival import Arrival
from bot.model.article import Article
from bot.text.messages import Messages

LONGEST_TEXT = 3000
"""Characters of an article's text that are shown."""


def render_arrival(arrival: Arrival, messages: Messages, *, name: str = "", zone: tzinfo = UTC, note: str = "") -> Page:
    """`name`: of the file or link, for what has no title. `note`: a sentence below what was taken in."""
    if arrival.state == "refused" or arrival.head is None:
        text = messages.text(f"arrival-refused-{arrival.refusal}", name=clip(name, 100))
        return _page([((Part(guard((Run(text),))),),)], messages)
    said = messages.text(f"arrival-{arrival.state}", count=arrival.passages)
    head = (arrival.of or arrival.head) if arrival.state == "duplicate" else arrival.head
    title: Group = ((Part((Run(said, "bold"),)), Part(guard(tuple(head_runs(None, head, messages, zone))))),)
    notes = [_note(messages.text("arrival-passages", count=arrival.passages))] if arrival.passages else []
    notes += [_note(note)] if note else []
    return _page([title, *notes], messages)


def render_article(article: Article, messages: Messages, *, zone: tzinfo = UTC) -> Page:
    """Its head and the beginning of its text."""
    from bot.model.article import make_head

    head: Group = ((Part(guard(tuple(head_runs(None, make_head(article), messages, zone)))),),)
    shown = article.text[:LONGEST_TEXT]
    text: Group = ((Part(guard((Run(shown if shown == article.text else f"{shown}…"),)), quoted=True),),)
    cut = len(article.text) > LONGEST_TEXT
    notes = [_note(messages.text("arrival-cut", count=len(article.text)))] if cut else []
    return make_pages([head, text, *notes], messages)[0]


def render_channel(name: str, title: str, messages: Messages) -> Page:
    """One sentence about a channel."""
    return _page([((Part(guard((Run(messages.text(name, title=clip(title, 100))),))),),)], messages)


def _note(text: str) -> Group:
    return ((Part((Run(text, "italic"),)),),)


def _page(groups: list[Group], messages: Messages) -> Page:
    return make_pages(groups, messages)[0]
