"""One edition: the digest for one due time of a subscription, as the messages that carry it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from html import escape
from typing import NamedTuple

from bot.chat.calls import Part, compose_edition
from bot.chat.digests.past import Past
from bot.chat.keyboards import compose_story_keyboard
from bot.chat.reading import Readers
from bot.chat.render.digest import (
    STORIES,
    DigestPage,
    Opening,
    StoryWriter,
    render_digest,
    render_moments,
)
from bot.chat.staleness import describe_staleness
from bot.digest.stories import Known, Stories
from bot.digest.windows import Window, first_window, since_last
from bot.ingest.feeds.service import FeedService
from bot.model.delivery import Outgoing
from bot.model.place import Place
from bot.model.story import Digest
from bot.model.subscription import Length, Subscription, Told
from bot.text.messages import Messages, read_messages
from bot.text.zones import read_zone

MOST_WRITERS = 200
"""Kept at once; a day has as many as there are ways to read."""
MOST_RENDERED = 500
"""Digests whose messages are kept: many subscribe to everything, and read the same at one hour."""


class Composed(NamedTuple):
    """An edition as it is recorded. `told` None: there was nothing new."""

    deliveries: tuple[Outgoing, ...]
    told: Told | None
    stories: int


class _Read(NamedTuple):
    """All that the text of an edition depends on; `briefs`: their ids in memory."""

    writer: StoryWriter
    opening: Opening
    hint: bool
    more: int
    briefs: tuple[int, ...]


class EditionComposer:
    """Chooses the stories of an edition and renders them."""

    def __init__(self, readers: Readers, feeds: FeedService | None = None) -> None:
        self._readers = readers
        self._feeds = feeds
        self._writers: dict[tuple[str, Length, str, date], StoryWriter] = {}
        self._rendered: dict[_Read, tuple[Digest, list[Part]]] = {}

    async def compose(
        self, subscription: Subscription, due: datetime, past: Past, known: Known, now: datetime
    ) -> Composed:
        """The edition for `due`. `known`: what the place was told before."""
        stories = (await self._readers.of(subscription.place, patient=True)).stories
        window = await _choose_window(subscription, past, now, stories)
        at_most = STORIES[subscription.length]
        digest = await stories.choose(subscription.filters, known, window, now, at_most)
        stale = await describe_staleness(self._feeds, self._readers, now, read_messages(subscription.language))
        writer = _Writer(subscription, due, past, now, stale)
        if not digest.briefs and subscription.silent and not writer.has_notes():
            return Composed((), None, 0)
        parts = (
            self._render(digest, writer, self._find_writer(subscription, now)) if digest.briefs else writer.nothing()
        )
        deliveries = compose_edition(parts, subscription.place, now, due=due, late=writer.late())
        if not digest.briefs:
            return Composed(tuple(deliveries), None, 0)
        return Composed(tuple(deliveries), compose_told(digest, subscription.place, now), len(digest.briefs))

    def _render(self, digest: Digest, around: "_Writer", writer: StoryWriter) -> list[Part]:
        """The messages; those of the same stories, read alike and with the same words around them, are made once."""
        opening, hint = around.opening(), around.hint
        # What is kept holds the briefs, so that no others can get their ids; to hash all that is in them would cost as
        # much as to render them.
        key = _Read(writer, opening, hint, digest.more, tuple(map(id, digest.briefs)))
        if key not in self._rendered:
            if len(self._rendered) >= MOST_RENDERED:
                self._rendered.clear()
            self._rendered[key] = digest, compose_digest_parts(render_digest(digest, opening, writer, hint=hint))
        return self._rendered[key][1]

    def _find_writer(self, subscription: Subscription, now: datetime) -> StoryWriter:
        """One for all who read alike today."""
        zone = read_zone(subscription.schedule.zone)
        day = now.astimezone(zone).date()
        key = (subscription.language, subscription.length, subscription.schedule.zone, day)
        if key not in self._writers:
            if len(self._writers) >= MOST_WRITERS:
                self._writers.clear()
            self._writers[key] = StoryWriter(read_messages(subscription.language), subscription.length, now, zone)
        return self._writers[key]


async def _choose_window(subscription: Subscription, past: Past, now: datetime, stories: Stories) -> Window:
    if past.since is not None:
        return since_last(past.since)
    span = max(timedelta(days=1), now - subscription.created)
    return first_window(now, span, await stories.newest())


def compose_digest_parts(pages: Sequence[DigestPage]) -> list[Part]:
    """Each page with the buttons that open its stories."""
    return [Part(page=one.page, keyboard=compose_story_keyboard(one.stories), stories=one.stories) for one in pages]


def compose_told(digest: Digest, place: Place, now: datetime) -> Told:
    """What the place knows once it has read the digest."""
    return Told(place=place, at=now, stories={one.story_id: one.article_ids for one in digest.briefs})


class _Writer:
    """The words around the stories of one edition."""

    def __init__(self, subscription: Subscription, due: datetime, past: Past, now: datetime, stale: str) -> None:
        self._subscription = subscription
        self._stale = stale
        self._past = past
        self._messages: Messages = read_messages(subscription.language)
        self._zone = read_zone(subscription.schedule.zone)
        self._now = now
        self._due = due.astimezone(self._zone)

    @property
    def hint(self) -> bool:
        """Whether to say how to ask about a story: once is enough."""
        return self._past.last is None

    def opening(self, *said: str) -> Opening:
        """What stands above: when it was due, what is `said`, what became of earlier ones, and whether too little comes
        in."""
        stale = [self._stale] if self._stale else []
        title = _render_title(self._messages.language, self._due, self._zone.key)
        return Opening(title, (*said, *self._notes(), *stale))

    def nothing(self) -> list[Part]:
        """One short message."""
        since = self._past.since or self._subscription.created
        local = self._messages.moment(since.astimezone(self._zone), self._now.astimezone(self._zone))
        opening = self.opening(self._messages.text("bot-digest-nothing", since=local))
        writer = StoryWriter(self._messages, self._subscription.length, self._now, self._zone)
        return compose_digest_parts(render_digest(Digest(), opening, writer))

    def has_notes(self) -> bool:
        """Whether something has to be said of earlier editions: whoever asked for silence is told that too."""
        return bool(self._notes())

    def late(self) -> str:
        """HTML of the line that is put above an edition that leaves too late."""
        return _render_late(self._messages.language, self._due, self._zone.key, self._now)

    def _notes(self) -> list[str]:
        notes = []
        missed, unsure = self._past.missed, self._past.unsure
        if missed:
            times = render_moments(missed, self._now, self._zone, self._messages)
            notes.append(self._messages.text("bot-digest-missed", count=len(missed), times=times))
        if unsure:
            when = render_moments(unsure, self._now, self._zone, self._messages)
            notes.append(self._messages.text("bot-digest-unsure", when=when))
        return notes


@lru_cache(maxsize=MOST_WRITERS)
def _render_title(language: str, due: datetime, zone: str) -> str:
    """The same for all who read at one hour. The zone is named beside the moment: moments of two zones may be equal."""
    messages = read_messages(language)
    return messages.text("bot-digest-title", when=messages.weekday_moment(due.astimezone(read_zone(zone))))


@lru_cache(maxsize=MOST_WRITERS)
def _render_late(language: str, due: datetime, zone: str, now: datetime) -> str:
    messages, local = read_messages(language), read_zone(zone)
    when = messages.moment(due.astimezone(local), now.astimezone(local))
    return f"<i>{escape(messages.text('bot-digest-late', when=when), quote=False)}</i>"
