"""Articles change under answers that were sent already: the buttons below them say so, and only they."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.chat.amending import AT_ONCE_A_CHAT
from bot.model.delivery import DeliveryState
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from bot.store.memory import MemoryStore
from bot.text.messages import read_messages
from tests.chat.collections.test_flow import ASKED as KEPT
from tests.chat.collections.test_flow import MINUTES, OFFER, add
from tests.chat.collections.worlds import make_private
from tests.chat.flows.changing import EN, Corpus, ask, day, find_turn, look, open_view, say, tap, turn_id
from tests.chat.running import Bot, running

TICK = 0.05
ASKED = "When will the ferry to Ostrel sail?"
SAILS = "The ferry to Ostrel will sail at nine o'clock on Friday, the harbour office of Vessby said."
LATER = "The ferry to Ostrel will sail at noon on Friday, the harbour office of Vessby said."
MARK = "editMessageReplyMarkup"


async def fill() -> Corpus:
    corpus = Corpus()
    await corpus.put("ferry", SAILS, day(3), "The ferry to Ostrel")
    return corpus


async def see(telegram: TelegramServer, chat_id: int, answer: Shown, *, marked: bool = True) -> Shown:
    """The answer, once its buttons say so, or say so no more."""
    await telegram.until(lambda: is_marked(look(telegram, chat_id, answer.id)) is marked)
    return look(telegram, chat_id, answer.id)


def is_marked(answer: Shown) -> bool:
    return any("✏️" in label for row in answer.keyboard for label in row)


async def test_a_quote_that_was_changed_is_told_by_the_buttons_that_stand_there(
    telegram: TelegramServer, file: Path, ann: User
) -> None:
    corpus = await fill()
    async with running(telegram, file, answers=corpus.answers, tick_seconds=TICK) as bot:
        answer = await ask(telegram, ann.id, ann, ASKED)
        assert answer.text.startswith(SAILS)
        await corpus.put("ferry", LATER, day(3), "The ferry to Ostrel")
        marked = await see(telegram, ann.id, answer)
        assert marked.keyboard == [[EN.text("bot-button-amended", count=1)], ["✏️[1]"], *answer.keyboard[1:]]
        assert (marked.text, len(telegram.answers(ann.id))) == (answer.text, 1)
        pane = await open_view(telegram, ann.id, marked, ann, "amended")
        assert pane.text.startswith("✏️ [1] The article was changed on ")
        assert LATER in pane.text
        await corpus.put("ferry", SAILS, day(3), "The ferry to Ostrel")
        again = await see(telegram, ann.id, answer, marked=False)
        assert again.keyboard == answer.keyboard
        assert await tap(telegram, ann.id, marked, ann, "amended") == ""
        await telegram.until(lambda: EN.text("bot-amended-none") in look(telegram, ann.id, pane.id).text)
        assert [one.method for one in await bot.store.deliveries.of_turn(turn_id(answer))].count(MARK) == 2


async def test_what_is_withdrawn_or_taken_away_is_told_too_and_what_only_moved_is_not(
    telegram: TelegramServer, file: Path, ann: User
) -> None:
    corpus = await fill()
    async with running(telegram, file, answers=corpus.answers, tick_seconds=TICK):
        answer = await ask(telegram, ann.id, ann, ASKED)
        await corpus.put("ferry", f"Sailing. {SAILS}", day(3), "The ferry to Ostrel")
        await corpus.put("other", "The museum of Vessby opens on Sunday.", day(4))
        await telegram.until(lambda: len(telegram.world.called("getUpdates")) >= 2)
        assert not is_marked(look(telegram, ann.id, answer.id))
    await corpus.remove(["ferry"])
    async with running(telegram, file, answers=corpus.answers, tick_seconds=TICK):
        assert (await see(telegram, ann.id, answer)).keyboard[0] == [EN.text("bot-button-amended", count=1)]


async def test_a_restart_changes_no_buttons_twice(telegram: TelegramServer, file: Path, ann: User) -> None:
    corpus = await fill()
    async with running(telegram, file, answers=corpus.answers, tick_seconds=TICK):
        answer = await ask(telegram, ann.id, ann, ASKED)
        await corpus.put("ferry", LATER, day(3), "The ferry to Ostrel")
        await see(telegram, ann.id, answer)
    async with running(telegram, file, answers=corpus.answers, tick_seconds=TICK):
        await ask(telegram, ann.id, ann, ASKED)
        await ask(telegram, ann.id, ann, "hello?")
    assert len(telegram.world.called(MARK)) == 1


async def test_buttons_keep_the_language_that_they_were_sent_in(
    telegram: TelegramServer, file: Path, ann: User
) -> None:
    """Telegram tells a person's language with their messages only."""
    corpus = await fill()
    ann.language_code = "uk"
    async with running(telegram, file, answers=corpus.answers, tick_seconds=TICK):
        answer = await ask(telegram, ann.id, ann, ASKED)
        await corpus.put("ferry", LATER, day(3), "The ferry to Ostrel")
        marked = await see(telegram, ann.id, answer)
        assert marked.keyboard[0] == [read_messages("uk").text("bot-button-amended", count=1)]


