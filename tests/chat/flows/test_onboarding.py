"""Added to a group, removed, blocked, back again: what the bot says then, and what it keeps to itself meanwhile."""

from pathlib import Path

import pytest

from bot.answer.service import AnswerService
from bot.model.delivery import DeliveryState
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.running import Bot, running
from tests.telegram_server import TelegramServer
from tests.telegram_server.chats import Chat
from tests.telegram_server.reading import Shown
from tests.telegram_server.users import User

TO_US = "@briefing_test_bot"
DEMAND = "what does Russia demand?"
DEMANDED = "Russia demands that a peace deal keep Ukraine neutral and outside NATO. [1]\n"
EN = read_messages("en")
COVERED = "Corpus: 23 articles, 3–24 March 2025."
INTRODUCTION = f"{EN.text('bot-introduction')}\n\n{COVERED}\n\n{EN.text('bot-introduction-how')}"
OPERATOR = 4_999_999


def meet(telegram: TelegramServer, name: str, language: str | None = "en", **more: int) -> User:
    """Somebody who has started the bot; the /start was answered long ago."""
    user = telegram.world.person(name, language, **more)
    telegram.people.start(user.id)
    telegram.world.updates.clear()
    return user


async def write(telegram: TelegramServer, chat_id: int, user: User, text: str) -> Shown:
    """The first message that answers."""
    before = len(telegram.answers(chat_id))
    telegram.people.write(chat_id, user.id, text)
    return (await telegram.wait_for_answers(chat_id, before + 1))[before]


def refusal(chat: Chat) -> str:
    return EN.text("bot-refused-place", id=str(chat.id))


@pytest.fixture
def bob(telegram: TelegramServer) -> User:
    return meet(telegram, "Bob")


@pytest.fixture
def operator(telegram: TelegramServer) -> User:
    return meet(telegram, "Olga", id=OPERATOR)


@pytest.fixture
def group(telegram: TelegramServer, ann: User, bob: User) -> Chat:
    """The bot was never there."""
    return telegram.world.group("Desk", ann.id, bob.id, bot="")


@pytest.mark.parametrize("kind", ["group", "supergroup", "forum"])
async def test_added_to_a_group_it_introduces_itself_once(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, kind: str
) -> None:
    group = telegram.world.group("Desk", ann.id, bob.id, kind=kind, bot="")
    telegram.gatherings.add_bot(group.id, ann.id)
    [introduction] = await telegram.wait_for_answers(group.id)
    assert introduction.text == INTRODUCTION
    assert (introduction.reply_to, introduction.thread_id, introduction.keyboard) == (None, None, [])
    telegram.gatherings.remove_bot(group.id, bob.id)
    telegram.gatherings.add_bot(group.id, bob.id)
    telegram.gatherings.promote(group.id, telegram.world.bot.id, ann.id, [])
    assert (await write(telegram, group.id, ann, f"/ask{TO_US} {DEMAND}")).text.startswith(DEMANDED)
    assert len(telegram.answers(group.id)) == 2


async def test_it_introduces_itself_in_the_language_of_whoever_added_it(telegram: TelegramServer, bot: Bot) -> None:
    for language in LANGUAGES:
        messages, user = read_messages(language), meet(telegram, "Ann", language)
        group = telegram.world.group("Desk", user.id, bot="")
        telegram.gatherings.add_bot(group.id, user.id)
        [introduction] = await telegram.wait_for_answers(group.id)
        assert introduction.text.startswith(messages.text("bot-introduction") + "\n\n")
        assert introduction.text.endswith("\n\n" + messages.text("bot-introduction-how"))


async def test_the_introduction_is_not_repeated_after_a_restart(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, group: Chat
) -> None:
    async with running(telegram, file, answers=sample, sample=True):
        telegram.gatherings.add_bot(group.id, ann.id)
        [introduction] = await telegram.wait_for_answers(group.id)
        assert f"{COVERED} {EN.text('bot-sources-sample')}" in introduction.text
    telegram.gatherings.remove_bot(group.id, ann.id)
    telegram.gatherings.add_bot(group.id, ann.id)
    async with running(telegram, file, answers=sample):
        await write(telegram, group.id, ann, f"/ask{TO_US} {DEMAND}")
        assert len(telegram.answers(group.id)) == 2


