"""Who may use the bot, and how much; what everybody else is told."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.model.place import Place
from bot.model.subscription import Pause
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.users import User
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.flows.test_commands import (
    DEMAND,
    DEMANDED,
    DOCKERS,
    EN,
    TO_US,
    alone,
    bob,
    follow,
    meet,
    shared_file,
    tap,
    telegram,
    write,
)
from tests.chat.flows.test_editions import subscribe
from tests.chat.running import Bot, running

__all__ = ["alone", "bob", "shared_file", "telegram"]
pytestmark = pytest.mark.asyncio(loop_scope="module")

HOW, NOBODY, NOTHING = EN.text("bot-allow-how"), EN.text("bot-allowed-none"), EN.text("bot-cancel-nothing")
OPERATOR = 4_999_999
OPERATORS = frozenset({OPERATOR})
HOUR, MINUTE = timedelta(hours=1).total_seconds(), timedelta(minutes=1).total_seconds()
TYPED = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)


def refusal(of: User | Chat) -> str:
    return EN.text("bot-refused-place" if isinstance(of, Chat) else "bot-refused", id=str(of.id))


def spent(minutes: int, name: str = "bot-budget") -> str:
    return EN.text(name, when=EN.text("bot-in-minutes", count=minutes))


def texts(telegram: TelegramServer, chat_id: int) -> list[str]:
    """First lines of what the bot wrote."""
    return [one.text.partition("\n")[0] for one in telegram.answers(chat_id)]


@pytest.fixture(scope="module")
def operator(telegram: TelegramServer) -> User:
    return meet(telegram, "Olga", id=OPERATOR)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(telegram: TelegramServer, shared_file: Path, sample: AnswerService, operator: User) -> AsyncIterator[Bot]:
    """Answers operators, and whom they allow."""
    async with running(telegram, shared_file, answers=sample, access="listed", operators=OPERATORS) as started:
        yield started


@pytest.fixture
def group(telegram: TelegramServer, ann: User, bob: User, operator: User) -> Chat:
    return telegram.world.group("Desk", ann.id, bob.id, operator.id)


async def test_nobody_but_operators_and_whom_they_allow_is_answered(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, operator: User
) -> None:
    assert (await write(telegram, ann.id, ann, DEMAND)).text == refusal(ann)
    assert (await write(telegram, operator.id, operator, DEMAND)).text.startswith(DEMANDED)
    allowed = await write(telegram, operator.id, operator, f"/allow {ann.id}")
    assert allowed.text == EN.text("bot-allow-person", id=str(ann.id))
    assert (await write(telegram, ann.id, ann, DEMAND)).text.startswith(DEMANDED)
    assert (await write(telegram, bob.id, bob, DEMAND)).text == refusal(bob)
    listed = await write(telegram, operator.id, operator, "/allowed")
    assert listed.text.splitlines()[0] == EN.text("bot-allowed-title")
    assert str(ann.id) in listed.text.splitlines()
    subscription = await subscribe(bot, Place(chat_id=ann.id))
    for name in ("bot-disallow-done", "bot-disallow-none"):
        gone = await write(telegram, operator.id, operator, f"/disallow {ann.id}")
        assert gone.text == EN.text(name, id=str(ann.id))
    telegram.people.write(ann.id, ann.id, DEMAND)
    await tap(telegram, ann.id, telegram.answers(ann.id)[0].id, ann, "ask:example")
    assert len(telegram.answers(ann.id)) == 2
    paused = await bot.store.subscriptions.find(subscription.id)
    assert paused is not None
    assert paused.paused is Pause.PERSON, "nor does a digest come by itself"


async def test_the_refusal_is_said_once_an_hour_and_not_once_a_message(
    alone: TelegramServer, file: Path, sample: AnswerService
) -> None:
    clock, ann, bob, olga = follow(alone), meet(alone, "Ann"), meet(alone, "Bob"), meet(alone, "Olga", id=OPERATOR)
    group = alone.world.group("Desk", ann.id, bob.id)
    chats = (ann.id, group.id)
    async with running(alone, file, answers=sample, clock=clock, access="listed", operators=OPERATORS):
        for text in (f"/ask{TO_US} {DEMAND}", f"/start{TO_US}", f"/help{TO_US}"):
            for chat_id in chats:
                alone.people.write(chat_id, ann.id, text)
            alone.people.write(group.id, bob.id, text)
        alone.people.send_media(ann.id, ann.id, "photo")
        for chat_id in chats:
            await refuse_tap(alone, chat_id, ann)
        alone.world.clock.advance(HOUR - 1)
        for chat_id in chats:
            alone.people.write(chat_id, ann.id, f"/ask{TO_US} {DEMAND}")
            await refuse_tap(alone, chat_id, ann)
        alone.world.clock.advance(1)
        last = [alone.people.write(chat_id, ann.id, f"/ask{TO_US} {DEMAND}") for chat_id in chats]
        in_private, in_group = [await alone.wait_for_answers(chat_id, 2) for chat_id in chats]
        assert [one.text for one in in_private] == [refusal(ann)] * 2
        assert [one.text for one in in_group] == [refusal(group)] * 2
        assert in_group[1].reply_to == last[1]
        assert (await write(alone, olga.id, olga, "/allowed")).text == NOBODY


async def refuse_tap(telegram: TelegramServer, chat_id: int, user: User) -> None:
    """A tap is always told; all that was written before is dealt with then."""
    [refused] = await telegram.wait_for_answers(chat_id)
    assert await tap(telegram, chat_id, refused.id, user, "ask:example") == refused.text


async def test_the_refusal_names_the_number_in_every_language_below_a_button_too(
    telegram: TelegramServer, bot: Bot
) -> None:
    for language in LANGUAGES:
        user = meet(telegram, language=language)
        refused = await write(telegram, user.id, user, "/start")
        assert refused.text == read_messages(language).text("bot-refused", id=str(user.id))
        await refuse_tap(telegram, user.id, user)
        assert telegram.world.chats[user.id].typing == []


async def test_whoever_is_allowed_is_answered_anywhere_and_everybody_where_the_chat_is(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, operator: User, group: Chat
) -> None:
    await write(telegram, operator.id, operator, f"/allow {ann.id}")
    assert (await write(telegram, group.id, ann, f"/ask{TO_US} {DEMAND}")).text.startswith(DEMANDED)
    assert (await write(telegram, group.id, bob, f"/ask{TO_US} {DEMAND}")).text == refusal(group)
    let_in = await write(telegram, group.id, operator, f"/allow{TO_US}")
    assert let_in.text == EN.text("bot-allow-chat", id=str(group.id))
    assert (await write(telegram, group.id, bob, f"/ask{TO_US} {DEMAND}")).text.startswith(DEMANDED)
    listed = await write(telegram, group.id, operator, f"/allowed{TO_US}")
    assert {str(ann.id), str(group.id)} <= set(listed.text.splitlines())
    gone = await write(telegram, group.id, operator, f"/disallow{TO_US}")
    assert gone.text == EN.text("bot-disallow-done", id=str(group.id))
    assert (await write(telegram, bob.id, bob, DEMAND)).text == refusal(bob)


async def test_commands_of_other_bots_are_no_reason_to_refuse_anybody(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    group = telegram.world.group("Desk", ann.id, bot="administrator")
    for text in ("/weather", "/roll 2d6", "/allow 7", "/ask@another_bot why?", "what is new?"):
        telegram.people.write(group.id, ann.id, text)
    refused = await write(telegram, group.id, ann, f"/ask {DEMAND}")
    assert (refused.text, refused.reply_to) == (refusal(group), telegram.shown(group.id)[-2].id)


async def test_what_operators_may_say_does_not_exist_for_others(
    telegram: TelegramServer, bot: Bot, ann: User, operator: User, group: Chat
) -> None:
    await write(telegram, operator.id, operator, f"/allow {ann.id}")
    for name in ("allow", "disallow", "allowed"):
        unknown = EN.text("bot-unknown-command", command=f"/{name}")
        assert (await write(telegram, ann.id, ann, f"/{name} 4711")).text == unknown
        telegram.people.write(group.id, ann.id, f"/{name}{TO_US} 4711")
    last = telegram.people.write(group.id, ann.id, f"/cancel{TO_US}")
    assert [one.reply_to for one in await telegram.wait_for_answers(group.id)] == [last]
    assert not await bot.store.access.is_allowed({4711, group.id})


async def test_an_operator_who_names_nobody_is_told_how(
    telegram: TelegramServer, bot: Bot, operator: User, group: Chat
) -> None:
    for text in ("/allow", "/disallow", "/allow @ann_reads", "/disallow 5 6"):
        assert (await write(telegram, operator.id, operator, text)).text == HOW
    assert (await write(telegram, group.id, operator, f"/allow{TO_US} everybody")).text == HOW
    assert not await bot.store.access.is_allowed({group.id})


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(argument=st.integers(-(2**64), 2**64).map(str) | TYPED)
@example(argument=f"-{2**63 - 1}")
@example(argument=f"{2**63}")
@example(argument="0")
async def test_only_what_can_be_a_number_of_telegrams_is_let_in(
    telegram: TelegramServer, bot: Bot, operator: User, argument: str
) -> None:
    answer = await write(telegram, operator.id, operator, f"/allow {argument}")
    number = int(argument) if re.fullmatch(r"\s*-?\d+\s*", argument) else 0
    if 0 < abs(number) < 2**63:
        assert answer.text == EN.text("bot-allow-person" if number > 0 else "bot-allow-chat", id=str(number))
        assert await bot.store.access.is_allowed({number})
    else:
        assert answer.text == HOW


async def test_a_person_has_a_budget_and_hears_once_that_it_is_spent(
    alone: TelegramServer, file: Path, sample: AnswerService
) -> None:
    clock, ann, bob, olga = follow(alone), meet(alone, "Ann"), meet(alone, "Bob"), meet(alone, "Olga", id=OPERATOR)
    async with running(alone, file, answers=sample, clock=clock, per_person=2, operators=OPERATORS):
        for user in (ann, bob, olga):
            for text in (DEMAND, DEMAND, DEMAND, DEMAND, "/cancel"):
                alone.people.write(user.id, user.id, text)
        for user in (ann, bob):
            await alone.wait_for_answers(user.id, 4)
            assert texts(alone, user.id) == [DEMANDED.strip()] * 2 + [spent(60), NOTHING]
        await alone.wait_for_answers(olga.id, 5)
        assert texts(alone, olga.id) == [DEMANDED.strip()] * 4 + [NOTHING]
        alone.world.clock.advance(HOUR)
        assert (await write(alone, ann.id, ann, DEMAND)).text.startswith(DEMANDED)
        alone.world.clock.advance(30 * MINUTE)
        assert (await write(alone, ann.id, ann, DEMAND)).text.startswith(DEMANDED)
        alone.world.clock.advance(9 * MINUTE + 30)
        assert (await write(alone, ann.id, ann, DEMAND)).text == spent(21)


async def test_a_group_has_a_budget_that_its_members_share(
    alone: TelegramServer, file: Path, sample: AnswerService
) -> None:
    clock, ann, bob, olga = follow(alone), meet(alone, "Ann"), meet(alone, "Bob"), meet(alone, "Olga", id=OPERATOR)
    group = alone.world.group("Desk", ann.id, bob.id, olga.id)
    async with running(alone, file, answers=sample, clock=clock, per_group=2, operators=OPERATORS):
        asked = [alone.people.write(group.id, user.id, f"/ask{TO_US} {DEMAND}") for user in (ann, bob, ann, bob, olga)]
        answers = await alone.wait_for_answers(group.id, 4)
        assert texts(alone, group.id) == [DEMANDED.strip()] * 2 + [spent(60, "bot-budget-group"), DEMANDED.strip()]
        assert [one.reply_to for one in answers] == [*asked[:3], asked[4]]
        assert (await write(alone, ann.id, ann, DEMAND)).text.startswith(DEMANDED)
        alone.world.clock.advance(HOUR)
        assert (await write(alone, group.id, bob, f"/ask{TO_US} {DEMAND}")).text.startswith(DEMANDED)


async def test_edits_and_examples_cost_as_much_as_questions(
    alone: TelegramServer, file: Path, sample: AnswerService
) -> None:
    clock, ann = follow(alone), meet(alone)
    async with running(alone, file, answers=sample, clock=clock, per_person=3):
        start = await write(alone, ann.id, ann, "/start")
        answer = await write(alone, ann.id, ann, DEMAND)
        question = alone.shown(ann.id)[-2].id
        assert await tap(alone, ann.id, start.id, ann, "ask:example") == ""
        await alone.wait_for_answers(ann.id, 3)
        alone.people.edit(ann.id, question, DOCKERS)
        await alone.until(lambda: alone.answers(ann.id)[1].edited)
        edited = alone.answers(ann.id)[1]
        assert (edited.id, DEMANDED in edited.text) == (answer.id, False)
        alone.people.edit(ann.id, question, DEMAND)
        assert (await alone.wait_for_answers(ann.id, 4))[3].text == spent(60)
        assert await tap(alone, ann.id, start.id, ann, "ask:example") == spent(60)
        alone.people.write(ann.id, ann.id, DEMAND)
        assert (await write(alone, ann.id, ann, "/cancel")).text == NOTHING
        assert alone.answers(ann.id)[1].text == edited.text


async def test_other_bots_are_never_answered(telegram: TelegramServer, bot: Bot, ann: User, operator: User) -> None:
    other = telegram.world.person("Echo", username="echo_bot", is_bot=True)
    group = telegram.world.group("Desk", ann.id, operator.id, other.id, bot="administrator")
    await write(telegram, group.id, operator, f"/allow{TO_US}")
    await write(telegram, operator.id, operator, f"/allow {other.id}")
    answer = await write(telegram, group.id, ann, f"/ask {DEMAND}")
    for text in (f"/ask{TO_US} {DEMAND}", f"{TO_US} {DEMAND}", f"/help{TO_US}", f"/settings{TO_US}"):
        telegram.people.write(group.id, other.id, text)
        telegram.people.write(group.id, other.id, text, reply_to=answer.id)
    telegram.people.edit(group.id, telegram.shown(group.id)[-1].id, f"/ask {DEMAND}")
    assert (await write(telegram, group.id, ann, "/cancel")).text == NOTHING
    last = telegram.people.write(group.id, ann.id, "/cancel")
    assert (await telegram.wait_for_answers(group.id, 4))[3].reply_to == last


async def test_commands_have_a_budget_of_their_own_five_times_as_large(
    alone: TelegramServer, file: Path, sample: AnswerService
) -> None:
    ann = meet(alone, "Ann")
    async with running(alone, file, answers=sample, per_person=1):
        for _ in range(5):
            assert (await write(alone, ann.id, ann, "/cancel")).text == NOTHING
        assert (await write(alone, ann.id, ann, "/cancel")).text.startswith("That was a lot of questions.")
        alone.people.write(ann.id, ann.id, "/cancel")
        assert (await write(alone, ann.id, ann, DEMAND)).text.startswith(DEMANDED), "questions have their own"
