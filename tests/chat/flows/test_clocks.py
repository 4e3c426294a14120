"""Digests when the clock was wrong, when one is due before the last has left, and when a part of one was refused."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
import pytest_asyncio

from bot.chat.calls import SEND
from bot.measure.bench.made_news import make_news
from bot.model.place import Place
from bot.model.subscription import EditionState, Length, Schedule, Subscription
from bot.playground.server import TelegramServer
from bot.playground.server.reading import Shown
from tests.chat.flows.changing import EN, TO_US, Corpus, say
from tests.chat.flows.test_digests import Time
from tests.chat.flows.test_editions import DAY, DUE, HOUR, MINUTE, first_of, subscribe, title, wait_for_state
from tests.chat.running import Bot, running
from tests.telegram_fixtures import meet

FIRE = "A fire destroyed the fish market of Arlby on Monday night. Some 240 people worked there."
STRIKE = "Dockers in Sandrake voted on Wednesday for a strike over night shifts."


@pytest_asyncio.fixture
async def corpus() -> Corpus:
    made = Corpus()
    await made.put("fire", FIRE, DUE - HOUR, "Fire destroys Arlby fish market")
    return made


@pytest_asyncio.fixture
async def clock() -> Time:
    before = Time()
    before.moment = DUE - 10 * MINUTE
    return before


@pytest_asyncio.fixture
async def bot(telegram: TelegramServer, tmp_path: Path, corpus: Corpus, clock: Time) -> AsyncIterator[Bot]:
    file = tmp_path / "chat.db"
    async with running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05) as started:
        yield started


async def wait_until_reached(bot: Bot, subscription: Subscription, moment: datetime) -> Subscription:
    async with asyncio.timeout(20):
        while (found := await bot.store.subscriptions.find(subscription.id)) is None or found.reached < moment:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return found


@pytest.mark.parametrize("restarted", [True, False])
async def test_a_date_far_ahead_that_was_mended_stops_nothing(
    telegram: TelegramServer, tmp_path: Path, corpus: Corpus, clock: Time, restarted: bool
) -> None:
    ann, file = meet(telegram), tmp_path / "chat.db"
    years = 5 * 365 * DAY

    def start() -> AbstractAsyncContextManager[Bot]:
        return running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05)

    async with start() as bot:
        subscription = await subscribe(bot, Place(chat_id=ann.id))
        clock.moment = DUE
        await wait_for_state(bot, subscription, EditionState.SENT)
        clock.moment = DUE + years + MINUTE
        await wait_until_reached(bot, subscription, clock.moment)
        told = len(await telegram.wait_for_answers(ann.id, 2))
        if not restarted:
            clock.moment = DUE + HOUR
            await asyncio.sleep(0.2)
            await corpus.put("strike", STRIKE, DUE + 2 * HOUR, "Sandrake dockers vote")
            clock.moment = DUE + DAY
            digest = await first_of(telegram, ann.id, told + 1)
    if restarted:
        clock.moment = DUE + HOUR
        async with start():
            await asyncio.sleep(0.2)
            await corpus.put("strike", STRIKE, DUE + 2 * HOUR, "Sandrake dockers vote")
            clock.moment = DUE + DAY
            digest = await first_of(telegram, ann.id, told + 1)
    assert digest.text.splitlines()[0] == title(DUE + DAY)
    assert "1. Sandrake dockers vote" in digest.text
    assert "issed" not in digest.text, digest.text


async def test_a_clock_that_was_never_set_puts_nothing_back(
    telegram: TelegramServer, tmp_path: Path, corpus: Corpus, clock: Time
) -> None:
    ann, file = meet(telegram), tmp_path / "chat.db"

    def start() -> AbstractAsyncContextManager[Bot]:
        return running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05)

    async with start() as bot:
        subscription = await subscribe(bot, Place(chat_id=ann.id))
        clock.moment = DUE
        await wait_for_state(bot, subscription, EditionState.SENT)
    clock.moment = datetime(1970, 1, 1, tzinfo=UTC)
    async with start() as bot:
        await asyncio.sleep(0.3)
        clock.moment = DUE + MINUTE
        await asyncio.sleep(0.3)
        assert len(telegram.answers(ann.id)) == 1
        [edition] = await bot.store.editions.of_subscription(subscription.id, 5)
        assert (edition.due, edition.state) == (DUE, EditionState.SENT)
        found = await bot.store.subscriptions.find(subscription.id)
        assert found is not None
        assert found.next_due == DUE + DAY


async def test_a_clock_put_back_an_hour_sends_nothing_twice_and_holds_nothing_up(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, clock: Time
) -> None:
    ann, bob = meet(telegram), meet(telegram, "Bob")
    subscription = await subscribe(bot, Place(chat_id=ann.id))
    telegram.fault(SEND, code=429, retry_after=1, chat_id=bob.id)
    held_up = await subscribe(bot, Place(chat_id=bob.id))
    clock.moment = DUE
    await wait_for_state(bot, subscription, EditionState.SENT)
    await telegram.until(lambda: any(call.code == 429 for call in telegram.world.called(SEND)))
    clock.moment = DUE - HOUR
    await wait_for_state(bot, held_up, EditionState.SENT)
    await corpus.put("strike", STRIKE, DUE - 30 * MINUTE, "Sandrake dockers vote")
    for moment in (DUE - MINUTE, DUE, DUE + MINUTE):
        clock.moment = moment
        await asyncio.sleep(0.2)
    assert len(telegram.answers(ann.id)) == len(telegram.answers(bob.id)) == 1
    clock.moment = DUE + DAY
    assert "1. Sandrake dockers vote" in (await first_of(telegram, ann.id, 2)).text


async def test_what_is_due_while_the_last_one_could_not_leave_loses_none_of_its_stories(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, clock: Time
) -> None:
    """No connection from eight until after two; meanwhile the digest of noon is planned too."""
    ann = meet(telegram)
    often = Schedule(times=(time(8), time(12), time(18)), zone="UTC")
    subscription = await subscribe(bot, Place(chat_id=ann.id), schedule=often)
    telegram.fault(SEND, code=401, description="Unauthorized", times=2, chat_id=ann.id)
    clock.moment = DUE
    await wait_for_state(bot, subscription, EditionState.PLANNED)
    await telegram.until(lambda: len(telegram.world.called(SEND)) == 1)
    await corpus.put("strike", STRIKE, DUE + HOUR, "Sandrake dockers vote")
    clock.moment = DUE + 4 * HOUR
    await wait_until_reached(bot, subscription, clock.moment)
    await telegram.until(lambda: len(telegram.world.called(SEND)) == 2)
    clock.moment = DUE + 6 * HOUR + MINUTE
    await wait_for_state(bot, subscription, EditionState.LATE)
    clock.moment = DUE + 10 * HOUR
    last = (await telegram.wait_for_answers(ann.id, 2))[-1]
    assert EN.text("bot-digest-missed", count=1, times="08:00") in last.text
    assert "Fire destroys Arlby fish market" in last.text
    assert "Sandrake dockers vote" not in last.text


async def test_one_that_was_refused_is_spoken_of_in_the_next_and_so_is_what_it_would_have_said(
    telegram: TelegramServer, bot: Bot, clock: Time
) -> None:
    ann = meet(telegram)
    forum = telegram.world.group("Desk", ann.id, kind="forum")
    thread = telegram.gatherings.open_thread(forum.id, ann.id, "News")
    reached = DUE - 2 * DAY - HOUR
    place = Place(chat_id=forum.id, thread_id=thread)
    subscription = await subscribe(bot, place, created=reached, reached=reached, next_due=DUE - 2 * DAY)
    telegram.gatherings.close_thread(forum.id, thread, ann.id)
    clock.moment = DUE
    await wait_for_state(bot, subscription, EditionState.REFUSED)
    telegram.gatherings.reopen_thread(forum.id, thread, ann.id)
    async with asyncio.timeout(20):
        while (again := await bot.store.subscriptions.find(subscription.id)) and again.paused:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    clock.moment = DUE + DAY
    digest = await first_of(telegram, forum.id)
    times = "23 March, 08:00, 24 March, 08:00, 25 March, 08:00"
    assert EN.text("bot-digest-missed", count=3, times=times) in digest.text


async def test_of_a_digest_whose_rest_was_refused_only_the_rest_comes_again(
    telegram: TelegramServer, tmp_path: Path, clock: Time
) -> None:
    ann, corpus = meet(telegram), Corpus()
    await corpus.take(make_news(12, 5, DUE - HOUR, days=1.2))
    file = tmp_path / "chat.db"
    clock.moment = DUE
    telegram.fault(SEND, code=400, description="Bad Request: TOPIC_CLOSED", skip=1, times=1, chat_id=ann.id)
    async with running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05) as bot:
        subscription = await subscribe(bot, Place(chat_id=ann.id), length=Length.FULL)
        await wait_for_state(bot, subscription, EditionState.REFUSED)
        before = telegram.answers(ann.id)
        assert await bot.store.subscriptions.resume_chat(ann.id) == 1
        clock.moment = DUE + DAY
        await wait_for_state(bot, subscription, EditionState.SENT)
        after = telegram.answers(ann.id)[len(before) :]
    assert before
    assert not headlines(before) & headlines(after)


def headlines(shown: Sequence[Shown]) -> set[str]:
    lines = [line for part in shown for line in part.text.splitlines() if line[:1].isdigit()]
    return {line.split(". ", 1)[1].rpartition(" [")[0] for line in lines}


async def test_a_group_that_opens_again_without_telling_us_goes_on_as_soon_as_something_could_be_written(
    telegram: TelegramServer, bot: Bot, clock: Time
) -> None:
    """Closed for the night by taking from everybody the right to write: no update says when it is given back."""
    ann = meet(telegram)
    group = telegram.world.group("Desk", ann.id)
    subscription = await subscribe(bot, Place(chat_id=group.id))
    refusal = "Bad Request: not enough rights to send text messages to the chat"
    telegram.fault(SEND, code=400, description=refusal, chat_id=group.id)
    clock.moment = DUE
    await wait_for_state(bot, subscription, EditionState.REFUSED)
    listed = await say(telegram, group.id, ann, f"/subscriptions{TO_US}")
    assert EN.text("bot-sub-paused-refused") in listed.text, "as it was when that was written"
    async with asyncio.timeout(20):
        while (again := await bot.store.subscriptions.find(subscription.id)) and again.paused:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    clock.moment = DUE + DAY
    digest = await first_of(telegram, group.id, 2)
    assert EN.text("bot-digest-missed", count=1, times="25 March, 08:00") in digest.text
    assert "Fire destroys Arlby fish market" in digest.text
