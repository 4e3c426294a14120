"""The whole Telegram front: connects, recovers what a crash left, runs its loops, and stops within a stated time."""

import asyncio
import logging
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from types import TracebackType
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx
from starlette.routing import Route
from telegram import error as ptb
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.answer.private import PrivateCollections
from bot.answer.service import AnswerService
from bot.chat.acknowledging import SOON, Acknowledger
from bot.chat.alerts import Alerts
from bot.chat.amending import AmendedAnswers
from bot.chat.api import NO_ENVELOPE, TelegramApi, translate
from bot.chat.arriving import Arriving
from bot.chat.backoff import FIRST, Backoff, pause
from bot.chat.desk import Desk
from bot.chat.digests.planning import Planner
from bot.chat.digests.ticking import TICK, Ticking
from bot.chat.dispatch import Dispatch, make_application
from bot.chat.feed_notices import TICKS, FeedNotices
from bot.chat.handlers.gate import Access, Gate
from bot.chat.housekeeping import keep_house
from bot.chat.inline import InlineAnswers
from bot.chat.intake import POLL_SECONDS, Intake, Poller
from bot.chat.limits import Rates, SendLimits
from bot.chat.manner import Manners
from bot.chat.menus import set_menus
from bot.chat.metrics import Metrics, Reading
from bot.chat.nouns import BotIdentity
from bot.chat.outbox import SLOTS, Outbox
from bot.chat.processing import Processor
from bot.chat.pulse import Pulse
from bot.chat.reading import Readers
from bot.chat.sending import Sender
from bot.chat.webhook import WebhookKeeper, WebhookOptions, make_route
from bot.digest.recent import StoryWork
from bot.ingest.arrivals import Arrivals
from bot.ingest.feeds.health import FeedHealth, measure_health
from bot.ingest.feeds.service import FeedService
from bot.ingest.fetch.fetching import Fetcher
from bot.model.chat_protocols import ChatStore
from bot.model.delivery import Delivery
from bot.model.errors import CallError, CallRefusedError, TokenRefusedError

log = logging.getLogger(__name__)

GRACE = 10.0
"""Seconds that updates and calls in hand may still take when the process is told to stop."""
API_URL = "https://api.telegram.org"


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FrontOptions:
    """`api_url`: without a slash at its end. `read_seconds`: how long an answer of Telegram may take. `first_wait`:
    seconds before a failed poll is tried again; later failures wait longer. `tick_seconds`: between two looks at due
    digests and new articles. `fetch_allowed`: hosts that may be fetched from beside those of the public internet.
    `typing_after`: seconds after which "typing" is shown to who has no answer yet. `menus_after`: seconds after the
    start in which the menus may wait."""

    token: str = field(repr=False)
    api_url: str = API_URL
    language: str = "en"
    access: Access = "listed"
    operators: frozenset[int] = frozenset()
    webhook: WebhookOptions | None = None
    per_person: int = 60
    per_group: int = 120
    rates: Rates = field(default_factory=Rates)
    read_seconds: float = 20.0
    poll_seconds: int = POLL_SECONDS
    first_wait: float = FIRST
    tick_seconds: float = TICK
    fetch_allowed: frozenset[str] = frozenset()
    grace: float = GRACE
    typing_after: float = SOON
    menus_after: float = 1.0


class Inlets(NamedTuple):
    """How articles come into the collection that is asked, while it is asked; None: not that way. `work`: what puts
    them into stories; None: this process."""

    feeds: FeedService | None = None
    arrivals: Arrivals | None = None
    work: StoryWork | None = None


