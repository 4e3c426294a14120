"""A digest as messages: numbered stories, each with its sentences, its citations and its outlets, never cut in two."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from bot.chat.render.guard import clip, guard
from bot.chat.render.heads import LONGEST_OUTLET, LONGEST_TITLE, cite
from bot.chat.render.pages import ROOM, Page, make_pages, measure_group
from bot.chat.render.passages import tidy
from bot.chat.render.runs import Group, Part, Run, Size
from bot.model.answer import Quote, Source
from bot.model.story import Brief, Digest
from bot.model.subscription import Length
from bot.text.messages import Messages

QUOTES = {Length.HEADLINES: 0, Length.STANDARD: 1, Length.FULL: 3}
"""Sentences of a story that are shown."""
STORIES = {Length.HEADLINES: 15, Length.STANDARD: 8, Length.FULL: 8}
"""Stories that a digest has at most."""
MOST_SOURCES = 5
"""Outlets named below a story; the count says how many more there are."""
MOST_MISSED = 3


class DigestPage(NamedTuple):
    """One message, and the numbers of the stories in it with their ids."""

    page: Page
    stories: tuple[tuple[int, int], ...]


class Opening(NamedTuple):
    """What stands above the stories: a heading, and what else is to be said, in small print."""

    title: str
    notes: tuple[str, ...] = ()


def render_digest(digest: Digest, opening: Opening, writer: "StoryWriter", *, hint: bool = True) -> list[DigestPage]:
    """The digest as few messages as hold it, divided between stories. `hint`: how to ask about a story.

    Every sentence shown and every title stands in its article; dates are those of the writer's zone.
    """
    written = [writer.write(number, brief) for number, brief in enumerate(digest.briefs, start=1)]
    closing = list(_closing(digest, writer.messages, hint=hint))
    return _pack(_opening(opening), written, closing, writer.messages)


def render_moments(moments: Sequence[datetime], now: datetime, zone: tzinfo, messages: Messages) -> str:
    """Times in a row, the last few when there are many."""
    local = now.astimezone(zone)
    shown = [messages.moment(one.astimezone(zone), local) for one in moments[-MOST_MISSED:]]
    return messages.joined([*(["…"] if len(moments) > MOST_MISSED else []), *shown])


class Written(NamedTuple):
    """A story as it stands in a digest, and what it takes of a page."""

    number: int
    brief: Brief
    group: Group
    size: Size


class StoryWriter:
    """Writes stories for readers of one language, length and zone on the day of `now`; what it wrote once it keeps:
    thousands read the same stories in the morning."""

    def __init__(self, messages: Messages, length: Length, now: datetime, zone: tzinfo) -> None:
        self.messages = messages
        self._length = length
        self._now = now.astimezone(zone)
        self._written: dict[tuple[int, int], Written] = {}

    def write(self, number: int, brief: Brief) -> Written:
        """The story under that number."""
        key = (number, id(brief))  # what is kept holds the brief, so that no other can get its id
        if key not in self._written:
            group = self._write(number, brief)
            self._written[key] = Written(number, brief, group, measure_group(group))
        return self._written[key]

    def _write(self, number: int, brief: Brief) -> Group:
        heads = {source.n: source for source in brief.sources}
        parts = [self._headline(number, brief, heads[brief.headline_n])]
        quotes = brief.quotes[: QUOTES[self._length]]
        if brief.told and not quotes:
            quotes = brief.quotes[:1]  # an update without what has changed would be the story told once more
        if brief.told:
            update = self.messages.text("bot-digest-update", count=brief.fresh)
            parts.append(Part((Run(f"🔄 {update}", "italic"),)))
        if quotes:
            parts.append(_sentences(quotes, heads))
        parts.append(self._outlets(brief))
        return (tuple(parts),)

    def _headline(self, number: int, brief: Brief, source: Source) -> Part:
        headline = clip(brief.headline, LONGEST_TITLE)
        title = guard((Run(f"{number}. {headline}", "bold"),))
        return Part((*title, Run(" "), cite(source.n, source.article)))

    def _outlets(self, brief: Brief) -> Part:
        """Who reports it, each a link, how many there are in all, and when the newest report came."""
        runs: list[Run] = []
        named: dict[str, list[Source]] = {}
        for source in brief.sources:
            if source.article.outlet:
                named.setdefault(source.article.outlet, []).append(source)
        for outlet in list(named)[:MOST_SOURCES]:
            runs += [Run(" · " if runs else ""), *self._outlet(outlet, named[outlet])]
        said = []
        if brief.outlets > 1:
            said.append(self.messages.text("bot-digest-outlets", count=brief.outlets))
        elif brief.articles > 1:
            said.append(self.messages.text("bot-digest-articles", count=brief.articles))
        if not named:
            said.insert(0, self.messages.text("answer-no-outlet"))
        if brief.newest:
            said.append(self.messages.moment(brief.newest.astimezone(self._now.tzinfo), self._now))
        text = " · ".join(said)
        return Part((*runs, Run(f"{' — ' if runs and text else ''}{text}", "italic")))

    def _outlet(self, outlet: str, sources: Sequence[Source]) -> Iterator[Run]:
        yield from guard((Run(f"{clip(outlet, LONGEST_OUTLET)} "),))
        yield from (cite(source.n, source.article) for source in sources)


def _sentences(quotes: Sequence[Quote], heads: dict[int, Source]) -> Part:
    runs: list[Run] = []
    for quote in quotes:
        source = heads.get(quote.n)
        text = guard((Run(f"{' ' if runs else ''}{tidy(quote.text)}"),))
        runs += [*text, Run(" "), cite(quote.n, source.article if source else None)]
    return Part(tuple(runs))


def _opening(opening: Opening) -> Group:
    parts = [Part(guard((Run(opening.title, "bold"),)))]
    parts += [Part(guard((Run(note, "italic"),))) for note in opening.notes]
    return (tuple(parts),)


def _closing(digest: Digest, messages: Messages, *, hint: bool) -> Iterator[Group]:
    said = []
    if digest.more:
        said.append(messages.text("bot-digest-more", count=digest.more))
    if hint and digest.briefs:
        said.append(messages.text("bot-digest-how", example=messages.text("bot-digest-how-example")))
    if said:
        yield ((Part((Run(" ".join(said), "italic"),)),),)


def _pack(opening: Group, written: Sequence[Written], closing: list[Group], messages: Messages) -> list[DigestPage]:
    """As many stories on a message as fit; the closing words go with the last."""
    pages: list[DigestPage] = []
    room = ROOM.minus(_total(closing))
    groups, stories, size = [opening], list[tuple[int, int]](), measure_group(opening)
    for one in written:
        if stories and not size.plus(one.size).within(room):
            pages.append(_page(groups, stories, messages))
            groups, stories, size = [], [], Size()
        groups.append(one.group)
        stories.append((one.number, one.brief.story_id))
        size = size.plus(one.size)
    return [*pages, _page([*groups, *closing], stories, messages)]


def _page(groups: list[Group], stories: list[tuple[int, int]], messages: Messages) -> DigestPage:
    """One message: a story that alone is too long for one is cut at its end by `make_pages`."""
    return DigestPage(make_pages(groups, messages)[0], tuple(stories))


def _total(groups: Sequence[Group]) -> Size:
    size = Size()
    for group in groups:
        size = size.plus(measure_group(group))
    return size
