"""Who may use the bot, and how much; what everybody else is told."""

import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
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
HOW, NOBODY, NOTHING = EN.text("bot-allow-how"), EN.text("bot-allowed-none"), EN.text("bot-cancel-nothing")
OPERATOR = 4_999_999
OPERATORS = frozenset({OPERATOR})
HOUR, MINUTE = timedelta(hours=1).total_seconds(), timedelta(minutes=1).total_seconds()
TYPED = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)


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


async def tap(telegram: TelegramServer, chat_id: int, message_id: int, user: User, button: str) -> str:
    """What Telegram shows over the chat in answer."""
    query = telegram.people.tap(chat_id, message_id, user.id, button)
    await telegram.until(lambda: telegram.world.queries[query].answer is not None)
    return str((telegram.world.queries[query].answer or {})["text"])


def follow(telegram: TelegramServer) -> Callable[[], datetime]:
    """The server's clock, which stands still until it is moved on."""
    telegram.world.clock.freeze()
    return lambda: datetime.fromtimestamp(telegram.world.clock.now(), UTC)


def refusal(of: User | Chat) -> str:
    return EN.text("bot-refused-place" if isinstance(of, Chat) else "bot-refused", id=str(of.id))


def spent(minutes: int, name: str = "bot-budget") -> str:
    return EN.text(name, when=EN.text("bot-in-minutes", count=minutes))


def texts(telegram: TelegramServer, chat_id: int) -> list[str]:
    """First lines of what the bot wrote."""
    return [one.text.partition("\n")[0] for one in telegram.answers(chat_id)]


@pytest.fixture
def bob(telegram: TelegramServer) -> User:
    return meet(telegram, "Bob")


@pytest.fixture
def operator(telegram: TelegramServer) -> User:
    return meet(telegram, "Olga", id=OPERATOR)


@pytest.fixture
def group(telegram: TelegramServer, ann: User, bob: User, operator: User) -> Chat:
    return telegram.world.group("Desk", ann.id, bob.id, operator.id)


@pytest_asyncio.fixture
async def operated(telegram: TelegramServer, file: Path, sample: AnswerService, operator: User) -> AsyncIterator[Bot]:
    """Answers operators, and whom they allow."""
    async with running(telegram, file, answers=sample, access="listed", operators=OPERATORS) as started:
        yield started


async def test_nobody_but_operators_and_whom_they_allow_is_answered(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, bob: User, operator: User
) -> None:
    async with running(telegram, file, answers=sample, access="listed", operators=OPERATORS):
        refused = await write(telegram, ann.id, ann, DEMAND)
        assert refused.text == refusal(ann)
        assert str(ann.id) in refused.text
        assert (await write(telegram, operator.id, operator, DEMAND)).text.startswith(DEMANDED)
        assert (await write(telegram, operator.id, operator, "/allowed")).text == NOBODY
        allowed = await write(telegram, operator.id, operator, f"/allow {ann.id}")
        assert allowed.text == EN.text("bot-allow-person", id=str(ann.id))
        assert (await write(telegram, ann.id, ann, DEMAND)).text.startswith(DEMANDED)
        assert (await write(telegram, bob.id, bob, DEMAND)).text == refusal(bob)
        listed = await write(telegram, operator.id, operator, "/allowed")
        assert listed.text == f"{EN.text('bot-allowed-title')}\n{ann.id}"
    async with running(telegram, file, answers=sample, access="listed", operators=OPERATORS):
        assert (await write(telegram, ann.id, ann, DEMAND)).text.startswith(DEMANDED)
        gone = await write(telegram, operator.id, operator, f"/disallow {ann.id}")
        assert gone.text == EN.text("bot-disallow-done", id=str(ann.id))
        assert (await write(telegram, ann.id, ann, DEMAND)).text == refusal(ann)
        none = await write(telegram, operator.id, operator, f"/disallow {ann.id}")
        assert none.text == EN.text("bot-disallow-none", id=str(ann.id))


async def test_the_refusal_is_said_once_an_hour_and_not_once_a_message(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, bob: User, group: Chat
) -> None:
    clock, chats = follow(telegram), (ann.id, group.id)
    async with running(telegram, file, answers=sample, clock=clock, access="listed", operators=OPERATORS):
        for text in (f"/ask{TO_US} {DEMAND}", f"/start{TO_US}", f"/help{TO_US}"):
            for chat_id in chats:
                telegram.people.write(chat_id, ann.id, text)
            telegram.people.write(group.id, bob.id, text)
        telegram.people.send_media(ann.id, ann.id, "photo")
        for chat_id in chats:
            await refuse_tap(telegram, chat_id, ann)
        telegram.world.clock.advance(HOUR - 1)
        for chat_id in chats:
            telegram.people.write(chat_id, ann.id, f"/ask{TO_US} {DEMAND}")
            await refuse_tap(telegram, chat_id, ann)
        telegram.world.clock.advance(1)
        last = [telegram.people.write(chat_id, ann.id, f"/ask{TO_US} {DEMAND}") for chat_id in chats]
        in_private, in_group = [await telegram.wait_for_answers(chat_id, 2) for chat_id in chats]
        assert [one.text for one in in_private] == [refusal(ann)] * 2
        assert [one.text for one in in_group] == [refusal(group)] * 2
        assert in_group[1].reply_to == last[1]