async def test_where_it_may_not_write_it_waits_with_the_introduction(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    telegram.gatherings.mute(group.id, telegram.world.bot.id, ann.id)
    await write(telegram, ann.id, ann, "/cancel")
    await telegram.wait_for_polls()
    assert [call.params["chat_id"] for call in telegram.world.called("sendMessage")] == [str(ann.id)]
    telegram.gatherings.remove_bot(group.id, ann.id)
    telegram.gatherings.add_bot(group.id, ann.id)
    assert [one.text for one in await telegram.wait_for_answers(group.id)] == [INTRODUCTION]


async def test_in_channels_it_says_nothing(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    channel = telegram.world.group("News", ann.id, kind="channel", bot="")
    telegram.gatherings.promote(channel.id, telegram.world.bot.id, ann.id, ["can_post_messages"])
    telegram.people.write(channel.id, ann.id, f"/ask{TO_US} {DEMAND}", is_anonymous=True)
    telegram.gatherings.remove_bot(channel.id, ann.id)
    await write(telegram, ann.id, ann, "/cancel")
    await telegram.wait_for_polls()
    assert [call.params["chat_id"] for call in telegram.world.called("sendMessage")] == [str(ann.id)]


async def test_what_is_for_a_person_waits_while_they_block_the_bot(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, bob: User
) -> None:
    for text in (DEMAND, "/help"):
        telegram.people.write(ann.id, ann.id, text)
    telegram.gatherings.block(ann.id)
    async with running(telegram, file, answers=sample) as bot:
        for _ in range(2):
            await write(telegram, bob.id, bob, DEMAND)
        await wait_until_waiting(telegram, bot, bob, 2)
        assert telegram.answers(ann.id) == []
        assert len([call for call in telegram.world.called("sendMessage") if call.code == 403]) <= 1
        telegram.gatherings.unblock(ann.id)
        answer, helped = await telegram.wait_for_answers(ann.id, 2)
        assert answer.text.startswith(DEMANDED)
        assert helped.text.startswith(EN.text("bot-help"))
        await write(telegram, ann.id, ann, "/cancel")
        assert len(telegram.answers(ann.id)) == 3


async def test_what_is_for_a_group_waits_while_the_bot_is_removed(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, bob: User
) -> None:
    group = telegram.world.group("Desk", ann.id)
    telegram.people.write(group.id, ann.id, f"/ask{TO_US} {DEMAND}")
    telegram.gatherings.remove_bot(group.id, ann.id)
    async with running(telegram, file, answers=sample) as bot:
        await wait_until_waiting(telegram, bot, bob, 1)
        assert telegram.answers(group.id) == []
    async with running(telegram, file, answers=sample):
        await write(telegram, bob.id, bob, "/cancel")
        assert telegram.answers(group.id) == []
        telegram.gatherings.add_bot(group.id, ann.id)
        answers = await telegram.wait_for_answers(group.id, 2)
        assert {one.text.splitlines()[0] for one in answers} == {DEMANDED.strip(), INTRODUCTION.splitlines()[0]}


async def wait_until_waiting(telegram: TelegramServer, bot: Bot, user: User, count: int) -> None:
    """Until so many deliveries wait; somebody else's conversation goes on meanwhile."""
    for _ in range(20):
        await write(telegram, user.id, user, "/cancel")
        await telegram.wait_for_polls()
        if (await bot.store.deliveries.counts())[DeliveryState.WAITING] == count:
            return
    pytest.fail(f"{count} deliveries should wait: {await bot.store.deliveries.counts()}")


async def test_a_group_that_is_not_let_in_learns_its_number_and_is_introduced_to_nobody(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, operator: User, group: Chat
) -> None:
    async with running(telegram, file, answers=sample, access="listed", operators=frozenset({OPERATOR})):
        telegram.gatherings.add_bot(group.id, ann.id)
        assert [one.text for one in await telegram.wait_for_answers(group.id)] == [refusal(group)]
        await write(telegram, operator.id, operator, f"/allow {group.id}")
        assert (await write(telegram, group.id, ann, f"/ask{TO_US} {DEMAND}")).text.startswith(DEMANDED)
        telegram.gatherings.remove_bot(group.id, ann.id)
        telegram.gatherings.add_bot(group.id, ann.id)
        assert (await telegram.wait_for_answers(group.id, 3))[2].text == INTRODUCTION


async def test_an_operator_lets_a_group_in_by_adding_the_bot_also_the_second_time(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, bob: User, operator: User, group: Chat
) -> None:
    group.members[operator.id] = group.members[bob.id]
    async with running(telegram, file, answers=sample, access="listed", operators=frozenset({OPERATOR})):
        telegram.gatherings.add_bot(group.id, operator.id)
        assert [one.text for one in await telegram.wait_for_answers(group.id)] == [INTRODUCTION]
        assert (await write(telegram, group.id, bob, f"/ask{TO_US} {DEMAND}")).text.startswith(DEMANDED)
        await write(telegram, group.id, operator, f"/disallow{TO_US}")
        assert (await write(telegram, group.id, bob, f"/ask{TO_US} {DEMAND}")).text == refusal(group)
        telegram.gatherings.remove_bot(group.id, operator.id)
        telegram.gatherings.add_bot(group.id, operator.id)
        assert (await write(telegram, group.id, bob, f"/ask{TO_US} {DEMAND}")).text.startswith(DEMANDED)
        assert len(telegram.answers(group.id)) == 5
        assert (await write(telegram, bob.id, bob, DEMAND)).text == EN.text("bot-refused", id=str(bob.id))
