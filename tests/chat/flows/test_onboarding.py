"""Added to a group, removed, blocked, back again: what the bot says then, and what it keeps to itself meanwhile."""

from pathlib import Path

import pytest

from bot.answer.service import AnswerService
from bot.model.delivery import DeliveryState
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.users import User
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.flows.test_commands import (
    DEMAND,
    DEMANDED,
    EN,
    TO_US,
    alone,
    bob,
    bot,
    meet,
    shared_file,
    telegram,
    write,
)
from tests.chat.running import Bot, running

__all__ = ["alone", "bob", "bot", "shared_file", "telegram"]
pytestmark = pytest.mark.asyncio(loop_scope="module")

COVERED = "Corpus: 23 articles, 3–24 March 2025."
INTRODUCTION = f"{EN.text('bot-introduction')}\n\n{COVERED}\n\n{EN.text('bot-introduction-how')}"
OPERATOR = 4_999_999


def refusal(chat: Chat) -> str:
    return EN.text("bot-refused-place", id=str(chat.id))


@pytest.fixture
def group(telegram: TelegramServer, ann: User, bob: User) -> Chat:
    """The bot was never there."""
    return telegram.world.group("Desk", ann.id, bob.id, bot="")


async def test_added_to_a_group_it_introduces_itself_once(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User
) -> None:
    kinds = ("group", "supergroup", "forum")
    groups = [telegram.world.group("Desk", ann.id, bob.id, kind=kind, bot="") for kind in kinds]
    for group in groups:
        telegram.gatherings.add_bot(group.id, ann.id)
    for group in groups:
        [introduction] = await telegram.wait_for_answers(group.id)
        assert introduction.text == INTRODUCTION
        assert (introduction.reply_to, introduction.thread_id, introduction.keyboard) == (None, None, [])
        telegram.gatherings.remove_bot(group.id, bob.id)
        telegram.gatherings.add_bot(group.id, bob.id)
        telegram.gatherings.promote(group.id, telegram.world.bot.id, ann.id, [])
        telegram.people.write(group.id, ann.id, f"/ask{TO_US} {DEMAND}")
    for group in groups:
        assert (await telegram.wait_for_answers(group.id, 2))[1].text.startswith(DEMANDED)


async def test_it_introduces_itself_in_the_language_of_whoever_added_it(telegram: TelegramServer, bot: Bot) -> None:
    people = {language: meet(telegram, language=language) for language in LANGUAGES}
    groups = {language: telegram.world.group("Desk", user.id, bot="") for language, user in people.items()}
    for language, group in groups.items():
        telegram.gatherings.add_bot(group.id, people[language].id)
    for language, group in groups.items():
        messages = read_messages(language)
        [introduction] = await telegram.wait_for_answers(group.id)
        assert introduction.text.startswith(messages.text("bot-introduction") + "\n\n")
        assert introduction.text.endswith("\n\n" + messages.text("bot-introduction-how"))


