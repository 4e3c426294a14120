"""/digest, /new: what is new in this place, and on something."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat.buttons import Button, compose_data
from bot.chat.calls import Part, compose_parts
from bot.chat.desk import Desk
from bot.chat.digests.composing import compose_digest_parts, compose_told
from bot.chat.handlers.actions import DIGEST
from bot.chat.manner import Manner
from bot.chat.nouns import Command, Incoming, Tapped, find_reply_to
from bot.chat.reading import Reader
from bot.chat.render import render_sentence
from bot.chat.render.digest import STORIES, Opening, StoryWriter, render_digest
from bot.chat.render.guard import clip, unquoted
from bot.chat.render.reading import corrections
from bot.digest.stories import Known, Stories
from bot.digest.wanted import read_wanted
from bot.digest.windows import Window, first_window, since_last, since_last_asked
from bot.model.story import Digest
from bot.model.subscription import REMEMBERED, Filters, Length, Told
from bot.text.phrases import fold_phrase

LONGEST_WORDS = 100
"""Characters of what was asked for that are shown."""
DAY = timedelta(days=1)
AGAIN = "again"
OLD = timedelta(days=2)
"""When the newest articles are older, a first digest says so."""


class Digests:
    """Digests that somebody asks for. What they tell counts as told in the whole place."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def digest(self, command: Command) -> None:
        """What is new since the last digest in this place; at the first the newest there is."""
        manner = await self._desk.manners.of(command)
        now = self._desk.clock()
        filters = read_wanted(command.argument)
        stories = (await self._desk.reader(command)).stories
        known = await self._read_known(command, now)
        last = await self._desk.store.told.last_told(command.place)
        window = since_last_asked(last, now) if last else await _first_window(stories, now)
        digest = await stories.choose(filters, known, window, now, STORIES[Length.STANDARD])
        if digest.briefs:
            notes = () if last else await _first_notes(stories, manner, now)
            await self._tell(command, digest, Opening(_title(now, manner), notes), manner)
        else:
            await self._tell_nothing(command, command.argument, last, manner)

    async def tap(self, tapped: Tapped, arguments: Sequence[str]) -> bool:
        """The button below "nothing new"; False for what no button of ours says."""
        if list(arguments) != [AGAIN]:
            return False
        await self._tell_again(tapped)
        return True

    async def latest(self, command: Command) -> None:
        """/latest: the newest stories, told or not; with words those on something."""
        await self._tell_newest(command, command.argument, is_first=False)

    async def _tell_again(self, tapped: Tapped) -> None:
        """The newest stories, told or not."""
        await self._desk.answer_tap(tapped)
        await self._tell_newest(tapped, "")

    async def _tell_newest(self, heard: Command | Tapped, words: str, *, is_first: bool = True) -> None:
        """`is_first`: says so, where the news is not old."""
        manner = await self._desk.manners.of(heard)
        now = self._desk.clock()
        stories = (await self._desk.reader(heard)).stories
        window = await _first_window(stories, now)
        digest = await stories.choose(read_wanted(words), {}, window, now, STORIES[Length.STANDARD])
        if not digest.briefs:
            await self._tell_nothing(heard, words, None, manner)
            return
        opening = Opening(_title(now, manner), await _first_notes(stories, manner, now, is_first=is_first))
        await self._tell(heard, digest, opening, manner, tells_all=not words)

    async def new(self, command: Command) -> None:
        """What is new on something since yesterday, or since this place asked for it last."""
        manner = await self._desk.manners.of(command)
        filters = read_wanted(command.argument)
        if filters.is_empty:
            await self._desk.say(command, manner.messages.text("bot-new-empty"), manner.messages)
            return
        now = self._desk.clock()
        words = fold_phrase(command.argument)
        before = await self._desk.store.told.look(command.place, words, now)
        since = before or _yesterday(now, manner)
        reader = await self._desk.reader(command)
        stories = reader.stories
        filters, notes = await _read_slips(reader, filters, now, manner)
        known = await _read_older(stories, filters, since, before is not None, now)
        window = since_last(since) if before else Window(None, since)
        digest = await stories.choose(filters, known, window, now, STORIES[Length.STANDARD])
        shown = clip(unquoted(command.argument), LONGEST_WORDS)
        when = manner.messages.moment(_local(since, manner), _local(now, manner))
        if digest.briefs:
            title = manner.messages.text("bot-digest-title-words", words=shown, since=when)
            await self._tell(command, digest, Opening(title, notes), manner, tells_all=False)
            return
        nothing = manner.messages.text("bot-digest-nothing-words", words=shown, since=when)
        await self._tell_latest(command, filters, "\n".join([*notes, nothing]), manner)

    async def _read_known(self, heard: Incoming, now: datetime) -> Known:
        told = await self._desk.store.told.told({heard.place}, now - REMEMBERED)
        return told.get(heard.place, {})

    async def _tell(
        self, heard: Command | Tapped, digest: Digest, opening: Opening, manner: Manner, *, tells_all: bool = True
    ) -> None:
        """`tells_all`: whoever was told knows the stories whole; else only what was asked for is known."""
        now = self._desk.clock()
        pages = render_digest(digest, opening, StoryWriter(manner.messages, Length.STANDARD, now, manner.zone))
        told = compose_told(digest, heard.place, now)
        await self._record(heard, compose_digest_parts(pages), told if tells_all else None)

    async def _tell_nothing(self, heard: Command | Tapped, words: str, last: datetime | None, manner: Manner) -> None:
        """Whoever is told that nothing is new may have what was told before once more."""
        messages, now = manner.messages, self._desk.clock()
        shown = clip(unquoted(words), LONGEST_WORDS)
        if last is None:
            name = "bot-digest-nothing-words-ever" if words else "bot-digest-nothing-ever"
            text = messages.text(name, words=shown)
        else:
            since = messages.moment(_local(last, manner), _local(now, manner))
            name = "bot-digest-nothing-words" if words else "bot-digest-nothing"
            text = messages.text(name, since=since, words=shown)
        again = [[Button(messages.text("bot-button-digest-again"), compose_data(DIGEST, AGAIN))]] if last else []
        page = render_sentence(text, messages, trusted=not words)
        await self._record(heard, [Part(page=page, keyboard=again)], None)

    async def _tell_latest(self, command: Command, filters: Filters, nothing: str, manner: Manner) -> None:
        """Nothing new, and what the last story on it was."""
        messages, now = manner.messages, self._desk.clock()
        stories = (await self._desk.reader(command)).stories
        outlines = await stories.find_outlines(filters, now)
        briefs = [brief for one in outlines[:5] if (brief := await stories.find_brief(one.story_id))]
        dated = sorted((one for one in briefs if one.newest), key=lambda one: one.newest or now)
        if not dated or not dated[-1].newest:
            await self._record(command, [Part(page=render_sentence(nothing, messages, trusted=False))], None)
            return
        latest = messages.text("bot-digest-latest", day=messages.day(_local(dated[-1].newest, manner)))
        writer = StoryWriter(messages, Length.STANDARD, now, manner.zone)
        pages = render_digest(Digest(briefs=(dated[-1],)), Opening(nothing, (latest,)), writer, hint=False)
        await self._record(command, compose_digest_parts(pages), None)

    async def _record(self, heard: Command | Tapped, parts: list[Part], told: Told | None) -> None:
        now = self._desk.clock()
        outgoing = compose_parts(parts, heard.place, now, reply_to=find_reply_to(heard), person_id=heard.sender.id)
        await self._desk.record(outgoing, heard.update_id, told=told)