async def refuse_tap(telegram: TelegramServer, chat_id: int, user: User) -> None:
    """A tap is always told; all that was written before is dealt with then."""
    [refused] = await telegram.wait_for_answers(chat_id)
    query = telegram.people.tap_data(chat_id, refused.id, user.id, "ask:example")
    await telegram.until(lambda: telegram.world.queries[query].answer is not None)
    assert telegram.world.queries[query].answer == {"text": refused.text, "show_alert": False, "url": ""}


async def test_the_refusal_names_the_number_in_every_language_below_a_button_too(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    async with running(telegram, file, answers=sample, access="listed", operators=OPERATORS):
        for language in LANGUAGES:
            user = meet(telegram, "Ann", language)
            refused = await write(telegram, user.id, user, "/start")
            assert refused.text == read_messages(language).text("bot-refused", id=str(user.id))
            await refuse_tap(telegram, user.id, user)
        assert telegram.world.called("sendChatAction") == []


async def test_whoever_is_allowed_is_answered_anywhere_and_everybody_where_the_chat_is(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, bob: User, operator: User, group: Chat
) -> None:
    async with running(telegram, file, answers=sample, access="listed", operators=OPERATORS):
        await write(telegram, operator.id, operator, f"/allow {ann.id}")
        assert (await write(telegram, group.id, ann, f"/ask{TO_US} {DEMAND}")).text.startswith(DEMANDED)
        assert (await write(telegram, group.id, bob, f"/ask{TO_US} {DEMAND}")).text == refusal(group)
        let_in = await write(telegram, group.id, operator, f"/allow{TO_US}")
        assert let_in.text == EN.text("bot-allow-chat", id=str(group.id))
        assert (await write(telegram, group.id, bob, f"/ask{TO_US} {DEMAND}")).text.startswith(DEMANDED)
        listed = await write(telegram, group.id, operator, f"/allowed{TO_US}")
        assert listed.text == "\n".join([EN.text("bot-allowed-title"), str(ann.id), str(group.id)])
        gone = await write(telegram, group.id, operator, f"/disallow{TO_US}")
        assert gone.text == EN.text("bot-disallow-done", id=str(group.id))
        assert (await write(telegram, bob.id, bob, DEMAND)).text == refusal(bob)


async def test_commands_of_other_bots_are_no_reason_to_refuse_anybody(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, group: Chat
) -> None:
    telegram.world.privacy = False
    async with running(telegram, file, answers=sample, access="listed", operators=OPERATORS):
        for text in ("/weather", "/roll 2d6", "/allow 7", "/ask@another_bot why?", "what is new?"):
            telegram.people.write(group.id, ann.id, text)
        assert (await write(telegram, group.id, ann, f"/ask {DEMAND}")).text == refusal(group)
        assert telegram.answers(group.id)[0].reply_to == telegram.shown(group.id)[-2].id
        await telegram.wait_for_polls()
        assert len(telegram.answers(group.id)) == 1


async def test_what_operators_may_say_does_not_exist_for_others(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, operator: User, group: Chat
) -> None:
    async with running(telegram, file, answers=sample, operators=OPERATORS) as bot:
        for name in ("allow", "disallow", "allowed"):
            unknown = EN.text("bot-unknown-command", command=f"/{name}")
            assert (await write(telegram, ann.id, ann, f"/{name} {ann.id}")).text == unknown
            telegram.people.write(group.id, ann.id, f"/{name}{TO_US} {ann.id}")
        assert (await write(telegram, group.id, ann, f"/cancel{TO_US}")).text == NOTHING
        assert len(telegram.answers(group.id)) == 1
        assert await bot.store.access.grants() == []


async def test_an_operator_who_names_nobody_is_told_how(
    telegram: TelegramServer, file: Path, sample: AnswerService, operator: User, group: Chat
) -> None:
    async with running(telegram, file, answers=sample, access="listed", operators=OPERATORS) as bot:
        for text in ("/allow", "/disallow", "/allow @ann_reads", "/allow 0", "/disallow 5 6", f"/allow {2**63}"):
            assert (await write(telegram, operator.id, operator, text)).text == HOW
        assert (await write(telegram, group.id, operator, f"/allow{TO_US} everybody")).text == HOW
        assert await bot.store.access.grants() == []


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(argument=st.integers(-(2**64), 2**64).map(str) | TYPED)
@example(argument=f"-{2**63 - 1}")
async def test_only_what_can_be_a_number_of_telegrams_is_let_in(
    telegram: TelegramServer, operated: Bot, operator: User, argument: str
) -> None:
    answer = await write(telegram, operator.id, operator, f"/allow {argument}")
    number = int(argument) if re.fullmatch(r"\s*-?\d+\s*", argument) else 0
    allowed = {grant.subject_id for grant in await operated.store.access.grants()}
    if 0 < abs(number) < 2**63:
        assert answer.text == EN.text("bot-allow-person" if number > 0 else "bot-allow-chat", id=str(number))
        assert number in allowed
    else:
        assert answer.text == HOW
        assert number not in allowed


async def test_a_person_has_a_budget_and_hears_once_that_it_is_spent(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, bob: User, operator: User
) -> None:
    clock = follow(telegram)
    async with running(telegram, file, answers=sample, clock=clock, per_person=2, operators=OPERATORS):
        for user in (ann, bob, operator):
            for _ in range(4):
                telegram.people.write(user.id, user.id, DEMAND)
            telegram.people.write(user.id, user.id, "/cancel")
        demanded = DEMANDED.strip()
        for user in (ann, bob):
            await telegram.wait_for_answers(user.id, 4)
            assert texts(telegram, user.id) == [demanded, demanded, spent(60), NOTHING]
        await telegram.wait_for_answers(operator.id, 5)
        assert texts(telegram, operator.id) == [demanded] * 4 + [NOTHING]
        telegram.world.clock.advance(HOUR)
        assert (await write(telegram, ann.id, ann, DEMAND)).text.startswith(DEMANDED)
        telegram.world.clock.advance(30 * MINUTE)
        assert (await write(telegram, ann.id, ann, DEMAND)).text.startswith(DEMANDED)
        telegram.world.clock.advance(9 * MINUTE + 30)
        assert (await write(telegram, ann.id, ann, DEMAND)).text == spent(21)


async def test_a_group_has_a_budget_that_its_members_share(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, bob: User, group: Chat, operator: User
) -> None:
    clock = follow(telegram)
    async with running(telegram, file, answers=sample, clock=clock, per_group=2, operators=OPERATORS):
        asked = [telegram.people.write(group.id, user.id, f"/ask{TO_US} {DEMAND}") for user in (ann, bob, ann, bob)]
        telegram.people.write(group.id, operator.id, f"/ask{TO_US} {DEMAND}")
        answers = await telegram.wait_for_answers(group.id, 4)
        demanded = DEMANDED.strip()
        assert texts(telegram, group.id) == [demanded, demanded, spent(60, "bot-budget-group"), demanded]
        assert [one.reply_to for one in answers[:3]] == asked[:3]
        assert (await write(telegram, ann.id, ann, DEMAND)).text.startswith(DEMANDED)
        telegram.world.clock.advance(HOUR)
        assert (await write(telegram, group.id, bob, f"/ask{TO_US} {DEMAND}")).text.startswith(DEMANDED)


async def test_edits_and_examples_cost_as_much_as_questions(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    async with running(telegram, file, answers=sample, clock=follow(telegram), per_person=3):
        start = await write(telegram, ann.id, ann, "/start")
        answer = await write(telegram, ann.id, ann, DEMAND)
        question = telegram.shown(ann.id)[-2].id
        assert await tap(telegram, ann.id, start.id, ann, start.keyboard[0][0]) == ""
        await telegram.wait_for_answers(ann.id, 3)
        telegram.people.edit(ann.id, question, "how many dockers walked out?")
        await telegram.until(lambda: telegram.answers(ann.id)[1].edited)
        edited = telegram.answers(ann.id)[1]
        assert (edited.id, DEMANDED in edited.text) == (answer.id, False)
        telegram.people.edit(ann.id, question, DEMAND)
        assert (await telegram.wait_for_answers(ann.id, 4))[3].text == spent(60)
        assert await tap(telegram, ann.id, start.id, ann, start.keyboard[0][0]) == spent(60)
        telegram.people.write(ann.id, ann.id, DEMAND)
        assert (await write(telegram, ann.id, ann, "/cancel")).text == NOTHING
        assert telegram.answers(ann.id)[1].text == edited.text
        assert len(telegram.answers(ann.id)) == 5


async def test_other_bots_are_never_answered(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    other = telegram.world.person("Echo", username="echo_bot", is_bot=True)
    group = telegram.world.group("Desk", ann.id, other.id, bot="administrator")
    answer = await write(telegram, group.id, ann, f"/ask {DEMAND}")
    for text in (f"/ask{TO_US} {DEMAND}", f"{TO_US} {DEMAND}", f"/help{TO_US}", f"/settings{TO_US}"):
        telegram.people.write(group.id, other.id, text)
        telegram.people.write(group.id, other.id, text, reply_to=answer.id)
    telegram.people.edit(group.id, telegram.shown(group.id)[-1].id, f"/ask {DEMAND}")
    assert (await write(telegram, group.id, ann, "/cancel")).text == NOTHING
    await telegram.wait_for_polls()
    assert len(telegram.answers(group.id)) == 2
