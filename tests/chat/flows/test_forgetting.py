"""/forget: what is kept of a person, or of a place, is erased after a second question."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.flows.test_commands import (
    DEMAND,
    DOCKERS,
    EN,
    GRUSHKO,
    NOTHING,
    SAME,
    TO_US,
    UK,
    bob,
    bot,
    group,
    look,
    meet,
    shared_file,
    tap,
    telegram,
    write,
)
from tests.chat.running import Bot

__all__ = ["bob", "bot", "group", "shared_file", "telegram"]
pytestmark = pytest.mark.asyncio(loop_scope="module")

DEMANDED, WALKED_OUT = "Ukraine neutral and outside NATO", "About 1,400 dockers walked out"
ASKED, DONE, KEPT = EN.text("bot-forget-ask"), EN.text("bot-forget-done"), EN.text("bot-forget-kept")
ERASE, ERASE_PLACE, KEEP = (EN.text(f"bot-button-{name}") for name in ("erase", "erase-place", "keep"))
NOT_YOURS, UNDERSTOOD = EN.text("bot-not-yours"), "Understood as “what does Ukraine demand?”."
CHANNEL = {"id": -1009999999999, "type": "channel", "title": "News"}


async def decide(telegram: TelegramServer, chat_id: int, asked: Shown, user: User, button: str) -> Shown:
    """The question for what to erase, once it says what was done."""
    assert await tap(telegram, chat_id, asked.id, user, button) == ""
    await telegram.until(lambda: look(telegram, chat_id, asked.id).edited)
    return look(telegram, chat_id, asked.id)


async def forget(telegram: TelegramServer, chat_id: int, user: User, button: str = ERASE) -> None:
    asked = await write(telegram, chat_id, user, f"/forget{TO_US}")
    assert (await decide(telegram, chat_id, asked, user, button)).text == DONE


def read_kept(file: Path, *ids: int) -> str:
    """All rows that name one of these chats or people, but for raw updates, which go by themselves."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert {"turns", "turn_messages", "deliveries", "dialogs", "updates"} <= set(tables)
        rows = [connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables if name != "updates"]
    return repr([row for table in rows for row in table if set(row) & set(ids)])


async def test_it_asks_back_in_the_persons_language_and_keeps_when_told_to(telegram: TelegramServer, bot: Bot) -> None:
    people = {language: meet(telegram, language=language) for language in LANGUAGES}
    for user in people.values():
        telegram.people.write(user.id, user.id, "/forget")
    for language, user in people.items():
        messages = read_messages(language)
        [asked] = await telegram.wait_for_answers(user.id)
        assert asked.text == messages.text("bot-forget-ask")
        assert asked.keyboard == [[messages.text("bot-button-erase")], [messages.text("bot-button-keep")]]
        kept = await decide(telegram, user.id, asked, user, messages.text("bot-button-keep"))
        assert (kept.text, kept.keyboard) == (messages.text("bot-forget-kept"), [])


async def test_what_was_asked_and_answered_is_gone_from_the_database(
    telegram: TelegramServer, bot: Bot, shared_file: Path, ann: User, bob: User
) -> None:
    old = await write(telegram, ann.id, ann, DEMAND)
    await write(telegram, bob.id, bob, DOCKERS)
    telegram.people.write(ann.id, ann.id, "/why")
    await telegram.until(lambda: telegram.answers(ann.id)[-1].text.endswith(SAME))
    assert all(
        words in read_kept(shared_file, ann.id, bob.id)
        for words in (DEMAND, DEMANDED, DOCKERS, WALKED_OUT, str(ann.id))
    )
    asked = await write(telegram, ann.id, ann, "/forget")
    done = await decide(telegram, ann.id, asked, ann, ERASE)
    assert (done.text, done.keyboard) == (DONE, [])
    kept = read_kept(shared_file, ann.id, bob.id)
    assert DEMAND not in kept
    assert DEMANDED not in kept
    assert "Russia" not in kept
    assert all(words in kept for words in (DOCKERS, WALKED_OUT, str(bob.id)))
    assert (await write(telegram, ann.id, ann, "/why")).text == NOTHING
    assert (await write(telegram, ann.id, ann, "/why", reply_to=old.id)).text == NOTHING


