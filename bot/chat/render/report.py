"""The operators' report: questions that were abstained from or voted down."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Protocol

from bot.chat.render.guard import clip, guard
from bot.chat.render.pages import Page, make_pages
from bot.chat.render.runs import Group, Part, Run
from bot.model.answer import Abstention
from bot.model.feedback import Reviewed
from bot.text.messages import Messages

LONGEST_QUESTION = 200


class _Manner(Protocol):
    @property
    def messages(self) -> Messages: ...

    @property
    def zone(self) -> tzinfo: ...


def render_report(missing: Sequence[tuple[Reviewed, int, int]], total: int, manner: _Manner) -> Page:
    """`missing`: a question's newest turn, how often it was asked, how many voted it down; in the order shown."""
    messages = manner.messages
    if not missing:
        return _page([_line(messages.text("bot-report-none"))], messages)
    title: Group = ((Part((Run(messages.text("bot-report-title", count=total), "bold"),)),),)
    groups = [_group(number, *one, manner) for number, one in enumerate(missing, start=1)]
    return _page([title, *groups, _line(messages.text("bot-report-how"))], messages)


def _group(number: int, reviewed: Reviewed, times: int, down: int, manner: _Manner) -> Group:
    messages, turn = manner.messages, reviewed.turn
    question = clip(turn.reply.query.question, LONGEST_QUESTION)
    said = [messages.day(turn.asked.astimezone(manner.zone)), messages.text("bot-report-times", count=times)]
    if isinstance(turn.reply, Abstention):
        said.append(messages.text(f"abstain-{turn.reply.reason.value}", detail=clip(turn.reply.detail, 80)))
    if down:
        said.append(f"👎 {down}")
    lines = (Part(guard((Run(f"{number}. {question}", "bold"),))), Part(guard((Run(" · ".join(said)),))))
    return (lines,)


def _line(text: str) -> Group:
    return ((Part((Run(text),)),),)


def _page(groups: Sequence[Group], messages: Messages) -> Page:
    return make_pages(list(groups), messages)[0]
