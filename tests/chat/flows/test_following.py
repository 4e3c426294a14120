"""What a question goes on from: the chain of replies, else the same person's last turn here."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest_asyncio
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from tests.chat.running import Bot, running

ASK = "/ask@briefing_test_bot"
DEMAND = "what does Russia demand?"
DOCKERS = "how many dockers walked out?"
FOLLOW_UP = "and Ukraine?"
UNDERSTOOD = "Understood as “what does Ukraine demand?”."
MINUTE = 60


@pytest_asyncio.fixture
async def timed(telegram: TelegramServer, file: Path, sample: AnswerService) -> AsyncIterator[Bot]:
    """A bot with the server's clock, which stands still unless it is moved on."""
    telegram.world.clock.freeze()

    def clock() -> datetime:
        return datetime.fromtimestamp(telegram.world.clock.now(), UTC)

    async with running(telegram, file, answers=sample, clock=clock) as started:
        yield started


async def write(
    telegram: TelegramServer,
    chat: Chat,
    person: User,
    text: str,
    *,
    reply_to: int | None = None,
    thread_id: int | None = None,
    is_anonymous: bool = False,
) -> Shown:
    """The answer."""
    before = len(telegram.answers(chat.id))
    telegram.people.write(chat.id, person.id, text, reply_to=reply_to, thread_id=thread_id, is_anonymous=is_anonymous)
    return (await telegram.wait_for_answers(chat.id, before + 1))[-1]


async def test_a_colleague_who_replies_goes_on_from_somebody_elses_answer(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    answer = await write(telegram, group, ann, f"{ASK} {DEMAND}")
    await write(telegram, group, bob, f"{ASK} {DOCKERS}")
    followed = await write(telegram, group, bob, FOLLOW_UP, reply_to=answer.id)
    assert UNDERSTOOD in followed.text


async def test_without_a_reply_only_the_same_persons_last_turn_counts(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    await write(telegram, group, ann, f"{ASK} {DEMAND}")
    colleague = await write(telegram, group, bob, f"{ASK} {FOLLOW_UP}")
    assert "Understood as" not in colleague.text
    assert UNDERSTOOD in (await write(telegram, group, ann, f"{ASK} {FOLLOW_UP}")).text


async def test_a_reply_goes_on_from_its_answer_however_old_that_is(
    telegram: TelegramServer, timed: Bot, ann: User
) -> None:
    chat = telegram.world.private(ann.id)
    old = await write(telegram, chat, ann, DEMAND)
    telegram.world.clock.advance(40 * 24 * 60 * MINUTE)
    await write(telegram, chat, ann, DOCKERS)
    assert UNDERSTOOD in (await write(telegram, chat, ann, FOLLOW_UP, reply_to=old.id)).text


async def test_turns_of_other_places_are_not_gone_on_from(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    forum = telegram.world.group("Newsroom", ann.id, kind="forum")
    ports, peace = (telegram.gatherings.open_thread(forum.id, ann.id, name) for name in ("Ports", "Peace"))
    await write(telegram, forum, ann, f"{ASK} {DEMAND}", thread_id=ports)
    for chat, thread in ((forum, peace), (forum, None), (group, None)):
        telegram.people.write(chat.id, ann.id, f"{ASK} {FOLLOW_UP}", thread_id=thread)
    elsewhere = [*(await telegram.wait_for_answers(forum.id, 3))[1:], *await telegram.wait_for_answers(group.id)]
    assert [answer for answer in elsewhere if "Understood as" in answer.text] == []
    assert UNDERSTOOD in (await write(telegram, forum, ann, f"{ASK} {FOLLOW_UP}", thread_id=ports)).text


async def test_anonymous_administrators_are_gone_on_from_by_reply_only(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    """Two of them cannot be told apart."""
    first = await write(telegram, group, ann, f"{ASK} {DEMAND}", is_anonymous=True)
    other = await write(telegram, group, ann, f"{ASK} {FOLLOW_UP}", is_anonymous=True)
    assert "Understood as" not in other.text
    followed = await write(telegram, group, ann, FOLLOW_UP, reply_to=first.id, is_anonymous=True)
    assert UNDERSTOOD in followed.text


async def test_a_colleagues_text_is_asked_about_by_itself(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    await write(telegram, group, ann, f"{ASK} {DEMAND}")
    said = telegram.people.write(group.id, bob.id, FOLLOW_UP)
    about = await write(telegram, group, ann, ASK, reply_to=said)
    assert "Understood as" not in about.text


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seconds=st.integers(0, 3 * 60 * MINUTE))
@example(30 * MINUTE)
@example(30 * MINUTE + 1)
async def test_in_a_group_a_turn_is_gone_on_from_for_thirty_minutes(
    telegram: TelegramServer, timed: Bot, ann: User, seconds: int
) -> None:
    group = telegram.world.group("Desk", ann.id)
    await write(telegram, group, ann, f"{ASK} {DEMAND}")
    telegram.world.clock.advance(seconds)
    followed = await write(telegram, group, ann, f"{ASK} {FOLLOW_UP}")
    assert (UNDERSTOOD in followed.text) == (seconds <= 30 * MINUTE)
