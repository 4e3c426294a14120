"""Telegram messages: replies and standing texts as HTML pages within Telegram's limits. Pure."""

from bot.chat.render.pages import Page
from bot.chat.render.reply import Frame, render_reply
from bot.chat.render.texts import (
    COMMANDS,
    command_description,
    render_help,
    render_introduction,
    render_privacy,
    render_sentence,
    render_settings,
    render_sources,
    render_start,
)
from bot.chat.render.why import render_why

__all__ = [
    "COMMANDS",
    "Frame",
    "Page",
    "command_description",
    "render_help",
    "render_introduction",
    "render_privacy",
    "render_reply",
    "render_sentence",
    "render_settings",
    "render_sources",
    "render_start",
    "render_why",
]
