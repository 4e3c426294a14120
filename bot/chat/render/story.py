"""A story as its outlets report it, side by side."""

from collections.abc import Iterator
from datetime import tzinfo

from bot.chat.render.guard import clip, guard
from bot.chat.render.heads import LONGEST_TITLE, head_runs
from bot.chat.render.pages import Page, make_pages
from bot.chat.render.passages import shorten, tidy
from bot.chat.render.runs import Group, Part, Run, Unit
from bot.chat.render.views.common import heading, quoted_part, small
from bot.model.answer import DENIED
from bot.model.article import ArticleHead
from bot.model.story import Angle, Disagreement, SideBySide
from bot.text.messages import Messages
from bot.text.moments import put_in_zone

LONGEST_QUOTE = 400


def render_side_by_side(story: SideBySide, messages: Messages, *, zone: tzinfo) -> list[Page]:
    """Its headline, then each outlet's report with how it leads and what only it says, then where they differ."""
    heads = {angle.source.n: angle.source.article for angle in story.angles}
    title = (Part(guard((Run(clip(story.headline, LONGEST_TITLE), "bold"),))),)
    count = max(1, story.outlets or len(story.angles))
    told = (Part((Run(messages.text("bot-story-title", count=count), "italic"),)),)
    groups: list[Group] = [(title, told)]
    languages = {angle.source.article.language for angle in story.angles}
    groups += [_angle(angle, messages, zone, several=len(languages) > 1) for angle in story.angles]
    if len(story.angles) > 1:
        groups += _differences(story, heads, messages, zone)
    return make_pages(groups, messages)


def _angle(angle: Angle, messages: Messages, zone: tzinfo, *, several: bool) -> Group:
    """`several`: the reports are in several languages, and what only one says holds among those of its own."""
    named = Part(guard(tuple(head_runs(angle.source.n, angle.source.article, messages, zone))))
    lead = Part(guard((Run(shorten(tidy(angle.lead.text), LONGEST_QUOTE)),)))
    units: list[Unit] = [(named, lead)]
    if angle.only:
        said = [Run(shorten(tidy(quote.text), LONGEST_QUOTE)) for quote in angle.only]
        runs = [run for number, one in enumerate(said) for run in (*([Run(" … ")] if number else []), one)]
        units.append((Part((Run(f"{_only(angle, messages, several=several)} ", "italic"), *guard(runs))),))
    return tuple(units)


def _only(angle: Angle, messages: Messages, *, several: bool) -> str:
    if not several:
        return messages.text("bot-story-only")
    code = angle.source.article.language
    name = f"bot-language-{code}"
    return messages.text("bot-story-only-language", language=messages.text(name) if name in messages else code)


def _differences(story: SideBySide, heads: dict[int, ArticleHead], messages: Messages, zone: tzinfo) -> Iterator[Group]:
    if not story.disagreements:
        yield small(messages.text("bot-story-alike"))
        return
    first, *others = [_difference(one, heads, messages, zone) for one in story.disagreements]
    yield ((heading(messages.text("bot-story-differ")), *first), *others)


def _difference(one: Disagreement, heads: dict[int, ArticleHead], messages: Messages, zone: tzinfo) -> Unit:
    sides = messages.text("differs-denied") if one.sides == DENIED else clip(one.sides, LONGEST_TITLE)
    days = [
        messages.day(put_in_zone(head.published, zone))
        for quote in (one.one, one.other)
        if (head := heads.get(quote.n)) and head.published
    ]
    if len(set(days)) == 2:  # what it was then may have become what it is now
        sides = f"{sides} ({' → '.join(days)})"
    return (
        Part(guard((Run(f"≠ {sides}", "italic"),))),
        quoted_part(one.one.text, (one.one,), heads),
        quoted_part(one.other.text, (one.other,), heads),
    )
