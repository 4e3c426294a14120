"""/quality: how good the answers were when they were last measured, or that they never were."""

from collections.abc import Iterator
from datetime import datetime, time

from bot.chat.render.guard import clip, guard
from bot.chat.render.pages import Page, make_pages
from bot.chat.render.runs import Part, Run
from bot.model.quality import Quality, SetQuality
from bot.text.messages import Messages

_MOST_SETS = 12
_LONGEST_NAME = 60


def render_quality(quality: Quality | None, messages: Messages) -> Page:
    """One message: the day, a line for each question set, then speakers and merged claims."""
    lines = [messages.text("bot-quality-none")] if quality is None else [*_lines(quality, messages)]
    title = Part((Run(messages.text("bot-quality-title"), "bold"),))
    [page] = make_pages([((title, *(Part(guard((Run(line),))) for line in lines)),)], messages)
    return page


def _lines(quality: Quality, messages: Messages) -> Iterator[str]:
    day = messages.day(datetime.combine(quality.measured, time()))
    yield messages.text("bot-quality-measured" if quality.sets else "bot-quality-own", day=day)
    for one in quality.sets[:_MOST_SETS]:
        yield f"• {_set_line(one, messages)}"
    if quality.speakers is not None:
        yield messages.text("bot-quality-speakers", share=_share(quality.speakers))
    if quality.merged is not None:
        yield messages.text("bot-quality-merged", share=_share(quality.merged))
    yield messages.text("bot-quality-warning")


def _set_line(one: SetQuality, messages: Messages) -> str:
    """ "news2022, 435 questions: the reply holds the answer to 80 %; ..."."""
    told = [
        messages.text(message_id, share=_share(share))
        for message_id, share in (
            ("bot-quality-right", one.right),
            ("bot-quality-answered", one.answered),
            ("bot-quality-refused", one.refused),
        )
        if share is not None
    ]
    name = clip(one.set, _LONGEST_NAME)
    return messages.text("bot-quality-set", set=name, questions=one.questions, told="; ".join(told))


def _share(value: float) -> str:
    return f"{value:.0%}".replace("%", " %")
