"""Digests that come by themselves: at their hour, once, late, missed; what closes, blocks and moves them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.chat.calls import SEND
from bot.measure.bench.made_news import make_news
from bot.model.membership import MembershipState
from bot.model.place import Place
from bot.model.subscription import EditionState, Filters, Length, Pause, Schedule, Subscription
from bot.playground.server import TelegramServer
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from tests.chat.flows.changing import EN, Corpus, say
from tests.chat.flows.test_digests import Time
from tests.chat.flows.test_faults_sending import Gated
from tests.chat.running import Bot, running
from tests.telegram_fixtures import meet

DUE = datetime(2025, 3, 25, 8, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest_asyncio.fixture
async def corpus() -> Corpus:
    return await Corpus().fill()


@pytest_asyncio.fixture
async def clock() -> Time:
    """Ten minutes before."""
    before = Time()
    before.moment = DUE - 10 * MINUTE
    return before


@pytest_asyncio.fixture
async def bot(telegram: TelegramServer, tmp_path: Path, corpus: Corpus, clock: Time) -> AsyncIterator[Bot]:
    file = tmp_path / "chat.db"
    async with running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05) as started:
        yield started


async def subscribe(bot: Bot, place: Place, **changes: object) -> Subscription:
    """Every day at 08:00 UTC, from ten minutes before DUE."""
    begun = DUE - 10 * MINUTE
    made = Subscription(
        place=place,
        person_id=7,
        created=begun,
        schedule=Schedule(times=(time(8),), zone="UTC"),
        reached=begun,
        next_due=DUE,
    )
    return await bot.store.subscriptions.add(made.model_copy(update=changes))


async def state_of(bot: Bot, subscription: Subscription) -> EditionState | None:
    editions = await bot.store.editions.of_subscription(subscription.id, 1)
    return editions[0].state if editions else None


async def wait_for_state(bot: Bot, subscription: Subscription, state: EditionState) -> None:
    async with asyncio.timeout(20):
        while await state_of(bot, subscription) is not state:  # noqa: ASYNC110 (nothing tells when)
            await asyncio.sleep(0.02)


async def is_blocked(bot: Bot, chat_id: int) -> bool:
    found = await bot.store.places.membership(chat_id)
    return found is not None and found.state is not MembershipState.ACTIVE


async def wait_for_block(bot: Bot, chat_id: int) -> None:
    async with asyncio.timeout(20):
        while not await is_blocked(bot, chat_id):  # noqa: ASYNC110 (nothing tells when)
            await asyncio.sleep(0.02)


def title(due: datetime = DUE) -> str:
    return EN.text("bot-digest-title", when=EN.weekday_moment(due))


async def first_of(telegram: TelegramServer, chat_id: int, count: int = 1) -> Shown:
    return (await telegram.wait_for_answers(chat_id, count))[count - 1]


async def test_it_comes_at_its_hour_and_not_before(telegram: TelegramServer, bot: Bot, clock: Time) -> None:
    ann = meet(telegram)
    subscription = await subscribe(bot, Place(chat_id=ann.id))
    for _ in range(5):
        await asyncio.sleep(0.05)
    assert telegram.answers(ann.id) == []
    clock.moment = DUE
    digest = await first_of(telegram, ann.id)
    assert digest.text.splitlines()[0] == title()
    assert "1. Russia wants neutrality of Ukraine written into any peace deal [1]" in digest.text
    await wait_for_state(bot, subscription, EditionState.SENT)
    clock.moment = DUE + HOUR
    await asyncio.sleep(0.2)
    assert len(telegram.answers(ann.id)) == 1


async def test_the_next_one_tells_what_is_new_or_says_that_nothing_is(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, clock: Time
) -> None:
    ann, bob = meet(telegram), meet(telegram, "Bob")
    talking = await subscribe(bot, Place(chat_id=ann.id))
    silent = await subscribe(bot, Place(chat_id=bob.id), silent=True)
    clock.moment = DUE
    await first_of(telegram, ann.id)
    await first_of(telegram, bob.id)
    clock.moment = DUE + DAY
    nothing = await first_of(telegram, ann.id, 2)
    assert EN.text("bot-digest-nothing", since="25 March, 08:00") in nothing.text
    await wait_for_state(bot, silent, EditionState.NOTHING_NEW)
    await wait_for_state(bot, talking, EditionState.NOTHING_NEW)
    assert len(telegram.answers(bob.id)) == 1
    text = "Dockers in Sandrake voted on Wednesday for a strike over night shifts."
    await corpus.put("n", text, DUE + DAY + HOUR, "Sandrake dockers vote")
    clock.moment = DUE + 2 * DAY
    for person, count in ((ann, 3), (bob, 2)):
        news = await first_of(telegram, person.id, count)
        assert [line for line in news.text.splitlines() if line.startswith("1. ")] == ["1. Sandrake dockers vote [1]"]
        assert "Russia demands" not in news.text


async def test_a_story_that_went_on_says_so(telegram: TelegramServer, bot: Bot, corpus: Corpus, clock: Time) -> None:
    ann = meet(telegram)
    fire = "A fire destroyed the fish market of Arlby on Monday night. Some 240 people worked there."
    await corpus.put("fire", fire, DUE - HOUR, "Fire destroys Arlby fish market")
    await subscribe(bot, Place(chat_id=ann.id), filters=Filters(words=("Arlby",)))
    clock.moment = DUE
    first = await first_of(telegram, ann.id)
    assert "1. Fire destroys Arlby fish market [1]" in first.text
    arrest = "Police in Arlby arrested a 34-year-old man over the fire at the fish market on Tuesday."
    await corpus.put("arrest", arrest, DUE + HOUR, "Man arrested over Arlby fish market fire")
    clock.moment = DUE + DAY
    second = await first_of(telegram, ann.id, 2)
    lines = second.text.splitlines()
    assert lines[2:5] == [
        "1. Man arrested over Arlby fish market fire [1]",
        f"🔄 {EN.text('bot-digest-update', count=1)}",
        f"{arrest} [1]",
    ]
    assert "A fire destroyed" not in second.text


async def test_after_a_short_absence_it_comes_late_and_says_so(
    telegram: TelegramServer, tmp_path: Path, corpus: Corpus, clock: Time
) -> None:
    ann, file = meet(telegram), tmp_path / "chat.db"
    async with running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05) as bot:
        subscription = await subscribe(bot, Place(chat_id=ann.id))
    clock.moment = DUE + 2 * HOUR
    async with running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05) as bot:
        digest = await first_of(telegram, ann.id)
        assert digest.text.splitlines()[0] == EN.text("bot-digest-late", when="08:00")
        await wait_for_state(bot, subscription, EditionState.LATE)


async def test_what_is_of_no_use_any_more_is_missed_and_the_next_says_so(
    telegram: TelegramServer, tmp_path: Path, corpus: Corpus, clock: Time
) -> None:
    ann, file = meet(telegram), tmp_path / "chat.db"
    async with running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05) as bot:
        subscription = await subscribe(bot, Place(chat_id=ann.id))
    clock.moment = DUE + DAY + 9 * HOUR
    async with running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05) as bot:
        await wait_for_state(bot, subscription, EditionState.MISSED)
        assert [one.due for one in await bot.store.editions.of_subscription(subscription.id, 9)] == [DUE + DAY, DUE]
        assert telegram.answers(ann.id) == []
        clock.moment = DUE + 2 * DAY
        digest = await first_of(telegram, ann.id)
        times = "25 March, 08:00, 26 March, 08:00"
        assert digest.text.splitlines()[1] == EN.text("bot-digest-missed", count=2, times=times)


async def test_a_long_one_is_divided_between_stories(telegram: TelegramServer, tmp_path: Path, clock: Time) -> None:
    ann, corpus = meet(telegram), Corpus()
    await corpus.take(make_news(12, 5, DUE - HOUR, days=1.2))
    clock.moment = DUE
    file = tmp_path / "chat.db"
    async with running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05) as bot:
        subscription = await subscribe(bot, Place(chat_id=ann.id), length=Length.FULL)
        await wait_for_state(bot, subscription, EditionState.SENT)
        parts = telegram.answers(ann.id)
        assert len(parts) >= 2
        numbers = [line.split(".")[0] for part in parts for line in part.text.splitlines() if line[:1].isdigit()]
        assert numbers == [str(number) for number in range(1, 9)]
        buttons = [text for part in parts for row in part.keyboard for text in row]
        assert buttons == [f"🔎 {number}" for number in range(1, 9)]
        assert EN.text("bot-digest-how", example=EN.text("bot-digest-how-example")) in parts[-1].text


async def test_a_closed_thread_pauses_it_until_it_is_reopened(telegram: TelegramServer, bot: Bot, clock: Time) -> None:
    ann = meet(telegram)
    forum = telegram.world.group("Desk", ann.id, kind="forum")
    thread = telegram.gatherings.open_thread(forum.id, ann.id, "News")
    subscription = await subscribe(bot, Place(chat_id=forum.id, thread_id=thread))
    telegram.gatherings.close_thread(forum.id, thread, ann.id)
    clock.moment = DUE
    await wait_for_state(bot, subscription, EditionState.REFUSED)
    found = await bot.store.subscriptions.find(subscription.id)
    assert found is not None
    assert found.paused is Pause.REFUSED
    telegram.gatherings.reopen_thread(forum.id, thread, ann.id)
    async with asyncio.timeout(20):
        while (again := await bot.store.subscriptions.find(subscription.id)) and again.paused:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    clock.moment = DUE + DAY
    digest = await first_of(telegram, forum.id)
    assert digest.thread_id == thread
    assert "Five things a peace deal has to settle" in digest.text, "what was refused was not told"


async def test_a_person_who_blocked_the_bot_gets_the_next_one_when_they_are_back(
    telegram: TelegramServer, bot: Bot, clock: Time
) -> None:
    ann = meet(telegram)
    subscription = await subscribe(bot, Place(chat_id=ann.id))
    telegram.gatherings.block(ann.id)
    await wait_for_block(bot, ann.id)
    clock.moment = DUE + 8 * HOUR
    await asyncio.sleep(0.3)
    assert await state_of(bot, subscription) is None
    telegram.gatherings.unblock(ann.id)
    await wait_for_state(bot, subscription, EditionState.MISSED)
    clock.moment = DUE + DAY
    digest = await first_of(telegram, ann.id)
    assert EN.text("bot-digest-missed", count=1, times="25 March, 08:00") in digest.text


@pytest.mark.parametrize("is_told", [True, False])
async def test_a_group_that_migrates_in_the_middle_of_a_digest_gets_the_rest_where_it_is(
    telegram: TelegramServer, tmp_path: Path, clock: Time, is_told: bool
) -> None:
    ann, corpus = meet(telegram), Corpus()
    await corpus.take(make_news(12, 5, DUE - HOUR, days=1.2))
    clock.moment = DUE
    group = telegram.world.group("Desk", ann.id, kind="group")
    telegram.fault(SEND, delay=0.5, skip=1, chat_id=group.id)
    file = tmp_path / "chat.db"
    async with running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05) as bot:
        subscription = await subscribe(bot, Place(chat_id=group.id), length=Length.FULL)
        await telegram.wait_for_answers(group.id, 1)
        new = telegram.gatherings.migrate(group.id, ann.id)
        if not is_told:
            telegram.world.updates.clear()
        await wait_for_state(bot, subscription, EditionState.SENT)
        found = await bot.store.subscriptions.find(subscription.id)
        assert found is not None
        assert found.place == Place(chat_id=new)
        told = await bot.store.told.told({Place(chat_id=new)}, DUE - DAY)
        assert len(told[Place(chat_id=new)]) == 8
    old, moved = telegram.answers(group.id), telegram.answers(new)
    numbers = [line.split(".")[0] for part in (*old, *moved) for line in part.text.splitlines() if line[:1].isdigit()]
    assert numbers == [str(number) for number in range(1, 9)]
    assert moved


async def test_an_unsure_one_is_said_to_be_unsure_in_the_next(telegram: TelegramServer, bot: Bot, clock: Time) -> None:
    ann = meet(telegram)
    subscription = await subscribe(bot, Place(chat_id=ann.id))
    telegram.fault(SEND, drop=True, committed=True, chat_id=ann.id)
    clock.moment = DUE
    await wait_for_state(bot, subscription, EditionState.UNSURE)
    clock.moment = DUE + DAY
    second = await first_of(telegram, ann.id, 2)
    assert EN.text("bot-digest-unsure", when="25 March, 08:00") in second.text


async def test_answers_do_not_wait_for_digests(telegram: TelegramServer, bot: Bot, clock: Time) -> None:
    readers: list[User] = [meet(telegram, f"Reader {number}") for number in range(120)]
    ann = meet(telegram)
    for reader in readers:
        await subscribe(bot, Place(chat_id=reader.id))
    telegram.fault(SEND, delay=0.5, times=300)
    clock.moment = DUE
    await telegram.until(lambda: any(telegram.answers(reader.id) for reader in readers))
    telegram.people.write(ann.id, ann.id, "/cancel")
    await telegram.wait_for_answers(ann.id, 1)
    assert sum(bool(telegram.answers(reader.id)) for reader in readers) < len(readers)


async def test_two_digests_of_one_place_at_one_hour_never_tell_a_story_twice(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, clock: Time
) -> None:
    ann = meet(telegram)
    fire = "A fire destroyed the fish market of Arlby on Monday night. Some 240 people worked there."
    await corpus.put("fire", fire, DUE - HOUR, "Fire destroys Arlby fish market")
    strike = "Dockers in Sandrake voted on Tuesday for a strike over night shifts in the port."
    await corpus.put("strike", strike, DUE - HOUR, "Sandrake dockers vote")
    about = await subscribe(bot, Place(chat_id=ann.id), filters=Filters(words=("Arlby",)))
    everything = await subscribe(bot, Place(chat_id=ann.id), length=Length.FULL)
    clock.moment = DUE
    await wait_for_state(bot, about, EditionState.SENT)
    await wait_for_state(bot, everything, EditionState.SENT)
    told = [shown.text for shown in telegram.answers(ann.id) if "Fire destroys Arlby fish market" in shown.text]
    assert len(told) == 1


async def test_whoever_asked_for_silence_is_told_of_a_missed_one(
    telegram: TelegramServer, tmp_path: Path, corpus: Corpus, clock: Time
) -> None:
    ann, file = meet(telegram), tmp_path / "chat.db"
    async with running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05) as bot:
        silent = await subscribe(bot, Place(chat_id=ann.id), silent=True)
        clock.moment = DUE
        await wait_for_state(bot, silent, EditionState.SENT)
    clock.moment = DUE + 2 * DAY + MINUTE
    async with running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05):
        second = await first_of(telegram, ann.id, 2)
    assert EN.text("bot-digest-missed", count=1, times="26 March, 08:00") in second.text


async def test_no_digest_waits_for_watches(telegram: TelegramServer, tmp_path: Path, clock: Time) -> None:
    ann, engine = meet(telegram), Gated()
    engine.gate.set()
    corpus = Corpus(engine)
    await corpus.put("ships", "Seventeen ships wait outside Port Hallowick for a berth.", DUE - DAY, "Harbour")
    async with running(
        telegram, tmp_path / "chat.db", answers=corpus.answers, clock=clock.now, tick_seconds=0.05
    ) as bot:
        await say(telegram, ann.id, ann, "/watch how many ships wait outside Port Hallowick?")
        await subscribe(bot, Place(chat_id=ann.id))
        asked = len(engine.questions)
        engine.gate.clear()
        await corpus.put("more", "Twenty ships wait outside Port Hallowick for a berth.", DUE - HOUR, "Harbour")
        async with asyncio.timeout(10):
            while len(engine.questions) == asked:  # noqa: ASYNC110 (nothing tells when)
                await asyncio.sleep(0.01)
        clock.moment = DUE
        digest = (await telegram.wait_for_answers(ann.id, 2))[-1]
        assert digest.text.startswith(EN.text("bot-digest-title", when=EN.weekday_moment(DUE)))
        engine.gate.set()
        alert = (await telegram.wait_for_answers(ann.id, 3))[-1]
        assert alert.text.startswith("🔔")
