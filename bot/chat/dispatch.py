"""Which handler gets what: python-telegram-bot's application over our own nouns."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram.ext import Application, CallbackContext, TypeHandler

from bot.chat.acknowledging import Acknowledger
from bot.chat.administrators import Administrators
from bot.chat.calls import compose_message
from bot.chat.desk import Desk
from bot.chat.examples import Examples
from bot.chat.handlers.about import StoryQuestions
from bot.chat.handlers.actions import (
    CHANNEL,
    DIGEST,
    FEEDS,
    OWN,
    PIECE,
    STORY,
    SUBSCRIBE,
    SUBSCRIPTIONS,
    WATCH,
    WATCHES,
)
from bot.chat.handlers.channels import Channels
from bot.chat.handlers.collecting import Collecting
from bot.chat.handlers.commands import Answer, Commands
from bot.chat.handlers.courtesies import Courtesies
from bot.chat.handlers.digests import Digests
from bot.chat.handlers.feeds import FeedHandlers
from bot.chat.handlers.forgetting import Forgetting
from bot.chat.handlers.gate import Gate
from bot.chat.handlers.histories import Histories
from bot.chat.handlers.membership import Memberships
from bot.chat.handlers.opening import Openings
from bot.chat.handlers.operators import Operators
from bot.chat.handlers.quality import QualityHandler
from bot.chat.handlers.questions import Questions
from bot.chat.handlers.receiving import Receiving
from bot.chat.handlers.reports import Reports
from bot.chat.handlers.settings import SettingsScreen
from bot.chat.handlers.stories import Stories
from bot.chat.handlers.subscribing import SubscriptionForm, SubscriptionList
from bot.chat.handlers.taps import Taps
from bot.chat.handlers.unsupported import UnsupportedKinds
from bot.chat.handlers.watching import WatchHandlers
from bot.chat.nouns import (
    ChannelPost,
    Command,
    Edited,
    Heard,
    Incoming,
    MembershipChange,
    Migration,
    Question,
    Reopened,
    Tapped,
    Unsupported,
)
from bot.chat.processing import AnyApplication
from bot.chat.render import render_sentence
from bot.text.courtesy import read_courtesy

T = TypeVar("T")
FIRST = -1
"""The group of handlers that comes before the others."""


class Dispatch:
    """All handlers over one desk, registered with `register`."""

    def __init__(self, desk: Desk, acknowledger: Acknowledger, gate: Gate) -> None:
        administrators = Administrators(desk.api)
        examples = Examples(desk.readers.public)
        self._desk = desk
        self._acknowledger = acknowledger
        self._gate = gate
        stories, digests = Stories(desk), Digests(desk)
        self._questions = Questions(desk, acknowledger, StoryQuestions(desk, stories))
        self._settings = SettingsScreen(desk, administrators)
        forgetting = Forgetting(desk, administrators)
        reports = Reports(desk)
        histories, watches = Histories(desk), WatchHandlers(desk, administrators, self._questions)
        feeds = FeedHandlers(desk)
        collecting = Collecting(desk, administrators, acknowledger)
        self._form = SubscriptionForm(desk, administrators)
        subscriptions = SubscriptionList(desk, administrators, self._form)
        further: dict[str, Answer] = {
            "subscribe": self._form.start,
            "subscriptions": subscriptions.show,
            "digest": digests.digest,
            "new": digests.new,
            "latest": digests.latest,
            "story": stories.open,
            "timeline": histories.timeline,
            "trend": histories.trend,
            "add": collecting.add,
            "added": collecting.show,
            "watch": watches.watch,
            "watches": watches.show,
            "feeds": feeds.show,
            "quality": QualityHandler(desk).show,
        }
        operators = Operators(desk, reports, Openings(desk))
        self._commands = Commands(desk, examples, self._settings, forgetting, operators, further)
        self._courtesies = Courtesies(self._commands, acknowledger)
        self._taps = Taps(desk, examples, self._questions, self._settings, forgetting, reports)
        self._taps.add(STORY, stories.tap)
        self._taps.add(DIGEST, digests.tap)
        self._taps.add(SUBSCRIBE, self._form.tap)
        self._taps.add(SUBSCRIPTIONS, subscriptions.tap)
        self._taps.add(WATCH, watches.tap_answer)
        self._taps.add(WATCHES, watches.tap_list)
        self._taps.add(FEEDS, feeds.tap)
        self._memberships = Memberships(desk, gate)
        self._receiving, self._channels = Receiving(desk), Channels(desk)
        self._taps.add(PIECE, self._receiving.tap)
        self._taps.add(OWN, collecting.tap)
        self._taps.add(CHANNEL, self._channels.tap)
        self._unsupported = UnsupportedKinds(desk)

    def register(self, application: AnyApplication) -> None:
        """The gate first, then one handler a kind."""
        application.add_handler(TypeHandler(Incoming, self._gate.check), group=FIRST)
        _add(application, Question, self._take_question)
        _add(application, Edited, self._take_edit)
        _add(application, Command, self._commands.answer)
        _add(application, Tapped, self._taps.answer)
        _add(application, Unsupported, self._take_unsupported)
        _add(application, MembershipChange, self._take_change)
        _add(application, ChannelPost, self._channels.take)
        _add(application, Migration, self._memberships.migrate)
        _add(application, Reopened, self._memberships.reopen)

    async def apologise(self, heard: Heard, _error: Exception) -> None:
        """Something failed on our side: whoever waits for an answer is told so."""
        if isinstance(heard, Tapped):
            manner = await self._desk.manners.of(heard)
            await self._desk.answer_tap(heard, manner.messages.text("bot-trouble"))
        if not isinstance(heard, Question | Command | Edited):
            return
        messages = (await self._desk.manners.of(heard)).messages
        page = render_sentence(messages.text("bot-trouble"), messages)
        asked = heard.question.message_id if isinstance(heard, Edited) else heard.message_id
        now = self._desk.clock()
        apology = compose_message(page, heard.place, now, reply_to=asked, person_id=heard.sender.id)
        await self._desk.store.deliveries.record([apology])
        self._desk.wake()

    async def _take_question(self, question: Question) -> None:
        """What an operator sent to be read, words that something begun before was waiting for, and thanks, are no
        question."""
        if self._receiving.is_piece(question):
            self._acknowledger.acknowledge(question)
            await self._receiving.take(question)
            return
        if await self._take_words(question) or await self._courtesies.take(question):
            return
        await self._questions.answer(question)

    async def _take_edit(self, edited: Edited) -> None:
        """A mistyped time zone is mended as often as a mistyped question."""
        question = edited.question
        if self._receiving.is_piece(question):
            await self._receiving.take(question)
            return
        if await self._take_words(question) or read_courtesy(question.text):
            return  # what was answered before stays where it stands
        await self._questions.answer_edit(edited)

    async def _take_unsupported(self, unsupported: Unsupported) -> None:
        """The other photos of a forwarded album are no matter of their own."""
        if self._receiving.is_piece(unsupported) and await self._receiving.take_media(unsupported):
            return
        await self._unsupported.answer(unsupported)

    async def _take_change(self, changed: MembershipChange) -> None:
        await self._memberships.change(changed)
        await self._channels.change(changed)

    async def _take_words(self, question: Question) -> bool:
        """Whether something begun before was waiting for these words."""
        if question.via not in ("private", "reply"):
            return False
        return await self._settings.take_zone(question) or await self._form.take_words(question)


def _add(application: AnyApplication, kind: type[T], handle: Callable[[T], Awaitable[object]]) -> None:
    async def callback(heard: T, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        await handle(heard)

    application.add_handler(TypeHandler(kind, callback))


def make_application(bot: Any) -> AnyApplication:
    """An application without an updater: our own loop fetches updates and keeps them on the disk."""
    return Application.builder().bot(bot).updater(None).job_queue(None).build()