class Front:
    """`async with Front(...) as front: await front.run()`; `stop` ends it from a signal's handler.

    `on_connected` hears the bot's username once Telegram has answered, `on_waiting` that it does not answer at first.
    """

    def __init__(
        self,
        options: FrontOptions,
        store: ChatStore,
        answers: AnswerService,
        *,
        private: PrivateCollections | None = None,
        sample: bool = False,
        inlets: Inlets | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._options = options
        self._store = store
        self._answers = answers
        self._sample = sample
        self._feeds, arrivals, work = inlets or Inlets()
        self.readers = Readers(store.collections, answers, private, work)
        self._fetcher = Fetcher(options.fetch_allowed)
        # whom nobody let in must not reach the hosts that operators opened for themselves
        self._group_fetcher = Fetcher(options.fetch_allowed if options.access == "listed" else frozenset())
        self._arriving = Arriving(arrivals, self._fetcher) if arrivals else None
        self._clock = clock
        self._stopping = asyncio.Event()
        self.on_connected: Callable[[str], None] = lambda _username: None
        self.on_waiting: Callable[[], None] = lambda: None
        self.metrics = Metrics()
        self.pulse = Pulse()
        self._polling = _make_request(options, options.poll_seconds + 30.0, 2)
        sending = _make_request(options, options.read_seconds, 2 * SLOTS)
        self._bot: ExtBot[None] = ExtBot(
            options.token,
            base_url=f"{options.api_url}/bot",
            base_file_url=f"{options.api_url}/file/bot",
            request=sending,
            get_updates_request=self._polling,
        )
        self._application = make_application(self._bot)
        self._api = TelegramApi(self._bot)
        self._intake = Intake(store.updates, clock)

    async def __aenter__(self) -> "Front":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._application.shutdown()
        await self._bot.shutdown()
        await self._fetcher.close()
        await self._group_fetcher.close()

    def stop(self) -> None:
        """Begins to stop; safe to call again."""
        self._stopping.set()

    async def run(self) -> None:
        """Until `stop` is called. Raises TokenRefusedError when Telegram does not know the token at the start."""
        identity = await self._connect()
        if identity is not None:
            self.on_connected(identity.username)
            await self._serve(identity)

    def webhook_routes(self) -> list[Route]:
        """Where Telegram brings updates, when it does. What comes before `run` has connected is stored all the same."""
        webhook = self._options.webhook
        if webhook is None:
            return []
        return [Route(urlsplit(webhook.url).path, make_route(self._intake, webhook), methods=["POST"])]

    async def read_gauges(self) -> Reading:
        """What /metrics shows beside the counters. Raises StoreError."""
        coverage = await self._answers.coverage()
        age = (self._clock() - coverage.newest).total_seconds() if coverage.newest else None
        return Reading(
            updates={state.value: n for state, n in (await self._store.updates.counts()).items()},
            deliveries={state.value: n for state, n in (await self._store.deliveries.counts()).items()},
            editions={state.value: n for state, n in (await self._store.editions.counts()).items()},
            passages=self._answers.passages(),
            articles=coverage.articles,
            corpus_age=age,
            feeds=await self._read_feeds(),
            poll_age=self.pulse.age(),
        )

    async def _read_feeds(self) -> FeedHealth | None:
        return measure_health(await self._feeds.store.feeds(), self._clock()) if self._feeds else None

    async def _connect(self) -> BotIdentity | None:
        """Tries until Telegram answers; None when told to stop before."""
        backoff = Backoff(self._options.first_wait)
        while not self._stopping.is_set():
            try:
                if not await self._initialize():
                    return None
            except ptb.InvalidToken as error:
                refused = translate(error)
                raise (refused if isinstance(refused, TokenRefusedError) else _wrong_address(refused)) from None
            except (ptb.TelegramError, *NO_ENVELOPE) as error:
                refusal = translate(error)
                self.pulse.miss(refusal)
                if not backoff.failures:
                    self.on_waiting()
                wait = backoff.next()
                log.warning("no connection to Telegram", extra={"reason": refusal.text, "wait": round(wait, 1)})
                await pause(wait, self._stopping)
            else:
                return BotIdentity(self._bot.id, self._bot.username)
        return None

    async def _initialize(self) -> bool:
        """Whether it was done before `stop` was called; a server that accepts and keeps silent holds nobody up."""
        beginning = asyncio.ensure_future(self._application.initialize())
        stopping = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait({beginning, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not beginning.done():
            beginning.cancel()
            await asyncio.gather(beginning, return_exceptions=True)
            return False
        await beginning
        return True

    async def _serve(self, identity: BotIdentity) -> None:
        options = self._options
        limits = SendLimits(options.rates)
        sender = Sender(self._api, self._store, limits, self._clock, self._count_sending)
        outbox = Outbox(self._store, sender, limits, self._clock)
        acknowledger = Acknowledger(self._api, options.typing_after)
        desk = self._make_desk(identity, outbox)
        gate = Gate(desk, options.access, per_person=options.per_person, per_group=options.per_group)
        dispatch = Dispatch(desk, acknowledger, gate)
        dispatch.register(self._application)
        processor = Processor(
            self._store.updates,
            self._application,
            identity,
            dispatch.apologise,
            count_failure=self.metrics.failures.inc,
            first_wait=options.first_wait,
        )
        inline = InlineAnswers(desk, is_open=options.access == "open")
        planner = Planner(self._store, self.readers, outbox.wake, self._feeds)
        alerts = Alerts(self._store, self.readers, desk.manners, self._clock, outbox.wake, self._feeds)
        amended = AmendedAnswers(self._store, self.readers, desk.manners, outbox.wake)
        ticking = Ticking(self.readers, planner, alerts, amended, self._clock, options.tick_seconds)
        self._intake.on_new, self._intake.on_inline = processor.wake, inline.take
        waiting, unsure = await processor.recover(), await outbox.recover()
        log.info("serving", extra={"bot": identity.username, "waiting": waiting, "unsure": unsure})
        loops = [processor.run(), outbox.run()]
        helpers = [
            self._fetch_updates(),
            keep_house(self._store, self._clock),
            self._set_menus(),
            ticking.run(),
        ]
        if self._feeds:
            notices = FeedNotices(self._feeds.store, self._store, desk, self._options.language)
            helpers.append(notices.run(TICKS * self._options.tick_seconds))
        running = [asyncio.create_task(loop) for loop in loops]
        helping = [asyncio.create_task(helper) for helper in helpers]
        try:
            await self._stopping.wait()
        finally:
            await _cancel(helping)
            await self._finish(processor, outbox)
            await asyncio.gather(acknowledger.close(), inline.close())
            await _cancel(running)

    async def _fetch_updates(self) -> None:
        """Until it is cancelled: polls, or sees to it that Telegram brings them."""
        if self._options.webhook:
            backoff = Backoff(self._options.first_wait)
            await WebhookKeeper(self._api, self._options.webhook, self.pulse, backoff=backoff).run()
            return
        poller = Poller(
            self._api,
            self._intake,
            self.pulse,
            rebuild=self._rebuild,
            seconds=self._options.poll_seconds,
            backoff=Backoff(self._options.first_wait),
            count=self._count_poll,
        )
        await poller.run()

    async def _finish(self, processor: Processor, outbox: Outbox) -> None:
        """What is in hand is brought to its end, first the updates, whose answers then may still leave; the rest
        stands in the store."""
        done = await processor.finish(self._options.grace / 2)
        sent = await outbox.finish(self._options.grace / 2, last=True)
        log.info("stopped", extra={"updates_done": done, "deliveries_done": sent})

    def _make_desk(self, identity: BotIdentity, outbox: Outbox) -> Desk:
        return Desk(
            store=self._store,
            readers=self.readers,
            api=self._api,
            identity=identity,
            manners=Manners(self._store, self._options.language),
            metrics=self.metrics,
            operators=self._options.operators,
            clock=self._clock,
            wake=outbox.wake,
            sample=self._sample,
            feeds=self._feeds,
            arriving=self._arriving,
            group_fetcher=self._group_fetcher,
        )

    async def _rebuild(self) -> None:
        """New connections for polling."""
        await self._polling.shutdown()
        await self._polling.initialize()

    async def _set_menus(self) -> None:
        """Some twenty calls; who waited for the start is answered first."""
        await asyncio.sleep(self._options.menus_after)
        await set_menus(self._api, self._options.language, self._options.operators)

    def _count_poll(self, outcome: str) -> None:
        self.metrics.polls.labels(outcome).inc()

    def _count_sending(self, outcome: str, delivery: Delivery) -> None:
        self.metrics.sendings.labels(outcome).inc()
        if outcome == "sent":
            self.metrics.delivery_seconds.observe((self._clock() - delivery.created).total_seconds())


def _wrong_address(refused: CallError) -> CallRefusedError:
    """Whoever answered knows no getMe: no Bot API server stands at this address, or the token has no token's form."""
    return CallRefusedError(f"{refused.text}: is BRIEFING_TELEGRAM_API_URL right, and the token whole?")


@cache
def _certificates() -> ssl.SSLContext:
    """The system's, read once: that takes 30 ms each time, and connections are made anew after failures."""
    return httpx.create_ssl_context()


def _make_request(options: FrontOptions, read_seconds: float, connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        connect_timeout=min(10.0, options.read_seconds),
        read_timeout=read_seconds,
        write_timeout=options.read_seconds,
        pool_timeout=options.read_seconds,
        httpx_kwargs={"verify": _certificates()},
    )


async def _cancel(tasks: Iterable["asyncio.Task[None]"]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