async def test_many_answers_of_a_chat_are_marked_a_few_at_a_time(
    telegram: TelegramServer, file: Path, group: Chat, ann: User
) -> None:
    corpus = await fill()
    async with running(telegram, file, answers=corpus.answers, tick_seconds=TICK):
        answers = [await ask(telegram, group.id, ann, ASKED) for _ in range(AT_ONCE_A_CHAT + 2)]
        await corpus.put("ferry", LATER, day(3), "The ferry to Ostrel")
        for answer in answers:
            await see(telegram, group.id, answer)
        assert len(telegram.world.called(MARK)) == len(answers)


async def test_a_group_is_told_of_what_it_keeps_itself(
    telegram: TelegramServer, file: Path, group: Chat, ann: User
) -> None:
    corpus, private = await fill(), make_private(MemoryStore(), "memory")
    async with running(telegram, file, answers=corpus.answers, private=private, tick_seconds=TICK):
        await add(telegram, group, ann)
        answer = await ask(telegram, group.id, ann, KEPT)
        assert answer.text.startswith(OFFER)
        await add(telegram, group, ann, MINUTES.replace("31 million", "29 million"))
        marked = await see(telegram, group.id, answer)
        pane = await open_view(telegram, group.id, marked, ann, "amended")
        assert "29 million" in pane.text
    private.close()


async def test_an_answer_that_was_deleted_in_the_chat_is_let_go(
    telegram: TelegramServer, file: Path, ann: User
) -> None:
    corpus = await fill()
    async with running(telegram, file, answers=corpus.answers, tick_seconds=TICK) as bot:
        answer = await ask(telegram, ann.id, ann, ASKED)
        telegram.people.delete(ann.id, answer.id)
        await corpus.put("ferry", LATER, day(3), "The ferry to Ostrel")
        await telegram.until(lambda: bool(telegram.world.called(MARK)))
        assert (await say(telegram, ann.id, ann, ASKED)).text.startswith(LATER)
        turn = await find_turn_of(bot, answer)
        assert turn[-1] is DeliveryState.REFUSED
        assert len(telegram.world.called(MARK)) == 1


async def find_turn_of(bot: Bot, answer: Shown) -> list[DeliveryState]:
    turn = await find_turn(bot, answer)
    return [one.state for one in await bot.store.deliveries.of_turn(turn.id)]


async def test_buttons_of_another_version_are_left_alone_where_all_still_stands(
    telegram: TelegramServer, file: Path, ann: User
) -> None:
    corpus = await fill()
    async with running(telegram, file, answers=corpus.answers, tick_seconds=TICK):
        answer = await ask(telegram, ann.id, ann, ASKED)
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE deliveries SET payload = replace(payload, '\"[1]\"', '\"1\"') WHERE turn IS NOT NULL")
    async with running(telegram, file, answers=corpus.answers, tick_seconds=TICK):
        await ask(telegram, ann.id, ann, "hello?")
        assert telegram.world.called(MARK) == []
        await corpus.put("ferry", LATER, day(3), "The ferry to Ostrel")
        await see(telegram, ann.id, answer)
