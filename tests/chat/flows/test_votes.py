"""👍 and 👎 below an answer: one vote a person, kept with the answer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answer.service import AnswerService
from bot.model.feedback import Votes
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.users import User
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.flows.changing import DOCKERS, EN, OLD, ask, look, open_view, tap, tap_data, turn_id
from tests.chat.running import Bot, running

UP, DOWN, BACK = (EN.text(f"bot-vote-{name}") for name in ("up", "down", "back"))


async def test_a_vote_is_thanked_for_changed_and_taken_back(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    answer = await ask(telegram, ann.id, ann)
    for what, thanks, votes in (
        ("up", UP, Votes(up=1)),
        ("down", DOWN, Votes(down=1)),
        ("up", UP, Votes(up=1)),
        ("up", BACK, Votes()),
        ("down", DOWN, Votes(down=1)),
        ("down", BACK, Votes()),
    ):
        assert await tap(telegram, ann.id, answer, ann, what) == thanks
        assert await bot.store.feedback.votes(turn_id(answer)) == votes
    assert telegram.answers(ann.id) == [answer]


async def test_everybody_in_a_group_votes_for_themselves(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    answer = await ask(telegram, group.id, ann)
    for person, what, votes in (
        (ann, "up", Votes(up=1)),
        (bob, "down", Votes(1, 1)),
        (ann, "up", Votes(0, 1)),
        (ann, "down", Votes(0, 2)),
        (bob, "up", Votes(1, 1)),
    ):
        await tap(telegram, group.id, answer, person, what)
        assert await bot.store.feedback.votes(turn_id(answer)) == votes
    assert telegram.answers(group.id) == [answer]


async def test_an_abstention_can_be_voted_on(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    answer = await ask(telegram, ann.id, ann, "does Velmora demand bread?")
    assert await tap(telegram, ann.id, answer, ann, "down") == DOWN
    assert await bot.store.feedback.votes(turn_id(answer)) == Votes(down=1)


async def test_votes_stay_over_a_restart_and_may_be_given_late(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    async with running(telegram, file, answers=sample):
        answer = await ask(telegram, ann.id, ann)
        assert await tap(telegram, ann.id, answer, ann, "up") == UP
    telegram.world.calls.clear()
    async with running(telegram, file, answers=sample, clock=lambda: datetime.now(UTC) + timedelta(days=400)) as bot:
        assert await bot.store.feedback.votes(turn_id(answer)) == Votes(up=1)
        assert await tap(telegram, ann.id, answer, ann, "up") == BACK
        assert await tap(telegram, ann.id, answer, ann, "down") == DOWN


async def test_a_forged_vote_counts_nowhere(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    mine, theirs = await ask(telegram, ann.id, ann), await ask(telegram, group.id, bob)
    for number in (turn_id(theirs), 0, -1, 2**63 - 1, 2**63, 10**40):
        assert await tap_data(telegram, ann.id, mine.id, ann, f"vote:{number}:down") == OLD
    for answer in (mine, theirs):
        assert await bot.store.feedback.votes(turn_id(answer)) == Votes()


async def test_an_edited_question_begins_without_votes(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    asked = telegram.people.write(ann.id, ann.id, DOCKERS)
    [answer] = await telegram.wait_for_answers(ann.id)
    await tap(telegram, ann.id, answer, ann, "down")
    telegram.people.edit(ann.id, asked, "what does Russia demand?")
    await telegram.until(lambda: look(telegram, ann.id, answer.id).text.startswith("Russia demands"))
    assert await bot.store.feedback.votes(turn_id(answer)) == Votes()
    assert await tap(telegram, ann.id, look(telegram, ann.id, answer.id), ann, "down") == DOWN


async def test_the_answer_of_now_is_voted_on_by_itself(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    answer = await ask(telegram, ann.id, ann)
    await tap(telegram, ann.id, answer, ann, "down")
    assert await tap_data(telegram, ann.id, answer.id, ann, f"again:{turn_id(answer)}") == ""
    again = (await telegram.wait_for_answers(ann.id, 2))[1]
    assert await tap(telegram, ann.id, again, ann, "up") == UP
    assert await bot.store.feedback.votes(turn_id(answer)) == Votes(down=1)
    assert await bot.store.feedback.votes(turn_id(again)) == Votes(up=1)


async def test_who_is_forgotten_leaves_no_vote(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    answer = await ask(telegram, group.id, ann)
    await tap(telegram, group.id, answer, bob, "down")
    await bot.store.turns.forget_person(bob.id)
    assert await bot.store.feedback.votes(turn_id(answer)) == Votes()
    assert (await open_view(telegram, group.id, answer, bob, "who")).reply_to == answer.id


@pytest.mark.parametrize("language", LANGUAGES)
async def test_thanks_come_in_the_language_of_who_taps(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat, language: str
) -> None:
    reader = telegram.world.person("Reader", language)
    answer = await ask(telegram, group.id, ann)
    texts = [await tap(telegram, group.id, answer, reader, "down") for _ in range(2)]
    assert texts == [read_messages(language).text(name) for name in ("bot-vote-down", "bot-vote-back")]


async def test_who_is_not_let_in_votes_nothing(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, bob: User, group: Chat
) -> None:
    """Ann is an operator; she asked in a group that is not on the list."""
    async with running(telegram, file, answers=sample, access="listed", operators=frozenset({ann.id})) as bot:
        answer = await ask(telegram, group.id, ann)
        refused = EN.text("bot-refused-place", id=str(group.id))
        assert await tap(telegram, group.id, answer, bob, "down") == refused
        assert await tap(telegram, group.id, answer, bob, "who") == refused
        assert await bot.store.feedback.votes(turn_id(answer)) == Votes()
        assert telegram.answers(group.id) == [answer]
