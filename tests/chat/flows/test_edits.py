"""Editing a question edits its answer."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answer.service import AnswerService
from bot.app import open_index, read_found
from bot.ingest.files import find_files
from bot.ingest.service import ingest
from bot.model.delivery import DeliveryState
from bot.playground.server import TelegramServer
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from bot.store.memory import MemoryStore
from tests.chat.running import MOST_BYTES, Bot, running

ASK = "/ask@briefing_test_bot"
DEMAND = "what does Russia demand?"
DEMANDED = "Russia demands that a peace deal keep Ukraine neutral and outside NATO. [1]\n"
DOCKERS = "how many dockers walked out?"
WALKED_OUT = "About 1,400 dockers walked out, according to the Quenmark Dockers' Union. [1]\n"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)

LONG = "what does Velmora demand?"
SHORT = "who played in the square?"
PLAYED = "A brass band played in the square"
CONTINUED = "Continued, 2 of 2\n"
DEMANDS = (
    "a wider bridge over the Ossel river",
    "lower rents for young bakers",
    "night trains to the coast",
    "free lessons of Latin in schools",
)
ASIDES = (
    "Nobody in the hall had expected so much patience from the crowd, which waited outside in heavy rain until long "
    "after midnight and then went home singing old songs about ships and winter.",
    "Reporters counted the lamps along the quay, drank bitter coffee and wrote down every word that the clerks let "
    "fall between two doors, as clerks sometimes do when evenings grow long and cold.",
    f"{PLAYED}, children climbed on the statue of a forgotten admiral, and the baker sold out of poppy rolls before "
    "the clock on the old tower had struck eight times.",
)


@pytest.fixture(scope="module")
def velmora(tmp_path_factory: pytest.TempPathFactory) -> AnswerService:
    """Answers LONG with four claims of three outlets each, which takes two messages, and SHORT with one message."""
    folder = tmp_path_factory.mktemp("velmora")
    for day, demand in enumerate(DEMANDS, start=3):
        for number, outlet in enumerate(("Courier", "Ledger", "Herald")):
            title = f"Velmora wants {demand}: what the {outlet} learned on a long evening full of speeches and songs"
            head = f"title: '{title}'\noutlet: {outlet} of Lower Velmora\npublished: 2025-03-0{day}T1{number}:30:00Z"
            text = f"Velmora demands {demand}. {ASIDES[number]} {ASIDES[number - 1]}"
            (folder / f"{day}-{number}.md").write_text(f"---\n{head}\nlanguage: en\n---\n\n{text}\n", encoding="utf-8")
    store, engine = MemoryStore(), open_index("memory", None)
    asyncio.run(ingest(read_found(find_files([folder], MOST_BYTES), MOST_BYTES), store=store, engine=engine))
    return AnswerService(store, engine)


async def until_first(telegram: TelegramServer, chat_id: int, start: str) -> list[Shown]:
    """What the bot wrote here, once the first of it begins so."""

    def begins() -> bool:
        return telegram.answers(chat_id)[0].text.startswith(start)

    await telegram.wait_for_answers(chat_id)
    await telegram.until(begins)
    return telegram.answers(chat_id)


async def until_waiting(bot: Bot) -> None:
    """Until the bot has recorded that what it tried to send waits."""
    async with asyncio.timeout(5):
        while not (await bot.store.deliveries.counts())[DeliveryState.WAITING]:
            pass


async def test_editing_a_question_edits_its_answer(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    asked = telegram.people.write(ann.id, ann.id, DEMAND)
    [before] = await until_first(telegram, ann.id, DEMANDED)
    telegram.people.edit(ann.id, asked, DOCKERS)
    [after] = await until_first(telegram, ann.id, WALKED_OUT)
    assert after.edited
    assert (after.id, after.reply_to) == (before.id, None)
    assert "[1] Dockers walk out at Port Hallowick\n" in after.quotations[0]
    telegram.people.write(ann.id, ann.id, "why?")
    answers = await telegram.wait_for_answers(ann.id, 2)
    assert "Understood as “why dockers walked out?”." in answers[1].text


async def test_an_edited_follow_up_keeps_its_context(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    telegram.people.write(ann.id, ann.id, DEMAND)
    await telegram.wait_for_answers(ann.id)
    asked = telegram.people.write(ann.id, ann.id, "and Ukraine?")
    await telegram.wait_for_answers(ann.id, 2)
    telegram.people.write(ann.id, ann.id, DOCKERS)
    await telegram.wait_for_answers(ann.id, 3)
    telegram.people.edit(ann.id, asked, "and the United States?")
    understood = "Understood as “what does the United States demand?”."
    await telegram.until(lambda: understood in telegram.answers(ann.id)[1].text)
    assert len(telegram.answers(ann.id)) == 3


async def test_pages_grow_and_shrink_with_the_question(
    telegram: TelegramServer, file: Path, velmora: AnswerService, ann: User
) -> None:
    async with running(telegram, file, answers=velmora):
        asked = telegram.people.write(ann.id, ann.id, SHORT)
        [first] = await until_first(telegram, ann.id, PLAYED)
        telegram.people.edit(ann.id, asked, LONG)
        grown = await telegram.wait_for_answers(ann.id, 2)
        assert grown[0].id == first.id
        assert grown[0].text.startswith("Velmora demands ")
        assert grown[1].text.startswith(CONTINUED)
        telegram.people.edit(ann.id, asked, SHORT)
        await telegram.until(lambda: len(telegram.answers(ann.id)) == 1)
        [shrunk] = telegram.answers(ann.id)
        assert (shrunk.id, shrunk.text) == (first.id, first.text)
        telegram.people.edit(ann.id, asked, LONG)
        again = await telegram.wait_for_answers(ann.id, 2)
        assert [one.text for one in again] == [one.text for one in grown]


async def test_a_page_on_its_way_while_the_answer_shrinks_is_deleted(
    telegram: TelegramServer, file: Path, velmora: AnswerService, ann: User
) -> None:
    telegram.fault("sendMessage", skip=1, delay=0.3)
    async with running(telegram, file, answers=velmora):
        asked = telegram.people.write(ann.id, ann.id, LONG)
        await telegram.until(lambda: len(telegram.world.called("sendMessage")) == 2)
        telegram.people.edit(ann.id, asked, SHORT)
        await telegram.until(lambda: bool(telegram.world.called("deleteMessages")))
        [answer] = await until_first(telegram, ann.id, PLAYED)
        assert answer.edited


async def test_an_answer_of_two_pages_is_whole_again_when_one_was_deleted(
    telegram: TelegramServer, file: Path, velmora: AnswerService, ann: User
) -> None:
    async with running(telegram, file, answers=velmora):
        asked = telegram.people.write(ann.id, ann.id, LONG)
        first, _ = await telegram.wait_for_answers(ann.id, 2)
        telegram.people.delete(ann.id, first.id)
        telegram.people.edit(ann.id, asked, f"and {LONG}")
        await telegram.wait_for_answers(ann.id, 2)
        telegram.people.write(ann.id, ann.id, SHORT)
        answers = await telegram.wait_for_answers(ann.id, 3)
        assert answers[0].text == first.text
        assert answers[1].text.startswith(CONTINUED)


async def test_an_edit_that_changes_nothing_in_the_answer_leaves_it_alone(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    asked = telegram.people.write(ann.id, ann.id, DEMAND)
    await telegram.wait_for_answers(ann.id)
    telegram.people.edit(ann.id, asked, "What does Russia demand?!")
    telegram.people.write(ann.id, ann.id, DOCKERS)
    answers = await telegram.wait_for_answers(ann.id, 2)
    assert answers[0].text.startswith(DEMANDED)
    assert not answers[0].edited
    [edit] = telegram.world.called("editMessageText")
    assert "message is not modified" in edit.description
    assert (await bot.store.deliveries.counts())[DeliveryState.REFUSED] == 0


async def test_an_edit_while_the_answer_is_on_its_way_edits_it_then(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    telegram.fault("sendMessage", delay=0.3)
    asked = telegram.people.write(ann.id, ann.id, DEMAND)
    await telegram.until(lambda: bool(telegram.world.called("sendMessage")))
    telegram.people.edit(ann.id, asked, DOCKERS)
    [answer] = await until_first(telegram, ann.id, WALKED_OUT)
    assert answer.edited
    assert len(telegram.world.called("sendMessage")) == 1


async def test_an_edit_of_a_question_whose_answer_still_waits_replaces_that_answer(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    telegram.fault("sendMessage", code=401)
    async with running(telegram, file, answers=sample, clock=lambda: NOON) as bot:
        asked = telegram.people.write(ann.id, ann.id, DEMAND)
        await telegram.until(lambda: [call.code for call in telegram.world.called("sendMessage")] == [401])
        await until_waiting(bot)
        telegram.people.edit(ann.id, asked, DOCKERS)
        [answer] = await telegram.wait_for_answers(ann.id)
        assert answer.text.startswith(WALKED_OUT)
        assert not answer.edited
        assert (await bot.store.deliveries.counts())[DeliveryState.WAITING] == 0
        assert (await bot.store.deliveries.counts())[DeliveryState.DROPPED] == 1


async def test_an_edited_message_that_was_no_question_before_is_answered(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    """However long ago it was written: the question is new."""
    group = telegram.world.group("Desk", ann.id)
    written = telegram.people.write(group.id, ann.id, DEMAND)
    empty = telegram.people.write(group.id, ann.id, ASK)
    telegram.world.clock.advance(3600)

    def clock() -> datetime:
        return datetime.fromtimestamp(telegram.world.clock.now(), UTC)

    async with running(telegram, file, answers=sample, clock=clock):
        await telegram.wait_for_answers(group.id)
        telegram.people.edit(group.id, written, f"{ASK} {DEMAND}")
        await telegram.wait_for_answers(group.id, 2)
        telegram.people.edit(group.id, empty, f"{ASK} {DOCKERS}")
        answers = await telegram.wait_for_answers(group.id, 3)
    assert [answer.reply_to for answer in answers] == [empty, written, empty]
    assert answers[1].text.startswith(DEMANDED)
    assert answers[2].text.startswith(WALKED_OUT)


async def test_an_edit_to_what_is_no_question_leaves_the_answer(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id, bot="administrator")
    asked = telegram.people.write(group.id, ann.id, f"{ASK} {DEMAND}")
    await telegram.wait_for_answers(group.id)
    for text in ("/help@briefing_test_bot", "what do you think?", ASK, f"/ask@other_bot {DOCKERS}"):
        telegram.people.edit(group.id, asked, text)
    telegram.people.write(group.id, ann.id, ASK)
    answers = await telegram.wait_for_answers(group.id, 2)
    assert answers[0].text.startswith(DEMANDED)
    assert not answers[0].edited


async def test_an_answer_that_was_deleted_is_sent_anew_each_time(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id)
    asked = telegram.people.write(group.id, ann.id, f"{ASK} {DEMAND}")
    for question, start in ((DOCKERS, WALKED_OUT), (DEMAND, DEMANDED)):
        [answer] = await telegram.wait_for_answers(group.id)
        telegram.people.delete(group.id, answer.id)
        telegram.people.edit(group.id, asked, f"{ASK} {question}")
        [answer] = await until_first(telegram, group.id, start)
        assert answer.reply_to == asked
    telegram.people.edit(group.id, asked, f"{ASK} {DOCKERS}")
    [answer] = await until_first(telegram, group.id, WALKED_OUT)
    assert answer.edited
    telegram.people.write(group.id, ann.id, ASK)
    await telegram.wait_for_answers(group.id, 2)
    assert telegram.answers(group.id)[0] == answer
