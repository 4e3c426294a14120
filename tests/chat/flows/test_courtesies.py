"""Thanks and greetings, as people send them to somebody who was of help."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.answer.service import AnswerService
from bot.playground.server import TelegramServer
from bot.text.messages import read_messages
from tests.chat.flows.changing import EN, ask, say
from tests.chat.running import Bot, running, sample_answers
from tests.telegram_fixtures import meet


@pytest.fixture(scope="module")
def answers() -> AnswerService:
    return sample_answers()


@pytest_asyncio.fixture
async def bot(telegram: TelegramServer, tmp_path: Path, answers: AnswerService) -> AsyncIterator[Bot]:
    async with running(telegram, tmp_path / "chat.db", answers=answers) as started:
        yield started


def nodded(telegram: TelegramServer, chat_id: int, message_id: int) -> bool:
    reactions = telegram.world.chats[chat_id].messages[message_id].reactions
    return reactions.get(telegram.world.bot.id) == ["👍"]


async def test_thanks_get_a_reaction_and_no_answer(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    answer = await ask(telegram, ann.id, ann)
    said = len(telegram.answers(ann.id))
    for text in ("thanks!", "ok, got it", "👍"):
        message = telegram.people.write(ann.id, ann.id, text, answer.id)
        await telegram.until(lambda message=message: nodded(telegram, ann.id, message))  # type: ignore[misc]
    await say(telegram, ann.id, ann, "and when did they walk out?", answer.id)
    assert len(telegram.answers(ann.id)) == said + 1, "nothing was said about thanks"


async def test_in_a_group_a_greeting_is_no_occasion_to_talk(telegram: TelegramServer, bot: Bot) -> None:
    ann, bob = meet(telegram), meet(telegram, "Bob")
    group = telegram.world.group("Desk", ann.id, bob.id, kind="supergroup")
    answer = await ask(telegram, group.id, bob)
    message = telegram.people.write(group.id, bob.id, "good morning!", answer.id)
    await telegram.until(lambda: nodded(telegram, group.id, message))
    shown = await say(telegram, group.id, bob, "what can you do?", answer.id)
    assert shown.text.startswith(EN.text("bot-introduction"))
    assert shown.reply_to is not None


async def test_who_greets_in_private_is_shown_how_to_ask(telegram: TelegramServer, bot: Bot) -> None:
    olena, uk = meet(telegram, "Olena", "uk"), read_messages("uk")
    shown = await say(telegram, olena.id, olena, "Доброго дня!")
    assert uk.text("bot-start") in shown.text
    assert shown.keyboard, "an example to tap"
    again = await say(telegram, olena.id, olena, "хто ти?")
    assert again.text == shown.text


async def test_what_follows_the_command_is_asked(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    assert (await say(telegram, ann.id, ann, "/ask thanks")).text != EN.text("bot-start")


async def test_a_greeting_that_becomes_a_question_is_answered(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    message = telegram.people.write(ann.id, ann.id, "thanks")
    await telegram.until(lambda: nodded(telegram, ann.id, message))
    before = len(telegram.answers(ann.id))
    telegram.people.edit(ann.id, message, "what does Russia demand?")
    answer = (await telegram.wait_for_answers(ann.id, before + 1))[-1]
    assert "neutral" in answer.text
    telegram.people.edit(ann.id, message, "thanks!")
    await say(telegram, ann.id, ann, "how many dockers walked out?")
    assert "neutral" in next(one.text for one in telegram.answers(ann.id) if one.id == answer.id), "it stays"
