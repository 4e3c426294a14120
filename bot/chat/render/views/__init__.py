"""What the buttons below an answer open, made of the evidence that is stored with the answer. Pure."""

from bot.chat.render.views.amendments import compose_amendments
from bot.chat.render.views.common import render_view, small
from bot.chat.render.views.copying import compose_markdown, compose_plain
from bot.chat.render.views.differences import compose_differences, has_differences
from bot.chat.render.views.more import compose_more, has_more
from bot.chat.render.views.source import compose_source
from bot.chat.render.views.speakers import compose_speakers, has_speakers
from bot.chat.render.views.timeline import compose_timeline, has_timeline

__all__ = [
    "compose_amendments",
    "compose_differences",
    "compose_markdown",
    "compose_more",
    "compose_plain",
    "compose_source",
    "compose_speakers",
    "compose_timeline",
    "has_differences",
    "has_more",
    "has_speakers",
    "has_timeline",
    "render_view",
    "small",
]
