"""A stop finishes what is in hand; a kill loses nothing; a start takes up what was left."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.answer.service import AnswerService
from bot.chat.housekeeping import KEPT
from bot.chat.processing import MOST_CRASHES
from bot.model.place import Place
from bot.model.update import Update, UpdateState
from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from bot.store.chat.sql import open_chat_store
from bot.store.memory import MemoryStore
from tests.chat.flows.test_faults_sending import (
    CANCEL,
    DEMAND,
    DEMANDED,
    HELP,
    NOTHING,
    Gated,
    Watch,
    ask,
    sent_to,
    start,
    stop,
)
from tests.chat.running import Bot, running


async def snapshot(file: Path, copy: Path) -> Path:
    """The database as a kill at this moment would leave it."""

    def run() -> None:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)

    await asyncio.to_thread(run)
    return copy


def take_update(telegram: TelegramServer, received: datetime) -> Update:
    """The last update that waits at the server, as if it had been stored then."""
    raw = telegram.world.updates.pending()[-1]
    telegram.world.updates.clear()
    place = Place(chat_id=raw["message"]["chat"]["id"])
    return Update(update_id=raw["update_id"], place=place, received=received, payload=json.dumps(raw))


async def test_a_kill_loses_nothing_and_sends_nothing_twice(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    """Ann's question is in hand, Bob's answer and Carl's edit are being sent, Dora's answer waits."""
    ann, bob, carl, dora = start(telegram, "Ann", "Bob", "Carl", "Dora")
    engine = Gated()
    async with running(telegram, file, answers=AnswerService(MemoryStore(), engine), grace=0.2) as bot:
        telegram.fault("sendMessage", chat_id=dora.id, retry_after=600)
        telegram.people.write(dora.id, dora.id, CANCEL)
        await telegram.until(lambda: bool(sent_to(telegram, dora.id)))
        await ask(telegram, carl, "/settings")
        [screen] = telegram.answers(carl.id)
        telegram.fault("sendMessage", chat_id=bob.id, delay=60.0, committed=True)
        telegram.fault("editMessageText", delay=60.0, committed=True)
        telegram.people.write(ann.id, ann.id, DEMAND)
        telegram.people.write(bob.id, bob.id, CANCEL)
        telegram.people.tap(carl.id, screen.id, carl.id, "❝ 2")
        await telegram.until(lambda: not telegram.world.faults.orders and bool(telegram.world.called("sendChatAction")))
        await telegram.wait_for_polls()
        killed = await snapshot(file, file.with_name("killed.db"))
        async with asyncio.timeout(3):
            await bot.stop()
        engine.gate.set()
    watch = Watch()
    watch.ahead = timedelta(seconds=601)
    async with running(telegram, killed, answers=sample, clock=watch.now) as bot:
        [answer] = await telegram.wait_for_answers(ann.id)
        await telegram.wait_for_answers(dora.id)
        await telegram.until(lambda: len(telegram.world.called("editMessageText")) == 2)
        assert await stop(bot) == {"sent": 4, "unsure": 1}
    assert DEMANDED in answer.text
    assert len(sent_to(telegram, bob.id)) == len(telegram.answers(bob.id)) == 1
    assert telegram.world.called("editMessageText")[1].params["message_id"] == str(screen.id)
    assert len(telegram.answers(dora.id)) == 1


async def test_a_stop_finishes_the_question_in_hand_and_leaves_the_rest_stored(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    engine = Gated()
    async with running(telegram, file, answers=AnswerService(MemoryStore(), engine)) as bot:
        telegram.people.write(ann.id, ann.id, DEMAND)
        telegram.people.write(ann.id, ann.id, CANCEL)
        await telegram.until(lambda: bool(telegram.world.called("sendChatAction")))
        bot.front.stop()
        telegram.people.write(ann.id, ann.id, HELP)
        asyncio.get_running_loop().call_later(0.05, engine.gate.set)
        assert await stop(bot) == {"sent": 1}
    assert len(telegram.answers(ann.id)) == 1
    async with running(telegram, file, answers=sample):
        answers = await telegram.wait_for_answers(ann.id, 3)
    assert [answer.text == NOTHING for answer in answers] == [False, True, False]


async def test_a_stop_finishes_the_message_that_is_being_sent(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    telegram.fault("sendMessage", delay=0.1)
    telegram.people.write(ann.id, ann.id, CANCEL)
    await telegram.until(lambda: bool(sent_to(telegram, ann.id)))
    assert await stop(bot) == {"sent": 1}


async def test_questions_asked_meanwhile_are_answered_in_order(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    async with running(telegram, file, answers=sample):
        pass
    for text in (CANCEL, DEMAND, CANCEL):
        telegram.people.write(ann.id, ann.id, text)
    async with running(telegram, file, answers=sample):
        answers = await telegram.wait_for_answers(ann.id, 3)
    assert [DEMANDED in answer.text for answer in answers] == [False, True, False]


async def test_an_update_in_hand_at_many_crashes_is_set_aside(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    telegram.people.write(ann.id, ann.id, HELP)
    update = take_update(telegram, datetime.now(UTC))
    store = await open_chat_store(file)
    await store.updates.add([update])
    for _ in range(MOST_CRASHES):
        await store.updates.requeue(MOST_CRASHES)
        assert len(await store.updates.claim(1)) == 1
    await store.close()
    async with running(telegram, file, answers=sample) as bot:
        await ask(telegram, ann)
        found = await bot.store.updates.find(update.update_id)
        assert found is not None
        assert found.state is UpdateState.FAILED


async def test_updates_go_after_seven_days_but_not_those_that_wait(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    watch, [ann, bob] = Watch(), start(telegram, "Ann", "Bob")
    now = datetime.now(UTC)
    telegram.people.write(ann.id, ann.id, CANCEL)
    old = take_update(telegram, now - KEPT - timedelta(minutes=1))
    telegram.people.write(ann.id, ann.id, CANCEL)
    young = take_update(telegram, now - KEPT + timedelta(minutes=1))
    telegram.people.write(bob.id, bob.id, CANCEL)
    waiting = take_update(telegram, now - KEPT - timedelta(days=1))
    store = await open_chat_store(file)
    await store.updates.add([old, young, waiting])
    for one in (old, young):
        await store.updates.finish(one.update_id)
    await store.close()
    async with running(telegram, file, answers=sample, clock=watch.now) as bot, asyncio.timeout(5):
        await telegram.wait_for_answers(bob.id)
        while await bot.store.updates.find(old.update_id):
            await ask(telegram, ann)
        assert await bot.store.updates.find(young.update_id)
