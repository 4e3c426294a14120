"""What must not happen: texts in logs, waiting for a silent server at the end, answers to edits that change nothing."""

import asyncio
import logging
from pathlib import Path

import pytest

from bot.answer.service import AnswerService
from bot.chat.front import Front
from bot.model.errors import StoreError
from bot.model.place import Place
from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from bot.store.chat.sql import open_chat_store
from tests.chat.running import Bot, make_options
from tests.store.chat.samples import outgoing, update

DEMAND = "what does Russia demand?"


async def test_an_error_of_the_store_puts_no_text_into_the_log(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = await open_chat_store(file)
    await store.updates.add([update(1)])
    asked = " ".join(("a", "secret", "question"))
    try:
        await store.deliveries.record([outgoing(asked)], update_id=1, beside=99)
    except StoreError:
        logging.getLogger("test").exception("as a loop would log it")
    finally:
        await store.close()
    assert "FOREIGN KEY" in caplog.text
    assert asked not in caplog.text


async def test_a_server_that_accepts_and_keeps_silent_does_not_hold_up_the_end(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    telegram.fault("getMe", delay=30.0)
    store = await open_chat_store(file)
    async with Front(make_options(telegram, read_seconds=60.0), store, sample) as front:
        task = asyncio.create_task(front.run())
        await telegram.until(lambda: bool(telegram.world.called("getMe")))
        front.stop()
        async with asyncio.timeout(2):
            await task
    await store.close()


async def test_an_edit_that_changes_no_word_is_not_answered_again(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    asked = telegram.people.write(ann.id, ann.id, DEMAND)
    [answer] = await telegram.wait_for_answers(ann.id)
    telegram.people.tap(ann.id, answer.id, ann.id, "👍")
    telegram.people.edit(ann.id, asked, f"{DEMAND} ")
    telegram.people.write(ann.id, ann.id, "/cancel")
    await telegram.wait_for_answers(ann.id, 2)
    assert not telegram.world.called("editMessageText")
    turn = await bot.store.turns.find_by_answer(Place(chat_id=ann.id), answer.id)
    assert turn is not None
    assert (await bot.store.feedback.votes(turn.id)).up == 1
