"""Questions asked while the bot was away."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from tests.chat.running import running

ASK = "/ask@briefing_test_bot"
DEMAND = "what does Russia demand?"
DEMANDED = "Russia demands that a peace deal keep Ukraine neutral and outside NATO. [1]\n"
DOCKERS = "how many dockers walked out?"
WALKED_OUT = "About 1,400 dockers walked out, according to the Quenmark Dockers' Union. [1]\n"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
EXCUSE = "You asked this on 1 May 2026, 12:00 UTC, while I was away.\n\n"
MINUTE = 60


@pytest.fixture
def clock(telegram: TelegramServer) -> Callable[[], datetime]:
    """The server's, which stands still at NOON until it is moved on."""
    telegram.world.clock.freeze(NOON.timestamp())
    return lambda: datetime.fromtimestamp(telegram.world.clock.now(), UTC)


class Delay:
    """How far the bot's clock is ahead of the server's, which stands still at NOON."""

    def __init__(self) -> None:
        self.seconds = 0

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)


@pytest_asyncio.fixture
async def late(telegram: TelegramServer, file: Path, sample: AnswerService) -> AsyncIterator[Delay]:
    """How late a running bot is."""
    telegram.world.clock.freeze(NOON.timestamp())
    delay = Delay()
    async with running(telegram, file, answers=sample, clock=delay.now):
        yield delay


async def test_what_was_asked_meanwhile_is_answered_with_an_excuse(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, clock: Callable[[], datetime]
) -> None:
    group = telegram.world.group("Desk", ann.id)
    async with running(telegram, file, answers=sample, clock=clock):
        telegram.people.write(ann.id, ann.id, DEMAND)
        [answer] = await telegram.wait_for_answers(ann.id)
        assert answer.text.startswith(DEMANDED)
        await telegram.wait_for_polls()
    private = telegram.people.write(ann.id, ann.id, DOCKERS)
    in_group = telegram.people.write(group.id, ann.id, f"{ASK} {DEMAND}")
    empty = telegram.people.write(group.id, ann.id, ASK)
    telegram.world.clock.advance(3 * 60 * MINUTE)
    async with running(telegram, file, answers=sample, clock=clock):
        answers = await telegram.wait_for_answers(ann.id, 2)
        telegram.people.write(ann.id, ann.id, DEMAND)
        answers = await telegram.wait_for_answers(ann.id, 3)
        in_time = answers[2]
        in_groups = await telegram.wait_for_answers(group.id, 2)
    assert answers[0].text.startswith(DEMANDED)
    assert answers[1].text.startswith(EXCUSE + WALKED_OUT)
    assert answers[1].reply_to == private
    assert in_time.text.startswith(DEMANDED)
    assert in_time.reply_to is None
    assert [one.reply_to for one in in_groups] == [in_group, empty]
    assert in_groups[0].text.startswith(EXCUSE + DEMANDED)
    assert in_groups[1].text == "Type your question after /ask, or reply to a message with /ask."


async def test_questions_that_waited_are_answered_in_order_and_follow_each_other(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, clock: Callable[[], datetime]
) -> None:
    """As they would have been if the bot had been there: a minute lies between them, not the hours since."""
    group = telegram.world.group("Desk", ann.id)
    first = telegram.people.write(group.id, ann.id, f"{ASK} {DEMAND}")
    telegram.world.clock.advance(MINUTE)
    second = telegram.people.write(group.id, ann.id, f"{ASK} and Ukraine?")
    telegram.world.clock.advance(31 * MINUTE)
    third = telegram.people.write(group.id, ann.id, f"{ASK} and the United States?")
    telegram.world.clock.advance(60 * MINUTE)
    async with running(telegram, file, answers=sample, clock=clock):
        answers = await telegram.wait_for_answers(group.id, 3)
    assert [answer.reply_to for answer in answers] == [first, second, third]
    assert answers[1].text.startswith("You asked this on 1 May 2026, 12:01 UTC, while I was away.\n\n")
    assert "Understood as “what does Ukraine demand?”." in answers[1].text
    assert answers[2].text.startswith("You asked this on 1 May 2026, 12:32 UTC, while I was away.\n\n")
    assert "Understood as" not in answers[2].text


async def test_a_late_edit_edits_without_an_excuse(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, clock: Callable[[], datetime]
) -> None:
    async with running(telegram, file, answers=sample, clock=clock):
        asked = telegram.people.write(ann.id, ann.id, DEMAND)
        await telegram.wait_for_answers(ann.id)
        await telegram.wait_for_polls()
    telegram.people.edit(ann.id, asked, DOCKERS)
    telegram.world.clock.advance(60 * MINUTE)
    async with running(telegram, file, answers=sample, clock=clock):
        await telegram.until(lambda: telegram.answers(ann.id)[0].edited)
    [answer] = telegram.answers(ann.id)
    assert answer.text.startswith(WALKED_OUT)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seconds=st.integers(0, 86_000))
@example(5 * MINUTE)
@example(5 * MINUTE + 1)
async def test_an_answer_is_late_after_five_minutes(
    telegram: TelegramServer, late: Delay, ann: User, seconds: int
) -> None:
    late.seconds = seconds
    group = telegram.world.group("Desk", ann.id)
    telegram.people.write(group.id, ann.id, f"{ASK} {DEMAND}")
    [answer] = await telegram.wait_for_answers(group.id)
    assert answer.text.startswith(EXCUSE + DEMANDED if seconds > 5 * MINUTE else DEMANDED)