async def _read_slips(
    reader: Reader, filters: Filters, now: datetime, manner: Manner
) -> tuple[Filters, tuple[str, ...]]:
    """Words that no story holds, read as those they may be slips of, as in a question; what is said of it."""
    if not filters.words or await reader.stories.find_outlines(filters, now):
        return filters, ()
    query = (await reader.answers.answer(" ".join(filters.words), now=now)).query
    meant = {typed.casefold(): read for typed, read in query.corrections}
    read = filters.model_copy(update={"words": tuple(meant.get(one.casefold(), one) for one in filters.words)})
    return read, tuple(corrections(query, manner.messages))


async def _read_older(stories: Stories, filters: Filters, since: datetime, asked_before: bool, now: datetime) -> Known:
    """Of the stories on this, the articles that were there before: the reader is told what came since."""
    known: dict[int, frozenset[str]] = {}
    for outline in await stories.find_outlines(filters, now):
        story = await stories.find_story(outline.story_id)
        if story:
            known[story.id] = frozenset(
                one.article_id
                for one in story.members
                if (one.joined if asked_before else one.published or one.joined) < since
            )
    return known


async def _first_window(stories: Stories, now: datetime) -> Window:
    return first_window(now, DAY, await stories.newest())


async def _first_notes(stories: Stories, manner: Manner, now: datetime, *, is_first: bool = True) -> tuple[str, ...]:
    newest = await stories.newest()
    if newest is None or now - newest < OLD:
        return (manner.messages.text("bot-digest-first"),) if is_first else ()
    return (manner.messages.text("bot-digest-old", day=manner.messages.day(_local(newest, manner))),)


def _title(now: datetime, manner: Manner) -> str:
    return manner.messages.text("bot-digest-title-now", when=manner.messages.weekday_moment(_local(now, manner)))


def _local(moment: datetime, manner: Manner) -> datetime:
    return moment.astimezone(manner.zone)


def _yesterday(now: datetime, manner: Manner) -> datetime:
    """The beginning of yesterday by the reader's calendar."""
    local = _local(now, manner)
    return (local - DAY).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(now.tzinfo)
