"""A digest as messages: numbered stories, each with its sentences, its citations and its outlets, never cut in two."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from bot.chat.render.guard import clip, guard
from bot.chat.render.heads import LONGEST_OUTLET, LONGEST_TITLE, cite
from bot.chat.render.pages import ROOM, Page, make_pages, measure_group
from bot.chat.render.passages import tidy
from bot.chat.render.runs import Group, Part, Run, Size, part_text, render_part
from bot.model.answer import Quote, Source
from bot.model.story import Brief, Digest
from bot.model.subscription import Length
from bot.text.messages import Messages
from bot.text.moments import has_hour, put_in_zone

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


class _Block(NamedTuple):
    """A group with what it takes of a page, and as it stands on one."""

    group: Group
    size: Size
    html: str
    text: str


class Written(NamedTuple):
    """A story as it stands in a digest."""

    number: int
    brief: Brief
    block: _Block


def _make_block(group: Group) -> _Block:
    parts = [part for unit in group for part in unit]
    html, text = "\n".join(map(render_part, parts)), "\n".join(map(part_text, parts))
    return _Block(group, measure_group(group), html, text)


class StoryWriter:
    """Writes stories for readers of one language, length and zone on the day of `now`; what it wrote once it keeps:
    thousands read the same stories in the morning."""

    def __init__(self, messages: Messages, length: Length, now: datetime, zone: tzinfo) -> None:
        self.messages = messages
        self._length = length
        self._now = now.astimezone(zone)
        self._written: dict[tuple[int, int], Written] = {}
        self._told: dict[int, tuple[Brief, tuple[Part, ...]]] = {}

    def write(self, number: int, brief: Brief) -> Written:
        """The story under that number."""
        key = (number, id(brief))  # what is kept holds the brief, so that no other can get its id
        if key not in self._written:
            if id(brief) not in self._told:
                self._told[id(brief)] = brief, self._tell(brief)
            group = ((self._headline(number, brief), *self._told[id(brief)][1]),)
            self._written[key] = Written(number, brief, _make_block(group))
        return self._written[key]

    def write_alone(self, brief: Brief) -> Group:
        """The story by itself, without a number."""
        return ((self._headline(None, brief), *self._tell(brief)),)

    def _tell(self, brief: Brief) -> tuple[Part, ...]:
        """All below the headline: the same whatever the story's number."""
        heads = {source.n: source for source in brief.sources}
        parts = []
        quotes = brief.quotes[: QUOTES[self._length]]
        if brief.told and not quotes:
            quotes = brief.quotes[:1]  # an update without what has changed would be the story told once more
        if brief.told:
            update = self.messages.text("bot-digest-update", count=brief.fresh)
            parts.append(Part((Run(f"🔄 {update}", "italic"),)))
        if quotes:
            parts.append(_sentences(quotes, heads))
        parts.append(self._outlets(brief))
        return tuple(parts)

    def _headline(self, number: int | None, brief: Brief) -> Part:
        source = next(one for one in brief.sources if one.n == brief.headline_n)
        headline = clip(brief.headline, LONGEST_TITLE)
        title = guard((Run(headline if number is None else f"{number}. {headline}", "bold"),))
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
            said.append(self._when(brief.newest))
        text = " · ".join(said)
        return Part((*runs, Run(f"{' — ' if runs and text else ''}{text}", "italic")))

    def _when(self, published: datetime) -> str:
        local = put_in_zone(published, self._now.tzinfo or UTC)
        return (self.messages.moment if has_hour(published) else self.messages.day_near)(local, self._now)

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
    last = [_make_block(group) for group in closing]
    room = ROOM.minus(_total(last))
    blocks, stories = [_make_block(opening)], list[tuple[int, int]]()
    size = blocks[0].size
    for one in written:
        if stories and not size.plus(one.block.size).within(room):
            pages.append(_page(blocks, stories, messages))
            blocks, stories, size = [], [], Size()
        blocks.append(one.block)
        stories.append((one.number, one.brief.story_id))
        size = size.plus(one.block.size)
    return [*pages, _page([*blocks, *last], stories, messages)]


def _page(blocks: Sequence[_Block], stories: list[tuple[int, int]], messages: Messages) -> DigestPage:
    """One message: a story that alone is too long for one is cut at its end by `make_pages`."""
    size = _total(blocks)
    if not size.within(ROOM):
        return DigestPage(make_pages([one.group for one in blocks], messages)[0], tuple(stories))
    html, text = "\n\n".join(one.html for one in blocks), "\n\n".join(one.text for one in blocks)
    return DigestPage(Page(html, text, size.entities), tuple(stories))


def _total(blocks: Sequence[_Block]) -> Size:
    size = Size()
    for block in blocks:
        size = size.plus(block.size)
    return size
