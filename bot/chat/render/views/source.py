"""One source of an answer: all its quoted passages, each quote marked in its context."""

from datetime import UTC, tzinfo

from bot.chat.render.claims import list_others, name_outlets
from bot.chat.render.guard import guard
from bot.chat.render.heads import head_runs
from bot.chat.render.passages import show_passage
from bot.chat.render.runs import Group, Part, Run
from bot.chat.render.views.common import heads_by_number
from bot.model.answer import Answer
from bot.text.messages import Messages

ROOM = 1600
"""Characters of one passage: wider than below the answer, where it shares a message with all others."""


def compose_source(answer: Answer, number: int, messages: Messages, *, zone: tzinfo = UTC) -> list[Group] | None:
    """None where the answer has no source of that number."""
    head = heads_by_number(answer).get(number)
    if head is None:
        return None
    quotes = [quote for claim in answer.claims for quote in claim.quotes if quote.n == number]
    others = name_outlets(list_others(answer.sources).get(number, ()), messages)
    also = (Part(guard((Run(others, "italic"),))),) if others else ()
    title: Group = ((Part(guard(tuple(head_runs(number, head, messages, zone)))), *also),)
    passages = dict.fromkeys(quote.passage for quote in quotes)
    shown = [
        show_passage(passage, [quote.text for quote in quotes if quote.passage == passage], ROOM)
        for passage in passages
    ]
    boxes: list[Group] = [((Part(guard(runs or (Run(" "),)), quoted=True),),) for runs in shown]
    return [title, *boxes]