async def test_where_it_may_not_write_it_waits_with_the_introduction(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    telegram.gatherings.mute(group.id, telegram.world.bot.id, ann.id)
    group.members[telegram.world.bot.id].muted = False
    assert (await write(telegram, group.id, ann, f"/cancel{TO_US}")).text == EN.text("bot-cancel-nothing")
    telegram.gatherings.remove_bot(group.id, ann.id)
    telegram.gatherings.add_bot(group.id, ann.id)
    assert (await telegram.wait_for_answers(group.id, 2))[1].text == INTRODUCTION


async def test_in_channels_it_says_nothing(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    channel = telegram.world.group("News", ann.id, kind="channel", bot="")
    telegram.gatherings.promote(channel.id, telegram.world.bot.id, ann.id, ["can_post_messages"])
    telegram.people.write(channel.id, ann.id, f"/ask{TO_US} {DEMAND}", is_anonymous=True)
    telegram.gatherings.demote(channel.id, telegram.world.bot.id, ann.id)
    await write(telegram, ann.id, ann, "/cancel")
    await telegram.wait_for_polls()
    assert [call for call in telegram.world.calls if call.params.get("chat_id") == str(channel.id)] == []


async def test_what_is_for_a_person_waits_while_they_block_the_bot(
    alone: TelegramServer, file: Path, sample: AnswerService
) -> None:
    ann, bob = meet(alone, "Ann"), meet(alone, "Bob")
    for text in (DEMAND, "/help"):
        alone.people.write(ann.id, ann.id, text)
    alone.gatherings.block(ann.id)
    async with running(alone, file, answers=sample) as bot:
        await wait_until_waiting(alone, bot, bob, 2)
        await write(alone, bob.id, bob, DEMAND)
        assert alone.answers(ann.id) == []
        refused = [call for call in alone.world.called("sendMessage") if call.code == 403]
        assert len(refused) <= 2, "one at most for each thing that was heard before the block"
        alone.gatherings.unblock(ann.id)
        answer, helped = await alone.wait_for_answers(ann.id, 2)
        assert answer.text.startswith(DEMANDED)
        assert helped.text.startswith(EN.text("bot-help"))
        assert (await write(alone, ann.id, ann, "/cancel")).text == EN.text("bot-cancel-nothing")


async def test_what_is_for_a_group_waits_while_the_bot_is_removed_and_comes_without_a_new_introduction(
    alone: TelegramServer, file: Path, sample: AnswerService
) -> None:
    ann, bob = meet(alone, "Ann"), meet(alone, "Bob")
    group = alone.world.group("Desk", ann.id, bot="")
    async with running(alone, file, answers=sample, sample=True):
        alone.gatherings.add_bot(group.id, ann.id)
        [introduction] = await alone.wait_for_answers(group.id)
        assert f"{COVERED} {EN.text('bot-sources-sample')}" in introduction.text
    alone.people.write(group.id, ann.id, f"/ask{TO_US} {DEMAND}")
    alone.gatherings.remove_bot(group.id, ann.id)
    async with running(alone, file, answers=sample) as bot:
        await wait_until_waiting(alone, bot, bob, 1)
        assert alone.answers(group.id) == [introduction]
        alone.gatherings.add_bot(group.id, ann.id)
        assert (await alone.wait_for_answers(group.id, 2))[1].text.startswith(DEMANDED)
        cancelled = await write(alone, group.id, ann, f"/cancel{TO_US}")
        assert cancelled.text == EN.text("bot-cancel-nothing")


async def wait_until_waiting(telegram: TelegramServer, bot: Bot, user: User, count: int) -> None:
    """Until so many deliveries wait; somebody else's conversation goes on meanwhile."""
    for _ in range(50):
        await write(telegram, user.id, user, "/cancel")
        if (await bot.store.deliveries.counts())[DeliveryState.WAITING] == count:
            return
    pytest.fail(f"{count} deliveries should wait: {await bot.store.deliveries.counts()}")


async def test_a_group_that_is_not_let_in_learns_its_number_and_is_introduced_later(
    alone: TelegramServer, file: Path, sample: AnswerService
) -> None:
    ann, operator = meet(alone, "Ann"), meet(alone, "Olga")
    group = alone.world.group("Desk", ann.id, bot="")
    async with running(alone, file, answers=sample, access="listed", operators=frozenset({operator.id})):
        alone.gatherings.add_bot(group.id, ann.id)
        assert [one.text for one in await alone.wait_for_answers(group.id)] == [refusal(group)]
        await write(alone, operator.id, operator, f"/allow {group.id}")
        assert (await write(alone, group.id, ann, f"/ask{TO_US} {DEMAND}")).text.startswith(DEMANDED)
        alone.gatherings.remove_bot(group.id, ann.id)
        alone.gatherings.add_bot(group.id, ann.id)
        assert (await alone.wait_for_answers(group.id, 3))[2].text == INTRODUCTION


async def test_an_operator_lets_a_group_in_by_adding_the_bot_also_the_second_time(
    alone: TelegramServer, file: Path, sample: AnswerService
) -> None:
    ann, operator = meet(alone, "Ann"), meet(alone, "Olga")
    group = alone.world.group("Desk", ann.id, operator.id, bot="")
    async with running(alone, file, answers=sample, access="listed", operators=frozenset({operator.id})):
        alone.gatherings.add_bot(group.id, operator.id)
        assert [one.text for one in await alone.wait_for_answers(group.id)] == [INTRODUCTION]
        assert (await write(alone, group.id, ann, f"/ask{TO_US} {DEMAND}")).text.startswith(DEMANDED)
        await write(alone, group.id, operator, f"/disallow{TO_US}")
        assert (await write(alone, group.id, ann, f"/ask{TO_US} {DEMAND}")).text == refusal(group)
        alone.gatherings.remove_bot(group.id, operator.id)
        alone.gatherings.add_bot(group.id, operator.id)
        assert (await write(alone, group.id, ann, f"/ask{TO_US} {DEMAND}")).text.startswith(DEMANDED)
        assert (await write(alone, ann.id, ann, DEMAND)).text == EN.text("bot-refused", id=str(ann.id))
