"""Standing texts: start, help, privacy, the introduction to a group, what there is to ask, settings."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, tzinfo

from bot.chat.render.guard import clip, guard, one_line
from bot.chat.render.heads import LONGEST_OUTLET, coverage_sentence
from bot.chat.render.pages import Page, make_pages
from bot.chat.render.runs import Group, Part, Run, Style
from bot.model.answer import Coverage
from bot.model.protocols import OutletCount
from bot.text.messages import Messages

COMMANDS = (
    "ask",
    "digest",
    "latest",
    "new",
    "timeline",
    "trend",
    "story",
    "subscribe",
    "subscriptions",
    "watch",
    "watches",
    "add",
    "added",
    "why",
    "sources",
    "quality",
    "settings",
    "privacy",
    "forget",
    "cancel",
    "help",
)
"""Commands in the order of menus; /start is known to every bot and stands in none."""
MOST_OUTLETS = 40


def command_description(command: str, messages: Messages) -> str:
    """What a menu says beside a command of COMMANDS (or "start")."""
    return messages.text(f"bot-command-{command}")


def render_start(messages: Messages, coverage: Coverage, *, sample: bool = False, zone: tzinfo = UTC) -> Page:
    """The first message in a private chat; a button below it carries the example (`bot-example`)."""
    covered = _covered(coverage, messages, sample=sample, zone=zone)
    return _page([_text(messages.text("bot-start")), covered, _text(messages.text("bot-start-more"))], messages)


def render_introduction(messages: Messages, coverage: Coverage, *, sample: bool = False, zone: tzinfo = UTC) -> Page:
    """What the bot says once when it is added to a group."""
    covered = _covered(coverage, messages, sample=sample, zone=zone)
    how = _text(messages.text("bot-introduction-how"))
    return _page([_text(messages.text("bot-introduction")), covered, how], messages)


def render_help(messages: Messages, *, username: str, group: bool = False) -> Page:
    """How to ask; in a group what concerns groups first. `username` is the bot's, without @."""
    groups = _text(messages.text("bot-help-groups", username=f"@{one_line(username)}"))
    lines = tuple(Part((Run(f"/{name} — {command_description(name, messages)}"),)) for name in COMMANDS)
    asking = _text(messages.text("bot-help"))
    return _page([*([groups, asking] if group else [asking, groups]), (lines,)], messages)


def render_privacy(messages: Messages) -> Page:
    """What is kept about people, for how long, and how to erase it."""
    return _page([_text(messages.text("bot-privacy"))], messages)


def render_sources(
    outlets: Sequence[OutletCount],
    coverage: Coverage,
    messages: Messages,
    *,
    sample: bool = False,
    zone: tzinfo = UTC,
    now: datetime | None = None,
) -> Page:
    """The outlets with their articles, in the order given, at most forty of them, and from when to when. With `now` how
    old the newest article of each is."""
    if not coverage.articles:
        return _page([_text(messages.text("bot-sources-none"))], messages)
    lines = [_outlet(line, messages, now, zone) for line in outlets[:MOST_OUTLETS]]
    if (more := len(outlets) - MOST_OUTLETS) > 0:
        lines.append(messages.text("bot-sources-more", count=more))
    title = Part((Run(messages.text("bot-sources-title"), "bold"),))
    listed: Group = ((title, *(Part(guard((Run(line),))) for line in lines)),)
    return _page([listed, _covered(coverage, messages, sample=sample, zone=zone)], messages)


def render_settings(
    messages: Messages, *, language: str, zone_name: str, quotes: int, group: bool = False, note: str = ""
) -> Page:
    """The settings as they are; `note` names a message to put below them (`bot-settings-saved`)."""
    title = messages.text("bot-settings-title-group" if group else "bot-settings-title")
    lines = [
        messages.text("bot-settings-language", value=messages.text(f"bot-language-{language}")),
        messages.text("bot-settings-zone", value=clip(zone_name, 60)),
        messages.text("bot-settings-quotes", value=str(quotes)),
    ]
    listed: Group = ((Part((Run(title, "bold"),)), *(Part(guard((Run(line),))) for line in lines)),)
    notes = [messages.text(name) for name in ("bot-settings-admins" if group else "", note) if name]
    return _page([listed, *([_text(" ".join(notes), "italic")] if notes else [])], messages)


def render_sentence(text: str, messages: Messages, *, trusted: bool = True) -> Page:
    """One short text as a message. `trusted`: of ours, its commands may be tapped; else nothing in it acts."""
    return _page([((Part((Run(text),) if trusted else guard((Run(text),))),),)], messages)


def _outlet(line: OutletCount, messages: Messages, now: datetime | None, zone: tzinfo) -> str:
    outlet = clip(line.outlet or "", LONGEST_OUTLET) or messages.text("answer-no-outlet")
    counted = messages.text("bot-sources-outlet", outlet=outlet, count=line.articles)
    if now is None or line.coverage.newest is None:
        return counted
    newest = messages.since(line.coverage.newest.astimezone(zone), now)
    return messages.text("bot-sources-newest", outlet=counted, newest=newest)


def _covered(coverage: Coverage, messages: Messages, *, sample: bool, zone: tzinfo) -> Group:
    sentences = [coverage_sentence(coverage, messages, zone)]
    if sample:
        sentences.append(messages.text("bot-sources-sample"))
    return _text(" ".join(sentences), "italic")


def _text(text: str, style: Style = "plain") -> Group:
    return ((Part((Run(text, style),)),),)


def _page(groups: Iterable[Group], messages: Messages) -> Page:
    [page] = make_pages(list(groups), messages)
    return page