async def test_follow_ups_start_anew_also_as_a_reply_to_an_old_answer(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    old = await write(telegram, ann.id, ann, DEMAND)
    assert UNDERSTOOD in (await write(telegram, ann.id, ann, "and Ukraine?")).text
    await forget(telegram, ann.id, ann)
    assert UNDERSTOOD not in (await write(telegram, ann.id, ann, "and Ukraine?")).text
    assert UNDERSTOOD not in (await write(telegram, ann.id, ann, "and Ukraine?", reply_to=old.id)).text


async def test_an_edit_of_a_forgotten_question_is_a_new_question(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    old = await write(telegram, ann.id, ann, DOCKERS)
    question = telegram.shown(ann.id)[-2].id
    await forget(telegram, ann.id, ann)
    telegram.people.edit(ann.id, question, DEMAND)
    answers = await telegram.wait_for_answers(ann.id, 3)
    assert DEMANDED in answers[2].text
    assert not look(telegram, ann.id, old.id).edited


async def test_settings_stay_and_what_was_begun_ends(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    screen = await write(telegram, ann.id, ann, "/settings")
    for button in ("set:language:uk", "set:quotes:1", "set:zone"):
        await tap(telegram, ann.id, screen.id, ann, button)
    await telegram.wait_for_answers(ann.id, 2)
    asked = await write(telegram, ann.id, ann, "/forget")
    done = await decide(telegram, ann.id, asked, ann, UK.text("bot-button-erase"))
    assert done.text == UK.text("bot-forget-done")
    assert UK.text("abstain") in (await write(telegram, ann.id, ann, "Pacific/Palau")).text
    assert len((await write(telegram, ann.id, ann, DEMAND)).quotations) == 1


async def test_in_a_group_ones_own_goes_and_a_colleagues_stays(
    telegram: TelegramServer, bot: Bot, shared_file: Path, ann: User, bob: User, group: Chat
) -> None:
    of_ann = await write(telegram, group.id, ann, f"/ask{TO_US} {DEMAND}")
    await write(telegram, group.id, bob, f"/ask{TO_US} {DOCKERS}")
    await write(telegram, group.id, bob, "and Ukraine?", reply_to=of_ann.id)
    await write(telegram, bob.id, bob, GRUSHKO)
    await forget(telegram, group.id, bob)
    kept = read_kept(shared_file, group.id, ann.id, bob.id)
    assert DEMAND in kept
    assert not any(words in kept for words in (DOCKERS, WALKED_OUT, "and Ukraine?", GRUSHKO))
    assert (await write(telegram, group.id, bob, f"/why{TO_US}")).text == NOTHING
    assert UNDERSTOOD in (await write(telegram, group.id, bob, "and Ukraine?", reply_to=of_ann.id)).text


async def test_a_button_of_somebody_else_does_nothing(
    telegram: TelegramServer, bot: Bot, shared_file: Path, ann: User, bob: User, group: Chat
) -> None:
    await write(telegram, group.id, bob, f"/ask{TO_US} {DOCKERS}")
    of_bob = await write(telegram, group.id, bob, f"/forget{TO_US}")
    assert (of_bob.text, of_bob.keyboard) == (ASKED, [[ERASE], [KEEP]])
    of_ann = await write(telegram, group.id, ann, f"/forget{TO_US}")
    assert of_ann.keyboard == [[ERASE], [ERASE_PLACE], [KEEP]]
    assert await tap(telegram, group.id, of_bob.id, ann, ERASE) == NOT_YOURS
    for button in (ERASE, ERASE_PLACE, KEEP):
        assert await tap(telegram, group.id, of_ann.id, bob, button) == NOT_YOURS
    forged = telegram.people.tap_data(group.id, of_bob.id, bob.id, f"forget:place:{bob.id}")
    await telegram.until(lambda: telegram.world.queries[forged].answer is not None)
    assert telegram.world.queries[forged].answer == {"text": NOT_YOURS, "show_alert": False, "url": ""}
    assert (await decide(telegram, group.id, of_bob, bob, KEEP)).text == KEPT
    assert (
        look(telegram, group.id, of_ann.id).text,
        WALKED_OUT in read_kept(shared_file, group.id, ann.id, bob.id),
    ) == (ASKED, True)


async def test_administrators_erase_all_of_a_place_and_only_of_it(
    telegram: TelegramServer, bot: Bot, shared_file: Path, ann: User, bob: User, group: Chat
) -> None:
    for user, question in ((ann, DEMAND), (bob, DOCKERS)):
        await write(telegram, group.id, user, f"/ask{TO_US} {question}")
    await write(telegram, bob.id, bob, GRUSHKO)
    asked = await write(telegram, group.id, bob, f"/forget{TO_US}")
    of_ann = await write(telegram, group.id, ann, f"/forget{TO_US}")
    assert (await decide(telegram, group.id, of_ann, ann, ERASE_PLACE)).text == DONE
    kept = read_kept(shared_file, group.id, ann.id, bob.id)
    assert not any(words in kept for words in (DEMAND, DOCKERS, WALKED_OUT))
    assert GRUSHKO in kept
    assert (await decide(telegram, group.id, asked, ann, KEEP)).text == KEPT


async def test_an_anonymous_administrator_asks_as_the_group_and_taps_in_their_own_name(
    telegram: TelegramServer, bot: Bot, shared_file: Path, ann: User, bob: User, group: Chat
) -> None:
    telegram.gatherings.promote(group.id, ann.id, ann.id, [], is_anonymous=True)
    await write(telegram, group.id, bob, f"/ask{TO_US} {DOCKERS}")
    await write(telegram, group.id, ann, f"/ask{TO_US} {DEMAND}", is_anonymous=True)
    asked = await write(telegram, group.id, ann, f"/forget{TO_US}", is_anonymous=True)
    assert (asked.text, asked.keyboard) == (EN.text("bot-forget-ask-place"), [[ERASE_PLACE], [KEEP]])
    for button in (ERASE_PLACE, KEEP):
        assert await tap(telegram, group.id, asked.id, bob, button) == NOT_YOURS
    assert WALKED_OUT in read_kept(shared_file, group.id, ann.id, bob.id)
    assert (await decide(telegram, group.id, asked, ann, ERASE_PLACE)).text == DONE
    assert not any(words in read_kept(shared_file, group.id, ann.id, bob.id) for words in (DEMAND, DOCKERS, WALKED_OUT))


async def test_a_channel_that_speaks_in_a_group_has_nothing_to_erase(
    telegram: TelegramServer, bot: Bot, group: Chat
) -> None:
    by_channel = {"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}, "sender_chat": CHANNEL}
    asked = {"message_id": 900, "date": int(telegram.world.clock.now()), "chat": group.render()}
    telegram.world.updates.inject({"message": asked | by_channel | {"text": f"/forget{TO_US}"}})
    [answer] = await telegram.wait_for_answers(group.id)
    assert (answer.text, answer.keyboard) == (EN.text("bot-forget-nothing"), [])
