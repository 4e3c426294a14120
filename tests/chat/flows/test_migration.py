"""Groups that become supergroups keep everything; message ids begin anew there."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answer.service import AnswerService
from bot.model.place import Place
from bot.playground.server import TelegramServer
from bot.store.memory import MemoryStore
from tests.chat.flows.test_faults_sending import (
    ASK,
    CANCEL,
    DEMAND,
    HELP,
    NOTHING,
    Gated,
    Watch,
    pass_time,
    sent_to,
    start,
    stop,
)
from tests.chat.running import running

LONG_AGO = datetime.now(UTC) - timedelta(days=1)


def migrate(telegram: TelegramServer, chat_id: int, by: int, *, is_told: bool = True) -> int:
    """`is_told`: the bot hears Telegram's two messages about it."""
    new = telegram.gatherings.migrate(chat_id, by)
    if not is_told:
        telegram.world.updates.clear()
    return new


@pytest.mark.parametrize("is_told", [True, False])
async def test_answers_under_way_go_to_the_new_chat_and_reply_to_nothing(
    telegram: TelegramServer, file: Path, is_told: bool
) -> None:
    ann, bob = start(telegram, "Ann", "Bob")
    group, engine = telegram.world.group("Desk", ann.id, bob.id, kind="group"), Gated()
    async with running(telegram, file, answers=AnswerService(MemoryStore(), engine)) as bot:
        for person in (ann, bob):
            telegram.people.write(group.id, person.id, f"{ASK} {DEMAND}")
        await telegram.until(lambda: bool(telegram.world.called("sendChatAction")))
        new = migrate(telegram, group.id, ann.id, is_told=is_told)
        await telegram.wait_for_polls()
        engine.gate.set()
        await telegram.wait_for_answers(new, 2)
        telegram.people.write(group.id, ann.id, CANCEL)
        answers = await telegram.wait_for_answers(new, 3)
        assert await stop(bot) == {"sent": 3}
        for person in (ann, bob):
            assert await bot.store.turns.find_latest(Place(chat_id=new), person.id, LONG_AGO)
    assert [answer.reply_to for answer in answers] == [None] * 3
    assert all("reply_parameters" not in call.params for call in sent_to(telegram, new))
    assert telegram.answers(group.id) == []


async def test_one_refusal_moves_all_that_waits(telegram: TelegramServer, file: Path, sample: AnswerService) -> None:
    watch, [ann, bob] = Watch(), start(telegram, "Ann", "Bob")
    group = telegram.world.group("Desk", ann.id, kind="group")
    telegram.fault("sendMessage", code=401, chat_id=group.id)
    async with running(telegram, file, answers=sample, clock=watch.now):
        for command in (HELP, CANCEL, CANCEL):
            telegram.people.write(group.id, ann.id, command)
        await telegram.until(lambda: bool(sent_to(telegram, group.id)))
        new = migrate(telegram, group.id, ann.id, is_told=False)
        await pass_time(telegram, watch, bob, lambda: len(telegram.answers(new)) == 3)
    assert [call.code for call in sent_to(telegram, group.id)] == [401, 400]
    assert [answer.text == NOTHING for answer in telegram.answers(new)] == [False, True, True]


async def test_who_may_ask_settings_and_context_come_along(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    ann, bob = start(telegram, "Ann", "Bob")
    group = telegram.world.group("Desk", ann.id, bob.id, kind="group", bot="")
    async with running(telegram, file, answers=sample, access="listed", operators=frozenset({ann.id})) as bot:
        telegram.gatherings.add_bot(group.id, ann.id)
        await telegram.wait_for_answers(group.id)
        telegram.people.write(group.id, ann.id, "/settings@briefing_test_bot")
        _, screen = await telegram.wait_for_answers(group.id, 2)
        telegram.people.tap(group.id, screen.id, ann.id, "Українська")
        telegram.people.write(group.id, bob.id, f"{ASK} {DEMAND}")
        await telegram.wait_for_answers(group.id, 3)
        new = migrate(telegram, group.id, ann.id)
        telegram.people.write(new, bob.id, f"{ASK} and Ukraine?")
        [answer] = await telegram.wait_for_answers(new)
        await bot.stop()
        turn = await bot.store.turns.find_latest(Place(chat_id=new), bob.id, LONG_AGO)
        assert turn is not None
        asked = [one.question for one in await bot.store.turns.chain(turn.id, 9)]
    assert asked == [DEMAND, "and Ukraine?"]
    assert "У збірці 23 статті" in answer.text
    assert len(telegram.answers(group.id)) == 3


async def test_an_edit_under_way_becomes_a_new_message(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    [ann] = start(telegram, "Ann")
    group = telegram.world.group("Desk", ann.id, kind="group")
    async with running(telegram, file, answers=sample) as bot:
        telegram.people.write(group.id, ann.id, "/settings@briefing_test_bot")
        [screen] = await telegram.wait_for_answers(group.id)
        telegram.fault("answerCallbackQuery", delay=0.2)
        telegram.people.tap(group.id, screen.id, ann.id, "❝ 2")
        await telegram.until(lambda: bool(telegram.world.called("answerCallbackQuery")))
        new = migrate(telegram, group.id, ann.id, is_told=False)
        [anew] = await telegram.wait_for_answers(new)
        assert await stop(bot) == {"sent": 2}
    assert "• ❝ 2" in anew.keyboard[1]
    assert "message_id" not in sent_to(telegram, new)[0].params
